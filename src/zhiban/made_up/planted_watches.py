"""Which drawn months must be in every town that somebody should look at, or just not?"""

from __future__ import annotations

from zhiban.law.calendar import first_day
from zhiban.made_up import known
from zhiban.made_up.cast import Cast
from zhiban.made_up.firms import Firm
from zhiban.made_up.known import day, month
from zhiban.model.types import NEVER_DAY

#: Benefit was drawn in these months; the job before had ended on STOPPED_ON.
FIRST, LAST = month(2026, 3), month(2026, 6)
STOPPED_ON = day("2026-02-10")
#: The month that is judged, and the one before it.
JUDGED, BEFORE = "2026-06", month(2026, 5)


def plant(cast: Cast) -> None:
    """People who drew benefit from March to June 2026 and were insured from May on, or were not."""
    firm = cast.firm("36")
    _drawer(cast, firm, "drawn_and_insured")
    _drawer(cast, firm, "first_month_of_work", since=LAST)
    _drawer(cast, firm, "insured_on_own", payer="own", identity="flexible")
    _drawer(cast, firm, "insured_by_fund", payer="unemployment_fund", identity=None)
    _drawer(cast, firm, "left_before", contract_ended_on=STOPPED_ON)
    _drawer(cast, firm, "lump_sum_drawn", lump_sum=True)
    _drawer(cast, firm, "namesake_insured", match="probable")
    _drawer(cast, firm, "identity_in_doubt", identity=None)


def _drawer(
    cast: Cast,
    firm: Firm,
    case_id: str,
    *,
    since: int = BEFORE,
    payer: str = "employer",
    identity: str | None = "employee",
    contract_ended_on: int = NEVER_DAY,
    match: str = "exact",
    lump_sum: bool = False,
) -> None:
    person = cast.person("1988-03-14")
    for drawn in range(FIRST, LAST + 1):
        fen = known.office().benefit_in(drawn)
        cast.benefits.append((person.id, firm.id, STOPPED_ON, drawn, fen))
    for insured in range(since, LAST + 1):
        cast.book.number(
            "insured_months", person.id, None if payer == "own" else firm.id, "110", insured,
            payer, identity, contract_ended_on, match,
        )  # fmt: skip
    if lump_sum:
        cast.book.add("business_lump_sums", person.id, first_day(FIRST), FIRST, LAST)
    cast.plays(case_id, person, occasion=JUDGED)
