"""Are the printed tables whole, unchanged, and what the calculators say in every row?"""

import hashlib

import pytest

from zhiban.engines.calculators.rowwise import evaluate
from zhiban.model.types import month_number
from zhiban.model.values import exactly
from zhiban_packs.pensions.calculators.minimum_months import minimum_months
from zhiban_packs.pensions.calculators.retirement_age import retirement_age
from zhiban_packs.pensions.tables import (
    FOLDER,
    account_rates,
    payout_by_month,
    payout_whole_years,
    resident_tiers,
    rows_of,
)

SOURCES = rows_of("sources")
GROUPS = {
    "retirement_men": ("1", None),
    "retirement_women55": ("2", "original_55"),
    "retirement_women50": ("2", "original_50"),
}


def month_of(text: str) -> int:
    return month_number(int(text[:4]), int(text[5:]))


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s["file"])
def test_a_table_is_the_one_its_source_names(source):
    content = (FOLDER / source["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == source["sha256"]
    assert len(rows_of(source["file"].removesuffix(".csv"))) == int(source["rows"])
    assert source["document"]
    assert source["status"] in ("read", "derived", "memory")


def test_every_table_has_a_source():
    named = {source["file"] for source in SOURCES}
    assert {p.name for p in FOLDER.glob("*.csv")} - {"sources.csv"} == named


@pytest.mark.parametrize("name", GROUPS)
def test_every_row_of_a_retirement_table_agrees(name):
    sex, group = GROUPS[name]
    rows = rows_of(name)
    wrong = []
    for row in rows:
        born = exactly(month_of(row["birth_month"]))
        values = {"born": born, "sex": sex, "women_group": group}
        out = {k: a.value for k, a in evaluate(retirement_age, values).items()}
        age = int(row["retirement_age_years"]) * 12 + int(row["retirement_age_months"])
        expected = {
            "statutory": exactly(month_of(row["retirement_month"])),
            "delay_months": exactly(int(row["delay_months"])),
            "age_months": exactly(age),
        }
        wrong += [(row["birth_month"], k) for k, v in expected.items() if out[k] != v]
    assert not wrong
    births = [month_of(row["birth_month"]) for row in rows]
    assert births == list(range(births[0], births[0] + 264))


def test_minimum_months_of_every_year_agree_and_continue():
    table = {int(r["retirement_year"]): int(r["minimum_months"])
             for r in rows_of("minimum_contribution_months")}  # fmt: skip
    expected = {2012: 180, 2024: 180} | table | {2042: 240, 2060: 240}
    for year, months in expected.items():
        for month in (1, 12):
            at = exactly(month_number(year, month))
            values = {"retires_in": at, "statutory": at, "months_paid": exactly(0)}
            assert evaluate(minimum_months, values)["minimum_months"].value == exactly(months)


def test_payout_tables_cover_their_ages_and_meet_at_whole_years():
    whole, by_month = payout_whole_years(), payout_by_month()
    assert list(whole) == list(range(40, 71))
    assert sorted(by_month) == [*range(480, 600, 12), *range(600, 841)]
    assert all(by_month[age * 12] == tenths for age, tenths in whole.items())
    assert whole[47] == (2070, 2080)
    assert by_month[55 * 12 + 1] == (1695, 1696)
    assert [age for age, (lo, hi) in by_month.items() if lo != hi] == [564, *range(661, 672)]


def test_between_whole_years_the_payout_months_are_a_straight_line_to_one_decimal():
    whole, by_month = payout_whole_years(), payout_by_month()
    for age in range(50, 70):
        low, high = whole[age][0], whole[age + 1][0]
        for month in range(12):
            exact_by_12 = low * 12 + (high - low) * month
            assert by_month[age * 12 + month][0] == (exact_by_12 + 6) // 12


def test_rates_and_tiers_are_all_there():
    assert list(account_rates()) == list(range(2016, 2026))
    assert account_rates()[2016] == 831
    assert account_rates()[2025] == 150
    assert len(resident_tiers()) == 13
    assert resident_tiers()[300_000] == 16_000
