"""What has happened in a pool, and which versions of its tables count? One SQLite file.

A commit is one transaction here: its row, the versions of all tables it touched, the delivery with
its counts, the days covered, the subjects punctured. Table versions that no commit names do not
exist for a reader (SEM 11).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from zhiban.errors import DataError, Problem
from zhiban.identity.database import is_shut, to_read

#: The layout of this file and of the folder; a newer one is refused, never guessed at.
FORMAT = 1

_SCHEMA = """
create table meta (name text primary key, value text not null) strict;
create table commits (
    no integer primary key, at text not null, what text not null
) strict;
create table versions (
    commit_no integer not null references commits, tbl text not null, version integer not null,
    primary key (tbl, commit_no)
) strict, without rowid;
create table files (
    path text primary key, tbl text not null, bytes integer not null, row_count integer not null,
    sha256 text not null, added_in integer not null references commits,
    removed_in integer references commits
) strict;
create table deliveries (
    no integer primary key references commits, register text not null, source text not null,
    sha256 text not null, extracted_on integer not null, kind text not null,
    delivered integer not null, accepted integer not null, quarantined integer not null,
    repeated integer not null, new_rows integer not null, superseded integer not null,
    late integer not null, ended integer not null,
    check (delivered = accepted + quarantined + repeated)
) strict;
create table coverage (
    commit_no integer not null references commits, register text not null,
    first_day integer not null, last_day integer not null, kind text not null,
    extracted_on integer not null
) strict;
create table punctures (
    register text not null, subject text not null, known_from integer not null references commits,
    known_until integer references commits, held_rows integer not null,
    primary key (register, subject, known_from)
) strict, without rowid;
create index punctures_open on punctures (register) where known_until is null;
"""
#: How a delivery came and what it looked like, as JSON: no part of what the pool knows.
_PROFILES = """
create table if not exists profiles (
    commit_no integer primary key references commits, said text not null
) strict"""

#: Under which subject rows are read since a decision on identities; see `homes`.
_HOMES = """
create table if not exists homes (
    subject text not null, home text not null, other text not null, entry integer not null,
    rows_after integer not null, rows_until integer not null,
    known_from integer not null references commits, known_until integer references commits
) strict"""

#: What a pool from before may lack.
_LATER = {"profiles": _PROFILES, "homes": _HOMES}


@dataclass(frozen=True, slots=True)
class Move:
    """Rows stored under `subject` in commits after `rows_after` up to `rows_until` are those of
    `home`; where it is empty nobody knows whether they are of `subject` or of `other`. `entry`: the
    decision in the ledger; 0 for a tie, which holds for all rows."""

    subject: str
    home: str
    other: str = ""
    entry: int = 0
    rows_after: int = 0
    rows_until: int = 1 << 62


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery as the catalogue holds it; `delivered` = accepted + quarantined + repeated."""

    no: int
    register: str
    source: str
    sha256: str
    extracted_on: int
    kind: str
    delivered: int
    accepted: int
    quarantined: int
    repeated: int
    new_rows: int
    superseded: int
    late: int
    ended: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A data file of a table; `path` is relative to the pool's folder."""

    path: str
    tbl: str
    bytes: int
    row_count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CoveredDays:
    """Days for which a register speaks, both included, by an extract of one day."""

    register: str
    first_day: int
    last_day: int
    kind: str
    extracted_on: int


@dataclass(frozen=True, slots=True)
class FullDelivery:
    """Days, both included, for which a full delivery said everything, but of those of whom it
    `held` a row back."""

    no: int
    first_day: int
    last_day: int
    extracted_on: int
    held: frozenset[str]


class Catalogue:
    """The catalogue of one pool; every method reads or writes in one transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if is_shut(path):
            self._db = to_read(path)
            self._check_format()
            for missing in {"profiles", "homes"} - set(self._tables()):
                self._db.execute(_LATER[missing].replace("create table", "create temp table"))
            return
        is_new = not path.exists()
        self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.execute("pragma foreign_keys = on")
        if is_new or not self._tables():
            with self._transaction():
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._db.execute("insert into meta values ('format', ?)", (str(FORMAT),))
        self._check_format()
        if "profiles" not in self._tables():  # a pool from before they were kept
            self._db.execute(_PROFILES)
        self._db.execute(_HOMES)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def last_commit(self) -> int:
        """The number of the last commit; 0 in an empty pool."""
        return int(self._one("select coalesce(max(no), 0) from commits"))

    def note(self, name: str) -> str | None:
        """What was noted about the pool under a name; None if nothing was."""
        found = self._db.execute("select value from meta where name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def set_note(self, name: str, value: str) -> None:
        """Note something about the pool, in place of what was noted under this name."""
        with self._transaction():
            self._db.execute("insert or replace into meta values (?, ?)", (name, value))

    def commit_at(self, moment: str) -> int:
        """The last commit not after an ISO instant; 0 if there is none."""
        return int(self._one("select coalesce(max(no), 0) from commits where at <= ?", moment))

    def moment(self, no: int) -> str:
        """When a commit was made, as an ISO instant."""
        return str(self._one("select at from commits where no = ?", str(no)))

    def commit(
        self,
        no: int,
        at: str,
        what: str,
        *,
        versions: Mapping[str, int],
        files: Sequence[StoredFile] = (),
        removed: Sequence[str] = (),
        delivery: Delivery | None = None,
        coverage: Sequence[CoveredDays] = (),
        punctures: Sequence[tuple[str, str, int]] = (),
        healed: Sequence[tuple[str, str, int]] = (),
        profile: str | None = None,
        moved: Sequence[Move] = (),
        moved_back: Sequence[Move] = (),
    ) -> None:
        """Make everything of commit `no` visible, at once or not at all.

        `punctures`: register, subject, how many rows are held back; `healed`: register, subject,
        the commit that held them back; `profile`: how a delivery came and what it looked like;
        `moved`: where rows are read from now on; `moved_back`: what no longer holds of that.
        """
        with self._transaction():
            self._db.execute("insert into commits values (?, ?, ?)", (no, at, what))
            self._db.executemany(
                "insert into versions values (?, ?, ?)", [(no, t, v) for t, v in versions.items()]
            )
            self._db.executemany(
                "insert into files values (?, ?, ?, ?, ?, ?, null)",
                [(f.path, f.tbl, f.bytes, f.row_count, f.sha256, no) for f in files],
            )
            self._db.executemany(
                "update files set removed_in = ? where path = ?", [(no, path) for path in removed]
            )
            if delivery is not None:
                values = tuple(getattr(delivery, f.name) for f in fields(Delivery))
                marks = ", ".join("?" * len(values))
                self._db.execute(f"insert into deliveries values ({marks})", values)
            self._db.executemany(
                "insert into coverage values (?, ?, ?, ?, ?, ?)",
                [(no, c.register, c.first_day, c.last_day, c.kind, c.extracted_on)
                 for c in coverage],
            )  # fmt: skip
            self._db.executemany(
                "update punctures set known_until = ? "
                "where register = ? and subject = ? and known_from = ? and known_until is null",
                [(no, *one) for one in healed],
            )
            self._db.executemany(
                "insert into punctures values (?, ?, ?, null, ?)",
                [(register, subject, no, rows) for register, subject, rows in punctures],
            )
            self._db.executemany(
                "update homes set known_until = ? where known_until is null and subject = ? "
                "and entry = ? and rows_after = ?",
                [(no, m.subject, m.entry, m.rows_after) for m in moved_back],
            )
            self._db.executemany(
                "insert into homes values (?, ?, ?, ?, ?, ?, ?, null)",
                [(m.subject, m.home, m.other, m.entry, m.rows_after, m.rows_until, no)
                 for m in moved],
            )  # fmt: skip
            if profile is not None:
                self._db.execute("insert into profiles values (?, ?)", (no, profile))

    def moved(self, tbl: str, version: int) -> None:
        """The same rows under another version number: an interrupted run was undone."""
        with self._transaction():
            self._db.execute(
                "update versions set version = ?1 where tbl = ?2 and commit_no = "
                "(select max(commit_no) from versions where tbl = ?2)", (version, tbl)
            )  # fmt: skip

    def version(self, tbl: str) -> int | None:
        """The Delta version of a table that counts; None if no commit has touched it."""
        found = self._db.execute(
            "select version from versions where tbl = ? order by commit_no desc limit 1", (tbl,)
        ).fetchone()  # fmt: skip
        return None if found is None else int(found[0])

    def tables(self) -> list[str]:
        """Every table a commit has touched."""
        return [row[0] for row in self._db.execute("select distinct tbl from versions order by 1")]

    def files(self, tbl: str | None = None, bucket: int | None = None) -> list[StoredFile]:
        """The data files that count now: all, those of a table, those of one of its buckets."""
        where, given = "", tuple[str, ...]()
        if tbl is not None:
            start = f"{tbl}/" if bucket is None else f"{tbl}/bucket={bucket}/"
            # Every path that begins so, found by the primary key: 0 comes next after the slash.
            where, given = "and path >= ? and path < ?", (start, start[:-1] + "0")
        found = self._db.execute(
            "select path, tbl, bytes, row_count, sha256 from files where removed_in is null "
            f"{where} order by path", given
        )  # fmt: skip
        return [StoredFile(*row) for row in found]

    def paths(self) -> set[str]:
        """Every file that is not swept yet, whether it counts or not."""
        return {row[0] for row in self._db.execute("select path from files")}

    def removed_before(self, no: int) -> list[str]:
        """Files that no longer count since a commit before `no`: nobody reads them any more."""
        return [row[0] for row in self._db.execute(
            "select path from files where removed_in < ? order by path", (no,)
        )]  # fmt: skip

    def swept(self, paths: Sequence[str]) -> None:
        """Forget files that are no longer there."""
        with self._transaction():
            self._db.executemany("delete from files where path = ?", [(p,) for p in paths])

    def deliveries(self, register: str | None = None) -> list[Delivery]:
        """The deliveries in order, of one register or of all."""
        names = ", ".join(f.name for f in fields(Delivery))
        where, given = ("", ()) if register is None else ("where register = ?", (register,))
        found = self._db.execute(f"select {names} from deliveries {where} order by no", given)
        return [Delivery(*row) for row in found]

    def profile(self, no: int) -> str | None:
        """How the delivery of a commit came and what it looked like; None if that was not kept."""
        found = self._db.execute("select said from profiles where commit_no = ?", (no,)).fetchone()
        return None if found is None else str(found[0])

    def coverage(self, register: str, known_at: int | None = None) -> list[CoveredDays]:
        """What deliveries up to `known_at` said they cover."""
        found = self._db.execute(
            "select register, first_day, last_day, kind, extracted_on from coverage "
            "where register = ? and commit_no <= ? order by commit_no",
            (register, self._at(known_at)),
        )
        return [CoveredDays(*row) for row in found]

    def full_deliveries(self, register: str, known_at: int | None = None) -> list[FullDelivery]:
        """What full deliveries up to `known_at` spoke for, in the order in which they came."""
        found = self._db.execute(
            "select commit_no, first_day, last_day, extracted_on from coverage "
            "where register = ? and kind = 'full' and commit_no <= ? order by commit_no",
            (register, self._at(known_at)),
        ).fetchall()
        held = "select subject from punctures where register = ? and known_from = ?"
        return [
            FullDelivery(
                no, first, last, day,
                frozenset(str(s) for (s,) in self._db.execute(held, (register, no))),
            )
            for no, first, last, day in found
        ]  # fmt: skip

    def moves(self, known_at: int | None = None, *, entry: int | None = None) -> list[Move]:
        """What holds at a commit of whose rows are whose; or all that an entry ever said."""
        names = ", ".join(f.name for f in fields(Move))
        at = self._at(known_at)
        where, given = "known_from <= ? and (known_until is null or known_until > ?)", (at, at)
        if entry is not None:
            where, given = "entry = ? and ?", (entry, 1)
        found = self._db.execute(f"select distinct {names} from homes where {where}", given)
        return [Move(*row) for row in found]

    def punctured(self, register: str, known_at: int | None = None) -> list[str]:
        """The subjects of whom a row is held back at `known_at` (SEM 10)."""
        at = self._at(known_at)
        found = self._db.execute(
            "select distinct subject from punctures where register = ? and known_from <= ? "
            "and (known_until is null or known_until > ?) order by 1", (register, at, at)
        )  # fmt: skip
        return [row[0] for row in found]

    def open_punctures(self, register: str) -> list[tuple[str, int, int]]:
        """Subjects of whom rows are held back now: subject, the commit, how many rows."""
        found = self._db.execute(
            "select subject, known_from, held_rows from punctures "
            "where register = ? and known_until is null order by 1, 2", (register,)
        )  # fmt: skip
        return [(str(s), int(no), int(rows)) for s, no, rows in found]

    def back_up(self, to: Path) -> None:
        """A copy that is whole even while others read."""
        copy = sqlite3.connect(to)
        with copy:
            self._db.backup(copy)
        copy.close()

    def is_sound(self) -> bool:
        """Whether SQLite finds its own file whole."""
        return bool(self._one("pragma integrity_check") == "ok")

    def _at(self, known_at: int | None) -> int:
        return self.last_commit() if known_at is None else known_at

    def _tables(self) -> list[str]:
        found = self._db.execute("select name from sqlite_master where type = 'table'")
        return [row[0] for row in found]

    def _one(self, statement: str, *given: str) -> Any:
        return self._db.execute(statement, given).fetchone()[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def _check_format(self) -> None:
        found = int(str(self._one("select value from meta where name = 'format'")))
        if found != FORMAT:
            raise DataError(Problem(
                "pool-format", str(self._path),
                f"这个数据池是第 {found} 版格式，本程序只认第 {FORMAT} 版",
                f"this pool has format {found}, this program reads format {FORMAT}",
                "换用更新的 zhiban；不要改动文件夹", "use a newer zhiban, leave the folder alone",
            ))  # fmt: skip
