"""How does a file of facts become the wide frame that both engines judge?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.model import types as t
from zhiban.registers.bounds import read_bounds, read_month_bounds
from zhiban.registers.checked import check_filled, check_unique, read_column
from zhiban.registers.columns import ColumnSpec, form_of
from zhiban.registers.faults import Faults
from zhiban.registers.given_reasons import check_because
from zhiban.registers.headers import check_known
from zhiban.registers.tables import Table, open_table

ID = ColumnSpec("id", t.Text())
OCCASION = ColumnSpec("occasion", t.Text())
AS_OF = ColumnSpec("as_of", t.Date())
NEXT_CHANGE = ColumnSpec("next_change", t.Date())
LEAST, MOST, BECAUSE = ".at_least", ".at_most", ".because"


@dataclass(frozen=True, slots=True)
class FactsFile:
    """`frame`: the canonical wide frame. `missing`: ids of inputs the file has no column for."""

    frame: pl.DataFrame
    missing: list[str]


def has_ends(type_: t.Type) -> bool:
    """Whether a fact of this type may be given by `.at_least` and `.at_most`."""
    return t.is_interval(type_) or isinstance(type_, t.Months)


def read_facts(path: Path | str, inputs: Sequence[ColumnSpec], *, default_as_of: int) -> FactsFile:
    """Read a file of facts, one row per subject and occasion.

    Columns of the frame: `id`, `occasion` ("" for once), `as_of` (day number; `default_as_of`
    where the file gives none), `next_change` (only if the file has it), then for each input
    `x.lo`, `x.hi` (or `.lo.num` … for fractions; `x` for types without ends; `x.sure`, `x.maybe`,
    `x.before`, `x.after`, `x.loose` for months) and `x.because` (only if the file has it).
    Raises DataError with all problems of the file.
    """
    for spec in inputs:
        form_of(spec.type)
    path = Path(path)
    faults = Faults(str(path))
    table = open_table(path, faults)
    _check_columns(table, inputs, faults)
    check_filled(table, ID.name, faults)
    id_ = read_column(table, ID.name, ID, faults)[""]
    occasion = read_column(table, OCCASION.name, OCCASION, faults)[""].fill_null("")
    as_of = _read_as_of(table, faults).fill_null(default_as_of)
    check_unique(table, [(ID.name, id_), (OCCASION.name, occasion)], faults)
    parts = {"id": id_, "occasion": occasion, "as_of": as_of}
    if NEXT_CHANGE.name in table.columns:
        parts["next_change"] = read_column(table, NEXT_CHANGE.name, NEXT_CHANGE, faults)[""]
    for spec in inputs:
        parts |= _read_fact(table, spec, faults)
    faults.raise_if_any()
    frame = pl.DataFrame([series.alias(name) for name, series in parts.items()])
    return FactsFile(frame, [s.name for s in inputs if not _is_given(table, s)])


def _read_fact(table: Table, spec: ColumnSpec, faults: Faults) -> dict[str, pl.Series]:
    if isinstance(spec.type, t.Months):
        parts = read_month_bounds(table, spec, faults)
    elif t.is_interval(spec.type):
        parts = read_bounds(table, spec, faults)
    else:
        parts = {spec.name: read_column(table, spec.name, spec, faults)[""]}
    because = table.columns.get(spec.name + BECAUSE)
    if because is not None:
        parts[spec.name + BECAUSE] = check_because(table, spec.name + BECAUSE, because, faults)
    return parts


def _read_as_of(table: Table, faults: Faults) -> pl.Series:
    days = read_column(table, AS_OF.name, AS_OF, faults)[""]
    for row in table.rows.filter((days == t.NEVER_DAY).fill_null(False)).head(1):
        texts = (
            "判断日必须是一个日期", "the day judged must be a day",
            "写日期，或留空用默认日期", "give a date, or leave it empty for the default",
        )  # fmt: skip
        faults.add("cell-date", texts, row=row, column=AS_OF.name)
    return days


def _is_given(table: Table, spec: ColumnSpec) -> bool:
    ends = (LEAST, MOST) if has_ends(spec.type) else ()
    return any(spec.name + end in table.columns for end in ("", *ends))


def _check_columns(table: Table, inputs: Sequence[ColumnSpec], faults: Faults) -> None:
    known = [c.name for c in (ID, OCCASION, AS_OF, NEXT_CHANGE)]
    for spec in inputs:
        ends = (LEAST, MOST) if has_ends(spec.type) else ()
        known += [spec.name + end for end in ("", *ends, BECAUSE)]
    check_known(list(table.columns), known, {s.title: s.name for s in inputs if s.title}, faults)
