"""How are fractions put in order, exactly and without a loop? By ranks, taken once for a frame.

A fraction is written as its whole part and two 64-bit places after the point: two different
fractions with denominators below 2^63 differ within 126 bits.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.engines.columnar.fractions import Fraction

_PLACE = 2**63


def ranks(frame: pl.DataFrame, ends: Sequence[Fraction]) -> list[pl.Series]:
    """For each end Int64 numbers: equal for equal fractions, larger for larger, null if open."""
    parts = [
        frame.select(num=_wide(e.num), den=_wide(e.den)).with_columns(end=pl.lit(i))
        for i, e in enumerate(ends)
    ]
    listed = pl.concat(parts).with_row_index("at")
    worth = (
        listed.filter(pl.col("num").is_not_null())
        .with_columns(whole=pl.col("num").floordiv(pl.col("den")))
        .with_columns(rest=pl.col("num") - pl.col("whole") * pl.col("den"))
        .with_columns(first=(pl.col("rest") * _PLACE).floordiv(pl.col("den")))
        .with_columns(rest=pl.col("rest") * _PLACE - pl.col("first") * pl.col("den"))
        .with_columns(second=(pl.col("rest") * _PLACE).floordiv(pl.col("den")))
        .sort("whole", "first", "second")
    )
    places = ("whole", "first", "second")
    changes = [pl.col(c) != pl.col(c).shift(1) for c in places]
    rank = pl.any_horizontal(changes).fill_null(False).cast(pl.Int64).cum_sum()
    ranked = listed.select("at", "end").join(
        worth.select("at", rank=rank), on="at", how="left", maintain_order="left"
    )
    return [ranked.filter(pl.col("end") == i)["rank"] for i in range(len(ends))]


def _wide(expr: pl.Expr) -> pl.Expr:
    return expr.cast(pl.Int128)
