"""Who is or was at school of late, in need, and asked for the job-seeking subsidies?"""

from __future__ import annotations

from collections.abc import Sequence

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.dice import Dice
from zhiban.made_up.known import day, month
from zhiban.made_up.people import LEAVES_AT, Person
from zhiban.model.types import NEVER_DAY

IN_SCHOOL, AFTER_LEAVING = (
    "graduate_jobseeking_subsidy",
    "graduate_jobseeking_subsidy_after_leaving",
)
#: Classes made up, by year of leaving; the last are still at school.
CLASSES = range(2022, 2029)
SCHOOLS = {
    "ordinary": "university", "vocational": "secondary_vocational",
    "technician_college": "technical",
}  # fmt: skip
GROUPS = (
    "dibao_household", "disabled_poor_household", "lifted_household", "special_hardship",
    "disabled", "monitored_household", "zero_employment_household", "disabled_household",
)  # fmt: skip
IN_SCHOOL_FEN, AFTER_LEAVING_FEN = 80_000, 50_000


def students(book: Book, folk: Sequence[Person], dice: Dice) -> None:
    """Enrolments with loans, groups in need, applications and grants."""
    for person in folk:
        leaves = calendar.year_of(person.born_on) + LEAVES_AT[person.level]
        if person.is_cast or person.form not in SCHOOLS or leaves not in CLASSES:
            continue
        graduates_on = person.graduated_on
        if graduates_on is None:
            graduates_on = calendar.first_day(month(leaves, 6)) + dice.between(14, 29)
        _enrol(book, person, graduates_on, dice)


def _enrol(book: Book, person: Person, graduates_on: int, dice: Dice) -> None:
    here = person.district if person.district.startswith("50") else "500106"
    number = book.number(
        "students", person.id, SCHOOLS[person.form], here if dice.chance(0.85) else "510000",
        graduates_on, dice.chance(0.85),
    )  # fmt: skip
    in_need = dice.chance(0.22)
    if in_need:
        from_on = day("2012-01-01") + dice.between(0, 3600)
        until_on = NEVER_DAY if dice.chance(0.85) else from_on + dice.between(300, 5000)
        book.add("hardship", person.id, dice.pick(GROUPS), from_on, until_on)
    if person.form == "ordinary" and dice.chance(0.15):
        in_need = True
        kind = dice.pick(("campus", "home_place", "home_place", "commercial"))
        book.number("student_loans", person.id, kind, graduates_on - dice.between(700, 1300))
    _ask(book, person, number, graduates_on, in_need, dice)


def _ask(
    book: Book, person: Person, number: str, graduates_on: int, in_need: bool, dice: Dice
) -> None:
    applied_on = graduates_on - dice.between(120, 420)
    if applied_on <= known.LAST_DAY and dice.chance(0.75 if in_need else 0.05):
        book.apply(IN_SCHOOL, person.id, number, applied_on)
        if in_need and applied_on < day("2025-12-01") and dice.chance(0.6):
            book.grant(IN_SCHOOL, person.id, number, applied_on + 60, IN_SCHOOL_FEN)
    left_on = graduates_on + dice.between(20, 420)
    if person.form == "ordinary" and in_need and left_on <= known.LAST_DAY and dice.chance(0.4):
        book.apply(AFTER_LEAVING, person.id, None, left_on)
        if left_on < day("2023-11-01") and dice.chance(0.5):
            book.grant(AFTER_LEAVING, person.id, None, left_on + 45, AFTER_LEAVING_FEN)
