"""Which columns does a file hold, by name, and which row is which?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.registers.cells import as_text
from zhiban.registers.faults import Faults
from zhiban.registers.sources import ROW, Source, open_source


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file by name (text trimmed, empty = null), and each row's number.

    The header is row 1, so the first row of cells is row 2, in Parquet files too.
    """

    columns: dict[str, pl.Series]
    rows: pl.Series

    def unknown(self) -> pl.Series:
        """A column of text about which nothing is known."""
        return pl.repeat(None, self.rows.len(), dtype=pl.String, eager=True)


def open_table(path: Path | str, faults: Faults, *, table: str | None = None) -> Table:
    """Read the whole of `path`; raises DataError if it cannot be read as a table.

    Torn rows and faults of the header are noted in `faults`, and the rest is given back, so that
    the cells can be checked too.
    """
    return whole_table(open_source(path, table=table, faults=faults))


def whole_table(source: Source) -> Table:
    """All rows of a source at once."""
    batches = list(source.batches())
    frame = pl.concat(batches) if batches else pl.DataFrame(
        schema=dict.fromkeys(source.places, pl.String()) | {ROW: pl.Int64()}
    )  # fmt: skip
    return Table({name: as_text(frame[name]) for name in source.places}, frame[ROW])
