"""How is a pool copied while it lives, and a damaged file brought back?

A backup is a folder that is itself a pool: files never change once written, so that a later backup
into the same folder copies only what is new. The catalogue is copied first: what it names is there
before and after, whatever is received meanwhile.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from zhiban.errors import DataError, Problem
from zhiban.pool.catalogue import Catalogue
from zhiban.pool.tables import is_whole
from zhiban.pool.writer import CATALOGUE, QUARANTINE, TABLES

_LOG = "_delta_log"


def back_up(folder: Path, catalogue: Catalogue, to: Path) -> int:
    """Copy the pool to `to`; how many data files were new there. Under the pool's lock."""
    if to.resolve() == folder.resolve() or folder.resolve() in to.resolve().parents:
        raise DataError(Problem(
            "backup-place", str(to), "备份不能放在数据池里面", "a backup cannot lie in the pool",
            "换一个文件夹，最好在另一块盘上", "choose another folder, best on another disk",
        ))  # fmt: skip
    (to / TABLES).mkdir(parents=True, exist_ok=True)
    copied = 0
    for file in catalogue.files():
        target = to / TABLES / file.path
        if not target.exists() or target.stat().st_size != file.bytes:
            _copy(folder / TABLES / file.path, target)
            copied += 1
    for log in (folder / TABLES).glob(f"*/{_LOG}/*"):
        target = to / TABLES / log.relative_to(folder / TABLES)
        if not target.exists():
            _copy(log, target)
    for path in (folder / QUARANTINE).glob("*.parquet"):
        if not (to / QUARANTINE / path.name).exists():
            _copy(path, to / QUARANTINE / path.name)
    fresh = to / f"{CATALOGUE}.new"
    fresh.unlink(missing_ok=True)
    catalogue.back_up(fresh)
    fresh.replace(to / CATALOGUE)
    return copied


def restore(folder: Path, catalogue: Catalogue, backup: Path) -> list[str]:
    """Bring back every missing or damaged data file from a backup; which ones.

    A damaged file is put aside under `damaged/`, never deleted. DataError names the files that the
    backup does not hold whole; those that it does are brought back all the same.
    """
    restored: list[str] = []
    missing: list[Problem] = []
    for file in catalogue.files():
        path, saved = folder / TABLES / file.path, backup / TABLES / file.path
        if is_whole(folder / TABLES, file):
            continue
        if not is_whole(backup / TABLES, file):
            missing.append(Problem(
                "restore-missing", str(path), "备份里没有这个文件的完好副本",
                "the backup holds no whole copy of this file",
                "换一个较新的备份", "try a later backup",
            ))  # fmt: skip
            continue
        if path.exists():
            aside = folder / "damaged" / file.path
            aside.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, aside)
        _copy(saved, path)
        restored.append(file.path)
    if missing:
        raise DataError(missing)
    return restored


def _copy(source: Path, target: Path) -> None:
    """Copy whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, part)
    os.replace(part, target)
