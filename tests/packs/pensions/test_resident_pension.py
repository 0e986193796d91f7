"""What is the residents' monthly pension worth, and what is added to a yearly payment?"""

import pytest
from tests.packs.pensions.given import month, results

from zhiban.model.values import Ends, exactly
from zhiban_packs.pensions.calculators.resident_pension import resident_pension, resident_subsidy

#: July 2022 in Chongqing.
ORDINARY = {
    "month": month("2022-07"), "born": month("1961-01"), "months_paid": 180, "back_paid_months": 0,
    "has_only_child": False, "account_fen": 0, "basic_fen": 12500, "divisor_months": 139,
    "age_step_fen": 500, "year_step_fen": 200, "only_child_step_fen": 1000, "part_unit_fen": 1,
}  # fmt: skip

EXAMPLES = [
    ("66岁（2021年5月满65），缴18年其中补缴2年，账户20850元，共282元", "derived",
     {"born": month("1956-05"), "months_paid": 216, "back_paid_months": 24,
      "account_fen": 2_085_000},
     {"age_topup_fen": 500, "year_topup_fen": 200, "account_pension_fen": 15000,
      "total_fen": 28200}),
    ("61岁，缴15年，账户9730元，独生子女父母，共205元", "derived",
     {"born": month("1961-06"), "account_fen": 973_000, "has_only_child": True},
     {"only_child_fen": 1000, "account_pension_fen": 7000, "total_fen": 20500}),
    ("2020年6月，62岁，缴15年，账户为零，基础养老金115元", "read",
     {"month": month("2020-06"), "born": month("1958-06"), "basic_fen": 11500},
     {"total_fen": 11500}),
    ("60岁，缴16年3个月，账户13900元，超过15年的1年3个月按2年，共229元", "derived",
     {"born": month("1962-06"), "months_paid": 195, "account_fen": 1_390_000},
     {"year_topup_fen": 400, "total_fen": 22900}),
]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e[1]}：{e[0]}")
def test_examples(example):
    _, _, given, expected = example
    out = results(resident_pension, **ORDINARY | given)
    assert {k: out[k] for k in expected} == {k: exactly(v) for k, v in expected.items()}


@pytest.mark.parametrize(
    ("born", "topup"),
    [("1957-08", 0), ("1957-07", 500), ("1957-06", 500), ("1952-08", 500), ("1952-07", 1000),
     ("1950-01", 1000)],
)  # fmt: skip
def test_the_top_up_for_age_begins_with_the_month_of_the_birthday(born, topup):
    out = results(resident_pension, **ORDINARY | {"born": month(born)})
    assert out["age_topup_fen"] == exactly(topup)


def test_who_was_seventy_before_2020_keeps_a_supplement_of_unknown_amount():
    out = results(resident_pension, **ORDINARY | {"born": month("1949-12")})
    assert out["age_topup_fen"] == Ends(0, None)
    assert out["total_fen"] == Ends(12500, None)


@pytest.mark.parametrize(
    ("months_paid", "back_paid", "topup"),
    [(180, 0, 0), (181, 0, 200), (192, 0, 200), (193, 0, 400), (192, 12, 0), (180, 60, 0)],
)
def test_the_top_up_for_years(months_paid, back_paid, topup):
    given = {"months_paid": months_paid, "back_paid_months": back_paid}
    out = results(resident_pension, **ORDINARY | given)
    assert out["year_topup_fen"] == exactly(topup)


def test_before_the_top_ups_there_is_no_answer():
    out = results(resident_pension, **ORDINARY | {"month": month("2019-12")})
    assert out["age_topup_fen"] == Ends(0, None)
    assert out["account_pension_fen"] == exactly(0)


def test_without_years_paid_the_least_amount_is_known():
    """Example: 63, account 5000 yuan, years unknown; at least 125 + 35.97."""
    given = {"born": month("1959-05"), "account_fen": 500_000, "months_paid": (0, None)}
    out = results(resident_pension, **ORDINARY | given)
    assert out["total_fen"] == Ends(12500 + 3597, None)


def test_an_unknown_only_child_makes_a_difference_of_ten_yuan():
    out = results(resident_pension, **ORDINARY | {"has_only_child": None})
    assert out["total_fen"] == Ends(12500, 13500)


SUBSIDIES = [
    ("2021年选3000元档，补贴160元", "read", 2021, 300_000, 16_000),
    ("2019年选2000元档，补贴140元", "read", 2019, 200_000, 14_000),
    ("最低档100元，补贴30元", "read", 2022, 10_000, 3_000),
    ("1000元档，补贴120元", "derived", 2022, 100_000, 12_000),
]


@pytest.mark.parametrize("example", SUBSIDIES, ids=lambda e: f"{e[1]}：{e[0]}")
def test_subsidies(example):
    _, _, year, tier, subsidy = example
    out = results(resident_subsidy, year=year, tier_fen=tier)
    assert out["subsidy_fen"] == exactly(subsidy)


@pytest.mark.parametrize(("year", "tier"), [(2019, 300_000), (2021, 300_100), (2013, 10_000)])
def test_a_tier_that_does_not_exist_has_no_subsidy(year, tier):
    assert results(resident_subsidy, year=year, tier_fen=tier)["subsidy_fen"] == Ends(0, None)
