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
