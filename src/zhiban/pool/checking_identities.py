"""Are those of whom the rows speak known to the ledger, and does what the vault sealed still open?

Counted and never shown: no number, no name leaves this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from zhiban.errors import DataError, Problem
from zhiban.identity.checking import check_sealed
from zhiban.identity.ledger import Ledger
from zhiban.pool.catalogue import StoredFile
from zhiban.pool.checking_rows import subject_column
from zhiban.pool.identified import Identified
from zhiban.pool.writer import TABLES


def check_identities(
    folder: Path, files: Iterable[StoredFile], keys: Mapping[str, str]
) -> list[Problem]:
    """What is wrong with the ledger and the vault of the pool in `folder`. `files`: those of its
    data files that are whole; `keys`: by which numbers its subjects go."""
    try:
        known = Identified.open(folder, keys, make=False)
    except DataError as error:
        return list(error.problems)
    try:
        return [*_strangers(folder / TABLES, files, known.ledger), *check_sealed(known.vault)]
    finally:
        known.vault.close()
        known.ledger.close()


def _strangers(tables: Path, files: Iterable[StoredFile], ledger: Ledger) -> list[Problem]:
    by_table: dict[str, set[str]] = {}
    for file in files:
        column = subject_column(file.tbl)
        if column is None:
            continue
        ids = pl.scan_parquet(tables / file.path, hive_partitioning=False).select(
            pl.col(column).drop_nulls().unique()
        )
        found = ledger.strangers(ids.collect().to_series())
        if found.len():
            by_table.setdefault(file.tbl, set()).update(found)
    return [
        Problem(
            "pool-id-unknown", str(tables / table),
            f"有 {len(ids)} 个主体编号（例如 {min(ids)}）不是这个数据池的身份台账发的",
            f"{len(ids)} subject ids (such as {min(ids)}) were not given by this pool's ledger",
            "保险库与数据池可能不是一对；换用同一天的备份",
            "the vault may belong to another pool: use backups of one day",
        )
        for table, ids in sorted(by_table.items())
    ]  # fmt: skip
