"""What do the pension agencies hold about each grown-up's rights?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.careers import Job, Retirement
from zhiban.made_up.dice import Dice
from zhiban.made_up.known import month
from zhiban.made_up.people import Person
from zhiban.model.types import NEVER_MONTH

#: Personal accounts of the employees' scheme began; the residents' scheme did.
ACCOUNTS_BEGAN, RESIDENTS_BEGAN = month(1996, 1), month(2012, 7)
#: Share of the grown-ups never insured otherwise who are in the residents' scheme. source: pension
#: coverage of 97 % told at the bureau's press conference of 25 April 2023; status: read.
RESIDENTS = 0.97
#: What a month adds to an account, in fen: so much on average.
EMPLOYEE_FEN, RESIDENT_FEN = 28_000, 2_500


def pension_rights(
    book: Book, folk: Sequence[Person], jobs_of: Mapping[str, Sequence[Job]],
    retirements: Sequence[Retirement], dice: Dice,
) -> None:  # fmt: skip
    """One record in the employees' scheme for everybody, with nothing in it for those never
    insured; one in the residents' scheme for most grown-ups among these.
    """
    drawing = {r.person.id for r in retirements if r.scheme != "170"}
    alone = Counter(row[0] for row in book.rows.get("individual_contributions", ()))
    planted = {
        row[0]
        for name in ("pension_records", "resident_pension_records")
        for row in book.rows.get(name, ())
    }
    for person in folk:
        if person.id in planted:
            continue
        if person.is_cast or person.month_at(18) > known.LAST_MONTH:
            _employee(book, person, 0, dice)
            continue
        insured = _months_insured(person, jobs_of.get(person.id, ()), person.id in drawing, dice)
        insured += alone[person.id]
        _employee(book, person, insured, dice)
        if not insured and dice.chance(RESIDENTS):
            _resident(book, person, dice)


def _months_insured(person: Person, jobs: Sequence[Job], draws: bool, dice: Dice) -> int:
    """Months paid in the town, and those of the years before it."""
    if not jobs and not draws:
        return 0
    here = sum(
        (known.LAST_PAID_MONTH if j.last is None else min(j.last, known.LAST_PAID_MONTH))
        - j.first + 1
        for j in jobs
    )  # fmt: skip
    before = max(0, min(known.FIRST_MONTH, person.month_at(60)) - person.month_at(22))
    return max(0, here) + before * dice.between(50, 100) // 100


def _employee(book: Book, person: Person, months: int, dice: Dice) -> None:
    old_age = 60
    group = None
    if person.sex == "2":
        group = "original_55" if dice.chance(0.35) else "original_50"
        old_age = 55 if group == "original_55" else 50
    chosen_in = NEVER_MONTH
    if dice.chance(0.05):
        chosen_in = person.month_at(old_age) + dice.between(-6, 40)
    before_accounts = max(0, min(ACCOUNTS_BEGAN - person.month_at(22), months))
    index = f"{dice.between(600, 1900)}/1000" if months else "0"
    book.add(
        "pension_records", person.id, group, chosen_in, dice.chance(0.01), dice.chance(0.95),
        months, before_accounts, index,
        (months - before_accounts) * int(EMPLOYEE_FEN * dice.factor(0.3)),
    )  # fmt: skip


def _resident(book: Book, person: Person, dice: Dice) -> None:
    since = max(RESIDENTS_BEGAN, person.month_at(18))
    until = min(known.LAST_PAID_MONTH, person.month_at(60))
    years = max(0, until - since) // 12
    paid = 12 * dice.between(years // 2, years) if years else 0
    back = 12 * dice.between(0, 8) if person.month_at(45) <= RESIDENTS_BEGAN else 0
    book.add(
        "resident_pension_records", person.id, paid + back, back,
        calendar.first_day(person.month_at(45)) <= calendar.first_day(RESIDENTS_BEGAN),
        (paid + back) * int(RESIDENT_FEN * dice.factor(0.4)), dice.chance(0.2),
    )  # fmt: skip
