"""What may be known of an input? All, only bounds, or nothing."""

from __future__ import annotations

from random import Random

from tests.agreement.generator import moments
from tests.agreement.generator.schema import CLASSES, KINDS

from zhiban.model import types as t
from zhiban.model.months import MonthsValue
from zhiban.model.values import Ends, Value, compare_ends, exactly, nothing_known


def random_known(rng: Random, type_: t.Type, huge: float = 0.03) -> Value:
    """A value that is fully known."""
    match type_:
        case t.Truth():
            return rng.random() < 0.5
        case t.Integer(at_least=floor):
            return exactly(moments.number(rng, floor, huge))
        case t.Money(at_least=floor):
            return exactly(moments.fen(rng, floor, huge))
        case t.Ratio(at_least=floor):
            return exactly(moments.fraction(rng, floor))
        case t.Date():
            born = rng.random() < 0.2
            return exactly(moments.birth(rng) if born else moments.any_day(rng, 0.04))
        case t.Month():
            return exactly(moments.month(rng, 0.04))
        case t.Months():
            start = moments.month(rng)
            months = {start + rng.randint(0, 14) for _ in range(rng.choice((0, 1, 4, 10)))}
            return MonthsValue(frozenset(months))
        case t.Ordered():
            return exactly(rng.randrange(len(CLASSES.codes)))
        case t.Code():
            return rng.choice(KINDS.codes)
        case t.SubjectId():
            return rng.choice(("S1", "S2", "S3", "S4", 'S"5'))
        case _:
            return rng.choice(("甲", "乙", "丙"))


def random_value(rng: Random, type_: t.Type, huge: float = 0.03) -> Value:
    """A value that is mostly not fully known; never below what its type promises."""
    if rng.random() < 0.4:
        return nothing_known(type_)
    one, other = (random_known(rng, type_, huge) for _ in range(2))
    if isinstance(type_, t.Months):
        return _months(rng, one, other)
    if not isinstance(one, Ends) or not isinstance(other, Ends):
        return None
    assert one.lo is not None and other.lo is not None
    low, high = (one.lo, other.lo) if compare_ends(one.lo, other.lo) <= 0 else (other.lo, one.lo)
    if isinstance(type_, t.Ordered):
        return Ends(low, high)
    floor = nothing_known(type_)
    assert isinstance(floor, Ends)
    return rng.choice((Ends(low, high), Ends(low, None), Ends(floor.lo, high)))


def _months(rng: Random, one: Value, other: Value) -> Value:
    assert isinstance(one, MonthsValue) and isinstance(other, MonthsValue)
    first = min(one.sure | other.sure, default=24300)
    return MonthsValue(
        one.sure, other.sure - one.sure,
        rng.choice((None, first - 3, first + 30)), rng.choice((None, first + 20)),
        rng.choice((0, 0, 0, 1, 2)),
    )  # fmt: skip


def random_within(rng: Random, known: Value, type_: t.Type) -> Value:
    """A fully known value that what is known allows for."""
    if isinstance(known, MonthsValue):
        return _months_within(rng, known)
    if not isinstance(known, Ends):
        return random_known(rng, type_) if known is None else known
    for _ in range(20):
        value = random_known(rng, type_)
        assert isinstance(value, Ends)
        if _between(known, value):
            return value
    if known.lo is not None and known.hi is not None:
        return exactly(rng.choice((known.lo, known.hi)))
    end = known.lo if known.lo is not None else known.hi
    assert end is not None
    return exactly(end)


def _between(known: Ends, value: Ends) -> bool:
    assert value.lo is not None
    low = known.lo is None or compare_ends(known.lo, value.lo) <= 0
    return low and (known.hi is None or compare_ends(value.lo, known.hi) <= 0)


def _months_within(rng: Random, known: MonthsValue) -> MonthsValue:
    months = set(known.sure) | {m for m in known.maybe if rng.random() < 0.5}
    if known.before is not None:
        months |= {min(known.before, 24330) - rng.randint(0, 8) for _ in range(rng.choice((0, 3)))}
    if known.after is not None:
        months |= {known.after + rng.randint(0, 8) for _ in range(rng.choice((0, 3)))}
    months |= {moments.month(rng) for _ in range(rng.randint(0, known.loose))}
    return MonthsValue(frozenset(months))
