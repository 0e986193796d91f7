"""Are those of whom the rows speak known to the ledger, and does what the vault sealed still open?

Counted and never shown: no number, no name leaves this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from zhiban.errors import DataError, Problem
from zhiban.identity.checking import check_sealed
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
        return [*_unknown(folder / TABLES, files, known), *check_sealed(known.vault)]
    finally:
        known.vault.close()
        known.ledger.close()


def _unknown(tables: Path, files: Iterable[StoredFile], known: Identified) -> list[Problem]:
    by_table: dict[str, set[str]] = {}
    unsealed: dict[str, set[str]] = {}
    for file in files:
        column = subject_column(file.tbl)
        if column is None:
            continue
        ids = pl.scan_parquet(tables / file.path, hive_partitioning=False).select(
            pl.col(column).drop_nulls().unique()
        )
        asked = ids.collect().to_series()
        found = known.ledger.strangers(asked)
        if found.len():
            by_table.setdefault(file.tbl, set()).update(found)
        kept = known.vault.known_holders(asked)["subject"]  # the erased are holders still
        lacking = asked.filter(~asked.is_in(pl.concat([kept, found]).implode()))
        if lacking.len():
            unsealed.setdefault(file.tbl, set()).update(lacking)
    return [
        Problem(
            "vault-holder-gone", str(tables / table),
            f"保险库里没有 {len(ids)} 个主体（例如 {min(ids)}），他们的号码查不到",
            f"the vault has nothing of {len(ids)} subjects (such as {min(ids)}): by which number "
            "they came is lost",
            "从备份恢复保险库，与数据池同一天的", "restore the vault from a backup of the same day",
        )
        for table, ids in sorted(unsealed.items())
    ] + [
        Problem(
            "pool-id-unknown", str(tables / table),
            f"有 {len(ids)} 个主体编号（例如 {min(ids)}）不是这个数据池的身份台账发的",
            f"{len(ids)} subject ids (such as {min(ids)}) were not given by this pool's ledger",
            "保险库与数据池可能不是一对；换用同一天的备份",
            "the vault may belong to another pool: use backups of one day",
        )
        for table, ids in sorted(by_table.items())
    ]  # fmt: skip
