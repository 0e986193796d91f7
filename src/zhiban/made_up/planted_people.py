"""Which cases of people and hires must be in every town? Unemployment benefit, job expansion."""

from __future__ import annotations

from typing import Any

from zhiban.made_up.careers import Loss
from zhiban.made_up.cast import Cast, Edit
from zhiban.made_up.firms import Firm
from zhiban.made_up.known import day, month
from zhiban.made_up.people import Person
from zhiban.model.types import NEVER_DAY


def plant(cast: Cast) -> None:
    """Losses of jobs and hires on both sides of every condition."""
    _losses(cast)
    _graduates(cast)
    _youth(cast)


def _losses(cast: Cast) -> None:
    """Jobs that ended in February 2025, registered on 3 March."""
    firm = cast.firm("36")

    def lost(case_id: str, months: int, **changes: Any) -> Person:
        person = cast.person("1989-07-21")
        loss = Loss("economic_layoff", day("2025-03-03"), claims=False)
        for name, value in changes.items():
            setattr(loss, name, value)
        last = month(2025, 2)
        cast.job(person, firm, last - months + 1, last, loss)
        cast.plays(case_id, person)
        return person

    lost("twelve_months", 12)
    lost("eleven_months", 11)
    lost("sixty_months", 60)
    lost("resigned", 30, reason="resigned")
    lost("reason_in_doubt", 30, reason=None)
    lost("reason_no_matter", 8, reason=None)
    lost("registration_in_doubt", 30, registered_on=None)
    lost("not_registered", 30, registered_on=NEVER_DAY)
    lost("wish_in_doubt", 30, wants_work=None)
    doubtful = {"person": lost("twelfth_in_doubt", 12).id, "scheme": "210"}
    cast.edits.append(Edit("contributions", doubtful | {"for_month": month(2024, 6)}, "fully_paid"))
    carries = lost("months_carried", 14)
    disputed = lost("award_in_conflict", 14)
    for row in ((carries.id, 19, 7), (disputed.id, 9, 4), (disputed.id, 12, 4)):
        person_id, granted, drawn = row
        cast.awards.append((person_id, day("2021-03-02"), granted, drawn))
    cast.stops.append((lost("died", 36).id, "died", day("2025-05-20")))


def _graduates(cast: Cast) -> None:
    """Hires of graduates, one of them by two firms, some of whom something is not known."""
    firm, other = cast.firm("65"), cast.firm("39")
    agency = cast.firm("72", dispatch=True)

    def hired(
        case_id: str,
        first: int,
        *,
        by: Firm = firm,
        months: int | None = None,
        form: str = "ordinary",
    ) -> Person:
        person = cast.graduate(first // 12, form=form)
        cast.job(person, by, first, None if months is None else first + months - 1)
        cast.plays(case_id, by, person)
        return person

    hired("this_year", month(2023, 8))
    sought = hired("first_of_two", month(2023, 7), by=other, months=3)
    cast.job(sought, firm, month(2023, 11))
    cast.plays("second_of_two", firm, sought)
    counted = hired("granted_before", month(2023, 9))
    cast.grant("one_off_hiring_subsidy", "2023", "2023-12-20", firm, counted)
    hired("adult_education", month(2023, 9), form="adult")
    hired("dispatch_2023", month(2023, 9), by=agency)
    hired("dispatch_2024", month(2024, 8), by=agency)
    hired("two_months", month(2024, 9), months=2)
    for case_id, register, column in (
        ("graduation_in_doubt", "graduates", "graduated_on"),
        ("form_in_doubt", "graduates", "education_form"),
        ("contract_in_doubt", "hires", "contract"),
    ):
        person = hired(case_id, month(2023, 9))
        cast.edits.append(Edit(register, {"person": person.id}, column))


def _youth(cast: Cast) -> None:
    """Hires of young people without a diploma, registered as unemployed or not."""
    firm = cast.firm("62")

    def hired(case_id: str, born_on: str, hired_on: str, *, registered: bool) -> None:
        person = cast.person(born_on)
        start = day(hired_on)
        cast.job(person, firm, month(*map(int, hired_on.split("-")[:2])))
        if registered:
            cast.jobseekers.append((person, start - 90, start + 5))
        cast.plays(case_id, firm, person)

    hired("youth", "2004-02-01", "2023-09-01", registered=True)
    hired("youth_unregistered", "2004-02-01", "2023-09-01", registered=False)
    hired("youth_gap", "2006-02-01", "2025-09-01", registered=False)
    hired("youth_stale", "2006-02-01", "2025-12-01", registered=False)
    hired("youth_of_25", "1999-03-01", "2024-09-01", registered=True)
