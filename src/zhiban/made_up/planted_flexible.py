"""Which cases of flexible work must be in every town? The second half of 2022, claimed in 2023."""

from __future__ import annotations

from zhiban.made_up.cast import Cast
from zhiban.made_up.known import day, month
from zhiban.made_up.people import Person
from zhiban.model.types import NEVER_DAY

FIRST, LAST = month(2022, 7), month(2022, 12)
PENSION_FEN, MEDICAL_FEN = 70_000, 45_000


def plant(cast: Cast) -> None:
    """People of 50 and graduates who drive, some of whom something is not known."""
    older(cast, "flexible_of_52")
    older(cast, "flexible_five_months", paid=5)
    older(cast, "flexible_of_49", born_on="1972-06-21")
    older(cast, "flexible_from_elsewhere", district="510000")
    older(cast, "flexible_never_paid", paid=0)
    older(cast, "flexible_form_in_doubt", form=None)
    older(cast, "flexible_born_in_doubt", born_on="1972-06-20", medical_known=False)
    graduate(cast, "flexible_graduate", 2021)
    graduate(cast, "flexible_graduate_of_2019", 2019)
    graduate(cast, "flexible_courier", 2021, form="courier")
    graduate(cast, "flexible_graduate_two_readings", 2020, noted_on="2022-06-20")
    graduate(cast, "flexible_graduate_form_in_doubt", 2021, form=None)


def older(
    cast: Cast, case_id: str, *, born_on: str = "1970-05-20", district: str = "500112",
    form: str | None = "ride_hailing", paid: int = 6, medical_known: bool = True,
) -> None:  # fmt: skip
    """A man noted on 20 June 2022, registered as unemployed before."""
    person = cast.person(born_on, district=district, sex="1")
    _period(cast, case_id, person, form, paid, "2022-06-20", medical_known)


def graduate(
    cast: Cast, case_id: str, year: int, *, form: str | None = "ride_hailing",
    noted_on: str = "2022-06-20",
) -> None:  # fmt: skip
    """Somebody who left university in June of `year`."""
    _period(cast, case_id, cast.graduate(year), form, 6, noted_on, True)


def _period(
    cast: Cast, case_id: str, person: Person, form: str | None, paid: int, noted_on: str,
    medical_known: bool,
) -> None:  # fmt: skip
    noted = day(noted_on)
    cast.jobseekers.append((person, noted - 100, noted - 5))
    number = cast.book.number(
        "flexible_registrations", person.id, noted - 5, form, "500103", False, noted, NEVER_DAY
    )
    for position in range(paid):
        on = day("2022-12-20")
        cast.book.add(
            "individual_contributions", person.id, FIRST + position, PENSION_FEN, on,
            MEDICAL_FEN, on if medical_known else None,
        )  # fmt: skip
    period = cast.book.number(
        "flexible_periods", person.id, number, FIRST, LAST, day("2023-03-01"), day("2023-03-31"),
        day("2023-03-10"), day("2030-05-20"),
    )  # fmt: skip
    cast.plays(case_id, person, occasion=period)
