"""Is the pool whole? Every file against its checksum, every row in its place, every sum.

A damaged file is named; what its loss entails for others is not told again. Who the rows speak of
is checked apart (`checking_identities`): a backup has no vault.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from zhiban.errors import Problem
from zhiban.pool.catalogue import Catalogue, StoredFile
from zhiban.pool.checking_rows import check_links, check_order, subject_column
from zhiban.pool.checking_sums import check_sums
from zhiban.pool.tables import Table, is_whole
from zhiban.pool.writer import CATALOGUE, TABLES


def check(
    folder: Path, catalogue: Catalogue, *, step: Callable[[str], None] = lambda _: None
) -> tuple[list[Problem], list[StoredFile]]:
    """Everything that is wrong with a pool, named by file; and the data files that are whole.

    `step` is told which file is looked at.
    """
    problems: list[Problem] = []
    if not catalogue.is_sound():
        problems.append(_problem(
            "pool-catalogue", folder / CATALOGUE, "目录库损坏", "the catalogue is damaged",
        ))  # fmt: skip
    tables = folder / TABLES
    whole: list[StoredFile] = []
    broken: set[str] = set()
    for file in catalogue.files():
        step(file.path)
        found = _file(tables, file)
        if found:
            broken.add(_register(file))
        else:
            whole.append(file)
            found = check_order(tables, file)
        problems += found
    problems += check_links(tables, [f for f in whole if _register(f) not in broken])
    for name in catalogue.tables():
        wanted = catalogue.version(name)
        there = Table(tables, name, {}, ()).reads_as()
        if there is None or wanted is None or there < wanted:
            problems.append(_problem(
                "pool-delta", tables / name, f"缺少第 {wanted} 版的表日志（现有 {there}）",
                f"the table's log lacks version {wanted} (there is {there})",
            ))  # fmt: skip
    deliveries = catalogue.deliveries()
    rows: dict[str, list[StoredFile]] = {
        d.register: [] for d in deliveries if d.register not in broken
    }
    for file in whole:
        if subject_column(file.tbl) is not None and _register(file) in rows:
            rows[_register(file)].append(file)
    problems += check_sums(folder, tables, deliveries, rows)
    return problems, whole


def _register(file: StoredFile) -> str:
    return file.tbl.split("@")[0]


def _file(tables: Path, file: StoredFile) -> list[Problem]:
    path = tables / file.path
    if not path.exists():
        return [_problem("pool-file-gone", path, "数据文件不见了", "this data file is gone")]
    if not is_whole(tables, file):
        return [_problem(
            "pool-file-damaged", path, "数据文件与登记的校验和不符",
            "this data file does not match its checksum",
        )]  # fmt: skip
    if pl.scan_parquet(path).select(pl.len()).collect().item() != file.row_count:
        return [_problem(
            "pool-file-rows", path, "数据文件的行数与登记的不符",
            "this data file has another number of rows than the catalogue says",
        )]  # fmt: skip
    return []


def _problem(code: str, where: Path, what: str, what_en: str) -> Problem:
    return Problem(
        code, str(where), what, what_en,
        "用 zhiban pool restore 从备份恢复", "restore it from a backup: zhiban pool restore",
    )  # fmt: skip
