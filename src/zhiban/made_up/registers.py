"""Which columns has each register file of the town, and what does it cover?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from zhiban.model.texts import month_text
from zhiban.model.types import NEVER_DAY, date_of

#: The columns of each file, as the registers of the packs declare them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "persons": ("person", "sex", "born_on", "household_district"),
    "enterprises": (
        "enterprise", "unit_type", "industry", "size", "district", "licence_status", "dispatch",
        "staff", "turnover_fen", "assets_fen",
    ),
    "contributions": (
        "person", "enterprise", "scheme", "for_month", "paid_on", "fully_paid", "unit_fen",
        "personal_fen", "refunded_fen",
    ),
    "unemployment_spells": (
        "spell_id", "person", "ended_on", "reason", "registered_on", "wants_work", "transferred_in",
    ),
    "benefits": ("person", "enterprise", "stopped_on", "for_month", "paid_fen"),
    "awards": ("award_id", "person", "awarded_on", "months_granted", "months_drawn"),
    "pensions": ("person", "scheme", "first_drawn_on"),
    "stops": ("person", "kind", "happened_on"),
    "graduates": ("person", "graduated_on", "education_form", "level"),
    "hires": ("hire_id", "enterprise", "person", "hired_on", "contract"),
    "jobseekers": ("registration_id", "person", "registered_on", "cancelled_on"),
    "credit": ("enterprise", "kind", "listed_on", "removed_on"),
    "grants": (
        "grant_id", "rule", "enterprise", "person", "occasion", "counted_person", "granted_on",
        "amount_fen", "reversed_on",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Covered:
    """From when until when a file says everything; from "" = ever since. `note` says why so."""

    spans: tuple[tuple[str, str], ...]
    note: str = ""
    note_en: str = ""


_TO_THE_DAY = Covered((("", "2026-10-31"),))

COVERED: dict[str, Covered] = dict.fromkeys(COLUMNS, _TO_THE_DAY) | {
    "contributions": Covered(
        (("", "2026-09-30"),), "每月交付，10 月的还没有到，在允许的滞后之内",
        "delivered monthly; October is not there yet, within the lag allowed",
    ),
    "jobseekers": Covered(
        (("", "2025-06-30"), ("2025-08-01", "2025-11-30")),
        "2025 年 7 月漏交；2025 年 11 月以后没有再交，已超过允许的滞后",
        "July 2025 was left out; nothing came after November 2025, beyond the lag allowed",
    ),
    "hires": Covered(
        (("2022-01-01", "2026-09-20"),), "用工备案从 2022 年开始；9 月 20 日以后没有再交",
        "filing of hires began in 2022; nothing came after 20 September",
    ),
}  # fmt: skip


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Days as ISO dates or `never`, months as 2024-07, yes and no as true and false."""
    cells = {}
    for name in frame.columns:
        column = frame[name]
        if name.endswith("_on"):
            column = _by_value(column, _day_text)
        elif name == "for_month":
            column = _by_value(column, month_text)
        elif column.dtype == pl.Boolean:
            column = column.cast(pl.String)
        cells[name] = column
    return pl.DataFrame(cells)


def _day_text(day: int) -> str:
    return "never" if day == NEVER_DAY else date_of(day).isoformat()


def _by_value(column: pl.Series, text: Callable[[int], str]) -> pl.Series:
    """Each value as text, working out every value once however often it stands there."""
    values = column.drop_nulls().unique().sort()
    texts = {value: text(value) for value in values}
    return column.replace_strict(texts, default=None, return_dtype=pl.String)
