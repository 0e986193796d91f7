"""Which tables does pension law print? Read from the files beside this one, whole numbers only.

`sources.csv` names the document behind each file.
"""

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

#: Where texts of the annex differ, the value of the other text (age → months).
OTHER_TEXT_OF_ANNEX = {47: 208}


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of `<name>.csv`."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def minimum_months() -> dict[int, int]:
    """Year of retirement → months of contributions."""
    rows = rows_of("minimum_contribution_months")
    return {int(row["retirement_year"]): int(row["minimum_months"]) for row in rows}


@cache
def payout_whole_years() -> dict[int, tuple[int, int]]:
    """Age in years → tenths of a month, at least and at most (they differ where texts do)."""
    out = {}
    for row in rows_of("payout_months_whole_years"):
        age, months = int(row["age_years"]), int(row["payout_months"])
        readings = (months * 10, OTHER_TEXT_OF_ANNEX.get(age, months) * 10)
        out[age] = (min(readings), max(readings))
    return out


@cache
def payout_by_month() -> dict[int, tuple[int, int]]:
    """Age in months → tenths of a month, at least and at most.

    Ages of fifty and more come from the table by months; below, only whole years are known.
    """
    out = {age * 12: tenths for age, tenths in payout_whole_years().items()}
    for row in rows_of("payout_months_by_month"):
        age = int(row["age_years"]) * 12 + int(row["age_months"])
        printed = row["printed_elsewhere"] or row["payout_months"]
        readings = [int(Fraction(text) * 10) for text in (row["payout_months"], printed)]
        out[age] = (min(readings), max(readings))
    return out


@cache
def account_rates() -> dict[int, int]:
    """Year → interest on accounts in hundredths of a percent."""
    rows = rows_of("account_interest_rate")
    return {int(row["year"]): int(Fraction(row["rate_percent"]) * 100) for row in rows}


@cache
def resident_tiers() -> dict[int, int]:
    """Yearly payment in fen → yearly subsidy in fen."""
    rows = rows_of("chongqing_resident_tiers")
    return {int(row["year_payment"]) * 100: int(row["government_subsidy"]) * 100 for row in rows}
