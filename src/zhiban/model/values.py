"""What is a value that may be only partly known? Ends, truth tables, hulls.

Truth is True, False or None (unknown). Ordered values are `Ends`: at least `lo`, at most `hi`,
None where that end is open. Ratios, rates and unrounded amounts have ends that are pairs
(numerator, denominator > 0), kept as they were computed, never reduced. Codes and texts are str or
None. Sets of months are `MonthsValue` (see months.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.model.months import MonthsValue
from zhiban.model.types import (
    Integer,
    Money,
    Months,
    Ordered,
    Rate,
    Ratio,
    Type,
    Unrounded,
    is_interval,
)

#: Integers and money beyond this are undefined (SEM 4): sums and products are checked against it.
LIMIT = 2**62
#: Numerators of unrounded amounts may be larger, as products of two values within LIMIT are.
UNROUNDED_LIMIT = 2**124

Pair = tuple[int, int]
End = int | Pair | None


@dataclass(frozen=True, slots=True)
class Ends:
    """An interval of an ordered type."""

    lo: End
    hi: End

    @property
    def known(self) -> bool:
        """Whether both ends meet."""
        return self.lo is not None and self.hi is not None and compare_ends(self.lo, self.hi) == 0


Value = bool | str | Ends | MonthsValue | None


def is_known(value: Value) -> bool:
    """Whether a value is fully known."""
    if isinstance(value, (Ends, MonthsValue)):
        return value.known
    return value is not None


def exactly(value: int | Pair) -> Ends:
    """The known value."""
    return Ends(value, value)


def whole(end: End) -> int:
    """The end of an interval of whole numbers (integers, fen, days, months) that is not open."""
    assert isinstance(end, int)
    return end


def nothing_known(type_: Type) -> Value:
    """What is known of a missing value of a type: only what its register promises."""
    if isinstance(type_, Months):
        return MonthsValue.anything()
    if isinstance(type_, Ordered):
        return Ends(0, len(type_.list.codes) - 1)
    if isinstance(type_, Ratio):
        return Ends(None if type_.at_least is None else (type_.at_least, 1), None)
    if isinstance(type_, (Integer, Money)):
        return Ends(type_.at_least, None)
    return Ends(None, None) if is_interval(type_) else None


def is_rational(type_: Type) -> bool:
    """Whether the ends of the type are pairs."""
    return isinstance(type_, (Ratio, Rate, Unrounded))


# --- truth tables (Kleene) --------------------------------------------------------------------


def not_(a: bool | None) -> bool | None:
    """no ↔ yes; unknown stays unknown."""
    return None if a is None else not a


def and_(a: bool | None, b: bool | None) -> bool | None:
    """no wins; yes only if both are."""
    if a is False or b is False:
        return False
    return True if a and b else None


def or_(a: bool | None, b: bool | None) -> bool | None:
    """yes wins; no only if both are."""
    if a is True or b is True:
        return True
    return False if a is False and b is False else None


# --- ends -------------------------------------------------------------------------------------


def pair(end: int | Pair) -> Pair:
    """An end as numerator and denominator."""
    return end if isinstance(end, tuple) else (end, 1)


def compare_ends(a: int | Pair, b: int | Pair) -> int:
    """−1, 0 or 1 as a is below, equal to or above b."""
    if isinstance(a, int) and isinstance(b, int):
        return (a > b) - (a < b)
    (an, ad), (bn, bd) = pair(a), pair(b)
    left, right = an * bd, bn * ad
    return (left > right) - (left < right)


def smaller(a: int | Pair, b: int | Pair) -> int | Pair:
    """The smaller end; the first if equal."""
    return a if compare_ends(a, b) <= 0 else b


def larger(a: int | Pair, b: int | Pair) -> int | Pair:
    """The larger end; the first if equal."""
    return a if compare_ends(a, b) >= 0 else b


def compare(symbol: str, left: Ends, right: Ends) -> bool | None:
    """Compare two intervals: decided as soon as the ends decide."""
    below = _sure(left.hi, right.lo)  # sign of (left.hi − right.lo), None if open
    above = _sure(left.lo, right.hi)
    if symbol == "<=":
        return True if below in (-1, 0) else False if above == 1 else None
    if symbol == "<":
        return True if below == -1 else False if above in (0, 1) else None
    if symbol == ">=":
        return not_(compare("<", left, right))
    if symbol == ">":
        return not_(compare("<=", left, right))
    if symbol == "==":
        if below == -1 or above == 1:
            return False
        return True if left.known and right.known else None
    return not_(compare("==", left, right))


def _sure(a: End, b: End) -> int | None:
    return None if a is None or b is None else compare_ends(a, b)


def hull(values: list[Value], type_: Type) -> Value:
    """The smallest value of the type that allows for all of `values`."""
    first = values[0]
    if isinstance(first, MonthsValue):
        out = first
        for value in values[1:]:
            assert isinstance(value, MonthsValue)
            out = out.hull(value)
        return out
    if isinstance(first, Ends):
        lo, hi = first.lo, first.hi
        for value in values[1:]:
            assert isinstance(value, Ends)
            lo = None if lo is None or value.lo is None else smaller(lo, value.lo)
            hi = None if hi is None or value.hi is None else larger(hi, value.hi)
        if is_rational(type_):
            return Ends(None if lo is None else pair(lo), None if hi is None else pair(hi))
        return Ends(lo, hi)
    return first if all(v == first for v in values) else None
