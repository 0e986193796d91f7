"""Which registrations must be in every town after which the office spoke with somebody, or not?"""

from __future__ import annotations

from zhiban.made_up.cast import Cast
from zhiban.made_up.known import day
from zhiban.model.types import NEVER_DAY

REGISTERED_ON = day("2025-10-20")


def plant(cast: Cast) -> None:
    """People registered as unemployed on 20 October 2025."""
    registered(cast, "contact_owed")
    registered(cast, "contact_made", contacted_on=REGISTERED_ON + 3)
    registered(cast, "contact_lapsed", cancelled_on=REGISTERED_ON + 10)
    registered(cast, "contact_undated", contacted_on=None)


def registered(
    cast: Cast,
    case_id: str,
    *,
    cancelled_on: int = NEVER_DAY,
    contacted_on: int | None = NEVER_DAY,
) -> None:
    """Somebody registered, who plays a part in both duties.

    `contacted_on` NEVER_DAY: there is no row, None: its day is empty.
    """
    person = cast.person("1990-05-06")
    cast.jobseekers.append((person, REGISTERED_ON, cancelled_on))
    if contacted_on != NEVER_DAY:
        cast.book.number("contacts", person.id, contacted_on, "phone")
    cast.plays(case_id, person)
    cast.plays(f"monthly_{case_id}", person)
