"""What comes back when drawers of unemployment benefit are compared with the insured?

Work that follows the benefit; now and then it began while benefit was still drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.careers import Job
from zhiban.made_up.dice import Dice
from zhiban.made_up.unemployment import Unemployment
from zhiban.model.types import NEVER_DAY

#: Shares of those who work again: began a month, or two months, before the last month drawn.
IN_THE_LAST, BEFORE_THE_LAST = 0.06, 0.03
#: Months of the new job that the comparison reports.
REPORTED = 6


def compared(
    book: Book, jobs_of: Mapping[str, Sequence[Job]], losses: Unemployment, dice: Dice
) -> None:
    """Add `insured_months` of people who drew benefit and then worked again."""
    last_drawn: dict[str, int] = {}
    for person_id, _, _, drawn, _ in losses.benefits:
        assert isinstance(person_id, str) and isinstance(drawn, int)
        last_drawn[person_id] = max(drawn, last_drawn.get(person_id, 0))
    for person_id, drawn in sorted(last_drawn.items()):
        again = next((j for j in jobs_of.get(person_id, ()) if j.first > drawn), None)
        if again is None or again.person.is_cast:
            continue
        first = again.first
        if dice.chance(IN_THE_LAST):
            first = drawn
        elif dice.chance(BEFORE_THE_LAST):
            first = drawn - 1
        ended_on = NEVER_DAY if again.ended_on is None else again.ended_on
        match = "exact" if dice.chance(0.97) else dice.pick(("confirmed", "probable"))
        for month in range(first, min(first + REPORTED, known.LAST_PAID_MONTH + 1)):
            book.number(
                "insured_months", person_id, again.firm.id, "110", month, "employer", "employee",
                ended_on, match,
            )  # fmt: skip
