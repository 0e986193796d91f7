"""Which tables hold a register, and what is a row of them?

A register that speaks of two subjects is kept once for each, so that everything about one subject
lies together. The first table holds every row; by it deliveries are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.language.register import Register, subjects_named
from zhiban.model.types import Month
from zhiban.pool.tables import END_COLUMNS, ROW_COLUMNS, Table
from zhiban.registers.cells import suffixes
from zhiban.registers.columns import ColumnSpec


@dataclass(frozen=True)
class Layout:
    """The tables of one register in a pool's folder."""

    register: type[Register]
    root: Path

    @property
    def content(self) -> dict[str, pl.DataType]:
        """The register's own columns as they are stored, and their types."""
        specs = [ColumnSpec(c.name, c.type) for c in self.register.columns.values()]
        return {s.name + suffix: d for s in specs for suffix, d in suffixes(s).items()}

    @property
    def key(self) -> tuple[str, ...]:
        """The stored columns of the business key."""
        parts = {
            name: [name + s for s in suffixes(ColumnSpec(name, column.type))]
            for name, column in self.register.columns.items()
        }
        return tuple(part for name in self.register.key for part in parts[name])

    @property
    def subject_columns(self) -> tuple[str, ...]:
        """The columns that name a subject; first the one by which rows are compared."""
        columns, key = self.register.columns, self.register.key
        return tuple(sorted(
            subjects_named(self.register),
            key=lambda name: (name not in key, not columns[name].required),
        ))  # fmt: skip

    @property
    def compares_within_buckets(self) -> bool:
        """Whether rows with one key always lie in one bucket: the key names the subject."""
        return bool(self.subject_columns) and self.subject_columns[0] in self.register.key

    @property
    def day(self) -> pl.Expr | None:
        """The day on which a row happens; the first of the month for a month; None if a row of the
        register does not happen on a day."""
        happens = self.register.happens
        if happens is None:
            return None
        column = pl.col(happens)
        if isinstance(self.register.columns[happens].type, Month):
            first = pl.date(column // 12, column % 12 + 1, 1)
            return first.cast(pl.Int32).cast(pl.Int64)
        return column

    def rows(self, column: str) -> Table:
        """The table of rows by one subject column."""
        happens = self.register.happens
        order = [column, *([happens] if happens else []), "row_id"]
        return Table(self.root, f"{self.register.id}@{column}", self._row_schema(), tuple(order))

    def ends(self, column: str) -> Table:
        """The table of the ends of rows, by the same subject column."""
        return Table(self.root, f"{self.register.id}@{column}.ends", dict(END_COLUMNS), ("row_id",))

    def _row_schema(self) -> Mapping[str, pl.DataType]:
        return {**self.content, **ROW_COLUMNS}
