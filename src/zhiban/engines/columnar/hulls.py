"""What is possible where any of several rows may be the one? The hull of a value over each key."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.engines.columnar import bits
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.order import ranks
from zhiban.engines.columnar.planes import (
    MonthsPlane,
    PairPlane,
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
)

#: What to do with the ends of one key: least or greatest; open ends are skipped.
Ways = Sequence[tuple[str, Fraction, str]]


def hull_of_rows(rows: pl.DataFrame, plane: Plane) -> tuple[pl.DataFrame, Plane]:
    """Per `key` the hull of `plane`, a plane over `rows`; the result is over the new frame."""
    match plane:
        case TruthPlane() | WordPlane():
            value = plane.expr
            same = (value.min() == value.max()) & (value.null_count() == 0)
            out = rows.group_by("key").agg(value=pl.when(same).then(value.min()))
            return out, type(plane)(pl.col("value"))
        case SpanPlane():
            out = rows.group_by("key").agg(
                lo=_unless_open(plane.lo, plane.lo.min(), plane.always),
                hi=_unless_open(plane.hi, plane.hi.max(), plane.always),
            )
            return out, SpanPlane(pl.col("lo"), pl.col("hi"), plane.always, plane.most)
        case PairPlane():
            out = fractions_of_rows(rows, [("lo", plane.lo, "least"), ("hi", plane.hi, "greatest")])
            lo, hi = (
                Fraction(
                    pl.when(~pl.col(f"{e}.open")).then(pl.col(f"{e}.num")), pl.col(f"{e}.den"),
                    end.num_most, end.den_most,
                )
                for e, end in (("lo", plane.lo), ("hi", plane.hi))
            )  # fmt: skip
            return _settled(out, PairPlane(lo, hi, plane.always))
        case MonthsPlane():
            return _months_of_rows(rows, plane)


def _unless_open(end: pl.Expr, value: pl.Expr, always: bool) -> pl.Expr:
    return value if always else pl.when(end.null_count() == 0).then(value)


def _settled(frame: pl.DataFrame, plane: PairPlane) -> tuple[pl.DataFrame, Plane]:
    """The plane with its expressions worked out into columns."""
    out = frame.with_columns(
        plane.lo.num.alias("lo.num"), plane.hi.num.alias("hi.num"),
    )  # fmt: skip
    lo, hi = (
        Fraction(pl.col(f"{e}.num"), pl.col(f"{e}.den"), end.num_most, end.den_most)
        for e, end in (("lo", plane.lo), ("hi", plane.hi))
    )
    names = [f"{e}.{part}" for e in ("lo", "hi") for part in ("num", "den")]
    return out.select("key", *names), PairPlane(lo, hi, plane.always)


def fractions_of_rows(rows: pl.DataFrame, ways: Ways) -> pl.DataFrame:
    """Per `key`, for each way `name.num`, `name.den` (null if all are open) and `name.open`.

    `name.open` says whether any is open. Of equal fractions the first row's stands.
    """
    height = max(rows.height, 1)
    ranked = ranks(rows, [end for _, end, _ in ways])
    at = pl.int_range(pl.len(), dtype=pl.Int64)
    columns = {}
    for (name, _, which), rank in zip(ways, ranked, strict=True):
        place = at if which == "least" else height - 1 - at
        columns[name] = pl.lit(rank) * height + place
    keyed = rows.select("key", **columns).with_columns(pl.col("key").set_sorted())
    best = keyed.group_by("key").agg(
        *(
            (pl.col(name).min() if which == "least" else pl.col(name).max()).alias(name)
            for name, _, which in ways
        ),
        *((pl.col(name).null_count() > 0).alias(f"{name}.open") for name, _, _ in ways),
    )
    found = [best.select("key", *(f"{name}.open" for name, _, _ in ways))]
    for name, end, which in ways:
        place = pl.col(name) % height
        row = best.select(place if which == "least" else height - 1 - place).to_series()
        cells = rows.select(end.num.alias(f"{name}.num"), end.den.alias(f"{name}.den"))
        found.append(cells.select(pl.all().gather(row)))
    return pl.concat(found, how="horizontal")


def _months_of_rows(rows: pl.DataFrame, plane: MonthsPlane) -> tuple[pl.DataFrame, Plane]:
    exprs: dict[str, pl.Expr] = {}
    for i, (surely, perhaps) in enumerate(zip(plane.sure, plane.maybe, strict=True)):
        exprs[f"sure{i}"] = surely.bitwise_and()
        exprs[f"maybe{i}"] = (surely | perhaps).bitwise_or()
    for part, of in (("before", pl.Expr.max), ("after", pl.Expr.min), ("loose", pl.Expr.max)):
        if (end := getattr(plane, part)) is not None:
            exprs[part] = of(end)
    out = rows.group_by("key").agg(**exprs) if exprs else rows.select("key").unique()
    words = range(len(plane.blocks))
    sure = tuple(pl.col(f"sure{i}") for i in words)
    maybe = tuple(pl.col(f"maybe{i}") for i in words)
    possible = zip(maybe, bits.without(maybe, sure), strict=True)
    out = out.with_columns(rest.alias(one.meta.output_name()) for one, rest in possible)
    ends = {p: pl.col(p) for p in ("before", "after", "loose") if p in exprs}
    return out, MonthsPlane(plane.blocks, sure, maybe, **ends)
