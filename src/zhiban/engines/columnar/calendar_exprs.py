"""How is legal time reckoned in columns? `zhiban.law.calendar` again, as integer expressions.

Days and months are Int64 expressions. A result is null where an argument is null, and where the
function of `zhiban.law.calendar` raises: the caller tells the two apart. Never stays never as
there. Polars' own `offset_by` has another law of month ends and is not used.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache

import polars as pl

from zhiban.law import calendar
from zhiban.law.holidays import LISTED_FROM, LISTED_UNTIL
from zhiban.model.types import NEVER_DAY, NEVER_MONTH

FIRST_DAY = calendar.FIRST_DAY
_EPOCH = 719_468  # days from 0000-03-01 to 1970-01-01
_FIRST_MONTH, _LAST_MONTH = 12, NEVER_MONTH

Let = Callable[[pl.Expr], pl.Expr]


def civil(day: pl.Expr, let: Let) -> tuple[pl.Expr, pl.Expr]:
    """(month number, day of the month 1..31) of a day within the calendar."""
    shifted = let(day + _EPOCH)
    era_day = let(shifted - shifted.floordiv(146_097) * 146_097)
    year_of_era = let(
        (era_day - era_day.floordiv(1460) + era_day.floordiv(36_524) - era_day.floordiv(146_096))
        .floordiv(365)
    )  # fmt: skip
    day_of_year = let(
        era_day - (year_of_era * 365 + year_of_era.floordiv(4) - year_of_era.floordiv(100))
    )
    month = let((day_of_year * 5 + 2).floordiv(153))
    day_of_month = day_of_year - (month * 153 + 2).floordiv(5) + 1
    number = (year_of_era + shifted.floordiv(146_097) * 400) * 12 + month + 2
    return number, day_of_month


def month_start(month: pl.Expr) -> pl.Expr:
    """The first day of a month number within reach of 64 bits, without limits."""
    shifted = month - 2
    year = shifted.floordiv(12)
    place = shifted - year * 12
    return (
        year * 365 + year.floordiv(4) - year.floordiv(100) + year.floordiv(400)
        + (place * 153 + 2).floordiv(5) - _EPOCH
    )  # fmt: skip


def _within(day: pl.Expr) -> pl.Expr:
    """`day`, null where no calendar has it (never is within)."""
    return pl.when(day.is_between(FIRST_DAY, NEVER_DAY)).then(day)


def _dated(day: pl.Expr) -> pl.Expr:
    """`day`, null where it is never or no calendar has it."""
    return pl.when(day.is_between(FIRST_DAY, NEVER_DAY - 1)).then(day)


def month_of(day: pl.Expr, let: Let) -> pl.Expr:
    """The month number that holds `day`; never → NEVER_MONTH."""
    return civil(let(_within(day)), let)[0]


def year_of(day: pl.Expr, let: Let) -> pl.Expr:
    """The calendar year that holds `day`; never is undefined."""
    return civil(let(_dated(day)), let)[0].floordiv(12)


def first_day(month: pl.Expr, let: Let) -> pl.Expr:
    """The first day of a month number; NEVER_MONTH → never."""
    inside = let(pl.when(month.is_between(_FIRST_MONTH, _LAST_MONTH)).then(month))
    return pl.when(inside == NEVER_MONTH).then(NEVER_DAY).otherwise(month_start(inside))


def last_day(month: pl.Expr, let: Let) -> pl.Expr:
    """The last day of a month number; NEVER_MONTH → never."""
    inside = let(pl.when(month.is_between(_FIRST_MONTH, _LAST_MONTH)).then(month))
    return month_start(inside + 1) - 1  # the day before 10000-01-01 is never


def first_of_year(year: pl.Expr, let: Let) -> pl.Expr:
    """1 January of a year."""
    inside = let(pl.when(year.is_between(1, 9999)).then(year))
    return month_start(inside * 12)


def last_of_year(year: pl.Expr, let: Let) -> pl.Expr:
    """31 December of a year; of the last year it is undefined."""
    inside = let(pl.when(year.is_between(1, 9998)).then(year))
    return month_start(inside * 12 + 12) - 1


def add_months(day: pl.Expr, months: pl.Expr, let: Let) -> pl.Expr:
    """The last day of a period of `months` that starts on `day`; never → never."""
    inside = let(_within(day))
    month, day_of_month = civil(inside, let)
    few = pl.when(months.is_between(-NEVER_MONTH, NEVER_MONTH)).then(months)
    later = let(month + few)
    later = let(pl.when(later.is_between(_FIRST_MONTH, _LAST_MONTH)).then(later))
    start, end = let(month_start(later)), let(month_start(later + 1) - 1)
    out = pl.min_horizontal(start + day_of_month - 1, end)
    fits = later.is_not_null() & (out < NEVER_DAY)
    return (
        pl.when((inside == NEVER_DAY) & months.is_not_null()).then(NEVER_DAY).when(fits).then(out)
    )


def add_days(day: pl.Expr, days: int) -> pl.Expr:
    """The day `days` days later; never → never."""
    fits = day.is_between(FIRST_DAY - days, NEVER_DAY - 1 - days)
    return pl.when(day == NEVER_DAY).then(NEVER_DAY).when(fits).then(day + days)


def months_between(start: pl.Expr, end: pl.Expr, let: Let) -> pl.Expr:
    """Full months from `start` to `end`; never on either side is undefined."""
    a_month, a_day = civil(let(_dated(start)), let)
    b_month, b_day = civil(let(_dated(end)), let)
    b_month = let(b_month)
    length = month_start(b_month + 1) - month_start(b_month)
    short = pl.when(a_day <= length).then(a_day).otherwise(length) > b_day
    return b_month - a_month - short.cast(pl.Int64)


def birthday(born: pl.Expr, years: int, counting: str, let: Let) -> pl.Expr:
    """The first day on which someone born on `born` counts as `years` old; never → never."""
    anniversary = let(add_months(born, pl.lit(years * 12, dtype=pl.Int64), let))
    if counting == "on_the_day":
        return anniversary
    if counting == "by_month":
        return first_day(let(month_of(anniversary, let)), let)
    return add_days(anniversary, 1)


def completed_years(born: pl.Expr, on: pl.Expr, counting: str, let: Let) -> pl.Expr:
    """The age on day `on`; never on either side is undefined."""
    if counting == "by_month":
        months = civil(let(_dated(on)), let)[0] - civil(let(_dated(born)), let)[0]
        return months.floordiv(12)
    at = on if counting == "on_the_day" else let(_dated(on)) - 1
    years = let(months_between(born, at, let).floordiv(12))
    return pl.when(on >= born).then(pl.when(years < 0).then(0).otherwise(years)).otherwise(years)


def working_days_after(day: pl.Expr, count: int) -> pl.Expr:
    """The `count`-th working day after `day`; never → never."""
    if count < 0:
        return pl.when(pl.lit(False)).then(day)
    never = pl.when(day == NEVER_DAY).then(NEVER_DAY)
    if count == 0:
        return day
    weekday = (day + 3) - (day + 3).floordiv(7) * 7
    start = pl.when(weekday > 4).then(day - (weekday - 4)).otherwise(day)
    weeks, rest = divmod(count, 5)
    over = pl.when(weekday > 4).then(4).otherwise(weekday) + rest > 4
    plain = start + 7 * weeks + rest + 2 * over.cast(pl.Int64)
    first, listed = _listed_working_days(count)
    place = pl.when(day.is_between(first, first + len(listed) - 1)).then(day - first)
    found = pl.lit(pl.Series(listed, dtype=pl.Int64)).gather(place)
    inside = day.is_between(FIRST_DAY - 1, NEVER_DAY - 1)
    out = pl.when(place.is_not_null()).then(found).when(inside).then(plain)
    return never.when(out < NEVER_DAY).then(out)


@cache
def _listed_working_days(count: int) -> tuple[int, list[int]]:
    """A first day, and the answers for it and the days after it that a notice may touch."""
    first = LISTED_FROM - 2 * count - 60
    last = LISTED_UNTIL + 60
    days = range(first, last + 2 * count + 60)
    working = [day for day in days if calendar.is_working_day(day)[0]]
    listed = [working[bisect_right(working, day) + count - 1] for day in range(first, last + 1)]
    return first, listed
