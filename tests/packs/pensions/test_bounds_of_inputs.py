"""Up to where do the calculators answer? Every input with its bounds, both included."""

from __future__ import annotations

import pytest

from zhiban.model.calculators import Calculator
from zhiban.packs import load

CALCULATORS: dict[str, Calculator] = dict(load([]).calculators)
YUAN = 100
#: Of each calculator: its inputs by their bounds, both included, worked out by hand.
BOUNDS: dict[str, dict[tuple[int | None, int | None], tuple[str, ...]]] = {
    "pensions.employee_contribution": {
        (0, 10**9 * YUAN): ("wage_fen", "lower_fen", "upper_fen"),
        (0, 1): ("employer_rate", "person_rate"),
        (1, YUAN): ("part_unit_fen",),
    },
    "pensions.flexible_contribution": {
        (0, 10**9 * YUAN): ("base_fen", "lower_fen", "upper_fen"),
        (0, 1): ("rate", "account_rate"),
        (1, YUAN): ("part_unit_fen",),
    },
    "pensions.employee_pension": {
        (0, 10**7 * YUAN): ("base_fen",),
        (0, 10): ("average_index",),
        (0, 100 * 12): ("months_paid", "pre_account_months"),
        (0, 10**11 * YUAN): ("account_fen",),
        (1, 10**4 * 10): ("payout_tenths",),
        (0, 1): ("transition_rate",),
        (1, YUAN): ("wage_unit_fen", "part_unit_fen"),
    },
}


@pytest.mark.parametrize("id_", BOUNDS)
def test_the_bounds_of_its_inputs(id_: str) -> None:
    found: dict[tuple[int | None, int | None], tuple[str, ...]] = {}
    for takes in CALCULATORS[id_].inputs:
        if not takes.name.endswith("_decimals"):
            span = (takes.least, takes.most)
            found[span] = (*found.get(span, ()), takes.name)
    assert found == BOUNDS[id_]
