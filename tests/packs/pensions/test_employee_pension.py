"""What is the monthly pension of a retired employee worth, to the fen?"""

import pytest
from tests.packs.pensions.given import month, results

from zhiban.engines.calculators.rowwise import evaluate
from zhiban.model.values import Ends, exactly
from zhiban_packs.pensions.calculators.employee_pension import employee_pension
from zhiban_packs.pensions.calculators.payout_months import payout_months

OBSERVED = {
    "transition_rate": "0.014", "index_decimals": 3, "years_decimals": 2,
    "wage_unit_fen": 1, "part_unit_fen": 1,
}  # fmt: skip


def pension(retires_in: str, age: tuple[int, int], **given: object):
    tenths = results(payout_months, age_months=age[0] * 12 + age[1], retires_in=month(retires_in))[
        "tenths"
    ]
    return results(employee_pension, payout_tenths=tenths, **OBSERVED | given)


EXAMPLES = [
    ("基数7155元、指数1、25年，账户83400元，共2388.75元", "derived",
     ("2021-06", (60, 0)),
     {"base_fen": 715500, "average_index": "1", "months_paid": 300, "pre_account_months": 0,
      "account_fen": 8_340_000},
     {"basic_fen": 178875, "account_pension_fen": 60000, "transition_fen": 0, "total_fen": 238875}),
    ("基数7155元、指数0.8、33.5年其中1996年前8.25年，账户95000元，共3584.44元", "derived",
     ("2021-06", (60, 0)),
     {"base_fen": 715500, "average_index": "0.8", "months_paid": 402, "pre_account_months": 99,
      "account_fen": 9_500_000},
     {"basic_fen": 215723, "account_pension_fen": 68345, "transition_fen": 74376,
      "total_fen": 358444}),
    ("四川通知单：基数8079元、指数0.84、208个月（17.33年），账户91147.87元", "read",
     ("2024-04", (50, 0)),
     {"base_fen": 807900, "average_index": "0.84", "months_paid": 208, "pre_account_months": 0,
      "account_fen": 9_114_787},
     {"indexed_wage_fen": 678636, "basic_fen": 128808, "account_pension_fen": 46742,
      "transition_fen": 0}),
    ("60岁1个月按138.4个月计发：基数8000元（假设）、指数0.6、15年，账户42000元，共1263.47元",
     "derived", ("2025-03", (60, 1)),
     {"base_fen": 800000, "average_index": "0.6", "months_paid": 180, "pre_account_months": 0,
      "account_fen": 4_200_000},
     {"basic_fen": 96000, "account_pension_fen": 30347, "total_fen": 126347}),
]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e[1]}：{e[0]}")
def test_examples(example):
    _, _, when, given, expected = example
    out = pension(*when, **given)
    assert {k: out[k] for k in expected} == {k: exactly(v) for k, v in expected.items()}


def test_without_the_index_only_the_account_part_is_known():
    out = pension(
        "2021-06", (60, 0), base_fen=715500, months_paid=300, pre_account_months=0,
        account_fen=8_340_000,
    )  # fmt: skip
    assert out["account_pension_fen"] == exactly(60000)
    assert out["transition_fen"].lo == 0
    # Even without any index, half the base counts: 7155 / 2 × 25 % + 600.
    assert out["total_fen"] == Ends(60000 + 89438, None)


def test_two_bases_of_one_year_give_two_amounts():
    """2021: one source says 7438 yuan, another 7155."""
    out = pension(
        "2021-06", (60, 0), base_fen=(715500, 743800), average_index="1", months_paid=300,
        pre_account_months=0, account_fen=8_340_000,
    )  # fmt: skip
    assert out["basic_fen"] == Ends(178875, 185950)
    assert out["total_fen"] == Ends(238875, 245950)


def test_years_count_with_two_decimals_unless_the_rule_says_otherwise():
    given = {"base_fen": 807900, "average_index": "0.84", "months_paid": 208,
             "pre_account_months": 0, "account_fen": 0}  # fmt: skip
    assert pension("2024-04", (50, 0), **given)["basic_fen"] == exactly(128808)
    finer = pension("2024-04", (50, 0), **given, years_decimals=4)
    assert finer["basic_fen"] == exactly(128833)
    to_the_jiao = pension("2024-04", (50, 0), **given, part_unit_fen=10)
    assert to_the_jiao["basic_fen"] == exactly(128810)


def test_a_half_goes_up():
    out = results(employee_pension, account_fen=5, payout_tenths=20, part_unit_fen=1)
    assert out["account_pension_fen"] == exactly(3)


# --- payout months --------------------------------------------------------------------------------


def tenths(age: tuple[int, int], retires_in: str):
    return results(payout_months, age_months=age[0] * 12 + age[1], retires_in=month(retires_in))[
        "tenths"
    ]


@pytest.mark.parametrize(
    ("age", "retires_in", "expected"),
    [
        ((60, 0), "2024-12", 1390), ((60, 11), "2024-12", 1390), ((60, 0), "2025-01", 1390),
        ((60, 1), "2025-01", 1384), ((50, 1), "2025-01", 1946), ((50, 1), "2024-12", 1950),
        ((63, 0), "2039-09", 1170), ((70, 0), "2040-01", 560), ((70, 11), "2024-01", 560),
        ((40, 0), "2020-01", 2330), ((46, 5), "2024-12", 2120), ((46, 0), "2025-01", 2120),
    ],
)  # fmt: skip
def test_payout_months(age, retires_in, expected):
    assert tenths(age, retires_in) == exactly(expected)


@pytest.mark.parametrize(
    ("age", "retires_in"),
    [((39, 11), "2020-01"), ((46, 5), "2025-01"), ((70, 1), "2025-01"), ((71, 0), "2024-01"),
     ((60, 0), "2005-12")],
)  # fmt: skip
def test_ages_outside_the_tables_have_no_answer(age, retires_in):
    assert tenths(age, retires_in) == Ends(0, None)


def test_where_texts_differ_both_stand_and_the_reason_is_the_law():
    assert tenths((47, 3), "2024-01") == Ends(2070, 2080)
    assert tenths((55, 1), "2025-06") == Ends(1695, 1696)
    assert tenths((55, 1), "2024-06") == exactly(1700)
    values = {"age_months": exactly(661), "retires_in": exactly(month("2025-06"))}
    assert evaluate(payout_months, values)["tenths"].why == {"law"}


def test_an_age_known_within_two_months_gives_two_ends():
    out = results(payout_months, age_months=(60 * 12 + 1, 60 * 12 + 2), retires_in=month("2025-03"))
    assert out["tenths"].hi == 1384
    assert out["tenths"].lo < 1384
