"""What is paid a month into the employees' scheme?"""

import pytest
from tests.packs.pensions.given import results

from zhiban.model.values import Ends, exactly
from zhiban_packs.pensions.calculators.contribution import (
    employee_contribution,
    flexible_contribution,
)
from zhiban_packs.pensions.tables import rows_of

LIMITS_2021 = {"lower_fen": 369_900, "upper_fen": 1_849_500}
EMPLOYEE = LIMITS_2021 | {"employer_rate": "0.16", "person_rate": "0.08", "part_unit_fen": 1}
FLEXIBLE = LIMITS_2021 | {"rate": "0.2", "account_rate": "0.08", "part_unit_fen": 1}


def test_the_limits_of_2021_are_those_of_the_table():
    row = next(r for r in rows_of("chongqing_contribution_limits")
               if r["contribution_year"] == "2021")  # fmt: skip
    assert (row["lower_as_printed"], row["upper_as_printed"]) == ("3699", "18495")


EXAMPLES = [
    ("2021年工资3200元，按下限3699元", "derived", 320_000, (369_900, 59_184, 29_592)),
    ("2021年工资25000元，按上限18495元", "derived", 2_500_000, (1_849_500, 295_920, 147_960)),
    ("2021年工资正好等于下限", "derived", 369_900, (369_900, 59_184, 29_592)),
    ("2021年工资比上限少1分", "derived", 1_849_499, (1_849_499, 295_920, 147_960)),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e[1]}：{e[0]}")
def test_employees(example):
    _, _, wage, expected = example
    out = results(employee_contribution, wage_fen=wage, **EMPLOYEE)
    found = (out["base_fen"], out["employer_fen"], out["person_fen"])
    assert found == tuple(exactly(x) for x in expected)


def test_flexible_at_the_lower_limit():
    out = results(flexible_contribution, base_fen=369_900, **FLEXIBLE)
    assert out["is_allowed"] is True
    assert (out["total_fen"], out["account_fen"]) == (exactly(73_980), exactly(29_592))


@pytest.mark.parametrize("base", [300_000, 369_899, 1_849_501])
def test_a_base_outside_the_limits_cannot_be_chosen(base):
    out = results(flexible_contribution, base_fen=base, **FLEXIBLE)
    assert out["is_allowed"] is False
    assert out["total_fen"] == Ends(0, None)


def test_without_limits_of_2026_the_contribution_is_unknown():
    given = EMPLOYEE | {"lower_fen": (0, None), "upper_fen": (0, None)}
    out = results(employee_contribution, wage_fen=300_000, **given)
    assert out["person_fen"] == Ends(0, None)
