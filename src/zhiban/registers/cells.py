"""What value does each cell of a column hold?

Whole columns at once, text or typed as Parquet files are. A cell that cannot be read becomes null
and is marked in `bad`; why it cannot is worked out afterwards, for the few shown (`reasons.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from zhiban.model import types as t
from zhiban.registers import scalars
from zhiban.registers.columns import ColumnSpec

_TEXTUAL = (t.Code, t.Ordered, t.Text, t.SubjectId, t.Ratio, t.Rate)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A column read: its parts by suffix (`""`, or `.num` and `.den`), and which cells are bad.

    `low` marks cells below the promised floor. `wrong`: the column has a type (in a Parquet
    file) that cannot hold such values at all.
    """

    parts: dict[str, pl.Series]
    bad: pl.Series
    low: pl.Series
    wrong: bool = False


def suffixes(spec: ColumnSpec) -> dict[str, pl.DataType]:
    """The canonical parts of a column that is no set of months, and how each is stored."""
    if isinstance(spec.type, (t.Months, t.Unrounded)):
        raise ValueError(f"{spec.name}: no single cell holds values of type {spec.type.name}")
    if spec.is_fraction:
        return {".num": pl.Int64(), ".den": pl.Int64()}
    if isinstance(spec.type, t.Truth):
        return {"": pl.Boolean()}
    if isinstance(spec.type, (t.Code, t.Text, t.SubjectId)):
        return {"": pl.String()}
    return {"": pl.Int64()}


def unknown(spec: ColumnSpec, height: int) -> dict[str, pl.Series]:
    """The parts of a column about which nothing is known."""
    return {s: pl.repeat(None, height, dtype=d, eager=True) for s, d in suffixes(spec).items()}


def parse(column: pl.Series, spec: ColumnSpec) -> Parsed:
    """Read trimmed `column` as values of `spec`."""
    parts = _parts(column, spec)
    nothing = pl.repeat(False, column.len(), dtype=pl.Boolean, eager=True)
    if parts is None:
        return Parsed(unknown(spec, column.len()), nothing, nothing, wrong=True)
    first = next(iter(parts.values()))
    bad = column.is_not_null() & first.is_null()
    return Parsed(parts, bad, _below(parts, spec, nothing))


def as_text(column: pl.Series) -> pl.Series:
    """Text columns of any kind as trimmed String; columns of other types unchanged."""
    if isinstance(column.dtype, (pl.Categorical, pl.Enum)) or column.dtype == pl.Null:
        column = column.cast(pl.String)
    return scalars.trimmed(column) if column.dtype == pl.String else column


def _parts(column: pl.Series, spec: ColumnSpec) -> dict[str, pl.Series] | None:
    dtype, type_ = column.dtype, spec.type
    if dtype == pl.Boolean and isinstance(type_, t.Truth):
        return {"": column}
    if dtype == pl.Date and isinstance(type_, t.Date):
        return {"": scalars.real_days(column.to_physical().cast(pl.Int64))}
    if dtype.is_integer() and isinstance(type_, (t.Integer, t.Money)):
        return {"": column.cast(pl.Int64, strict=False)}
    if dtype.is_integer() and isinstance(type_, _TEXTUAL):
        column = column.cast(pl.String)
    if column.dtype != pl.String:
        return None
    if spec.is_fraction:
        num, den = scalars.fractions(column)
        return {".num": num, ".den": den}
    return {"": _reader(type_)(column)}


def _reader(type_: t.Type) -> Callable[[pl.Series], pl.Series]:
    if isinstance(type_, t.Code):
        return lambda text: scalars.codes_of(text, type_.list)
    if isinstance(type_, t.Ordered):
        return lambda text: scalars.places_of(text, type_.list)
    if isinstance(type_, (t.Text, t.SubjectId)):
        return scalars.texts
    readers: dict[type[t.Type], Callable[[pl.Series], pl.Series]] = {
        t.Truth: scalars.truths,
        t.Date: scalars.dates,
        t.Month: scalars.months,
        t.Integer: scalars.integers,
        t.Money: scalars.integers,
    }
    return readers[type(type_)]


def _below(parts: dict[str, pl.Series], spec: ColumnSpec, nothing: pl.Series) -> pl.Series:
    floor = spec.floor
    if floor is None:
        return nothing
    if spec.is_fraction:
        whole = pl.Series([floor], dtype=pl.Int128)
        low = parts[".num"].cast(pl.Int128) < parts[".den"].cast(pl.Int128) * whole
    else:
        low = parts[""] < floor
    return low.fill_null(False)
