"""Which columns has each register file of the town, and what does it cover?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from zhiban.made_up import known
from zhiban.model.texts import month_text
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, date_of

#: Register → column → kind (text, day, month, whole, truth), as the registers of the packs declare.
KINDS: dict[str, dict[str, str]] = {}
for _row in known.rows("columns.csv"):
    KINDS.setdefault(_row["register"], {})[_row["column"]] = _row["kind"]

#: The columns of each file.
COLUMNS: dict[str, tuple[str, ...]] = {name: tuple(kinds) for name, kinds in KINDS.items()}


def frame_of(name: str, rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """The rows of a register; days and months are numbers, money is fen."""
    types: dict[str, type[pl.DataType]] = {"text": pl.String, "truth": pl.Boolean}
    schema = {column: types.get(kind, pl.Int64) for column, kind in KINDS[name].items()}
    return pl.DataFrame(rows, schema=schema, orient="row")


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


def as_text(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Days as ISO dates or `never`, months as 2024-07, yes and no as true and false."""
    cells = {}
    for column, kind in KINDS[name].items():
        values = frame[column]
        if kind == "day":
            values = _by_value(values, _day_text)
        elif kind == "month":
            values = _by_value(values, _month_text)
        elif kind == "truth":
            values = values.cast(pl.String)
        cells[column] = values
    return pl.DataFrame(cells)


def _month_text(month: int) -> str:
    return "never" if month == NEVER_MONTH else month_text(month)


def _day_text(day: int) -> str:
    return "never" if day == NEVER_DAY else date_of(day).isoformat()


def _by_value(column: pl.Series, text: Callable[[int], str]) -> pl.Series:
    """Each value as text, working out every value once however often it stands there."""
    values = column.drop_nulls().unique().sort()
    texts = {value: text(value) for value in values}
    return column.replace_strict(texts, default=None, return_dtype=pl.String)
