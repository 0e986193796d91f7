"""Who got which certificate of a skill, and who asked for the subsidy?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.careers import Job
from zhiban.made_up.dice import Dice, heaped
from zhiban.made_up.known import month

RULE = "skill_upgrade_subsidy"
#: Certificates are made up from this month on.
FIRST = month(2021, 1)
KINDS = ("skill_level", "skilled_qualification", "special_ability", "professional_qualification")
BY_KIND = heaped([75, 12, 8, 5])
LEVELS = ("5", "4", "3", "2", "1")
BY_LEVEL = heaped([35, 33, 22, 7, 3])
DEMANDS = ("very_short", "short", "general", "outside")
BY_DEMAND = heaped([12, 13, 45, 30])
TRADES = ("电工", "焊工", "养老护理员", "中式烹调师", "汽车维修工", "保育师", "钳工", "物流服务师")


def skills(book: Book, jobs_of: Mapping[str, Sequence[Job]], dice: Dice) -> None:
    """Certificates of some who work, the applications for them, and the grants of earlier years."""
    for person_id, jobs in jobs_of.items():
        if jobs[0].person.is_cast or not dice.chance(0.13):
            continue
        for _ in range(2 if dice.chance(0.3) else 1):
            _certificate(book, person_id, dice.pick(jobs), dice)


def _certificate(book: Book, person_id: str, job: Job, dice: Dice) -> None:
    first = max(job.first, FIRST)
    last = known.LAST_PAID_MONTH if job.last is None else min(job.last, known.LAST_PAID_MONTH)
    if last < first:
        return
    issued_on = calendar.first_day(dice.between(first, last)) + dice.between(0, 27)
    level, demand = dice.weighted(LEVELS, BY_LEVEL), dice.weighted(DEMANDS, BY_DEMAND)
    number = book.number(
        "certificates", person_id, dice.weighted(KINDS, BY_KIND), dice.pick(TRADES), level, demand,
        issued_on, dice.chance(0.97),
    )  # fmt: skip
    applied_on = issued_on + dice.between(5, 420)
    if applied_on > known.LAST_DAY or not dice.chance(0.75):
        return
    book.apply(RULE, person_id, number, applied_on)
    granted_on = applied_on + dice.between(20, 80)
    paid_for = level in known.office().skill_fen and applied_on - issued_on < 360
    if paid_for and granted_on <= known.day("2025-12-31") and dice.chance(0.6):
        book.grant(RULE, person_id, number, granted_on, known.office().skill_fen[level])
