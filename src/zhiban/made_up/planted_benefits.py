"""Which cases of skills, of the ended allowance and of students must be in every town?"""

from __future__ import annotations

from zhiban.made_up.careers import Loss
from zhiban.made_up.cast import Cast
from zhiban.made_up.known import day, month
from zhiban.made_up.people import Person
from zhiban.made_up.students import AFTER_LEAVING, IN_SCHOOL
from zhiban.model.types import NEVER_DAY

SKILL = "skill_upgrade_subsidy"


def plant(cast: Cast) -> None:
    """Certificates, claims and enrolments on both sides of their conditions."""
    _skills(cast)
    _allowances(cast)
    _students(cast)
    _leavers(cast)


def _skills(cast: Cast) -> None:
    firm = cast.firm("36")

    def certified(
        case_id: str, since: int, applied_on: str | None, *, level: str = "4",
        verified: bool | None = True, demand: str = "outside", sex: str = "1",
    ) -> None:  # fmt: skip
        person = cast.person("1990-05-01", sex=sex)
        cast.job(person, firm, since)
        number = cast.book.number(
            "certificates", person.id, "skill_level", "电工", level, demand, day("2024-05-10"),
            verified,
        )  # fmt: skip
        if applied_on is not None:
            cast.book.apply(SKILL, person.id, number, day(applied_on))
        cast.plays(case_id, person, occasion=number)

    certified("skill_level_4", month(2022, 1), "2024-06-01")
    certified("skill_very_short", month(2022, 1), "2024-06-01", level="3", demand="very_short")
    certified("skill_last_day", month(2022, 1), "2025-05-09")
    certified("skill_a_month_late", month(2022, 1), "2025-06-09")
    certified("skill_eight_months", month(2023, 9), "2024-05-20")
    certified("skill_level_2", month(2022, 1), "2024-06-01", level="2")
    certified("skill_not_applied", month(2022, 1), None)
    certified("skill_check_in_doubt", month(2022, 1), "2024-06-01", verified=None)


def _allowances(cast: Cast) -> None:
    """Jobs that ended in May 2022, the allowance claimed on 10 June."""
    firm = cast.firm("62")

    def claimed(case_id: str, months: int, reason: str | None, again: int | None = None) -> None:
        person = cast.person("1992-03-14")
        last = month(2022, 5)
        job = cast.job(person, firm, last - months + 1, last, Loss(reason, NEVER_DAY, claims=False))
        if again is not None:
            cast.job(person, firm, again)
        number = cast.book.number(
            "allowance_claims", person.id, day("2022-06-10"), job.ended_on, reason
        )
        cast.plays(case_id, person, occasion=number)

    claimed("allowance_resigned", 30, "resigned")
    claimed("allowance_eight_months", 8, "contract_expired")
    claimed("allowance_back_in_september", 8, "contract_expired", month(2022, 9))
    claimed("allowance_had_a_right", 30, "contract_expired")
    claimed("allowance_reason_in_doubt", 30, None)
    claimed("allowance_reason_no_matter", 8, None)


def _students(cast: Cast) -> None:
    """The class of 2025, applications of October 2024."""

    def enrolled(
        case_id: str, *, group: str | None = "dibao_household", district: str = "500106",
        school: str = "university", wish: bool | None = True, applied_on: str = "2024-10-15",
        leaves: str = "2025-06-25",
    ) -> None:  # fmt: skip
        person = cast.person("2003-02-11")
        number = cast.book.number("students", person.id, school, district, day(leaves), wish)
        if group is not None:
            cast.book.add("hardship", person.id, group, day("2020-03-01"), NEVER_DAY)
        cast.book.apply(IN_SCHOOL, person.id, number, day(applied_on))
        cast.plays(case_id, person, occasion=number)

    enrolled("student_dibao")
    enrolled("student_vocational", school="secondary_vocational")
    enrolled("student_not_in_need", group=None)
    enrolled("student_elsewhere", district="510000")
    enrolled("student_too_early", applied_on="2024-06-30")
    enrolled("student_wish_in_doubt", wish=None)
    enrolled(
        "student_technical_2026", school="technical", applied_on="2026-03-25", leaves="2026-06-25"
    )


def _leavers(cast: Cast) -> None:
    """Graduates of June 2023 and later, registered as unemployed when they applied."""

    def left(case_id: str, year: int, applied_on: str, group: str | None) -> Person:
        person = cast.graduate(year)
        applied = day(applied_on)
        cast.jobseekers.append((person, applied - 30, applied + 200))
        if group is not None:
            cast.book.add("hardship", person.id, group, day("2019-01-01"), NEVER_DAY)
        cast.book.apply(AFTER_LEAVING, person.id, None, applied)
        cast.plays(case_id, person)
        return person

    left("leaver_disabled", 2023, "2023-09-05", "disabled")
    left("leaver_last_day", 2022, "2023-06-24", "dibao_household")
    left("leaver_a_day_late", 2022, "2023-06-25", "dibao_household")
    left("leaver_not_in_need", 2023, "2023-09-05", None)
    left("leaver_2025", 2025, "2025-09-05", "disabled")
