"""Legal time: the articles' own examples, the edges, and what must hold for every day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiban.law.calendar import (
    COUNTINGS,
    add_days,
    add_months,
    birthday,
    completed_years,
    deadline,
    first_day,
    first_of_year,
    is_working_day,
    last_day,
    last_of_year,
    month_of,
    months_between,
    working_days_after,
    year_of,
)
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, date_of, day_number, month_number


def day(text: str) -> int:
    return day_number(dt.date.fromisoformat(text))


def text(number: int) -> str:
    return date_of(number).isoformat()


days = st.integers(day("1900-01-01"), day("2200-12-31"))
some_months = st.integers(-1200, 1200)
countings = st.sampled_from(COUNTINGS)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-02-29", 12, "2025-02-28"),  # an official example: within 12 months of issue
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2025-02-28", 1, "2025-03-28"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-06-15", 0, "2025-06-15"),
        ("2025-12-31", 2, "2026-02-28"),
    ],
)
def test_a_period_of_months_ends_on_the_corresponding_day_or_the_months_last(start, months, end):
    assert text(add_months(day(start), months)) == end


def test_never_stays_never():
    assert add_months(NEVER_DAY, -12) == add_days(NEVER_DAY, -1) == NEVER_DAY
    assert birthday(NEVER_DAY, 50, "day_after") == NEVER_DAY
    assert month_of(NEVER_DAY) == NEVER_MONTH
    assert first_day(NEVER_MONTH) == last_day(NEVER_MONTH) == NEVER_DAY
    assert working_days_after(NEVER_DAY, 5) == (NEVER_DAY, False)
    assert deadline(NEVER_DAY, months=1) == (NEVER_DAY, False)


@pytest.mark.parametrize(
    "undefined",
    [
        lambda: add_months(day("9999-01-31"), 11),  # the very day that means never
        lambda: add_months(day("9999-01-31"), 12),
        lambda: add_months(day("0001-01-01"), -1),
        lambda: add_months(day("2025-01-01"), 10**12),
        lambda: add_months(day("0001-01-01") - 1, 1),
        lambda: add_days(day("9999-12-30"), 1),
        lambda: year_of(NEVER_DAY),
        lambda: months_between(NEVER_DAY, day("2025-01-01")),
        lambda: months_between(day("2025-01-01"), NEVER_DAY),
        lambda: completed_years(day("2025-01-01"), NEVER_DAY, "day_after"),
        lambda: completed_years(NEVER_DAY, day("2025-01-01"), "by_month"),
        lambda: last_of_year(9999),
        lambda: first_of_year(10000),
        lambda: first_day(month_number(0, 12)),
    ],
)
def test_what_lies_outside_the_calendar_is_undefined(undefined):
    with pytest.raises(OverflowError):
        undefined()


@pytest.mark.parametrize(
    ("born", "years", "counting", "reached"),
    [
        ("1975-06-15", 50, "on_the_day", "2025-06-15"),
        ("1975-06-15", 50, "day_after", "2025-06-16"),
        ("1975-06-15", 50, "by_month", "2025-06-01"),
        ("1976-02-29", 50, "on_the_day", "2026-02-28"),
        ("1976-02-29", 50, "day_after", "2026-03-01"),
        ("1976-02-29", 50, "by_month", "2026-02-01"),
        ("1976-02-29", 52, "on_the_day", "2028-02-29"),
        ("1975-12-31", 50, "day_after", "2026-01-01"),
    ],
)
def test_an_age_is_reached(born, years, counting, reached):
    assert text(birthday(day(born), years, counting)) == reached


def test_an_unknown_counting_is_refused():
    with pytest.raises(ValueError, match="by_month"):
        birthday(0, 1, "roughly")
    with pytest.raises(ValueError, match="by_month"):
        completed_years(0, 1, "roughly")


@given(days, st.integers(0, 120), countings)
def test_age_and_birthday_say_the_same(born, years, counting):
    reached = birthday(born, years, counting)
    assert completed_years(born, max(reached, born), counting) >= years
    if years:
        assert completed_years(born, max(reached - 1, born), counting) == (
            years - 1 if reached - 1 >= born else max(years - 1, 0)
        )


@given(days, days, countings)
def test_age_is_the_largest_year_reached(born, on, counting):
    years = completed_years(born, on, counting)
    assert birthday(born, years + 1, counting) > on
    assert birthday(born, years, counting) <= on or (born <= on and years == 0)


@given(days, days, some_months)
def test_shifting_keeps_the_order_of_days(a, b, months):
    a, b = sorted((a, b))
    assert add_months(a, months) <= add_months(b, months)


@given(days, some_months, some_months)
def test_longer_periods_end_later(start, a, b):
    a, b = sorted((a, b))
    assert add_months(start, a) <= add_months(start, b)


@given(days, days)
def test_months_between_is_the_largest_period_that_fits(start, end):
    months = months_between(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@given(days, days, days)
def test_months_between_keeps_order(start, a, b):
    a, b = sorted((a, b))
    assert months_between(start, a) <= months_between(start, b)
    assert months_between(a, start) >= months_between(b, start)


@given(days, days, days, countings)
def test_age_keeps_order(born, a, b, counting):
    a, b = sorted((a, b))
    assert completed_years(born, a, counting) <= completed_years(born, b, counting)
    assert completed_years(a, born, counting) >= completed_years(b, born, counting)


@given(days)
def test_months_and_years_hold_their_days(number):
    month, year = month_of(number), year_of(number)
    assert first_day(month) <= number <= last_day(month)
    assert first_day(month + 1) == last_day(month) + 1
    assert first_of_year(year) <= number <= last_of_year(year)
    assert first_of_year(year + 1) == last_of_year(year) + 1
    assert first_day(month_number(year, 1)) == first_of_year(year)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2025-01-24", 1, "2025-01-26"),  # Friday; the Sunday is made up for
        ("2025-01-27", 1, "2025-02-05"),
        ("2025-09-30", 1, "2025-10-09"),
        ("2025-09-30", 3, "2025-10-11"),
        ("2025-10-01", 0, "2025-10-01"),
        ("2024-05-10", 1, "2024-05-11"),
    ],
)
def test_working_days_follow_the_published_list(start, n, end):
    assert working_days_after(day(start), n) == (day(end), False)


def test_beyond_the_list_only_weekends_count_and_the_answer_is_provisional():
    assert working_days_after(day("2030-10-01"), 3) == (day("2030-10-04"), True)
    assert working_days_after(day("2030-10-04"), 1) == (day("2030-10-07"), True)
    assert working_days_after(day("2026-12-23"), 1) == (day("2026-12-24"), False)
    assert working_days_after(day("2026-12-24"), 1) == (day("2026-12-25"), True)
    assert working_days_after(day("2018-12-31"), 1) == (day("2019-01-02"), False)
    assert is_working_day(day("2018-12-28")) == (True, True)
    with pytest.raises(ValueError, match="forwards"):
        working_days_after(0, -1)


@given(days, days, st.integers(0, 60))
def test_working_days_keep_order(a, b, n):
    a, b = sorted((a, b))
    assert working_days_after(a, n)[0] <= working_days_after(b, n)[0]
    assert working_days_after(a, n)[0] < working_days_after(a, n + 1)[0]


@given(st.integers(day("2018-12-20"), day("2027-01-10")), st.integers(1, 40))
def test_working_days_are_counted_one_by_one(start, n):
    end, _ = working_days_after(start, n)
    assert is_working_day(end)[0]
    assert sum(is_working_day(number)[0] for number in range(start + 1, end + 1)) == n


@pytest.mark.parametrize(
    ("start", "period", "moves", "end"),
    [
        ("2024-01-31", {"days": 30}, False, "2024-03-01"),  # an official example: day 1 is 1 Feb
        ("2025-08-31", {"months": 1}, True, "2025-09-30"),
        ("2025-09-01", {"months": 1}, True, "2025-10-09"),  # National Day: 1 to 8 October
        ("2025-09-01", {"months": 1}, False, "2025-10-01"),
        ("2025-06-28", {"days": 7}, True, "2025-07-07"),  # a Saturday
        ("2025-03-27", {"months": 1}, True, "2025-04-27"),  # a Sunday that is worked
        ("2025-06-14", {"days": 0}, True, "2025-06-16"),
    ],
)
def test_a_deadline_skips_its_first_day_and_moves_off_holidays(start, period, moves, end):
    assert deadline(day(start), **period, move_to_working_day=moves) == (day(end), False)


def test_a_deadline_beyond_the_list_is_provisional_only_if_it_may_move():
    assert deadline(day("2029-09-01"), months=1)[1] is True
    assert deadline(day("2029-09-01"), months=1, move_to_working_day=False)[1] is False
    with pytest.raises(ValueError, match="months or in days"):
        deadline(0, months=1, days=1)
    with pytest.raises(ValueError, match="not negative"):
        deadline(0, days=-1)


@given(days, days, st.integers(0, 36), st.booleans())
def test_deadlines_keep_order(a, b, months, moves):
    a, b = sorted((a, b))
    move = {"move_to_working_day": moves}
    assert deadline(a, months=months, **move)[0] <= deadline(b, months=months, **move)[0]
