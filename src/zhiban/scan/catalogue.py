"""Which scans have been made, and which files hold what they found? One SQLite file.

A scan is one transaction here. Files that no scan names do not exist for a reader.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.scan.pin import Pin

FOLDER = "scans"
_FILE = "scans.sqlite"

_SCHEMA = """
create table if not exists scans (
    no integer primary key, at text not null, since integer references scans, pin text not null,
    counts text not null, failures text not null
) strict;
create table if not exists files (
    path text primary key, scan integer not null references scans, role text not null,
    name text not null, is_base integer not null, row_count integer not null
) strict;
create index if not exists files_by_role on files (role, name, scan);
"""


@dataclass(frozen=True)
class Scan:
    """One scan: when, since which other one (None: everybody judged), pinned to what.

    `counts`: rule → verdict → findings; `failures`: rule → what it raised.
    """

    no: int
    at: str
    since: int | None
    pin: Pin
    counts: dict[str, dict[str, int]]
    failures: dict[str, str]


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A file of a scan; `is_base`: it says everything, files of earlier scans no longer count."""

    path: str
    role: str
    name: str
    is_base: bool
    row_count: int
    scan: int


class Scans:
    """The scans of one pool, in a folder of their own inside it."""

    def __init__(self, pool: Path) -> None:
        self.folder = pool / FOLDER
        self.folder.mkdir(exist_ok=True)
        self._db = sqlite3.connect(self.folder / _FILE, isolation_level=None, timeout=30)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_SCHEMA)

    def recover(self) -> None:
        """Remove what an interrupted scan left."""
        known = {path for (path,) in self._db.execute("select path from files")}
        for path in self.folder.rglob("*.parquet"):
            if str(path.relative_to(self.folder)) not in known:
                path.unlink()

    def continued(self, folder: Path, no: int) -> Scans:
        """Scans of their own inside `folder` that go on after scan `no` of these. They read the
        files of these where they lie, and write beside them nothing."""
        others = Scans(folder)
        scans = self._db.execute("select * from scans where no <= ?", (no,)).fetchall()
        files = self._db.execute(
            "select path, scan, role, name, is_base, row_count from files where scan <= ?", (no,)
        )
        there = [(str((self.folder / path).resolve()), *rest) for path, *rest in files]
        others._db.execute("begin immediate")
        others._db.executemany(f"insert into scans values ({', '.join('?' * 6)})", scans)
        others._db.executemany("insert into files values (?, ?, ?, ?, ?, ?)", there)
        others._db.execute("commit")
        return others

    def all(self) -> list[Scan]:
        """Every scan, in order."""
        return self._scans("order by no")

    def last(self) -> Scan | None:
        """The newest scan."""
        return next(iter(self._scans("order by no desc limit 1")), None)

    def scan(self, no: int) -> Scan:
        """The scan of this number; UsageError when there is none."""
        for one in self._scans("where no = ?", no):
            return one
        numbers = self._db.execute("select no from scans order by no")
        there = "、".join(str(number) for (number,) in numbers) or "还没有 none yet"
        raise UsageError(Problem(
            "no-scan", str(no), "没有这次扫描", "there is no such scan",
            f"已有的扫描：{there}", f"scans there are: {there}",
        ))  # fmt: skip

    def the(self, no: int | None) -> Scan:
        """The scan of this number, or the last; UsageError when there is none."""
        found = self.last() if no is None else self.scan(no)
        if found is None:
            raise UsageError(Problem(
                "no-scan", str(self.folder.parent), "还没有扫描过", "nothing has been scanned yet",
                "先运行 zhiban scan", "run zhiban scan first",
            ))  # fmt: skip
        return found

    def files(self, role: str, until: int, name: str | None = None) -> list[ScanFile]:
        """The files of a role that count after scan `until`, the newest scan first."""
        where = "" if name is None else "and name = ?"
        found = self._db.execute(
            "select path, role, name, is_base, row_count, scan from files "
            f"where role = ? and scan <= ? {where} order by scan desc, path",
            (role, until) if name is None else (role, until, name),
        )
        return [ScanFile(p, r, n, bool(b), c, s) for p, r, n, b, c, s in found]

    def chain(self, role: str, until: int, name: str) -> list[list[Path]]:
        """The files to be read over each other: those of the newest scan first, down to the last
        that said everything."""
        out: dict[int, list[ScanFile]] = {}
        for file in self.files(role, until, name):
            out.setdefault(file.scan, []).append(file)
        chain: list[list[Path]] = []
        for files in out.values():
            chain.append([self.folder / file.path for file in files])
            if files[0].is_base:
                break
        return chain

    def _scans(self, which: str, *given: int) -> list[Scan]:
        found = self._db.execute(
            f"select no, at, since, pin, counts, failures from scans {which}", given
        )
        return [
            Scan(no, at, since, Pin.read(pin), json.loads(counts), json.loads(failures))
            for no, at, since, pin, counts, failures in found
        ]

    def commit(self, scan: Scan, files: Sequence[ScanFile]) -> None:
        """Make a scan visible, at once or not at all."""
        self._db.execute("begin immediate")
        try:
            self._db.execute(
                "insert into scans values (?, ?, ?, ?, ?, ?)",
                (scan.no, scan.at, scan.since, scan.pin.as_json(),
                 json.dumps(scan.counts, sort_keys=True),
                 json.dumps(scan.failures, sort_keys=True, ensure_ascii=False)),
            )  # fmt: skip
            self._db.executemany(
                "insert into files values (?, ?, ?, ?, ?, ?)",
                [(f.path, f.scan, f.role, f.name, int(f.is_base), f.row_count) for f in files],
            )
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")


def newest(
    layers: Sequence[Sequence[Path]], key: str, among: pl.Series | None = None
) -> pl.LazyFrame | None:
    """One row for each `key` (of `among`, or all): that of the first of the layers (see
    `Scans.chain`) that has one; None without any layer."""
    if not layers:
        return None
    frames = [
        pl.concat([pl.scan_parquet(path) for path in paths]).with_columns(layer=pl.lit(number))
        for number, paths in enumerate(layers)
    ]
    rows = pl.concat(frames)
    if among is not None:
        rows = rows.filter(pl.col(key).is_in(among.implode()))
    if len(frames) > 1:
        rows = rows.sort("layer").unique(key, keep="first", maintain_order=True)
    return rows.drop("layer")
