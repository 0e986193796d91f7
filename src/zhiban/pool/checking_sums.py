"""Do the tables and the quarantine hold as many rows as each delivery says it brought?

Rows are never taken out of a table, so that what a delivery was accepted with can be counted for
ever: by the commit in their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from zhiban.errors import Problem
from zhiban.pool import quarantine
from zhiban.pool.catalogue import Delivery, StoredFile
from zhiban.pool.tables import ROWS_A_COMMIT


def check_sums(
    folder: Path, tables: Path, deliveries: Sequence[Delivery],
    files: Mapping[str, Iterable[StoredFile]],
) -> list[Problem]:  # fmt: skip
    """What does not add up. `files`: register → the files of its tables of rows, all of them whole;
    a register of which a file is damaged is left out."""
    problems = []
    counted = {name: _counted(tables, own) for name, own in files.items()}
    damaged: set[str] = {d.register for d in deliveries} - files.keys()
    for one in deliveries:
        where = f"{one.register} {one.no}"
        stored = counted.get(one.register, {}).get(one.no, 0)
        held = quarantine.read(folder, one)["row"].n_unique()
        if one.delivered != one.accepted + one.quarantined + one.repeated:
            problems.append(_problem(
                where, "交付的行数合计不对", "the rows of this delivery do not add up",
            ))  # fmt: skip
        if one.register not in damaged and stored != one.accepted:
            problems.append(_problem(
                where, f"收下 {one.accepted} 行，表里却有 {stored} 行",
                f"{one.accepted} rows were accepted, and the tables hold {stored}",
            ))  # fmt: skip
        if held != one.quarantined:
            problems.append(_problem(
                where, f"隔离 {one.quarantined} 行，留下原因的却有 {held} 行",
                f"{one.quarantined} rows were quarantined, and reasons are kept for {held}",
            ))  # fmt: skip
    return problems


def _counted(tables: Path, files: Iterable[StoredFile]) -> dict[int, int]:
    """Rows by commit; of the tables of a register the fullest counts, which has every row."""
    by_table: dict[str, dict[int, int]] = {}
    commit = pl.col("row_id") // ROWS_A_COMMIT
    for file in files:
        found = pl.scan_parquet(tables / file.path, hive_partitioning=False)
        rows = found.group_by(commit.alias("commit")).len().collect()
        own = by_table.setdefault(file.tbl, {})
        for no, count in rows.iter_rows():
            own[no] = own.get(no, 0) + count
    out: dict[int, int] = {}
    for own in by_table.values():
        for no, count in own.items():
            out[no] = max(out.get(no, 0), count)
    return out


def _problem(where: str, what: str, what_en: str) -> Problem:
    return Problem(
        "pool-sums", where, what, what_en,
        "用 zhiban pool restore 从备份恢复", "restore it from a backup: zhiban pool restore",
    )  # fmt: skip
