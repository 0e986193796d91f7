"""What do the law's words about time mean, on days counted as integers?

Days are day numbers (1970-01-01 = 0), months are year × 12 + month − 1, as in
`zhiban.model.types`. `NEVER_DAY` ("there is none") stays never under every shift. A result
outside 0001-01-01..9999-12-30 raises OverflowError, which the engines turn into *undefined*:
no function here ever clamps. All are defined for every day of 1900..2200.

Civil Code art. 201: the first day does not count. Art. 202: a period of months or years ends on
the corresponding day, or on the month's last day where there is none. Art. 203: a period that
would end on a legal holiday ends on the first day after it.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from functools import lru_cache

from zhiban.law.holidays import LISTED_FROM, LISTED_UNTIL, days_off, made_up_days
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, date_of, day_number, month_number

#: How an age is counted: 含生日当天 · 生日次日起 · 当月起.
COUNTINGS = ("on_the_day", "day_after", "by_month")

FIRST_DAY = day_number(dt.date.min)


@lru_cache(maxsize=65_536)  # asked of everybody's birth, again and again
def month_of(day: int) -> int:
    """The month number that holds `day`; never → NEVER_MONTH."""
    date = _date(day)
    return month_number(date.year, date.month)


def year_of(day: int) -> int:
    """The calendar year that holds `day`; never → OverflowError."""
    return _known(day).year


@lru_cache(maxsize=4096)  # asked of each row of a register that happens by the month
def first_day(month: int) -> int:
    """The first day of a month number; NEVER_MONTH → never."""
    return NEVER_DAY if month == NEVER_MONTH else _day(month, 1)


def last_day(month: int) -> int:
    """The last day of a month number; NEVER_MONTH → never."""
    return NEVER_DAY if month == NEVER_MONTH else _day(month, 31)


def first_of_year(year: int) -> int:
    """1 January of `year`."""
    return _day(month_number(year, 1), 1)


def last_of_year(year: int) -> int:
    """31 December of `year`."""
    return _day(month_number(year, 12), 31)


def add_months(day: int, months: int) -> int:
    """The last day of a period of `months` that starts on `day` (art. 202); never → never.

    `months` may be negative or zero. Never decreasing in `day` and in `months`.
    """
    if day == NEVER_DAY:
        return NEVER_DAY
    date = _date(day)
    return _day(month_number(date.year, date.month) + months, date.day)


def add_days(day: int, days: int) -> int:
    """The day `days` days later (earlier if negative); never → never."""
    return NEVER_DAY if day == NEVER_DAY else _bounded(day + days)


def months_between(start: int, end: int) -> int:
    """Full months from `start` to `end`: the largest k with add_months(start, k) <= end.

    Negative when `end` lies before `start`. Never decreasing in `end`, never increasing in
    `start`. Never on either side → OverflowError.
    """
    a, b = _known(start), _known(end)
    months = (b.year - a.year) * 12 + b.month - a.month
    return months if min(a.day, monthrange(b.year, b.month)[1]) <= b.day else months - 1


def birthday(born: int, years: int, counting: str) -> int:
    """The first day on which a person born on `born` counts as `years` old; never → never.

    `counting`: on_the_day = the birthday itself (29 February in a common year: 28 February, by
    art. 202, see docs/decisions/0003); day_after = the day after it; by_month = the first day of
    the birthday's month. Never decreasing in `born` and `years`.
    """
    _check_counting(counting)
    if born == NEVER_DAY:
        return NEVER_DAY
    anniversary = add_months(born, years * 12)
    if counting == "on_the_day":
        return anniversary
    if counting == "by_month":
        return first_day(month_of(anniversary))
    return _bounded(anniversary + 1)


def completed_years(born: int, on: int, counting: str) -> int:
    """The age on day `on`: the largest y with birthday(born, y, counting) <= on.

    From the day of birth on it is at least 0; before it, negative. Never decreasing in `on`,
    never increasing in `born`. Never on either side → OverflowError.
    """
    _check_counting(counting)
    _known(born), _known(on)
    if counting == "by_month":
        return (month_of(on) - month_of(born)) // 12
    reached_by = on if counting == "on_the_day" else on - 1
    years = months_between(born, reached_by) // 12
    return max(years, 0) if on >= born else years


def is_working_day(day: int) -> tuple[bool, bool]:
    """(working day?, provisional?): by the published list, outside it by the weekend alone."""
    listed = LISTED_FROM <= day <= LISTED_UNTIL
    if day in days_off():
        return False, not listed
    return day in made_up_days() or _weekday(day) < 5, not listed


def working_days_after(day: int, n: int) -> tuple[int, bool]:
    """(the n-th working day after `day`, provisional?); `day` itself does not count; n = 0: `day`.

    Provisional: a day outside the published list was counted, so a later notice may move the
    result. Never decreasing in `day` and `n`; never → never. Negative n → ValueError.
    """
    if n < 0:
        raise ValueError("working days are counted forwards only")
    if day == NEVER_DAY:
        return NEVER_DAY, False
    provisional = False
    while n:
        day = _bounded(day + 1)
        works, unsure = is_working_day(day)
        provisional = provisional or unsure
        n -= works
    return day, provisional


def deadline(
    start: int, *, months: int = 0, days: int = 0, move_to_working_day: bool = True
) -> tuple[int, bool]:
    """(last day of a period of `months` or of `days` that starts on `start`, provisional?).

    Exactly one of the two is given, not negative. The first day does not count (art. 201); with
    `move_to_working_day` a last day off moves to the next working day (art. 203). Provisional
    only if a move was decided outside the published list. Never decreasing in `start`.
    """
    if months < 0 or days < 0 or (months and days):
        raise ValueError("a period is in months or in days, and not negative")
    if start == NEVER_DAY:
        return NEVER_DAY, False
    end = add_months(start, months) if months else _bounded(start + days)
    if not move_to_working_day:
        return end, False
    return working_days_after(end - 1, 1)


def _check_counting(counting: str) -> None:
    if counting not in COUNTINGS:
        raise ValueError(f"counting is one of {', '.join(COUNTINGS)}, not {counting!r}")


def _weekday(day: int) -> int:
    """Monday = 0; 1970-01-01 was a Thursday."""
    return (day + 3) % 7


def _date(day: int) -> dt.date:
    if not FIRST_DAY <= day <= NEVER_DAY:
        raise OverflowError(f"day {day} lies outside the years 1 to 9999")
    return date_of(day)


def _known(day: int) -> dt.date:
    if day == NEVER_DAY:
        raise OverflowError("there is no such day, so nothing can be counted from or to it")
    return _date(day)


def _bounded(day: int) -> int:
    if not FIRST_DAY <= day < NEVER_DAY:
        raise OverflowError(f"day {day} lies outside the years 1 to 9999")
    return day


def _day(month: int, day: int) -> int:
    """The `day` of a month number, or the month's last day; the last day of all → OverflowError."""
    year, index = divmod(month, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"the year {year} lies outside 1 to 9999")
    date = dt.date(year, index + 1, min(day, monthrange(year, index + 1)[1]))
    return _bounded(day_number(date))
