"""Who works where from when to when, and what happens between two jobs?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.dice import Dice, heaped
from zhiban.made_up.firms import Firm
from zhiban.made_up.giant import OF_HIRED
from zhiban.made_up.people import LEAVES_AT, Person
from zhiban.model.types import NEVER_DAY

#: Why a job ended that ended in unemployment, by share.
REASONS = (
    "contract_expired", "dismissed_without_fault", "economic_layoff", "agreed_employer_proposed",
    "dismissed_for_fault", "resigned_employer_at_fault", "resigned", "agreed_person_proposed",
    "renewal_declined",
)  # fmt: skip
BY_REASON = heaped([26, 12, 12, 12, 4, 3, 22, 6, 3])
AGAINST_WILL = frozenset(REASONS[:6]) | {"employer_closed", "employer_bankrupt"}
#: Of those who may claim benefit.
CLAIMS = 0.33
#: Shares: of those of working age who work for an insuring employer; of jobs left for another;
#: of losses after which nobody looks for insured work again.
TAKE_PART, SWITCH, GIVE_UP = 0.47, 0.5, 0.1
#: Shares with an employees' pension of those who retired before the town began (enterprises, public
#: bodies), and of the others with a residents' pension from 60 on: so that the totals come out.
ENTERPRISE_PENSION, PUBLIC_PENSION, RESIDENT_PENSION = 0.38, 0.09, 0.9
PENSIONS = heaped([ENTERPRISE_PENSION, PUBLIC_PENSION, 1 - ENTERPRISE_PENSION - PUBLIC_PENSION])
MEAN_JOB_MONTHS, MEAN_SEARCH_MONTHS = 32, 7


@dataclass(slots=True)
class Loss:
    """What came of a job that ended in unemployment. Days are numbers; None is not known."""

    reason: str | None
    registered_on: int | None
    wants_work: bool | None = True
    transferred_in: bool | None = False
    claims: bool = True


@dataclass(slots=True)
class Job:
    """Months `first` to `last` insured by a firm (`last` None: still); `again`: the next job."""

    person: Person
    firm: Firm
    first: int
    last: int | None
    hired_on: int
    ended_on: int | None = None
    loss: Loss | None = None
    again: int | None = None
    contract: bool = True
    is_filed: bool = True
    wage_yuan: int = 6000


@dataclass(frozen=True, slots=True)
class Retirement:
    """The first day a pension is drawn."""

    person: Person
    scheme: str
    first_drawn_on: int


class Market:
    """The firms that take people on in a month, by how strongly they draw."""

    def __init__(self, firms: Sequence[Firm], giant: Firm | None = None) -> None:
        self._giant = giant
        self._open: list[tuple[list[Firm], list[float]]] = []
        for month in range(known.FIRST_MONTH, known.LAST_MONTH + 1):
            there = [f for f in firms if f.pull > 0 and f.is_open(month)]
            self._open.append((there, heaped([f.pull for f in there])))

    def employer(self, month: int, dice: Dice) -> Firm | None:
        """Some firm that hires in `month`."""
        if self._giant is not None and dice.chance(OF_HIRED):
            return self._giant
        there, pulls = self._open[month - known.FIRST_MONTH]
        return dice.weighted(there, pulls) if there else None


def retirement_age(person: Person, dice: Dice) -> int:
    """Men at 60; women at 55 or, most of them, at 50."""
    return 60 if person.sex == "1" else 55 if dice.chance(0.35) else 50


def careers(
    people: Sequence[Person], firms: Sequence[Firm], dice: Dice, giant: Firm | None = None
) -> tuple[list[Job], list[Retirement]]:
    """The jobs and pensions of everybody whom chance may touch."""
    market = Market(firms, giant)
    jobs: list[Job] = []
    retirements: list[Retirement] = []
    for person in people:
        if person.is_cast:
            continue
        retires = person.month_at(retirement_age(person, dice))
        if retires >= known.FIRST_MONTH and dice.chance(TAKE_PART):
            jobs += _career(person, retires, market, dice)
            if retires < known.LAST_MONTH:
                retirements.append(Retirement(person, "110", calendar.first_day(retires + 1)))
        else:
            pension = _pension(person, retires, dice)
            if pension is not None:
                retirements.append(pension)
    return jobs, retirements


def _pension(person: Person, retires: int, dice: Dice) -> Retirement | None:
    """The pension of somebody who takes no part in the town's work."""
    before = dice.weighted(("110", "120", "170"), PENSIONS)
    if before != "170" and retires < known.FIRST_MONTH:
        return Retirement(person, before, calendar.first_day(retires + dice.between(1, 3)))
    at_60 = person.month_at(60)
    if at_60 < known.LAST_MONTH and dice.chance(RESIDENT_PENSION):
        return Retirement(person, "170", calendar.first_day(at_60 + 1))
    return None


def _career(person: Person, retires: int, market: Market, dice: Dice) -> list[Job]:
    jobs: list[Job] = []
    month = _starts(person, dice)
    ability = dice.factor(0.25)
    while month <= min(known.LAST_MONTH, retires):
        firm = market.employer(month, dice)
        if firm is None:
            month += 1
            continue
        job = _job(person, firm, month, retires, dice)
        job.wage_yuan = int(firm.wage_yuan * ability)
        jobs.append(job)
        if len(jobs) > 1:
            jobs[-2].again = month
        if job.last is None or job.last == retires or _leaves_for_good(job, dice):
            break
        month = job.last + 1 + (0 if job.loss is None else dice.waiting(MEAN_SEARCH_MONTHS) - 1)
    for job in jobs:
        _register(job, dice)
    return jobs


def _starts(person: Person, dice: Dice) -> int:
    """The first month of the first job; the town's first month for those who worked already."""
    if person.graduated_on is not None and person.form == "ordinary":
        start = calendar.month_of(person.graduated_on) + dice.waiting(5)
    else:
        start = person.month_at(LEAVES_AT[person.level]) + dice.waiting(14)
    return start if start >= known.FIRST_MONTH else known.FIRST_MONTH + dice.waiting(4) - 1


def _job(person: Person, firm: Firm, month: int, retires: int, dice: Dice) -> Job:
    last = month + dice.waiting(MEAN_JOB_MONTHS) - 1
    ends = min(last, retires, NEVER_DAY if firm.closed is None else firm.closed)
    hired_on = calendar.first_day(month) + dice.between(0, 27)
    job = Job(person, firm, month, None, hired_on)
    job.contract, job.is_filed = dice.chance(0.97), dice.chance(0.95)
    if ends > known.LAST_MONTH or (ends == known.LAST_MONTH and ends == month):
        return job
    job.last = ends
    job.ended_on = max(hired_on, calendar.first_day(ends) + dice.between(4, 27))
    if ends == retires:
        return job
    if ends == firm.closed:
        job.loss = Loss("employer_bankrupt" if dice.chance(0.2) else "employer_closed", None)
    elif not dice.chance(SWITCH):
        job.loss = Loss(dice.weighted(REASONS, BY_REASON), None)
    return job


def _leaves_for_good(job: Job, dice: Dice) -> bool:
    return job.loss is not None and dice.chance(GIVE_UP)


def _register(job: Job, dice: Dice) -> None:
    """Whether, and on which day, the loss of the job was registered."""
    loss, ended_on = job.loss, job.ended_on
    if loss is None or ended_on is None:
        return
    day = ended_on + dice.between(2, 50)
    back = NEVER_DAY if job.again is None else calendar.first_day(job.again)
    too_late = day > known.LAST_DAY or day >= back
    willing = 0.8 if loss.reason in AGAINST_WILL else 0.45
    loss.registered_on = NEVER_DAY if too_late or not dice.chance(willing) else day
    loss.wants_work = dice.chance(0.95)
    loss.transferred_in = dice.chance(0.03)
    loss.claims = dice.chance(CLAIMS)
