"""What do the registers of a pool say, as known at a commit?

The same form as registers read from files: rows, days covered, subjects of whom a row is held back.
"""

from __future__ import annotations

import polars as pl

from zhiban.engines.coverage import Spans
from zhiban.law.spans import end_of, union
from zhiban.loop.receiving import Received, Registers, empty
from zhiban.packs import Library
from zhiban.pool.catalogue import Catalogue
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
        frame = rows.with_columns(row_id_text()).collect().select(empty(register).columns)
        found[name] = Received(
            register, frame, days_covered(pool.catalogue, name, known_at), True,
            frozenset(pool.punctured(register, known_at=known_at)),
        )  # fmt: skip
    return Registers(found)


def row_id_text() -> pl.Expr:
    """The id of a row of the pool as it is shown: the commit, the row in its file."""
    row_id = pl.col("row_id")
    return pl.format("{}-{}", row_id // ROWS_A_COMMIT, row_id % ROWS_A_COMMIT).alias("row_id")


def days_covered(catalogue: Catalogue, register_id: str, known_at: int | None) -> Spans:
    """The days a register speaks for, as known at a commit."""
    covered = catalogue.coverage(register_id, known_at)
    days = union([(one.first_day, one.last_day) for one in covered])
    return tuple((first, end_of((first, last))) for first, last in days)
