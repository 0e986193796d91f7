"""Do partly known sets of months stay true of every set they stand for? (SEM 4, 8)

Small sets are tried with each other at random: `within` says which sets a value stands for.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from zhiban.model.months import MonthsValue
from zhiban.model.types import NEVER_MONTH

FIRST, LAST = 24280, 24291
WINDOW = range(FIRST, LAST + 1)


def within(rng: Random, value: MonthsValue) -> frozenset[int]:
    """A set of months that `value` may be."""
    possible = [m for m in WINDOW if value.possible(m)]
    drawn = {m for m in possible if m in value.sure or rng.random() < 0.5}
    loose = rng.sample(WINDOW, rng.randint(0, value.loose))
    return frozenset(value.sure | drawn | set(loose))


def random_value(rng: Random) -> MonthsValue:
    """Sure, possible, open and loose months, each now and then."""
    months = [m for m in WINDOW if rng.random() < 0.4]
    sure = frozenset(m for m in months if rng.random() < 0.5)
    return MonthsValue(
        sure, frozenset(months) - sure,
        rng.choice((None, None, None, FIRST + 2, NEVER_MONTH)),
        rng.choice((None, None, None, LAST - 2)),
        rng.choice((0, 0, 1, 2)),
    )  # fmt: skip


def stands_for(value: MonthsValue, months: frozenset[int]) -> bool:
    """Whether all that `value` says is true of the set."""
    least, most = value.count()
    shortest, longest = value.longest_run()
    runs = MonthsValue(months).longest_run()[0]
    return (
        value.sure <= months
        and sum(not value.possible(m) for m in months) <= value.loose
        and least <= len(months) <= (len(months) if most is None else most)
        and shortest <= runs <= (runs if longest is None else longest)
        and all(value.includes(m) in (None, m in months) for m in WINDOW)
    )


@pytest.mark.parametrize("seed", range(40))
def test_what_is_said_of_two_sets_is_true_of_all_they_may_be(seed: int) -> None:
    rng = Random(seed)
    for _ in range(50):
        a, b = random_value(rng), random_value(rng)
        one, other = within(rng, a), within(rng, b)
        assert stands_for(a, one), (a, one)
        assert stands_for(a.overlap(b), one & other), (a, b, one, other)
        assert stands_for(a.hull(b), one) and stands_for(a.hull(b), other), (a, b)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_said_of_a_window_is_true_wherever_its_ends_lie(seed: int) -> None:
    rng = Random(seed)
    for _ in range(50):
        value = random_value(rng)
        months = within(rng, value)
        first, sure_first = sorted(rng.choice(WINDOW) for _ in range(2))
        sure_last, last = sorted(rng.choice(WINDOW) for _ in range(2))
        start, end = rng.randint(first, sure_first), rng.randint(sure_last, last)
        part = frozenset(m for m in months if start <= m <= end)
        cut = value.restrict(sure_first, sure_last, first, last)
        assert stands_for(cut, part), (value, (first, sure_first, sure_last, last), part)


def test_an_undated_month_may_be_any_month_of_the_other_set() -> None:
    undated, march = MonthsValue(loose=1), MonthsValue(frozenset({FIRST}))
    assert march.overlap(undated).includes(FIRST) is None
    assert march.overlap(undated).count() == (0, 1)
    assert march.overlap(replace(undated, loose=0)).count() == (0, 0)
