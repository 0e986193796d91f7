"""What did the office write down about those who lost a job, and what did it pay them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.careers import AGAINST_WILL, Job, Loss
from zhiban.made_up.dice import Dice
from zhiban.made_up.people import Person
from zhiban.model.types import NEVER_DAY

Row = tuple[object, ...]

#: Events that end a benefit: share of the registered losses, and after how many days.
STOPS = (
    ("conscripted", 0.004), ("settled_abroad", 0.006), ("refused_offer", 0.02),
    ("imprisoned", 0.003), ("died", 0.008),
)  # fmt: skip


@dataclass
class Unemployment:
    """The rows of the five registers, each in the order of its columns."""

    #: What every number begins with.
    mark: str = "虚构"
    spells: list[Row] = field(default_factory=list)
    jobseekers: list[Row] = field(default_factory=list)
    benefits: list[Row] = field(default_factory=list)
    awards: list[Row] = field(default_factory=list)
    stops: list[Row] = field(default_factory=list)


@dataclass
class _Record:
    """What the office knows of one person so far."""

    months_paid: int = 0
    carried: int = 0


def unemployment(jobs: Sequence[Job], dice: Dice, mark: str = "虚构") -> Unemployment:
    """The registers of everybody's losses; `jobs` person by person, in the order of time."""
    out = Unemployment(mark)
    for _, mine in groupby(jobs, key=lambda j: j.person.id):
        record = _Record()
        for number, job in enumerate(mine):
            if number == 0 and not job.person.is_cast:
                _seek_first_job(out, job, dice)
            last = known.LAST_PAID_MONTH if job.last is None else job.last
            record.months_paid += last - job.first + 1
            if job.loss is not None:
                _lost(out, job, job.loss, record, dice)
    return out


def _seek_first_job(out: Unemployment, job: Job, dice: Dice) -> None:
    """Young people who were registered as unemployed before their first job."""
    age = (job.first - job.person.month_at(0)) // 12
    if job.first > known.FIRST_MONTH + 6 and age < 26 and dice.chance(0.35):
        registered_on = job.hired_on - dice.between(20, 200)
        seek(out, job.person, registered_on, job.hired_on + dice.between(0, 9))


def seek(out: Unemployment, person: Person, registered_on: int, cancelled_on: int | None) -> None:
    """Write down that somebody was registered as unemployed."""
    number = f"{out.mark}R{len(out.jobseekers) + 1:06d}"
    out.jobseekers.append((number, person.id, registered_on, cancelled_on))


def _lost(out: Unemployment, job: Job, loss: Loss, record: _Record, dice: Dice) -> None:
    person, ended_on = job.person, job.ended_on
    assert ended_on is not None
    out.spells.append((
        f"{out.mark}S{len(out.spells) + 1:06d}", person.id, ended_on, loss.reason,
        loss.registered_on, loss.wants_work, loss.transferred_in,
    ))  # fmt: skip
    if loss.registered_on is None or loss.registered_on == NEVER_DAY:
        return
    back = NEVER_DAY if job.again is None else calendar.first_day(job.again)
    seek(out, person, loss.registered_on, back)
    stopped = _stop(out, person, loss.registered_on, dice)
    months = known.office().months_for(record.months_paid)
    if not (months and loss.reason in AGAINST_WILL and loss.wants_work and loss.claims):
        return
    granted = min(months + record.carried, known.office().benefit_months_max)
    start = calendar.month_of(loss.registered_on)
    end = min(
        start + granted - 1,
        known.LAST_MONTH,
        calendar.month_of(back) - 1 if back < NEVER_DAY else start + granted,
        stopped,
    )
    drawn = max(0, end - start + 1)
    out.benefits += _paid(job, start, drawn)
    out.awards.append((
        f"{out.mark}A{len(out.awards) + 1:06d}", person.id,
        loss.registered_on + dice.between(3, 15), granted, drawn,
    ))  # fmt: skip
    record.carried = granted - drawn
    if drawn:
        record.months_paid = 0


def _paid(job: Job, start: int, months: int) -> Iterable[Row]:
    for month in range(start, start + months):
        fen = known.office().benefit_in(month)
        yield (job.person.id, job.firm.id, job.ended_on, month, fen)


def _stop(out: Unemployment, person: Person, registered_on: int, dice: Dice) -> int:
    """Some event that ends the benefit; gives back the last month it is paid for."""
    if not person.is_cast:
        for kind, share in STOPS:
            if dice.chance(share):
                day = registered_on + dice.between(20, 400)
                if day <= known.LAST_DAY:
                    out.stops.append((person.id, kind, day))
                    return calendar.month_of(day)
    return NEVER_DAY
