"""With whom did the employment service speak after a registration, and when?"""

from __future__ import annotations

from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.dice import Dice
from zhiban.made_up.unemployment import Unemployment

#: Share of the registrations after which somebody was spoken with.
SPOKEN_WITH = 0.94
WAYS = ("phone", "phone", "phone", "message", "visit", "desk")


def contacts(book: Book, losses: Unemployment, cast: set[str], dice: Dice) -> None:
    """Add a first contact for most registrations of people who play no part."""
    for _, person_id, registered_on, _ in losses.jobseekers:
        if person_id in cast or not isinstance(registered_on, int):
            continue
        on = registered_on + dice.between(0, 12)
        if dice.chance(SPOKEN_WITH) and on <= known.LAST_DAY:
            book.number("contacts", person_id, on, dice.pick(WAYS))
