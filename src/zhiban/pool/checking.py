"""Is the pool whole? Every file against its checksum, every sum against the catalogue."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from zhiban.errors import Problem
from zhiban.pool.catalogue import Catalogue, StoredFile
from zhiban.pool.tables import Table, is_whole
from zhiban.pool.writer import CATALOGUE, TABLES


def check(folder: Path, catalogue: Catalogue) -> list[Problem]:
    """Everything that is wrong with a pool, named by file; nothing when it is whole."""
    problems: list[Problem] = []
    if not catalogue.is_sound():
        problems.append(_problem(
            "pool-catalogue", folder / CATALOGUE, "目录库损坏", "the catalogue is damaged",
        ))  # fmt: skip
    tables = folder / TABLES
    for file in catalogue.files():
        problems += _file(tables, file)
    for name in catalogue.tables():
        wanted = catalogue.version(name)
        there = Table(tables, name, {}, ()).version()
        if there is None or wanted is None or there < wanted:
            problems.append(_problem(
                "pool-delta", tables / name, f"缺少第 {wanted} 版的表日志（现有 {there}）",
                f"the table's log lacks version {wanted} (there is {there})",
            ))  # fmt: skip
    for one in catalogue.deliveries():
        if one.delivered != one.accepted + one.quarantined + one.repeated:
            problems.append(_problem(
                "pool-sums", Path(f"{one.register} {one.no}"), "交付的行数合计不对",
                "the rows of this delivery do not add up",
            ))  # fmt: skip
    return problems


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
