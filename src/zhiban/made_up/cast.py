"""Who plays a part? Firms and people set aside, so that chance does not spoil a planted case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from zhiban.errors import Problem, UsageError
from zhiban.law import calendar
from zhiban.made_up import geography, known
from zhiban.made_up.book import Book
from zhiban.made_up.careers import Job, Loss
from zhiban.made_up.firms import Firm
from zhiban.made_up.known import day, month
from zhiban.made_up.people import Person
from zhiban.model.types import NEVER_DAY


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell to be emptied at the end: in the rows where all of `where` holds."""

    register: str
    where: dict[str, object]
    column: str


@dataclass
class Cast:
    """The parts given out so far; people are taken from the first on.

    `parts` says who plays which case of `data/cases.csv`: the firm or person judged, and the
    person hired if the occasion is a hire. `book` takes the rows beside jobs.
    """

    people: Sequence[Person]
    parts: dict[str, tuple[Firm | Person, Person | None]] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    grants: list[tuple[object, ...]] = field(default_factory=list)
    jobseekers: list[tuple[Person, int, int | None]] = field(default_factory=list)
    stops: list[tuple[object, ...]] = field(default_factory=list)
    awards: list[tuple[object, ...]] = field(default_factory=list)
    benefits: list[tuple[object, ...]] = field(default_factory=list)
    book: Book = field(default_factory=Book)
    occasions: dict[str, str] = field(default_factory=dict)
    taken: int = 0

    def plays(
        self,
        case_id: str,
        subject: Firm | Person,
        hired: Person | None = None,
        *,
        occasion: str | None = None,
    ) -> None:
        """Note who stands for a case; `occasion` where it is a row of the book or a period."""
        self.parts[case_id] = (subject, hired)
        if occasion is not None:
            self.occasions[case_id] = occasion

    def person(self, born_on: str, *, district: str = "500112", sex: str | None = None) -> Person:
        """The next of the people, made to be born on a day, without any certificate."""
        if self.taken >= len(self.people):
            raise UsageError(Problem(
                "town-small", "--people", "人数太少，放不下预设的情形",
                "too few people for the planted cases", "用 200 人或更多", "use 200 or more",
            ))  # fmt: skip
        person = self.people[self.taken]
        self.taken += 1
        person.born_on, person.district = day(born_on), district
        person.sex = sex or person.sex
        person.level, person.form, person.graduated_on = "61", "", None
        person.is_cast = True
        return person

    def graduate(self, year: int, *, level: str = "21", form: str = "ordinary") -> Person:
        """Somebody who got a certificate in June of `year`."""
        person = self.person(f"{year - 22}-04-11")
        person.level, person.form, person.graduated_on = level, form, day(f"{year}-06-24")
        return person

    def firm(self, industry: str, *, district: str = "500103", **facts: Any) -> Firm:
        """A new firm in which nobody works by chance."""
        kind = next(i for i in known.industries() if i.code == industry)
        firm = Firm(
            f"虚构E{len(self.firms) + 1:06d}", "enterprise", kind,
            geography.centre(district), known.FIRST_MONTH, wage_yuan=kind.wage, is_cast=True,
        )  # fmt: skip
        for name, value in facts.items():
            setattr(firm, name, value)
        self.firms.append(firm)
        return firm

    def job(
        self,
        person: Person,
        firm: Firm,
        first: int,
        last: int | None = None,
        loss: Loss | None = None,
    ) -> Job:
        """Let `person` work for `firm` from month to month; with `loss`, into unemployment."""
        hired_on = calendar.first_day(first) + 3
        job = Job(person, firm, first, last, hired_on, wage_yuan=firm.wage_yuan)
        if last is not None:
            job.ended_on, job.loss = calendar.first_day(last) + 19, loss
        self.jobs.append(job)
        return job

    def staff(
        self, firm: Firm, posts: int, *, since: int = month(2022, 1), leavers: int = 0
    ) -> list[Person]:
        """Keep `posts` filled month for month; gives back who was there first.

        In 2024 the first `leavers` of them are laid off and draw benefit; each post is filled
        again in the month after.
        """
        there = []
        for post in range(posts):
            person = self.person(f"{1975 + post % 20}-{1 + post % 12:02d}-15")
            there.append(person)
            if post >= leavers:
                self.job(person, firm, since)
                continue
            last = month(2024, 2 + post % 9)
            registered_on = calendar.first_day(last) + 29
            self.job(person, firm, since, last, Loss("economic_layoff", registered_on))
            self.job(self.person(f"{1980 + post % 15}-08-02"), firm, last + 1)
        return there

    def grant(self, rule: str, occasion: str, granted_on: str, firm: Firm, counted: Person) -> None:
        """A grant already made for somebody counted, for the register of grants."""
        granted = day(granted_on)
        self.grants.append((rule, firm.id, None, occasion, counted.id, granted, 200_000, NEVER_DAY))
