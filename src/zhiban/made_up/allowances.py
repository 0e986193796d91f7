"""Who asked for the unemployment allowance of 2020 to 2022, and what was paid?"""

from __future__ import annotations

from collections.abc import Sequence

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.careers import AGAINST_WILL, Job
from zhiban.made_up.dice import Dice
from zhiban.made_up.known import day
from zhiban.model.types import NEVER_DAY

#: Losses of jobs and claims of the days on which the allowance was there.
FIRST_DAY, LAST_DAY = day("2020-03-01"), day("2022-12-31")
MONTHS = 6


def allowances(book: Book, jobs: Sequence[Job], dice: Dice) -> None:
    """Claims of some who lost a job, and the months paid to those without a right to benefit."""
    paid: set[tuple[str, int]] = set()
    for job in jobs:
        if job.person.is_cast or job.loss is None or job.ended_on is None:
            continue
        applied_on = job.ended_on + dice.between(5, 150)
        if not (job.ended_on >= FIRST_DAY and applied_on <= LAST_DAY and dice.chance(0.35)):
            continue
        back = NEVER_DAY if job.again is None else calendar.first_day(job.again)
        if applied_on >= back and dice.chance(0.9):
            continue
        person_id = job.person.id
        book.number("allowance_claims", person_id, applied_on, job.ended_on, job.loss.reason)
        if job.loss.reason in AGAINST_WILL and job.last is not None and job.last - job.first > 11:
            continue
        first = calendar.month_of(applied_on)
        for month in range(first, first + MONTHS):
            if calendar.first_day(month) < back and (person_id, month) not in paid:
                paid.add((person_id, month))
                book.add("allowances", person_id, month, known.office().allowance_fen)
