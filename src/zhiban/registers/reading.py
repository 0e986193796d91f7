"""How do files become frames, and frames files? The public face of reading and writing tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from zhiban.language.promises import Promise
from zhiban.registers.cells import suffixes
from zhiban.registers.checked import check_filled, check_promises, check_unique, read_column
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.facts import FactsFile, read_facts
from zhiban.registers.faults import Faults
from zhiban.registers.headers import check_known
from zhiban.registers.postgres_source import is_url, shown
from zhiban.registers.tables import open_table
from zhiban.registers.wide import write_wide
from zhiban.registers.writing import check_output, write_table

__all__ = [
    "ColumnSpec",
    "FactsFile",
    "check_output",
    "read_facts",
    "read_register",
    "write_table",
    "write_wide",
]


def read_register(
    path: Path | str,
    columns: Sequence[ColumnSpec],
    *,
    key: Sequence[str] = (),
    promises: Sequence[Promise] = (),
    name: str,
    table: str | None = None,
) -> pl.DataFrame:
    """Read the rows of register `name` from a file of any format, or a `table` of a database.

    Columns of the frame: each of `columns` as Int64, Boolean or String (`c.num`, `c.den` for
    fractions), all null if the file has no such column, and `row_id` (the row's number in the
    file, the header being row 1). Raises DataError with all problems of the file.
    """
    for spec in columns:
        suffixes(spec)
    known_as = shown(str(path), table or "") if is_url(path) else str(path)
    faults = Faults(f"{name} ({known_as})")
    found = open_table(path, faults, table=table)
    check_known(
        list(found.columns), [c.name for c in columns], {c.title: c.name for c in columns}, faults
    )
    read = {spec.name: read_column(found, spec.name, spec, faults) for spec in columns}
    for spec in columns:
        if spec.required:
            check_filled(found, spec.name, faults)
    if key and all(column in found.columns for column in key):
        parts = [(column, part) for column in key for part in read[column].values()]
        check_unique(found, parts, faults)
    check_promises(found, read, columns, promises, faults)
    faults.raise_if_any()
    series = [
        part.alias(column + suffix)
        for column, parts in read.items()
        for suffix, part in parts.items()
    ]
    return pl.DataFrame([*series, found.rows.cast(pl.String).alias("row_id")])
