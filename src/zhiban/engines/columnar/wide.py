"""How is a fact written into the canonical wide frame? One set of columns for each type."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from zhiban.engines.columnar.arithmetic import as_pair
from zhiban.engines.columnar.bits import WORD, number
from zhiban.engines.columnar.planes import MonthsPlane, PairPlane, Plane, SpanPlane

_MONTHS = pl.List(pl.Int64)


def wide_columns(name: str, plane: Plane) -> list[pl.Expr]:
    """The canonical columns of the fact `name`, but for sets of months the listed ones."""
    match plane:
        case SpanPlane():
            return [plane.lo.alias(f"{name}.lo"), plane.hi.alias(f"{name}.hi")]
        case PairPlane():
            pair = as_pair(plane)
            out = []
            for end, held in (("lo", pair.lo), ("hi", pair.hi)):
                den = pl.when(held.num.is_not_null()).then(held.den)
                out += [
                    held.num.cast(pl.Int64).alias(f"{name}.{end}.num"),
                    den.cast(pl.Int64).alias(f"{name}.{end}.den"),
                ]
            return out
        case MonthsPlane():
            none = pl.lit(None, dtype=pl.Int64)
            return [
                (none if plane.before is None else plane.before).alias(f"{name}.before"),
                (none if plane.after is None else plane.after).alias(f"{name}.after"),
                (number(0) if plane.loose is None else plane.loose).alias(f"{name}.loose"),
            ]
        case _:
            return [plane.expr.alias(name)]


def month_lists(frame: pl.DataFrame, name: str, plane: MonthsPlane) -> pl.DataFrame:
    """The columns `name.sure` and `name.maybe`: sorted lists of month numbers."""
    columns = []
    for part, words in (("sure", plane.sure), ("maybe", plane.maybe)):
        wide = frame.select(
            pl.int_range(pl.len()).alias("at"),
            *(w.alias(str(b)) for b, w in zip(plane.blocks, words, strict=True)),
        )
        columns.append(_lists(wide, plane.blocks).alias(f"{name}.{part}"))
    return pl.DataFrame(columns)


def _lists(wide: pl.DataFrame, blocks: tuple[int, ...]) -> pl.Series:
    """The months of each row, from one column of words for each block."""
    empty = pl.lit([], dtype=_MONTHS)
    parts = [
        months
        for block in blocks
        for months in _taken_apart(wide.select("at", w=str(block)), block)
    ]
    if not parts:
        return wide.select(pl.repeat(empty, pl.len())).to_series()
    listed = pl.concat(parts).sort("at", "month").group_by("at", maintain_order=True).agg("month")
    joined = wide.select("at").join(listed, on="at", how="left", maintain_order="left")
    return joined.select(pl.col("month").fill_null(empty)).to_series()


def _taken_apart(words: pl.DataFrame, block: int) -> Iterator[pl.DataFrame]:
    """The months of the words of a block, the lowest bit of every row first, then the next."""
    w = pl.col("w")
    left = words.filter(w != 0)
    while left.height:
        lowest = w.bitwise_trailing_zeros().cast(pl.Int64)
        yield left.select("at", month=lowest + block * WORD)
        left = left.with_columns(w & (w - 1)).filter(w != 0)
