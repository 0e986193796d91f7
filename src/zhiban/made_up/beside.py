"""What else do the town's registers hold, beside jobs, losses and hires? Field by field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from zhiban.made_up.allowances import allowances
from zhiban.made_up.book import Book
from zhiban.made_up.careers import Job, Retirement
from zhiban.made_up.compared import compared
from zhiban.made_up.contacts import contacts
from zhiban.made_up.dice import Dice
from zhiban.made_up.firms import Firm
from zhiban.made_up.flexible import flexible
from zhiban.made_up.households import households
from zhiban.made_up.loans import loans
from zhiban.made_up.pension_rights import pension_rights
from zhiban.made_up.people import Person
from zhiban.made_up.skills import skills
from zhiban.made_up.startups import startups
from zhiban.made_up.students import students
from zhiban.made_up.unemployment import Unemployment


def fill(
    book: Book, folk: Sequence[Person], works: Sequence[Firm], jobs: Sequence[Job],
    retirements: Sequence[Retirement], losses: Unemployment, dice: Callable[[str], Dice],
) -> None:  # fmt: skip
    """Add to `book` (and what was sought to `losses`); each field has dice of its own."""
    jobs_of = {
        person_id: list(mine) for person_id, mine in groupby(jobs, key=lambda j: j.person.id)
    }
    skills(book, jobs_of, dice("skills"))
    allowances(book, jobs, dice("allowances"))
    students(book, folk, dice("students"))
    flexible(book, losses, folk, jobs_of, dice("flexible"))
    households(book, folk, dice("households"), dice("kinds of household"))
    founders = startups(book, losses, folk, works, dice("startups"))
    loans(book, folk, founders, works, dice("loans"))
    pension_rights(book, folk, jobs_of, retirements, dice("pensions"))
    compared(book, jobs_of, losses, dice("compared"))
    cast = {person.id for person in folk if person.is_cast}
    contacts(book, losses, cast, dice("contacts"))
