"""What do the registers not say? Empty cells here and there, but never in a planted case."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from zhiban.made_up.dice import Dice

#: Register and column → share of the cells that are empty.
SHARES: dict[tuple[str, str], float] = {
    ("persons", "born_on"): 0.004,
    ("persons", "sex"): 0.002,
    ("persons", "household_district"): 0.006,
    ("enterprises", "unit_type"): 0.015,
    ("enterprises", "industry"): 0.015,
    ("enterprises", "size"): 0.06,
    ("enterprises", "licence_status"): 0.02,
    ("enterprises", "dispatch"): 0.02,
    ("enterprises", "staff"): 0.03,
    ("enterprises", "turnover_fen"): 0.05,
    ("enterprises", "assets_fen"): 0.06,
    ("contributions", "paid_on"): 0.0003,
    ("contributions", "fully_paid"): 0.0001,
    ("contributions", "unit_fen"): 0.0001,
    ("unemployment_spells", "reason"): 0.08,
    ("unemployment_spells", "registered_on"): 0.015,
    ("unemployment_spells", "wants_work"): 0.02,
    ("unemployment_spells", "transferred_in"): 0.01,
    ("benefits", "stopped_on"): 0.003,
    ("benefits", "paid_fen"): 0.003,
    ("awards", "months_drawn"): 0.02,
    ("pensions", "first_drawn_on"): 0.01,
    ("stops", "happened_on"): 0.1,
    ("graduates", "graduated_on"): 0.01,
    ("graduates", "education_form"): 0.012,
    ("graduates", "level"): 0.01,
    ("hires", "hired_on"): 0.004,
    ("hires", "contract"): 0.03,
    ("jobseekers", "registered_on"): 0.004,
    ("jobseekers", "cancelled_on"): 0.02,
    ("credit", "removed_on"): 0.1,
    ("certificates", "issued_on"): 0.004,
    ("certificates", "level"): 0.01,
    ("certificates", "demand"): 0.03,
    ("certificates", "verified"): 0.03,
    ("allowance_claims", "reason"): 0.08,
    ("allowance_claims", "ended_on"): 0.02,
    ("students", "graduates_on"): 0.01,
    ("students", "seeks_work"): 0.05,
    ("students", "school_type"): 0.01,
    ("hardship", "until_on"): 0.04,
    ("student_loans", "kind"): 0.03,
    ("flexible_registrations", "form"): 0.04,
    ("flexible_registrations", "noted_on"): 0.03,
    ("flexible_registrations", "ended_on"): 0.03,
    ("flexible_periods", "claimed_on"): 0.02,
    ("flexible_periods", "retires_on"): 0.02,
    ("individual_contributions", "medical_paid_on"): 0.01,
    ("individual_contributions", "pension_fen"): 0.005,
    ("hardship_recognitions", "recognised_on"): 0.02,
    ("subsidy_awards", "awarded_on"): 0.005,
    ("startups", "first"): 0.05,
    ("startups", "size"): 0.03,
    ("startups", "closed_on"): 0.03,
    ("key_groups", "until_on"): 0.05,
    ("household_members", "until_on"): 0.003,
    ("debts", "balance_fen"): 0.05,
    ("debts", "repaid_on"): 0.05,
    ("loan_applications", "married"): 0.03,
    ("loan_applications", "real"): 0.05,
    ("firm_loan_applications", "new_hires"): 0.05,
    ("firm_loan_applications", "owes_contributions"): 0.05,
    ("startup_loans", "rate_ppm"): 0.03,
    ("insured_months", "identity"): 0.03,
    ("contacts", "contacted_on"): 0.01,
    ("insured_months", "contract_ended_on"): 0.03,
    ("startup_loans", "extended_or_overdue"): 0.05,
    ("pension_records", "women_group"): 0.03,
    ("pension_records", "months_paid"): 0.01,
    ("pension_records", "average_index"): 0.03,
    ("pension_records", "place_here"): 0.02,
    ("resident_pension_records", "months_paid"): 0.02,
    ("resident_pension_records", "need_not_fill_up"): 0.03,
    ("resident_pension_records", "account_fen"): 0.02,
}


def blanked(
    register: str, frame: pl.DataFrame, dice: Dice, spared: Collection[str]
) -> pl.DataFrame:
    """`frame` with some cells emptied; rows that name a subject of `spared` stay whole."""
    subjects = [c for c in ("person", "enterprise") if c in frame.columns]
    for (name, column), share in SHARES.items():
        if name != register or not frame.height:
            continue
        wanted = int(frame.height * share + dice.between(0, 999) / 1000)
        rows = sorted({dice.between(0, frame.height - 1) for _ in range(wanted)})
        spare = pl.any_horizontal(pl.col(c).is_in(list(spared)) for c in subjects)
        chosen = frame[rows].with_columns(row=pl.Series(rows, dtype=pl.Int64)).filter(
            ~spare.fill_null(False)
        )["row"]  # fmt: skip
        if chosen.len():
            frame = frame.with_columns(frame[column].scatter(chosen, None))
    return frame
