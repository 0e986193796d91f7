"""Which cases of pensions must be in every town? Both schemes, around their bounds."""

from __future__ import annotations

from zhiban.made_up.cast import Cast
from zhiban.model.types import NEVER_MONTH

MONTH_JUDGED = "2026-10"


def plant(cast: Cast) -> None:
    """Men who reach the age of 2025, and residents of about sixty."""
    employee(cast, "pension_of_2025", 180)
    employee(cast, "pension_a_month_short", 179)
    employee(cast, "pension_not_yet", 240, born_on="1975-02-10")
    employee(cast, "pension_place_in_doubt", 180, here=None)
    employee(cast, "pension_months_in_doubt", None)
    resident(cast, "resident_of_66", "1960-03-05", 180)
    resident(cast, "resident_sixty_last_month", "1966-09-30", 180)
    resident(cast, "resident_sixty_this_month", "1966-10-01", 180)
    resident(cast, "resident_179_months", "1960-03-05", 179)
    resident(cast, "resident_need_not_fill_up", "1950-03-05", 24, need_not=True)
    resident(cast, "resident_in_doubt", "1960-03-05", 100, need_not=None)


def employee(
    cast: Cast, case_id: str, months: int | None, *, born_on: str = "1965-02-10",
    here: bool | None = True,
) -> None:  # fmt: skip
    """A man; born in February 1965 he reaches the age in March 2025, at sixty and a month."""
    person = cast.person(born_on, sex="1")
    cast.book.add(
        "pension_records", person.id, None, NEVER_MONTH, False, here, months, 0, "6/10", 4_200_000
    )
    cast.plays(case_id, person)


def resident(
    cast: Cast, case_id: str, born_on: str, months: int, *, need_not: bool | None = False
) -> None:
    """Somebody in the residents' scheme alone."""
    person = cast.person(born_on, sex="1")
    cast.book.add("pension_records", person.id, None, NEVER_MONTH, False, True, 0, 0, "0", 0)
    cast.book.add("resident_pension_records", person.id, months, 0, need_not, 973_000, False)
    cast.plays(case_id, person, occasion=MONTH_JUDGED)
