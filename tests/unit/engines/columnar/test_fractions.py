"""Fractions in columns stay exact where 64 bits, and where 128 bits, would wrap."""

from __future__ import annotations

import itertools
from fractions import Fraction as Exact

import polars as pl

from zhiban.engines.columnar import fractions as fr
from zhiban.model.values import LIMIT, UNROUNDED_LIMIT

NUMS = [0, 1, -1, 2**62, -(2**62), 2**100, 2**124, -(2**124), 2**124 - 1]
DENS = [1, 3, 2**62, 2**62 - 1]
PAIRS = list(itertools.product(NUMS, DENS))


def test_comparing_the_largest_unrounded_amounts() -> None:
    rows = list(itertools.product(PAIRS, PAIRS))
    frame = pl.DataFrame(
        {"an": [a[0] for a, _ in rows], "ad": [a[1] for a, _ in rows],
         "bn": [b[0] for _, b in rows], "bd": [b[1] for _, b in rows]},
        schema=dict.fromkeys(("an", "ad", "bn", "bd"), pl.Int128),
    )  # fmt: skip
    a = fr.Fraction(pl.col("an"), pl.col("ad"), UNROUNDED_LIMIT, LIMIT)
    b = fr.Fraction(pl.col("bn"), pl.col("bd"), UNROUNDED_LIMIT, LIMIT)
    found = frame.select(found=fr.at_most(a, b))["found"].to_list()
    assert found == [Exact(*x) <= Exact(*y) for x, y in rows]


def test_a_product_beyond_its_limit_is_open_not_wrapped() -> None:
    factors = [0, 1, 2, 2**61, 2**62]
    rows = list(itertools.product(NUMS, factors))
    frame = pl.DataFrame(
        {"x": [x for x, _ in rows], "f": [f for _, f in rows]},
        schema={"x": pl.Int128, "f": pl.Int64},
    )
    out, over = fr.checked_product(
        pl.col("x"), UNROUNDED_LIMIT, pl.col("f"), LIMIT, UNROUNDED_LIMIT
    )
    assert over is not None
    found = frame.select(out=out, over=over)
    fits = [abs(x * f) <= UNROUNDED_LIMIT for x, f in rows]
    assert found["over"].to_list() == [not fit for fit in fits]
    products = [x * f if fit else None for (x, f), fit in zip(rows, fits, strict=True)]
    assert found["out"].to_list() == products


def test_a_factor_of_none_or_one_is_still_multiplied() -> None:
    frame = pl.DataFrame({"x": [7, 7, 7], "f": [0, 1, None]})
    out, over = fr.checked_product(pl.col("x"), 7, pl.col("f"), 1, LIMIT)
    assert over is None
    assert frame.select(out)["x"].to_list() == [0, 7, None]
