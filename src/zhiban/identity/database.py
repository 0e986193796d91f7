"""How is a small database of ours opened, brought up to date, and refused when it is not ours?

SQLite with a write-ahead log. `synchronous=FULL`, because the catalogue of the pool names rows
that stand here: they must be on disk before it does. The version is SQLite's `user_version`; which
database a file is, its `application_id`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from zhiban.errors import DataError, Problem

#: How long a second process waits for the first one to finish writing.
_WAIT_MS = 30_000
#: Large enough that a portion of keys does not push its own pages out.
_CACHE_KIB = 128 * 1024


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of database: its mark, its name for people, and one list of statements a version."""

    mark: int
    title: str
    title_en: str
    migrations: Sequence[Sequence[str]]
    secure_delete: bool = False


def open_database(path: Path, schema: Schema, *, make: bool = True) -> sqlite3.Connection:
    """Open the database at `path`, made or migrated if need be; DataError if it cannot be used.

    The connection commits by itself; several statements go into `transaction`.
    """
    if not path.exists() and not make:
        raise _error(
            "database-missing", path, schema, "不存在", "is not there",
            "核对文件夹；或从备份恢复", "check the folder, or restore it from a backup",
        )  # fmt: skip
    try:
        if not make and is_shut(path):
            connection = to_read(path)
            _refuse_strangers(connection, path, schema)
            return connection
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
        _refuse_strangers(connection, path, schema)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        if schema.secure_delete:
            connection.execute("PRAGMA secure_delete=ON")
        _migrate(connection, schema)
    except sqlite3.DatabaseError as fault:
        raise _error(
            "database-unusable", path, schema,
            f"无法打开（{fault}）", f"cannot be opened ({fault})",
            "核对文件权限和磁盘；损坏时从备份恢复",
            "check permissions and the disk; restore it from a backup if it is damaged",
        ) from fault  # fmt: skip
    return connection


def is_shut(path: Path) -> bool:
    """Whether a database is there and its folder takes no new file: SQLite's write-ahead log cannot
    be made beside it, so that it can be read and no more."""
    return path.exists() and not os.access(path.parent, os.W_OK)


def to_read(path: Path) -> sqlite3.Connection:
    """Open a database to read it. Where no log lies beside it nobody writes it, and its file alone
    is all there is; else it is read with the log that is there."""
    log = path.with_name(f"{path.name}-wal")
    alone = "" if log.exists() and log.stat().st_size else "&immutable=1"
    uri = f"{path.resolve().as_uri()}?mode=ro{alone}"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All statements inside, or none of them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _refuse_strangers(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if mark != schema.mark and (mark or tables):
        raise _error(
            "database-other", path, schema, "不是这种数据库", "is another kind of database",
            "核对路径", "check the path",
        )  # fmt: skip
    newest = len(schema.migrations)
    if version > newest:
        raise _error(
            "database-newer", path, schema,
            f"由更新的 zhiban 写成（第 {version} 版，本程序只懂到第 {newest} 版），未作任何改动",
            f"was written by a newer zhiban (version {version}, this one knows {newest}); "
            "nothing was changed",
            "升级 zhiban 后再试", "upgrade zhiban",
        )  # fmt: skip


def _migrate(connection: sqlite3.Connection, schema: Schema) -> None:
    newest = len(schema.migrations)
    if connection.execute("PRAGMA user_version").fetchone()[0] == newest:
        return
    with transaction(connection):
        # Asked again: another process may have been faster.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number in range(version, newest):
            for statement in schema.migrations[number]:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={schema.mark}")
        connection.execute(f"PRAGMA user_version={newest}")


def _error(
    code: str, path: Path, schema: Schema, what: str, what_en: str, attempt: str, attempt_en: str
) -> DataError:
    where = f"{schema.title} ({schema.title_en}) {path}"
    return DataError(Problem(code, where, what, what_en, attempt, attempt_en))
