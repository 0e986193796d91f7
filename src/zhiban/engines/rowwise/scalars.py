"""What is the value of a node, given the values of its children? Written out case by case.

Every function returns a value; where an end is undefined (x/0, overflow, a day outside the
calendar) it leaves that end open and reports it to `undefined`.
"""

from __future__ import annotations

from collections.abc import Callable

from zhiban.law import calendar, money
from zhiban.model import nodes as n
from zhiban.model.types import Ordered, Ratio, Unrounded
from zhiban.model.values import (
    LIMIT,
    UNROUNDED_LIMIT,
    End,
    Ends,
    Pair,
    Value,
    compare_ends,
    is_rational,
    larger,
    pair,
    smaller,
)

Undefined = Callable[[], None]


def bounded(end: End, node: n.Node, undefined: Undefined) -> End:
    """`end`, or open and undefined if it is beyond what the type of `node` can hold."""
    if isinstance(end, tuple):
        top = UNROUNDED_LIMIT if isinstance(node.type, Unrounded) else LIMIT
        if abs(end[0]) > top or end[1] > LIMIT:
            undefined()
            return None
    elif end is not None and abs(end) > LIMIT:
        undefined()
        return None
    return end


def add(a: Ends, b: Ends, node: n.Node, undefined: Undefined) -> Ends:
    """Both ends added; an open end stays open."""
    return Ends(
        bounded(_plus(a.lo, b.lo, 1), node, undefined),
        bounded(_plus(a.hi, b.hi, 1), node, undefined),
    )


def subtract(a: Ends, b: Ends, node: n.Node, undefined: Undefined) -> Ends:
    """The least minus the most, the most minus the least."""
    return Ends(
        bounded(_plus(a.lo, b.hi, -1), node, undefined),
        bounded(_plus(a.hi, b.lo, -1), node, undefined),
    )


def _plus(a: End, b: End, sign: int) -> End:
    if a is None or b is None:
        return None
    assert isinstance(a, int) and isinstance(b, int)
    return a + sign * b


def multiply(a: Ends, factor: Ends, node: n.Node, undefined: Undefined) -> Ends:
    """a × factor, the factor being 0 or more."""
    rational = is_rational(node.type)

    def times(x: End, f: End) -> End:
        if x is None or f is None:
            return None
        if not rational:
            assert isinstance(x, int) and isinstance(f, int)
            return bounded(x * f, node, undefined)
        (xn, xd), (fn, fd) = pair(x), pair(f)
        return bounded((xn * fn, xd * fd), node, undefined)

    least = factor.lo if factor.lo is not None else 0
    lo = None if a.lo is None else times(a.lo, least if _sign(a.lo) >= 0 else factor.hi)
    hi = None if a.hi is None else times(a.hi, factor.hi if _sign(a.hi) >= 0 else least)
    return Ends(lo, hi)


def quotient(a: Ends, b: Ends, node: n.Node, undefined: Undefined) -> Ends:
    """a / b; undefined if b is surely not above 0, open if it may not be."""
    if b.lo is None or _sign(b.lo) <= 0:
        if b.hi is not None and _sign(b.hi) <= 0:
            undefined()
        return Ends(None, None)

    def over(x: int | Pair, d: End) -> End:
        if d is None:
            return (0, 1)
        (xn, xd), (dn, dd) = pair(x), pair(d)
        return bounded((xn * dd, xd * dn), node, undefined)

    lo = None if a.lo is None else over(a.lo, b.hi if _sign(a.lo) >= 0 else b.lo)
    hi = None if a.hi is None else over(a.hi, b.lo if _sign(a.hi) >= 0 else b.hi)
    return Ends(lo, hi)


def _sign(end: int | Pair) -> int:
    return compare_ends(end, 0)


def smaller_of(a: Ends, b: Ends, rational: bool) -> Ends:
    """The smaller of two: bounded above by either."""
    lo = None if a.lo is None or b.lo is None else smaller(a.lo, b.lo)
    return _paired(lo, _either(smaller, a.hi, b.hi), rational)


def larger_of(a: Ends, b: Ends, rational: bool) -> Ends:
    """The larger of two: bounded below by either."""
    hi = None if a.hi is None or b.hi is None else larger(a.hi, b.hi)
    return _paired(_either(larger, a.lo, b.lo), hi, rational)


def _either(better: Callable[[int | Pair, int | Pair], int | Pair], a: End, b: End) -> End:
    """The better of two bounds; an open one bounds nothing."""
    if a is None or b is None:
        return a if b is None else b
    return better(a, b)


def _paired(lo: End, hi: End, rational: bool) -> Ends:
    if not rational:
        return Ends(lo, hi)
    return Ends(None if lo is None else pair(lo), None if hi is None else pair(hi))


def rounded(a: Ends, node: n.Rounded, undefined: Undefined) -> Ends:
    """Each end rounded; rounding never changes the order of two amounts."""

    def one(end: End) -> End:
        if end is None:
            return None
        num, den = pair(end)
        whole = abs(num) // den
        if whole > LIMIT:
            undefined()
            return None
        return bounded(money.round_fraction(num, den, node.to, node.how), node, undefined)

    return Ends(one(a.lo), one(a.hi))


def monotone(function: Callable[[int], int], a: Ends, node: n.Node, undefined: Undefined) -> Ends:
    """A function of time that never decreases, applied to both ends."""

    def one(end: End) -> End:
        if end is None:
            return None
        assert isinstance(end, int)
        try:
            return function(end)
        except (OverflowError, ValueError):
            undefined()
            return None

    return Ends(one(a.lo), one(a.hi))


def two_ends(
    function: Callable[[int, int], int], low: tuple[End, End], high: tuple[End, End],
    undefined: Undefined,
) -> Ends:  # fmt: skip
    """A function of two times: its least value from `low`, its greatest from `high`."""

    def one(ends: tuple[End, End]) -> End:
        a, b = ends
        if a is None or b is None:
            return None
        assert isinstance(a, int) and isinstance(b, int)
        try:
            return function(a, b)
        except (OverflowError, ValueError):
            undefined()
            return None

    return Ends(one(low), one(high))


def is_in(value: Value, node: n.IsIn) -> bool | None:
    """Whether a code, or every possible class of an ordered list, is among the codes."""
    type_ = node.of.type
    if isinstance(type_, Ordered):
        assert isinstance(value, Ends) and isinstance(value.lo, int) and isinstance(value.hi, int)
        possible = type_.list.codes[value.lo : value.hi + 1]
        inside = [code in node.codes for code in possible]
        return all(inside) if all(inside) or not any(inside) else None
    return None if value is None else value in node.codes


def assumed(value: Value, node: n.Assume) -> Value:
    """The value, or what the text assumes where it is not known and nothing speaks against it."""
    instead = node.value
    if isinstance(value, Ends):
        if value.known:
            return value
        assert isinstance(instead, int)
        held: int | Pair = (instead, 1) if isinstance(node.type, Ratio) else instead
        above = value.lo is None or compare_ends(value.lo, held) <= 0
        below = value.hi is None or compare_ends(held, value.hi) <= 0
        return Ends(held, held) if above and below else value
    assert isinstance(instead, (bool, str))
    return instead if value is None else value


TIME: dict[type[n.Node], Callable[[int], int]] = {
    n.MonthOf: calendar.month_of,
    n.YearOf: calendar.year_of,
    n.FirstDay: calendar.first_day,
    n.LastDay: calendar.last_day,
    n.FirstOfYear: calendar.first_of_year,
    n.LastOfYear: calendar.last_of_year,
}
