"""Which days, months and numbers show mistakes? Edges, drawn far more often than chance would."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from random import Random

from tests.agreement.generator.schema import CLASSES, KINDS

from zhiban.law import calendar
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, day_number, month_number

FIRST = day_number(dt.date(2022, 1, 1))
LAST = day_number(dt.date(2026, 12, 31))
#: Leap days, month ends, year ends, the days beside them.
EDGES = [
    day_number(dt.date.fromisoformat(iso))
    for iso in ("2024-02-28", "2024-02-29", "2024-03-01", "2023-02-28", "2023-03-01", "2023-12-31",
                "2024-01-01", "2024-01-31", "2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01",
                "2025-02-28", "2025-03-31", "2025-08-31", "2024-08-31", "2025-10-08")
]  # fmt: skip
#: The ends of the calendar, and days far from ours.
FAR = [
    day_number(dt.date.fromisoformat(iso))
    for iso in ("0001-01-01", "0001-02-28", "1900-03-01", "2200-12-31", "9999-11-30", "9999-12-30")
]
BIRTHS = [
    day_number(dt.date.fromisoformat(iso))
    for iso in ("1964-02-29", "1965-02-28", "1965-03-01", "2004-02-29", "2008-02-29", "2008-12-31",
                "2009-01-01", "1990-05-31", "2007-07-01")
]  # fmt: skip
HUGE = (2**61, 2**62 - 1, 2**62, 2**61 + 1, -(2**61), 2**40)


def day(rng: Random, never: float = 0.0) -> int:
    """A day, mostly of a few years, often an edge of the calendar; NEVER with that chance."""
    if rng.random() < never:
        return NEVER_DAY
    chance = rng.random()
    if chance < 0.35:
        return rng.choice(EDGES) + rng.choice((0, 0, 0, -1, 1))
    return rng.randint(FIRST, LAST)


def any_day(rng: Random, never: float = 0.0) -> int:
    """A day, now and then one at the ends of the calendar."""
    return rng.choice(FAR) if rng.random() < 0.01 else day(rng, never)


def birth(rng: Random) -> int:
    """A day of birth, often on or beside a leap day."""
    return rng.choice(BIRTHS) if rng.random() < 0.7 else rng.randint(-6000, 16000)


def month(rng: Random, never: float = 0.0) -> int:
    """A month of the same years."""
    if rng.random() < never:
        return NEVER_MONTH
    return (
        calendar.month_of(day(rng))
        if rng.random() < 0.5
        else month_number(2024, 1) + rng.randint(-8, 14)
    )


def number(rng: Random, at_least: int | None = 0, huge: float = 0.0) -> int:
    """A small whole number not below the promise; near the limit of the type with that chance."""
    if rng.random() < huge:
        value = rng.choice(HUGE)
    else:
        value = rng.choice((0, 1, 1, 2, 3, 5, 6, 12, rng.randint(-5, 30)))
    return value if at_least is None else max(value, at_least)


def fen(rng: Random, at_least: int | None = 0, huge: float = 0.0) -> int:
    """An amount of money."""
    if rng.random() < huge:
        value = rng.choice(HUGE)
    else:
        value = rng.choice((0, 1, 50, 100, 149, 150, 151, 186400, rng.randint(-300, 100000)))
    return value if at_least is None else max(value, at_least)


def fraction(rng: Random, at_least: int | None = 0) -> tuple[int, int]:
    """A ratio as it is written, not reduced."""
    num, den = rng.choice(
        ((1, 2), (2, 4), (2, 40), (11, 200), (1, 3), (0, 7), (1, 1), (3, 2), (-1, 2))
    )
    return (
        (num, den)
        if at_least is None or num >= at_least * den
        else (abs(num) + at_least * den, den)
    )


def rate(rng: Random) -> Fraction:
    """A rate of the law."""
    return rng.choice(
        (Fraction(11, 200), Fraction(1, 2), Fraction(1, 3), Fraction(3), Fraction(35, 10000),
         Fraction(3, 10), Fraction(0))
    )  # fmt: skip


def constant(rng: Random, type_name: str) -> int | bool | str | Fraction | None:
    """A constant an author can write, held as the engines hold it."""
    match type_name:
        case "truth":
            return rng.random() < 0.5
        case "integer":
            return number(rng, None if rng.random() < 0.2 else 0)
        case "rate":
            return rate(rng)
        case "date":
            return any_day(rng)
        case "month":
            return month(rng)
        case "code":
            return rng.choice(KINDS.codes)
        case "ordered":
            return rng.randrange(len(CLASSES.codes))
        case "text":
            return rng.choice(("甲", "乙", "x"))
        case "money":
            return fen(rng)
        case "ratio":
            return None
        case _:
            return None
