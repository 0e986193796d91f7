"""What do the registers of a pool say, as known at a commit?

The same form as registers read from files: rows, days covered, subjects of whom a row is held back.
"""

from __future__ import annotations

import polars as pl

from zhiban.law.spans import end_of, union
from zhiban.loop.receiving import Received, Registers, empty
from zhiban.packs import Library
from zhiban.pool.pool import Pool
from zhiban.pool.tables import ROWS_A_COMMIT


def registers_of(pool: Pool, library: Library, *, known_at: int | None = None) -> Registers:
    """Every register of the library as the pool knew it at commit `known_at` (null: now)."""
    found: dict[str, Received] = {}
    for name, register in library.registers.items():
        covered = pool.catalogue.coverage(name, known_at)
        if not covered and not pool.catalogue.deliveries(name):
            found[name] = Received(register, empty(register), (), False)
            continue
        rows = pool.rows(register, known_at=known_at)
        text = pl.format(
            "{}-{}", pl.col("row_id") // ROWS_A_COMMIT, pl.col("row_id") % ROWS_A_COMMIT
        )
        frame = rows.with_columns(row_id=text).collect().select(empty(register).columns)
        days = union([(one.first_day, one.last_day) for one in covered])
        found[name] = Received(
            register, frame, tuple((first, end_of((first, last))) for first, last in days), True,
            frozenset(pool.catalogue.punctured(name, known_at)),
        )  # fmt: skip
    return Registers(found)
