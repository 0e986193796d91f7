"""Legal time in columns is `zhiban.law.calendar`, day by day, at both ends of the calendar too."""

from __future__ import annotations

import random
from collections.abc import Callable

import polars as pl
import pytest

from zhiban.engines.columnar import calendar_exprs as time
from zhiban.engines.columnar.lets import Let
from zhiban.law import calendar
from zhiban.model.types import NEVER_DAY, NEVER_MONTH

RNG = random.Random(1)
FIRST = calendar.FIRST_DAY
EDGES = [FIRST - 2, FIRST - 1, FIRST, NEVER_DAY - 2, NEVER_DAY - 1, NEVER_DAY, NEVER_DAY + 1, 2**62]
DAYS = [None, 0, -1, *EDGES, *(RNG.randint(FIRST, NEVER_DAY) for _ in range(300)),
        *(RNG.randint(10_000, 22_000) for _ in range(900))]  # fmt: skip
OTHERS = RNG.sample(DAYS, len(DAYS))
COUNTS = [RNG.choice([None, 0, 1, -1, 12, 120_000, -120_000, 2**60, 7, 600]) for _ in DAYS]
TOPS = [NEVER_MONTH - 1, NEVER_MONTH, NEVER_MONTH + 1]
MONTHS = [RNG.choice([0, 11, 12, 24_300, *TOPS]) for _ in DAYS]
YEARS = [RNG.choice([0, 1, 1999, 2024, 9998, 9999, 10_000, 2**60]) for _ in DAYS]
FRAME = pl.DataFrame(
    {"day": DAYS, "other": OTHERS, "count": COUNTS, "month": MONTHS, "year": YEARS},
    schema=dict.fromkeys(("day", "other", "count", "month", "year"), pl.Int64),
)
DAY, OTHER = pl.col("day"), pl.col("other")

CASES: dict[str, tuple[list[str], Callable[[Let], pl.Expr], Callable[..., int]]] = {
    "month_of": (["day"], lambda let: time.month_of(DAY, let), calendar.month_of),
    "year_of": (["day"], lambda let: time.year_of(DAY, let), calendar.year_of),
    "first_day": (["month"], lambda let: time.first_day(pl.col("month"), let), calendar.first_day),
    "last_day": (["month"], lambda let: time.last_day(pl.col("month"), let), calendar.last_day),
    "first_of_year": (
        ["year"], lambda let: time.first_of_year(pl.col("year"), let), calendar.first_of_year,
    ),
    "last_of_year": (
        ["year"], lambda let: time.last_of_year(pl.col("year"), let), calendar.last_of_year,
    ),
    "add_months": (
        ["day", "count"],
        lambda let: time.add_months(DAY, pl.col("count"), let), calendar.add_months,
    ),
    "months_between": (
        ["day", "other"], lambda let: time.months_between(DAY, OTHER, let), calendar.months_between,
    ),
}  # fmt: skip
for way in calendar.COUNTINGS:
    CASES[f"birthday {way}"] = (
        ["day"],
        lambda let, way=way: time.birthday(DAY, 60, way, let),
        lambda day, way=way: calendar.birthday(day, 60, way),
    )
    CASES[f"completed_years {way}"] = (
        ["day", "other"],
        lambda let, way=way: time.completed_years(DAY, OTHER, way, let),
        lambda born, on, way=way: calendar.completed_years(born, on, way),
    )
for days in (0, 30, -5, 10**6):
    CASES[f"add_days {days}"] = (
        ["day"],
        lambda let, days=days: time.add_days(DAY, days),
        lambda day, days=days: calendar.add_days(day, days),
    )
for working in (0, 1, 15, -1):
    CASES[f"working_days_after {working}"] = (
        ["day"],
        lambda let, working=working: time.working_days_after(DAY, working),
        lambda day, working=working: calendar.working_days_after(day, working)[0],
    )


def defined(function: Callable[..., int], *arguments: int | None) -> int | None:
    """What the definition gives; None where an argument is unknown or it raises."""
    if None in arguments:
        return None
    try:
        return function(*arguments)
    except (OverflowError, ValueError):
        return None


@pytest.mark.parametrize("name", CASES)
def test_equal_to_the_definition(name: str) -> None:
    columns, expression, function = CASES[name]
    let = Let()
    expr = let(expression(let)).alias("found")
    found = let.on(FRAME.lazy(), [expr]).select(expr).collect()["found"].to_list()
    rows = FRAME.select(columns).rows()
    expected = [defined(function, *row) for row in rows]
    wrong = [(r, f, e) for r, f, e in zip(rows, found, expected, strict=True) if f != e]
    assert wrong == []
