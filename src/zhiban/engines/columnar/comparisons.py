"""When is a comparison decided in columns? As soon as the ends decide; otherwise it is null."""

from __future__ import annotations

import operator
from collections.abc import Callable

import polars as pl

from zhiban.engines.columnar import fractions as fr
from zhiban.engines.columnar.arithmetic import fractions_of
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.planes import (
    MonthsPlane,
    PairPlane,
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
)

_OPERATORS: dict[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_MIRRORED = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "==": "==", "!=": "!="}
_NEGATED = {">=": "<", ">": "<=", "!=": "=="}


def compare(symbol: str, left: Plane, right: Plane) -> TruthPlane:
    """Compare two ordered planes."""
    always = left.always and right.always if not isinstance(left, MonthsPlane) else False  # type: ignore[union-attr]
    if isinstance(left, SpanPlane) and isinstance(right, SpanPlane):
        if left.constant is not None and right.constant is not None:
            held = getattr(operator, _OPERATORS[symbol].__name__)(left.constant, right.constant)
            return TruthPlane(pl.lit(held), always=True, constant=held)
        if left.is_one and right.is_one:
            return TruthPlane(_OPERATORS[symbol](left.lo, right.lo), always)
        if left.floor is not None and right.constant is not None:
            return _against(symbol, left.hi, left.floor, right.constant)
        if right.floor is not None and left.constant is not None:
            return _against(_MIRRORED[symbol], right.hi, right.floor, left.constant)
        return TruthPlane(_spans(symbol, left, right))
    a, b = fractions_of(left), fractions_of(right)
    if a[0] is a[1] and b[0] is b[1]:
        return TruthPlane(_one_fraction(symbol, a[0], b[0]), always)
    return TruthPlane(_fractions(symbol, a, b))


def _against(symbol: str, value: pl.Expr, floor: int, constant: int) -> TruthPlane:
    """A column whose unknown cells are at least `floor`, against a constant."""
    answer = _OPERATORS[symbol](value, pl.lit(constant, dtype=pl.Int64))
    settled = floor > constant or (floor == constant and symbol in ("<", ">="))
    return TruthPlane(answer.fill_null(symbol in (">=", ">", "!=")) if settled else answer, settled)


def _spans(symbol: str, left: SpanPlane, right: SpanPlane) -> pl.Expr:
    if symbol in _NEGATED:
        return ~_spans(_NEGATED[symbol], left, right)
    if symbol == "<=":
        return three_valued(left.hi <= right.lo, left.lo > right.hi)
    if symbol == "<":
        return three_valued(left.hi < right.lo, left.lo >= right.hi)
    apart = (left.hi < right.lo) | (left.lo > right.hi)
    return pl.when(apart).then(False).when(known(left) & known(right)).then(True)


def _fractions(
    symbol: str, left: tuple[Fraction, Fraction], right: tuple[Fraction, Fraction]
) -> pl.Expr:
    if symbol in _NEGATED:
        return ~_fractions(_NEGATED[symbol], left, right)
    if symbol == "<=":
        return three_valued(fr.at_most(left[1], right[0]), ~fr.at_most(left[0], right[1]))
    if symbol == "<":
        return three_valued(~fr.at_most(right[0], left[1]), fr.at_most(right[1], left[0]))
    apart = ~fr.at_most(right[0], left[1]) | ~fr.at_most(left[0], right[1])
    meet = _meet(*left) & _meet(*right)
    return pl.when(apart).then(False).when(meet).then(True)


def _one_fraction(symbol: str, a: Fraction, b: Fraction) -> pl.Expr:
    match symbol:
        case "<=":
            return fr.at_most(a, b)
        case ">=":
            return fr.at_most(b, a)
        case "<":
            return ~fr.at_most(b, a)
        case ">":
            return ~fr.at_most(a, b)
        case "==":
            return fr.at_most(a, b) & fr.at_most(b, a)
        case _:
            return ~(fr.at_most(a, b) & fr.at_most(b, a))


def three_valued(yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    """True where `yes`, False where `no`, else null; null in either is "not so"."""
    return pl.when(yes).then(True).when(no).then(False)


def _meet(lo: Fraction, hi: Fraction) -> pl.Expr:
    if lo is hi:
        return lo.num.is_not_null()
    return (fr.at_most(lo, hi) & fr.at_most(hi, lo)).fill_null(False)


def known(plane: Plane) -> pl.Expr:
    """Where a value is fully known; never null."""
    match plane:
        case TruthPlane() | WordPlane():
            return plane.expr.is_not_null()
        case SpanPlane():
            if plane.is_one or plane.floor is not None:
                return plane.hi.is_not_null()
            return (plane.lo == plane.hi).fill_null(False)
        case PairPlane():
            return _meet(plane.lo, plane.hi)
        case MonthsPlane():
            parts = [word == 0 for word in plane.maybe]
            parts += [end.is_null() for end in (plane.before, plane.after) if end is not None]
            parts += [plane.loose == 0] if plane.loose is not None else []
            return pl.all_horizontal(parts) if parts else pl.lit(True)


def is_always_known(plane: Plane) -> bool:
    """Whether the value is known in every row, as far as can be told beforehand."""
    if isinstance(plane, MonthsPlane):
        return not plane.maybe and plane.before is plane.after is plane.loose is None
    ends_meet = plane.is_one if isinstance(plane, (SpanPlane, PairPlane)) else True
    return plane.always and ends_meet


def is_among(plane: Plane, codes: tuple[str, ...], all_codes: tuple[str, ...]) -> TruthPlane:
    """Whether a code, or every possible class of an ordered list, is among `codes`."""
    if isinstance(plane, WordPlane):
        if len(codes) == 1:
            return TruthPlane(plane.expr == codes[0], plane.always)
        return TruthPlane(plane.expr.is_in(list(codes)), plane.always)
    assert isinstance(plane, SpanPlane)
    inside = [code in codes for code in all_codes]
    if plane.is_one:
        places = [place for place, is_inside in enumerate(inside) if is_inside]
        return TruthPlane(plane.lo.is_in(places), plane.always)
    yes, no = pl.lit(False), pl.lit(False)
    start = 0
    for place in range(1, len(inside) + 1):
        if place == len(inside) or inside[place] != inside[start]:
            within = (plane.lo >= start) & (plane.hi <= place - 1)
            yes, no = (yes | within, no) if inside[start] else (yes, no | within)
            start = place
    return TruthPlane(three_valued(yes, no))
