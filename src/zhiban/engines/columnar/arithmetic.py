"""What do sums, products, quotients and roundings come to in columns? Ends in, ends out.

Each function gives the plane and where an end of it is undefined (None: nowhere), as
`engines/rowwise/scalars.py` writes it out for one unit.
"""

from __future__ import annotations

import polars as pl

from zhiban.engines.columnar import fractions as fr
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import INT64_MOST, PairPlane, Plane, SpanPlane
from zhiban.law.money import UNITS_FEN
from zhiban.model.types import Type, Unrounded
from zhiban.model.values import LIMIT, UNROUNDED_LIMIT

Undefined = pl.Expr | None


def either(*flags: Undefined) -> Undefined:
    """Where any of the flags is set; never null."""
    present = [flag.fill_null(False) for flag in flags if flag is not None]
    if not present:
        return None
    out = present[0]
    for flag in present[1:]:
        out = out | flag
    return out


def fractions_of(plane: Plane) -> tuple[Fraction, Fraction]:
    """The ends of an ordered plane as fractions; one object if they are one."""
    if isinstance(plane, PairPlane):
        return plane.lo, plane.hi
    assert isinstance(plane, SpanPlane)
    lo = fr.whole(plane.lo, plane.most)
    return lo, lo if plane.is_one else fr.whole(plane.hi, plane.most)


def as_pair(plane: Plane) -> PairPlane:
    """An ordered plane as a plane of fractions."""
    if isinstance(plane, PairPlane):
        return plane
    assert isinstance(plane, SpanPlane)
    return PairPlane(*fractions_of(plane), plane.always)


def limit_of(type_: Type) -> int:
    """How large a numerator, or an integer, of the type may be."""
    return UNROUNDED_LIMIT if isinstance(type_, Unrounded) else LIMIT


def add(a: SpanPlane, b: SpanPlane, let: Let) -> tuple[SpanPlane, Undefined]:
    """Both ends added."""
    lo, lo_bad = _plus(a.lo, b.lo, 1, a.most + b.most, let)
    if a.is_one and b.is_one:
        return SpanPlane(lo, lo, _sure(a, b, lo_bad), min(a.most + b.most, LIMIT)), either(lo_bad)
    hi, hi_bad = _plus(a.hi, b.hi, 1, a.most + b.most, let)
    return SpanPlane(lo, hi, False, min(a.most + b.most, LIMIT)), either(lo_bad, hi_bad)


def subtract(a: SpanPlane, b: SpanPlane, let: Let) -> tuple[SpanPlane, Undefined]:
    """The least minus the most, the most minus the least."""
    lo, lo_bad = _plus(a.lo, b.hi, -1, a.most + b.most, let)
    if a.is_one and b.is_one:
        return SpanPlane(lo, lo, _sure(a, b, lo_bad), min(a.most + b.most, LIMIT)), either(lo_bad)
    hi, hi_bad = _plus(a.hi, b.lo, -1, a.most + b.most, let)
    return SpanPlane(lo, hi, False, min(a.most + b.most, LIMIT)), either(lo_bad, hi_bad)


def _sure(a: SpanPlane, b: SpanPlane, bad: Undefined) -> bool:
    return a.always and b.always and bad is None


def _plus(a: pl.Expr, b: pl.Expr, sign: int, most: int, let: Let) -> tuple[pl.Expr, Undefined]:
    if most >= INT64_MOST:
        a, b = a.cast(pl.Int128), b.cast(pl.Int128)
    out = a + b if sign > 0 else a - b
    if most <= LIMIT:
        return let(out), None
    top, bottom = pl.lit(LIMIT, dtype=pl.Int64), pl.lit(-LIMIT, dtype=pl.Int64)
    over = let((out > top) | (out < bottom))
    return let(pl.when(~over).then(out).cast(pl.Int64)), over


def multiply_whole(a: SpanPlane, factor: SpanPlane, let: Let) -> tuple[SpanPlane, Undefined]:
    """Integer or money × a whole number that is not negative."""
    most = a.most * factor.most

    def times(x: pl.Expr, f: pl.Expr) -> tuple[pl.Expr, Undefined]:
        out, over = fr.checked_product(x, a.most, f, factor.most, LIMIT)
        return let(out), over

    if a.is_one and factor.is_one and factor.always:
        lo, bad = times(a.lo, factor.lo)
        return SpanPlane(lo, lo, a.always and bad is None, min(most, LIMIT)), either(bad)
    least = factor.lo if factor.always else let(factor.lo.fill_null(0))
    lo, lo_bad = times(a.lo, let(pl.when(a.lo >= 0).then(least).otherwise(factor.hi)))
    hi, hi_bad = times(a.hi, let(pl.when(a.hi >= 0).then(factor.hi).otherwise(least)))
    return SpanPlane(lo, hi, False, min(most, LIMIT)), either(lo_bad, hi_bad)


def multiply(a: PairPlane, factor: PairPlane, type_: Type, let: Let) -> tuple[PairPlane, Undefined]:
    """Money, a ratio or an unrounded amount × a fraction that is not negative."""
    top = limit_of(type_)

    def times(x: Fraction, f: Fraction) -> tuple[Fraction, Undefined]:
        num, over = fr.checked_product(x.num, x.num_most, f.num, f.num_most, top)
        den, long = fr.checked_product(x.den, x.den_most, f.den, f.den_most, LIMIT)
        if long is not None:
            long = long & x.num.is_not_null() & f.num.is_not_null()
            num = pl.when(~long).then(num)
        bounds = min(x.num_most * f.num_most, top), min(x.den_most * f.den_most, LIMIT)
        return let.fraction(Fraction(num, den, *bounds)), either(over, long)

    if a.is_one and factor.is_one and factor.always:
        out, bad = times(a.lo, factor.lo)
        return PairPlane(out, out, a.always and bad is None), either(bad)
    least = factor.lo
    if not factor.always:
        is_open = factor.lo.num.is_null()
        least = let.fraction(Fraction(
            factor.lo.num.fill_null(0),
            pl.when(is_open).then(1).otherwise(factor.lo.den),
            factor.lo.num_most, max(factor.lo.den_most, 1),
        ))  # fmt: skip
    low = let.fraction(fr.chosen(a.lo.num >= 0, least, factor.hi))
    high = let.fraction(fr.chosen(a.hi.num >= 0, factor.hi, least))
    lo, lo_bad = times(a.lo, low)
    hi, hi_bad = times(a.hi, high)
    return PairPlane(lo, hi), either(lo_bad, hi_bad)


def quotient(a: PairPlane, b: PairPlane, let: Let) -> tuple[PairPlane, Undefined]:
    """a / b; undefined where b is surely not above 0, open where it may not be."""
    above = let((b.lo.num > 0).fill_null(False))
    none = (~above) & (b.hi.num <= 0)

    def over(x: Fraction, d: Fraction) -> tuple[Fraction, Undefined]:
        num, big = fr.checked_product(x.num, x.num_most, d.den, d.den_most, LIMIT)
        den, long = fr.checked_product(
            x.den, x.den_most, pl.when(d.num > 0).then(d.num), d.num_most, LIMIT
        )
        is_open = d.num.is_null()
        bad = None
        if big is not None or long is not None:
            bad = either(big, long)
            assert bad is not None
            bad = bad & above & x.num.is_not_null() & ~is_open
        num = pl.when(is_open).then(pl.when(x.num.is_not_null()).then(0)).otherwise(num)
        den = pl.when(is_open).then(1).otherwise(den)
        sound = above if bad is None else above & ~bad
        bounds = min(x.num_most * d.den_most, LIMIT), min(max(x.den_most * d.num_most, 1), LIMIT)
        return let.fraction(Fraction(pl.when(sound).then(num), den, *bounds)), bad

    if a.is_one and b.is_one:
        # Where b is open nothing is known, as its lower end is.
        out, bad = over(a.lo, b.lo)
        return PairPlane(out, out), either(none, bad)
    low = let.fraction(fr.chosen(a.lo.num >= 0, b.hi, b.lo))
    high = let.fraction(fr.chosen(a.hi.num >= 0, b.lo, b.hi))
    lo, lo_bad = over(a.lo, low)
    hi, hi_bad = over(a.hi, high)
    return PairPlane(lo, hi), either(none, lo_bad, hi_bad)


def rounded(a: PairPlane, to: str, how: str, let: Let) -> tuple[SpanPlane, Undefined]:
    """Each end rounded to a whole number of `to`."""
    lo, lo_bad = _round(a.lo, to, how, let)
    if a.is_one:
        return SpanPlane(lo, lo, a.always and lo_bad is None, LIMIT), either(lo_bad)
    hi, hi_bad = _round(a.hi, to, how, let)
    return SpanPlane(lo, hi, False, LIMIT), either(lo_bad, hi_bad)


def _round(end: Fraction, to: str, how: str, let: Let) -> tuple[pl.Expr, Undefined]:
    unit = UNITS_FEN[to]
    wide = max(end.num_most, end.den_most * unit) * 2 >= INT64_MOST
    num, den = (end.num.cast(pl.Int128), end.den.cast(pl.Int128)) if wide else (end.num, end.den)
    size, part = let(num.abs()), let(den * unit)
    units = let(size.floordiv(part))
    rest = let(size - units * part)
    match how:
        case "up":
            more = rest > 0
        case "half_up":
            more = rest * 2 >= part
        case "half_even":
            more = (rest * 2 > part) | ((rest * 2 == part) & (units - units.floordiv(2) * 2 == 1))
        case _:
            more = pl.lit(False)
    value = let((units + more.cast(pl.Int64)) * unit)
    signed = pl.when(num < 0).then(value * -1).otherwise(value)
    if end.num_most <= LIMIT // 2:
        return let(signed.cast(pl.Int64)), None
    top = pl.lit(LIMIT, dtype=pl.Int64)
    over = let((value > top) | (size.floordiv(den) > top))
    return let(pl.when(~over).then(signed).cast(pl.Int64)), over
