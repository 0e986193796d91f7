"""How are exact fractions compared and multiplied in columns without overflow?

A fraction is a numerator (null = the end is open) and a denominator above 0, each with a bound on
its size known beforehand. Products take 64 bits where the bounds say that is enough, else 128;
where even those may not do (numerators of unrounded amounts), numbers are compared by their whole
part first, and products are checked before they are made.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_INT64, _INT128 = 2**63, 2**127
_WIDE = pl.Int128


@dataclass(frozen=True, eq=False)
class Fraction:
    """One end: `num` / `den`; null numerator = open. Sizes are at most `num_most`, `den_most`."""

    num: pl.Expr
    den: pl.Expr
    num_most: int = _INT64
    den_most: int = _INT64


def whole(end: pl.Expr, most: int = _INT64) -> Fraction:
    """An integer end as a fraction."""
    return Fraction(end, pl.lit(1, dtype=pl.Int64), most, 1)


def constant(num: int, den: int) -> Fraction:
    """A fixed fraction."""
    return Fraction(_literal(num), _literal(den), abs(num), den)


def _literal(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.Int64 if abs(value) < _INT64 else _WIDE)


def product(a: pl.Expr, a_most: int, b: pl.Expr, b_most: int) -> pl.Expr:
    """a × b on as many bits as the bounds ask for; they must fit into 128."""
    assert a_most * b_most < _INT128
    return a * b if a_most * b_most < _INT64 else a.cast(_WIDE) * b.cast(_WIDE)


def _times_den(a: pl.Expr, a_most: int, den: pl.Expr, den_most: int) -> pl.Expr:
    """a × a denominator, which is 1 everywhere if it is at most 1."""
    return a if den_most == 1 else product(a, a_most, den, den_most)


def checked_product(
    a: pl.Expr, a_most: int, b: pl.Expr, b_most: int, limit: int
) -> tuple[pl.Expr, pl.Expr | None]:
    """a × b (b ≥ 0), null where its size is above `limit`; and where that is (None: never)."""
    if a_most * b_most <= limit:
        return product(a, a_most, b, b_most), None
    if a_most * b_most < _INT128:
        out = product(a, a_most, b, b_most)
        over = (out > _literal(limit)) | (out < _literal(-limit))
        return _narrow(pl.when(~over).then(out), limit), over
    factor = b.cast(_WIDE)
    size = a.cast(_WIDE).abs()
    over = (factor > 0) & (size > _literal(limit).floordiv(pl.when(factor > 0).then(factor)))
    safe = pl.when(~over.fill_null(False)).then(a.cast(_WIDE)).otherwise(0)
    return _narrow(pl.when(~over).then(safe * factor), limit), over


def _narrow(a: pl.Expr, most: int) -> pl.Expr:
    return a.cast(pl.Int64) if most < _INT64 else a


def at_most(a: Fraction, b: Fraction) -> pl.Expr:
    """a ≤ b; null where either is open."""
    if max(a.num_most * b.den_most, b.num_most * a.den_most) < _INT128:
        return _times_den(a.num, a.num_most, b.den, b.den_most) <= _times_den(
            b.num, b.num_most, a.den, a.den_most
        )
    a_whole, a_rest = _split(a)
    b_whole, b_rest = _split(b)
    rest = _times_den(a_rest, a.den_most, b.den, b.den_most) <= _times_den(
        b_rest, b.den_most, a.den, a.den_most
    )
    return pl.when(a_whole != b_whole).then(a_whole < b_whole).otherwise(rest)


def _split(a: Fraction) -> tuple[pl.Expr, pl.Expr]:
    """The whole part, rounded down, and the rest (0 ≤ rest < den) as a numerator."""
    num, den = a.num.cast(_WIDE), a.den.cast(_WIDE)
    whole_part = num.floordiv(den)
    return whole_part, num - whole_part * den


def chosen(condition: pl.Expr, a: Fraction, b: Fraction) -> Fraction:
    """a where `condition` is true, b where it is false, open where it is null."""
    widest = _WIDE if max(a.num_most, b.num_most) >= _INT64 * 2 else None

    def pick(x: pl.Expr, y: pl.Expr) -> pl.Expr:
        if widest is not None:
            x, y = x.cast(widest), y.cast(widest)
        return pl.when(condition).then(x).when(~condition).then(y)

    return Fraction(
        pick(a.num, b.num), pl.when(condition).then(a.den).otherwise(b.den),
        max(a.num_most, b.num_most), max(a.den_most, b.den_most),
    )  # fmt: skip
