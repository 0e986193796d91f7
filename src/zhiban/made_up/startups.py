"""Who founded a business, and who stands in which call?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.dice import Dice, heaped
from zhiban.made_up.firms import Firm
from zhiban.made_up.known import day
from zhiban.made_up.people import Person
from zhiban.made_up.unemployment import Unemployment, seek
from zhiban.model.types import NEVER_DAY

RULE = "one_off_startup_subsidy"
KINDS = ("individual_business", "enterprise", "cooperative", "other")
BY_KIND = heaped([55, 38, 4, 3])
GROUPS = (
    "veteran", "released", "overcapacity", "online_shop", "rural_founder", "poverty_alleviated",
)  # fmt: skip
#: The days on which the calls of the town close; each opens two months before.
CLOSES = tuple(map(day, ("2024-03-31", "2024-09-30", "2025-03-31", "2025-09-30", "2026-09-30")))
OPEN_DAYS = 60
SUBSIDY_FEN = 800_000


@dataclass(frozen=True, slots=True)
class Founder:
    """Somebody with a business since a day."""

    person: Person
    number: str
    registered_on: int
    closed_on: int


def startups(
    book: Book, losses: Unemployment, folk: Sequence[Person], works: Sequence[Firm], dice: Dice
) -> list[Founder]:
    """Businesses of some grown-ups, the groups they belong to, and the calls they stand in."""
    units = [f for f in works if not f.is_cast and f.unit_type != "public_body"] or list(works)
    founders = []
    for person in folk:
        of_age = person.month_at(20) <= known.LAST_MONTH < person.month_at(59)
        if person.is_cast or not of_age or not dice.chance(0.06):
            continue
        founder = _found(book, losses, person, dice)
        founders.append(founder)
        _answer(book, founder, dice.pick(units), dice)
    return founders


def _found(book: Book, losses: Unemployment, person: Person, dice: Dice) -> Founder:
    registered_on = max(day("2019-03-01"), calendar.first_day(person.month_at(19)))
    registered_on += dice.between(0, max(0, known.LAST_DAY - 30 - registered_on))
    closed_on = NEVER_DAY
    if dice.chance(0.15):
        closed_on = min(known.LAST_DAY, registered_on + dice.between(90, 1500))
    kind = dice.weighted(KINDS, BY_KIND)
    size = "micro" if kind == "individual_business" or dice.chance(0.75) else "small"
    number = book.number(
        "startups", person.id, kind, size, dice.chance(0.85), registered_on, closed_on
    )
    if dice.chance(0.4):
        from_on = registered_on - dice.between(100, 2500)
        until_on = NEVER_DAY if dice.chance(0.7) else from_on + dice.between(300, 3000)
        book.add("key_groups", person.id, dice.pick(GROUPS), from_on, until_on)
    if dice.chance(0.4):
        seek(losses, person, registered_on - dice.between(30, 400), registered_on)
    return Founder(person, number, registered_on, closed_on)


def _answer(book: Book, founder: Founder, unit: Firm, dice: Dice) -> None:
    for closes_on in CLOSES:
        running = closes_on - founder.registered_on
        if not (300 < running < 1200 and dice.chance(0.5)):
            continue
        book.add(
            "startup_calls", founder.number, founder.person.id, unit.id, closes_on - OPEN_DAYS,
            closes_on,
        )  # fmt: skip
        if closes_on < day("2025-01-01") and dice.chance(0.25):
            book.grant(RULE, founder.person.id, founder.number, closes_on + 50, SUBSIDY_FEN)
