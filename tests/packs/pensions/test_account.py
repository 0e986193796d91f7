"""What does a personal account hold at the end of a year?"""

import pytest
from tests.packs.pensions.given import results

from zhiban.model.values import Ends, exactly
from zhiban_packs.pensions.calculators.account import YEARS, account_balance, account_year
from zhiban_packs.pensions.tables import account_rates

NOTHING = {f"{kind}_{year}_fen": 0 for year in YEARS for kind in ("credited", "product")}


def one_year(**given):
    ordinary = {"month_product_fen": 0, "credited_fen": 0, "months": 12, "unit_fen": 1}
    out = results(account_year, **ordinary | given)
    return out["interest_fen"], out["closing_fen"]


def test_a_balance_earns_the_rate_of_the_year():
    assert one_year(opening_fen=1_000_000, rate="0.0831") == (exactly(83100), exactly(1_083_100))


def test_equal_monthly_credits_earn_by_months_left():
    """Twelve credits of 240 yuan: 月积数 = 240 × (12 + 11 + … + 1) = 240 × 78."""
    monthly = 24_000
    interest, closing = one_year(
        opening_fen=0, credited_fen=12 * monthly, month_product_fen=78 * monthly, rate="0.0604"
    )
    by_hand = sum(monthly * 604 * (12 - month + 1) for month in range(1, 13)) / (10_000 * 12)
    assert interest == exactly(round(by_hand)) == exactly(9422)
    assert closing == exactly(12 * monthly + 9422)


def test_part_of_a_year_earns_part_of_the_rate():
    assert one_year(opening_fen=1_200_000, months=5, rate="0.0262")[0] == exactly(13100)


def test_half_a_fen_goes_up():
    assert one_year(opening_fen=50, rate="0.01")[0] == exactly(1)
    assert one_year(opening_fen=49, rate="0.01")[0] == exactly(0)


def balance(opening_year, until_year, opening_fen=1_000_000, **given):
    out = results(
        account_balance, opening_fen=opening_fen, opening_year=opening_year,
        until_year=until_year, **NOTHING | given,
    )  # fmt: skip
    return out["closing_fen"]


def test_year_after_year_each_with_its_own_rate():
    expected = 1_000_000
    for year in YEARS:
        expected += (expected * account_rates()[year] + 5000) // 10_000
        assert balance(2015, year) == exactly(expected)
    assert expected == 1_757_831


def test_years_outside_the_stretch_do_not_count():
    credited = {"credited_2019_fen": 500_000, "product_2019_fen": 3_250_000}
    assert balance(2019, 2020, **credited) == exactly(1_060_400)
    assert balance(2019, 2019) == exactly(1_000_000)
    grown = 1_000_000 + 500_000 + 96_710  # (12 × 10000 + 32500 yuan) × 7.61 % / 12
    assert balance(2018, 2019, **credited) == exactly(grown)


def test_a_rate_not_announced_leaves_the_balance_open_above():
    last = balance(2020, 2025)
    assert balance(2020, 2026) == Ends(last.lo, None)


@pytest.mark.parametrize("opening", [(900_000, 1_000_000), (1_000_000, None)])
def test_an_opening_balance_known_in_part(opening):
    out = balance(2015, 2016, opening_fen=opening)
    assert out.lo == opening[0] + opening[0] * 831 // 10_000
    assert out.hi == (None if opening[1] is None else 1_083_100)
