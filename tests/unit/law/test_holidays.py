"""The published days off: complete years, weekends made up, counts as in the notices."""

import datetime as dt

import pytest

from zhiban.law.holidays import (
    ARRANGEMENTS,
    LISTED_FROM,
    LISTED_UNTIL,
    days_off,
    made_up_days,
)
from zhiban.model.types import day_number

NUMBER_OFF = {
    # year: days of each run in the order written, as the notice counts them (共…天)
    2019: (3, 7, 1, 4, 1, 1, 7),
    2020: (1, 10, 3, 5, 3, 8),
    2021: (3, 7, 3, 5, 3, 3, 7),
    2022: (3, 7, 3, 5, 3, 3, 7),
    2023: (3, 7, 1, 5, 3, 8),
    2024: (1, 8, 3, 5, 1, 3, 7),
    2025: (1, 8, 3, 5, 3, 8),
    2026: (3, 9, 3, 5, 3, 3, 7),
}


def length(run):
    return (dt.date.fromisoformat(run.last) - dt.date.fromisoformat(run.first)).days + 1


@pytest.mark.parametrize("arrangement", ARRANGEMENTS, ids=lambda a: str(a.year))
def test_a_year_is_as_its_notice_counts(arrangement):
    assert tuple(length(run) for run in arrangement.off) == NUMBER_OFF[arrangement.year]
    assert arrangement.status in ("read", "memory")
    assert arrangement.documents
    assert all(dt.date.fromisoformat(iso).weekday() >= 5 for iso in arrangement.made_up)


def test_years_follow_each_other_and_nothing_is_both_off_and_worked():
    years = [arrangement.year for arrangement in ARRANGEMENTS]
    assert years == list(range(years[0], years[0] + len(years)))
    assert not days_off() & made_up_days()
    assert LISTED_FROM < LISTED_UNTIL


@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_fixed_holidays_of_every_listed_year_are_off(year):
    for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3)):
        assert day_number(dt.date(year, month, day)) in days_off()


@pytest.mark.parametrize("year", range(2019, 2027))
def test_weekdays_off_are_made_up_for_except_the_statutory_ones(year):
    """Weekdays off less weekend days worked: what the State gives, no more and no less."""
    arrangement = next(a for a in ARRANGEMENTS if a.year == year)
    off = [
        dt.date.fromisoformat(run.first) + dt.timedelta(n)
        for run in arrangement.off
        for n in range(length(run))
    ]
    weekdays = sum(date.weekday() < 5 for date in off)
    statutory = 13 if year >= 2025 else 11
    # 2020: 31 January was given as well, and 1 February no longer worked.
    assert weekdays - len(arrangement.made_up) == statutory + (2 if year == 2020 else 0)
