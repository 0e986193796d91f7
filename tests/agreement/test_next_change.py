"""Does nothing change by itself before its next change? Three years, day by day (SEM 21)."""

from __future__ import annotations

import pytest
from tests.agreement.budget import seeds
from tests.agreement.checking import check
from tests.agreement.counts import DAYS, count
from tests.agreement.generator.programs import Program, random_program

from zhiban.engines.rowwise import derive

YEARS = 3


@pytest.mark.parametrize("seed", seeds(8))
def test_no_value_changes_before_its_next_change(seed: int) -> None:
    check(random_program(seed, subjects=8, asked=4), changed_too_early)


def changed_too_early(program: Program) -> str:
    """Walk from the judged day on; at each next change begin anew with what is known then."""
    first = program.town.as_of
    units = program.town.units[:2]
    at = {(f, place): None for f in program.asked for place in range(len(units))}
    known = dict(at)
    for day in range(first, first + YEARS * 365):
        world = program.town.world(program.facts, day)
        count(DAYS, len(at))
        for fact, place in at:
            before = known[fact, place]
            now = derive(world, fact, units[place])
            due = (
                before is not None and before.next_change is not None and before.next_change <= day
            )
            if before is not None and not due and before.value != now.value:
                return (
                    f"{fact, place}: {before.value} (next change {before.next_change}) "
                    f"is {now.value} on day {day}"
                )
            if before is None or due:
                known[fact, place] = now
    return ""
