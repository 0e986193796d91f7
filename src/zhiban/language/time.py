"""How does an author speak about legal time? Dates, months, ages, windows, deadlines.

Today's date enters a rule only through `reached` (SEM 21); everything else compares dates.
"""

from __future__ import annotations

import datetime as dt

from zhiban.language.refusal import refuse
from zhiban.language.values import DateValue, MonthValue, NumberValue, TruthValue, Value, lift, wrap
from zhiban.model import nodes as n
from zhiban.model.types import (
    NEVER_DAY,
    NEVER_MONTH,
    Date,
    Integer,
    Month,
    day_number,
    month_number,
)

COUNTINGS = ("on_the_day", "day_after", "by_month")


class Never:
    """There is none: a date or month that is later than every other."""

    def __repr__(self) -> str:
        return "NEVER"


class UnknownValue:
    """Nothing is known (for `if_none=`)."""

    def __repr__(self) -> str:
        return "unknown"


NEVER = Never()
unknown = UnknownValue()


def day(iso: str) -> DateValue:
    """A fixed day, written as 2025-07-01."""
    return DateValue(n.Literal(Date(), day_number(dt.date.fromisoformat(iso))))


def month(iso: str) -> MonthValue:
    """A fixed month, written as 2025-07."""
    year, number = iso.split("-")
    return MonthValue(n.Literal(Month(), month_number(int(year), int(number))))


class Age:
    """The age of someone born on a day, in completed years (周岁)."""

    def __init__(self, born: Value) -> None:
        self.born = born

    def reached(self, years: int, *, counting: str) -> TruthValue:
        """Whether the age has been reached on the judged day."""
        return TruthValue(n.Reached(self.reached_on(years, counting=counting).node))

    def reached_on(self, years: int, *, counting: str) -> DateValue:
        """The day on which the age is reached."""
        return DateValue(n.Birthday(self.born.node, years, _counting(counting)))

    def on(self, day: Value, *, counting: str) -> NumberValue:
        """Completed years on a day."""
        return NumberValue(n.AgeOn(self.born.node, day.node, _counting(counting)))


class Since:
    """The time since a day, in months."""

    def __init__(self, start: Value) -> None:
        self.start = start

    def reached(self, months: Value | int) -> TruthValue:
        """Whether `months` months have passed on the judged day."""
        return TruthValue(n.Reached(months_after(self.start, months).node))


def age(born: Value) -> Age:
    """The age of someone born on `born`; `counting` says how: on_the_day, day_after, by_month."""
    return Age(born)


def months_since(day: Value) -> Since:
    """The months since a day, for a threshold on the judged day."""
    return Since(day)


def reached(day: Value) -> TruthValue:
    """Whether the judged day is on or after `day`."""
    return TruthValue(n.Reached(day.node))


def in_time(done_on: Value, deadline: Value) -> TruthValue:
    """Whether something was done at the latest on the deadline."""
    return TruthValue(n.Compare("<=", done_on.node, deadline.node))


def months_after(day: Value, months: Value | int) -> DateValue:
    """The day that many months later (Civil Code art. 202)."""
    count = lift(months, Integer("months"))
    if not isinstance(count.type, Integer) or count.type.unit not in (None, "months", "years"):
        refuse("type-mismatch", "这里需要月数", "a number of months is needed here")
    return DateValue(n.AddMonths(day.node, count.node))


def days_after(day: Value, days: int) -> DateValue:
    """The day that many days later; the first day is not counted (Civil Code art. 201)."""
    return DateValue(n.AddDays(day.node, days))


def working_days_after(day: Value, days: int) -> DateValue:
    """The n-th working day after a day."""
    return DateValue(n.WorkingDaysAfter(day.node, days))


def months_between(start: Value, end: Value) -> NumberValue:
    """Full months from one day to another."""
    return NumberValue(n.MonthsBetween(start.node, end.node))


def month_of(day: Value) -> MonthValue:
    """The month of a day."""
    return MonthValue(n.MonthOf(day.node))


def year_of(day: Value) -> NumberValue:
    """The year of a day."""
    return NumberValue(n.YearOf(day.node))


def first_day(month: Value) -> DateValue:
    """The first day of a month."""
    return DateValue(n.FirstDay(month.node))


def last_day(month: Value) -> DateValue:
    """The last day of a month."""
    return DateValue(n.LastDay(month.node))


def first_of_year(year: Value | int) -> DateValue:
    """1 January of a year."""
    return DateValue(n.FirstOfYear(lift(year, Integer()).node))


def last_of_year(year: Value | int) -> DateValue:
    """31 December of a year."""
    return DateValue(n.LastOfYear(lift(year, Integer()).node))


def calendar_year(year: Value | int) -> n.Window:
    """The whole of a year."""
    number = lift(year, Integer()).node
    return n.Window(n.FirstOfYear(number), n.LastOfYear(number))


def between(first: Value, last: Value) -> n.Window:
    """From a day to a day, both included."""
    return n.Window(first.node, last.node)


def last_months(count: int) -> n.Window:
    """The `count` calendar months before the month of the register's evidence date."""
    return n.Window(months_back=count)


class YearOccasion(NumberValue):
    """The year judged (`per=each_year(…)`), as a number, with its first and last day."""

    first_day = wrap(n.OccasionPeriod("first_day", "year"))
    last_day = wrap(n.OccasionPeriod("last_day", "year"))


class MonthOccasion(MonthValue):
    """The month judged (`per=each_month(…)`)."""

    first_day = wrap(n.OccasionPeriod("first_day", "month"))
    last_day = wrap(n.OccasionPeriod("last_day", "month"))


judged_day = DateValue(n.JudgedDay())
year = YearOccasion(n.OccasionPeriod("number", "year"))
this_month = MonthOccasion(n.MonthOf(n.OccasionPeriod("first_day", "month")))


def never_of(type_: object) -> int:
    """How NEVER is held in a type."""
    return NEVER_MONTH if isinstance(type_, Month) else NEVER_DAY


def _counting(counting: str) -> str:
    if counting not in COUNTINGS:
        refuse(
            "counting",
            f"不认识的年龄算法 {counting!r}",
            f"unknown counting {counting!r}",
            "、".join(COUNTINGS),
            ", ".join(COUNTINGS),
        )
    return counting
