"""What do the rows of every unit come to? Counts, sums and means, joined back to the units.

`engines/rowwise/aggregates.py` is the definition. What Polars would make of nulls (a sum of
nothing is 0, a filter drops null, any() overlooks it) is written out three-valued here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.columnar import choices, comparisons, month_sets, picks
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.order import ranks
from zhiban.engines.columnar.planes import PairPlane, Plane, SpanPlane, TruthPlane, WordPlane
from zhiban.engines.columnar.rows import Gathered, gather
from zhiban.engines.columnar.stored import exactly, nothing
from zhiban.engines.columnar.tables import new_name
from zhiban.model import nodes as n
from zhiban.model.types import Ratio
from zhiban.model.values import LIMIT

if TYPE_CHECKING:
    from zhiban.engines.columnar.units import Units


def value(units: Units, node: n.Node) -> Plane:
    """The value of an aggregate, over the units."""
    match node:
        case n.Count():
            rows = gather(units, node.rows)
            return SpanPlane(rows.sure, pl.when(~rows.hole).then(rows.possible))
        case n.Exists():
            rows = gather(units, node.rows)
            none = (rows.possible == 0) & ~rows.hole
            return TruthPlane(pl.when(rows.sure > 0).then(True).when(none).then(False))
        case n.Every():
            return _every(gather(units, node.rows, node.condition), node)
        case n.Distinct():
            return _distinct(gather(units, node.rows, node.of), node)
        case n.Sum():
            return _sum(gather(units, node.rows, node.of), node)
        case n.Mean():
            return _mean(gather(units, node.rows, node.of), node)
        case n.Extreme():
            return picks.extreme(gather(units, node.rows, node.of), node)
        case n.Pick():
            return picks.pick(gather(units, node.rows, node.of, node.by), node)
        case n.MonthsOf():
            return month_sets.months_of(gather(units, node.rows, node.month), node)
        case _:
            raise TypeError(f"{type(node).__name__} is no aggregate of rows")


def _every(rows: Gathered, node: n.Every) -> Plane:
    members, planes = rows.members(rows.table.value(node.condition))
    condition = planes[0]
    assert isinstance(condition, TruthPlane)
    holds, belongs = condition.expr, pl.col("b")
    per_key = members.group_by("key").agg(
        no=(belongs & ~holds).any(), open=(~belongs | holds).is_null().any()
    )
    out = rows.beside(per_key, no=False, open=False)
    sure = ~out["open"] & ~rows.hole
    return TruthPlane(pl.when(out["no"]).then(False).when(sure).then(True))


def _distinct(rows: Gathered, node: n.Distinct) -> Plane:
    members, planes = rows.members(rows.table.value(node.of))
    members = members.select("key", "b", v=worth(members, planes[0]))
    unclear = members.group_by("key").agg(unclear=pl.col("v").null_count().cast(pl.Int64))
    known = (
        members.lazy()
        .filter(pl.col("v").is_not_null())
        .group_by("key", "v")
        .agg(sure=pl.col("b").any())
        .group_by("key")
        .agg(known=pl.len().cast(pl.Int64), surely=pl.col("sure").sum().cast(pl.Int64))
        .collect()
    )
    per_key = unclear.join(known, on="key", how="left")
    out = rows.beside(per_key, unclear=0, known=0, surely=0)
    some = (out["surely"] == 0) & (rows.sure > 0)
    least = pl.when(some).then(1).otherwise(out["surely"])
    return SpanPlane(least, pl.when(~rows.hole).then(out["known"] + out["unclear"]))


def worth(rows: pl.DataFrame, plane: Plane) -> pl.Series:
    """What two known values are equal by, as one column; null where a value is not known."""
    match plane:
        case TruthPlane() | WordPlane():
            return rows.select(v=plane.expr).to_series()
        case SpanPlane():
            return rows.select(v=pl.when(comparisons.known(plane)).then(plane.lo)).to_series()
        case PairPlane():
            lo, hi = ranks(rows, [plane.lo, plane.hi])
            both = pl.DataFrame({"lo": lo, "hi": hi})
            return both.select(v=pl.when(pl.col("lo") == pl.col("hi")).then("lo")).to_series()
        case _:
            raise TypeError("sets of months are not counted")


def _sum(rows: Gathered, node: n.Sum) -> Plane:
    members, planes = rows.members(rows.table.value(node.of))
    of = planes[0]
    assert isinstance(of, SpanPlane)
    belongs = pl.col("b")
    all_sure = members["b"].null_count() == 0
    exprs: dict[str, pl.Expr] = {}
    for name, end, bound in (("lo", of.lo, pl.min_horizontal), ("hi", of.hi, pl.max_horizontal)):
        part = end.cast(pl.Int128)
        if not all_sure:
            capped = pl.when(part.is_not_null()).then(bound(part, pl.lit(0, dtype=pl.Int128)))
            part = pl.when(belongs.fill_null(False)).then(part).otherwise(capped)
        exprs[name] = part.sum()
        exprs[f"{name}.open"] = end.null_count() > 0
    out = rows.beside(
        members.group_by("key").agg(**exprs), lo=0, hi=0, **{"lo.open": False, "hi.open": False}
    )
    floor = getattr(node.of.type, "at_least", None)
    promised = floor is not None and floor >= 0
    lo_open = out["lo.open"] if promised else out["lo.open"] | rows.hole
    ends = {"lo": (out["lo"], lo_open), "hi": (out["hi"], out["hi.open"] | rows.hole)}
    beyond = [~is_open & (total.abs() > LIMIT) for total, is_open in ends.values()]
    _undefined(rows, node, pl.any_horizontal(beyond))
    lo, hi = (
        pl.when(~is_open & (total.abs() <= LIMIT)).then(total).cast(pl.Int64)
        for total, is_open in ends.values()
    )
    return SpanPlane(lo, hi, most=LIMIT)


def _mean(rows: Gathered, node: n.Mean) -> Plane:
    members, planes = rows.members(rows.table.value(node.of))
    of = planes[0]
    assert isinstance(of, SpanPlane)
    exprs: dict[str, pl.Expr] = {}
    for name, end in (("lo", of.lo), ("hi", of.hi)):
        exprs[f"{name}.sum"] = end.cast(pl.Int128).sum()
        exprs[f"{name}.open"] = end.null_count() > 0
        exprs[f"{name}.one"] = (end.min() if name == "lo" else end.max()).cast(pl.Int128)
    out = rows.beside(members.group_by("key").agg(**exprs))
    all_sure = rows.sure == rows.possible
    counted = (rows.possible > 0) & ~rows.hole
    ends, beyond = [], []
    for name in ("lo", "hi"):
        total = pl.when(all_sure).then(out[f"{name}.sum"]).otherwise(out[f"{name}.one"])
        there = counted & ~out[f"{name}.open"].fill_null(True)
        num = pl.when(there & (total.abs() <= LIMIT)).then(total).cast(pl.Int64)
        beyond.append(there & (total.abs() > LIMIT))
        den = pl.when(all_sure & (rows.possible > 0)).then(rows.possible).otherwise(1)
        ends.append(Fraction(num, den, LIMIT))
    _undefined(rows, node, pl.any_horizontal(beyond).fill_null(False))
    mean = rows.units.keep(PairPlane(ends[0], ends[1]))
    none = nothing(Ratio()) if node.if_none is None else exactly(node.if_none, Ratio())
    empty = (rows.possible == 0) & ~rows.hole
    options: list[tuple[choices.Reach, Plane]] = [(~empty, mean), (rows.sure == 0, none)]
    return choices.hull(options, Ratio(), rows.units.scalars.let)


def _undefined(rows: Gathered, node: n.Node, where: pl.Expr) -> None:
    """Note where the operation itself has no result."""
    name = new_name()
    rows.units.add(**{name: where})
    rows.units.undefined[node] = name
