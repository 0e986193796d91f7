"""How is a cell of a register written as text, such as in the name of an occasion?"""

from __future__ import annotations

import polars as pl

from zhiban.model import types as t
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.wide import date_texts, month_texts


def cell_texts(frame: pl.DataFrame, spec: ColumnSpec) -> pl.Series:
    """The cells of one column as text, in the form of files; null where empty."""
    if spec.is_fraction:
        parts = [f"{spec.name}.num", f"{spec.name}.den"]
        return frame.select(pl.format("{}/{}", *parts).alias(spec.name)).to_series()
    cells = frame[spec.name]
    if isinstance(spec.type, t.Date):
        return date_texts(cells)
    if isinstance(spec.type, t.Month):
        return month_texts(cells)
    if isinstance(spec.type, t.Ordered):
        codes = dict(enumerate(spec.type.list.codes))
        return cells.replace_strict(codes, return_dtype=pl.String)
    return cells.cast(pl.String)
