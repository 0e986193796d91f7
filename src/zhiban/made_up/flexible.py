"""Who works in flexible forms, pays insurance alone, and claims the subsidy for half a year?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.careers import Job
from zhiban.made_up.dice import Dice, heaped
from zhiban.made_up.known import day, month
from zhiban.made_up.people import Person
from zhiban.made_up.unemployment import Unemployment, seek
from zhiban.model.types import NEVER_DAY

FORMS = ("home_services", "shop_helper", "street_vendor", "ride_hailing", "courier", "other")
BY_FORM = heaped([20, 20, 15, 20, 15, 10])
CATEGORIES = (
    "age_4050", "dibao", "zero_employment", "disabled", "poverty_alleviated", "veteran", "other",
)  # fmt: skip
BY_CATEGORY = heaped([40, 15, 5, 12, 18, 5, 5])
#: The halves of years in which the subsidy is claimed: the first month of each.
HALVES = tuple(month(year, first) for year in range(2022, 2027) for first in (1, 7))
KEPT = 6
#: Shares: of the grown-ups without an employer who register; of these, who were registered as
#: unemployed before, and who are recognised as in hardship.
REGISTERED, SOUGHT, IN_HARDSHIP = 0.36, 0.3, 0.25


@dataclass(frozen=True, slots=True)
class Registration:
    """Somebody registered in flexible work; `noted_on`: noted for the subsidy."""

    person: Person
    number: str
    noted_on: int
    ended_on: int
    retires_on: int


def flexible(
    book: Book, losses: Unemployment, folk: Sequence[Person], jobs_of: Mapping[str, Sequence[Job]],
    dice: Dice,
) -> None:  # fmt: skip
    """Registrations of people without an employer, what they paid, claimed and were awarded."""
    for person in folk:
        jobs = jobs_of.get(person.id, ())
        of_age = person.month_at(21) <= known.LAST_MONTH < person.month_at(60)
        if person.is_cast or not of_age or (jobs and jobs[-1].last is None):
            continue
        if dice.chance(REGISTERED):
            registration = _register(book, losses, person, dice)
            _pay(book, registration, dice)
            _claim(book, registration, dice)


def retires_on(person: Person) -> int:
    """The day the original retirement age is reached: men 60, women 50."""
    return calendar.add_months(person.born_on, 12 * (60 if person.sex == "1" else 50))


def _register(book: Book, losses: Unemployment, person: Person, dice: Dice) -> Registration:
    registered_on = day("2021-07-01") + dice.between(0, 1600)
    noted_on = registered_on + dice.between(0, 20) if dice.chance(0.85) else NEVER_DAY
    ended_on = NEVER_DAY if dice.chance(0.8) else registered_on + dice.between(200, 1200)
    district = person.district if person.district.startswith("50") else "500103"
    number = book.number(
        "flexible_registrations", person.id, registered_on, dice.weighted(FORMS, BY_FORM),
        district, dice.chance(0.1), noted_on, ended_on,
    )  # fmt: skip
    if dice.chance(SOUGHT):
        seek(losses, person, registered_on - dice.between(20, 300), registered_on)
    if dice.chance(IN_HARDSHIP):
        recognised_on = registered_on - dice.between(5, 200)
        category = dice.weighted(CATEGORIES, BY_CATEGORY)
        book.number("hardship_recognitions", person.id, category, recognised_on, NEVER_DAY)
    return Registration(person, number, noted_on, ended_on, retires_on(person))


def _pay(book: Book, one: Registration, dice: Dice) -> None:
    """Both insurances month by month, now and then one of them or none."""
    first = HALVES[0] if one.noted_on == NEVER_DAY else calendar.month_of(one.noted_on) + 1
    last = min(known.LAST_PAID_MONTH, calendar.month_of(min(one.ended_on, one.retires_on)))
    lower = known.wage_limits()
    for paid in range(max(first, HALVES[0]), last + 1):
        if dice.chance(0.06):
            continue
        base_fen = lower[calendar.year_of(calendar.first_day(paid))][0] * 100
        paid_on = calendar.first_day(paid) + dice.between(4, 26)
        medical_on = NEVER_DAY if dice.chance(0.03) else paid_on
        book.add(
            "individual_contributions", one.person.id, paid, base_fen * 20 // 100, paid_on,
            0 if medical_on == NEVER_DAY else base_fen * 11 // 100, medical_on,
        )  # fmt: skip


def _claim(book: Book, one: Registration, dice: Dice) -> None:
    """The last periods open to somebody, and months awarded for those claimed long ago."""
    since = HALVES[0] if one.noted_on == NEVER_DAY else calendar.month_of(one.noted_on)
    halves = [first for first in HALVES if first + 5 > since and opens_on(first) < known.LAST_DAY]
    for first in halves[-KEPT:]:
        opens, closes = opens_on(first), opens_on(first) + 29
        claimed_on = opens + dice.between(0, 29) if dice.chance(0.75) else NEVER_DAY
        book.number(
            "flexible_periods", one.person.id, one.number, first, first + 5, opens, closes,
            claimed_on, one.retires_on,
        )  # fmt: skip
        if claimed_on < day("2025-01-01") and one.noted_on < NEVER_DAY and dice.chance(0.6):
            left = max(0, (one.retires_on - one.noted_on) // 31)
            for awarded in range(max(first, calendar.month_of(one.noted_on) + 1), first + 6):
                book.add(
                    "subsidy_awards", one.person.id, "flexible_hardship", awarded, closes + 40,
                    left, NEVER_DAY,
                )  # fmt: skip


def opens_on(first: int) -> int:
    """Half a year can be claimed from the third month after it on."""
    return calendar.first_day(first + 8)
