"""Which cases of firms must be in every town? Refund of contributions, and size classes."""

from __future__ import annotations

from typing import Any

from zhiban.made_up.cast import Cast, Edit
from zhiban.made_up.firms import Firm
from zhiban.made_up.known import day, month
from zhiban.model.types import NEVER_DAY

#: A town of so many people has room for firms of thirty, and for one of two hundred.
ROOM_FOR_THIRTY, ROOM_FOR_TWO_HUNDRED = 600, 1500


def plant(cast: Cast) -> None:
    """Firms on both sides of every limit and with each kind of hole; large ones if room."""
    _layoffs(cast)
    _standing(cast)
    _in_doubt(cast)
    _sizes(cast)


def _layoffs(cast: Cast) -> None:
    """At the ceiling of layoffs and just above it."""

    def firm(case_id: str, posts: int, leavers: int, **facts: Any) -> Firm:
        made = cast.firm("36", **facts)
        cast.staff(made, posts, leavers=leavers)
        cast.plays(case_id, made)
        return made

    firm("two_of_ten", 10, 2)
    firm("three_of_ten", 10, 3)
    if len(cast.people) >= ROOM_FOR_THIRTY:
        firm("six_of_thirty", 30, 6)
        above = firm("six_of_thirty_and_a_bit", 30, 6)
        cast.job(cast.person("1990-05-05"), above, month(2024, 5), month(2024, 5))
    if len(cast.people) >= ROOM_FOR_TWO_HUNDRED:
        firm("eleven_of_two_hundred", 200, 11)


def _standing(cast: Cast) -> None:
    """Arrears, new firms, lists of bad credit, lost licences, units that are no enterprises."""

    def firm(case_id: str, industry: str, **facts: Any) -> Firm:
        made = cast.firm(industry, **facts)
        cast.plays(case_id, made)
        return made

    november = (month(2024, 11), month(2024, 11))
    cleared = ("abnormal", day("2023-05-10"), day("2024-03-01"))
    for made in (
        firm("owes_a_month", "52", arrears=[november]),
        firm("dishonest", "51", listed=[("dishonest", day("2024-05-10"), NEVER_DAY)]),
        firm("off_the_list", "51", listed=[cleared]),
        firm("public_body", "84", unit_type="public_body"),
        firm("like_an_enterprise", "83", unit_type="social_service"),
    ):
        cast.staff(made, 3)
    young = firm("new_firm", "65", founded=month(2024, 3))
    cast.staff(young, 3, since=month(2024, 3))
    gone = firm("deregistered", "62", closed=month(2025, 9), licence="deregistered")
    for _ in range(2):
        cast.job(cast.person("1988-03-09"), gone, month(2022, 1), month(2025, 9))


def _in_doubt(cast: Cast) -> None:
    """One hole each: month, list, day, kind of unit, licence; and one that only the sum needs."""

    def firm(case_id: str, industry: str, posts: int, leavers: int = 0) -> tuple[Firm, str]:
        made = cast.firm(industry)
        cast.plays(case_id, made)
        return made, cast.staff(made, posts, leavers=leavers)[0].id

    _, payer = firm("month_in_doubt", "50", 1)
    august = {"person": payer, "scheme": "210", "for_month": month(2024, 8)}
    cast.edits.append(Edit("contributions", august, "fully_paid"))
    listed, _ = firm("list_in_doubt", "72", 1)
    listed.listed = [("dishonest", day("2024-02-20"), None)]
    _, laid_off = firm("day_in_doubt", "82", 3, leavers=1)
    cast.edits.append(Edit("benefits", {"person": laid_off}, "stopped_on"))
    for case_id, industry, column in (
        ("kind_in_doubt", "74", "unit_type"),
        ("licence_in_doubt", "33", "licence_status"),
        ("unpriced", "72", "size"),
    ):
        made, _ = firm(case_id, industry, 2)
        cast.edits.append(Edit("enterprises", {"enterprise": made.id}, column))


def _sizes(cast: Cast) -> None:
    """One of each class at its lower bounds, one that may be several, one outside the table."""

    def firm(
        case_id: str, industry: str, size: str, staff: int, turnover: int, assets: int
    ) -> Firm:
        made = cast.firm(industry, size=size, staff=staff, turnover_wan=turnover, assets_wan=assets)
        cast.staff(made, 1)
        cast.plays(case_id, made)
        return made

    firm("large_developer", "701", "large", 60, 200_000, 10_000)
    firm("medium_builder", "47", "large", 45, 90_000, 79_999)
    firm("large_chain", "52", "large", 3_200, 65_000, 30_000)
    firm("small_restaurant", "62", "small", 10, 100, 40)
    firm("micro_restaurant", "62", "micro", 9, 100, 40)
    firm("bank", "66", "medium", 30, 5_000, 90_000)
    open_ = firm("assets_in_doubt", "47", "small", 20, 70_000, 0)
    cast.edits.append(Edit("enterprises", {"enterprise": open_.id}, "assets_fen"))
