"""Who lives in one household of the town, of which kind is it, and since when is it registered?"""

from __future__ import annotations

from collections.abc import Sequence

from zhiban.made_up.book import Book
from zhiban.made_up.dice import Dice, heaped
from zhiban.made_up.known import day
from zhiban.made_up.people import Person
from zhiban.model.types import NEVER_DAY

#: Kinds of household; how often each comes is made up.
KINDS = ("family", "collective")
BY_KIND = heaped([95, 5])


def households(book: Book, folk: Sequence[Person], dice: Dice, kinds: Dice) -> None:
    """Everybody's household: one to four who live together since 2005 or since birth. It is
    registered where its first member is, since the first of them belonged to it."""
    at = 0
    while at < len(folk):
        number = f"{book.mark}J{len(book.rows.get('household_members', ())) + 1:06d}"
        size = dice.between(1, 4)
        members = folk[at : at + size]
        since = [max(day("2005-01-01"), person.born_on) for person in members]
        for person, from_on in zip(members, since, strict=True):
            book.add("household_members", number, person.id, from_on, NEVER_DAY)
        kind = kinds.weighted(KINDS, BY_KIND)
        book.add("households", number, kind, members[0].district, min(since), NEVER_DAY)
        at += size
