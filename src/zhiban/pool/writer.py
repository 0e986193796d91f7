"""How does a run write, so that it can be killed at any moment and only one run writes at a time?

A lock on the folder; data files under names of the commit to come; Delta versions; last the row of
the catalogue. What an earlier run left without that row is undone before anything else.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from zhiban.errors import DataError, Problem
from zhiban.pool.catalogue import Catalogue
from zhiban.pool.tables import Table

CATALOGUE = "catalogue.sqlite"
TABLES = "tables"
STAGING = "staging"
QUARANTINE = "quarantine"
_LOCK = "lock"
_SHANGHAI = ZoneInfo("Asia/Shanghai")


@contextmanager
def locked(folder: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the pool's lock; DataError when another run still writes after `wait_seconds`."""
    with (folder / _LOCK).open("a+") as lock:
        until = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    lock.seek(0)
                    raise DataError(_busy(folder, lock.read().strip())) from None
                time.sleep(0.1)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def recover(folder: Path, catalogue: Catalogue) -> list[str]:
    """Undo what no commit names: Delta versions, data files, staging; what was undone."""
    undone: list[str] = []
    tables = folder / TABLES
    known = catalogue.paths()
    for table in sorted(p for p in tables.glob("*") if p.is_dir()) if tables.is_dir() else ():
        wanted = catalogue.version(table.name)
        handle = Table(tables, table.name, {}, ())
        there = handle.version()
        if wanted is None:
            shutil.rmtree(table)
            undone.append(table.name)
            continue
        if there != wanted:
            catalogue.moved(table.name, handle.go_back_to(wanted))
            undone.append(table.name)
        for path in table.glob("bucket=*/*.parquet"):
            if str(path.relative_to(tables)) not in known:
                path.unlink()
    for path in (folder / QUARANTINE).glob("*.parquet"):
        if int(path.stem) > catalogue.last_commit():
            path.unlink()
    if (folder / STAGING).exists():
        shutil.rmtree(folder / STAGING)
        undone.append(STAGING)
    return undone


def now() -> str:
    """This instant in Shanghai, ISO, to the millisecond."""
    return datetime.now(_SHANGHAI).isoformat(timespec="milliseconds")


def _busy(folder: Path, pid: str) -> Problem:
    return Problem(
        "pool-busy", str(folder),
        f"另一个进程（{pid}）正在写这个数据池", f"another run (process {pid}) is writing this pool",
        "等它结束再试", "try again when it has ended",
    )  # fmt: skip
