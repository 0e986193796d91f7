"""How is a table of a PostgreSQL database read in batches?

The server writes the table as CSV (COPY … TO STDOUT) within one read-only transaction, and the
reader of CSV reads it: one reader, bounded memory, one state of the table.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from zhiban.registers import csv_text
from zhiban.registers.bytes_seen import refuse
from zhiban.registers.csv_source import read_lines
from zhiban.registers.faults import EXAMPLES, Faults, nearest
from zhiban.registers.text_file import WholeLines

SCHEMES = ("postgresql", "postgres")
_TIMEOUT_SECONDS = 10
_COLUMNS = """
    select n.nspname, c.relname, a.attname, format_type(a.atttypid, null)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n
        on n.oid = c.relnamespace
    where a.attrelid = to_regclass(%s) and a.attnum > 0 and not a.attisdropped
    order by a.attnum"""
_TABLES = """
    select table_schema || '.' || table_name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') order by 1"""


def is_url(where: object) -> bool:
    """Whether this names a database rather than a file."""
    return isinstance(where, str) and where.split("://", 1)[0] in SCHEMES and "://" in where


def has_password(url: str) -> bool:
    """Whether the address carries a password, where every list of processes shows it."""
    parts = urlsplit(url)
    return bool(parts.password) or "password" in parse_qs(parts.query)


def shown(url: str, table: str) -> str:
    """The table's name for people: never with user or password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]} {table}"


class PostgresTable:
    """A table whose columns are known. User and password may also come as libpq takes them."""

    def __init__(self, url: str, table: str, faults: Faults) -> None:
        self._faults = faults
        self._url = url
        self._driver = _driver(faults)
        with self._connected() as connection:
            found = connection.execute(_COLUMNS, [table]).fetchall()
            if not found:
                raise self._no_table(connection, table)
        self._table = found[0][:2]
        self._columns: Sequence[tuple[str, str]] = [row[2:] for row in found]
        self.names = [name for name, _ in self._columns]
        self._seen = hashlib.sha256()

    def checksum(self) -> str:
        """The SHA-256 of the rows read so far, in their order, as hex."""
        return self._seen.hexdigest()

    def chunks(self, rows: int) -> Iterator[csv_text.Chunk]:
        """The rows of the table, about `rows` at a time, numbered as they come, from 2."""
        width = len(self.names) + 1
        for chunk in read_lines(WholeLines(self._pieces()), width, ",", rows):
            yield csv_text.Chunk(chunk.frame.drop(str(width - 1)), chunk.rows, chunk.torn)

    def _pieces(self) -> Iterator[bytes]:
        sql = self._driver.sql
        cells = [self._cell(name, kind) for name, kind in self._columns]
        # The last column keeps a row of empty cells from looking like no row.
        query = sql.SQL("copy (select {}, 1 from {}) to stdout with (format csv)").format(
            sql.SQL(", ").join(cells), sql.Identifier(*self._table)
        )
        self._seen = hashlib.sha256()
        with self._connected() as connection, connection.cursor().copy(query) as copy:
            for piece in copy:
                self._seen.update(piece)
                yield bytes(piece)

    def _cell(self, name: str, kind: str) -> Any:
        sql = self._driver.sql
        column = sql.Identifier(name)
        if kind == "boolean":
            return sql.SQL("case when {0} then 'true' when not {0} then 'false' end").format(column)
        return sql.SQL("{}::text").format(column)

    def _connected(self) -> _Connected:
        return _Connected(self)

    def open(self) -> Any:
        """A connection that reads one state of the database and cannot write."""
        try:
            connection = self._driver.connect(
                self._url, connect_timeout=_TIMEOUT_SECONDS, client_encoding="UTF8",
                options="-c datestyle=ISO,YMD -c extra_float_digits=1 "
                # A table that has not changed gives its rows in the same order again.
                "-c synchronize_seqscans=off",
            )  # fmt: skip
        except self._driver.Error as error:
            raise self.failed(error) from None
        connection.read_only = True
        connection.isolation_level = self._driver.IsolationLevel.REPEATABLE_READ
        return connection

    def failed(self, error: Exception) -> Exception:
        """The error to raise for what the server or the connection says."""
        # What libpq says of an address it cannot read repeats the address, with its password.
        said = str(error).replace(self._url, "…").strip()
        reason = (said.splitlines() or [type(error).__name__])[0][:200]
        return refuse(
            self._faults, "database", f"数据库没有给出数据（{reason}）",
            f"the database gave no data ({reason})",
            "核对地址、用户、权限，数据库是否在运行",
            "check address, user and rights, and whether the server is running",
        )  # fmt: skip

    @property
    def error(self) -> type[Exception]:
        """What the driver raises."""
        error: type[Exception] = self._driver.Error
        return error

    def _no_table(self, connection: Any, table: str) -> Exception:
        tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
        close = nearest(table, [*tables, *(name.split(".")[-1] for name in tables)])
        listed = ", ".join(tables[: 4 * EXAMPLES])
        return refuse(
            self._faults, "database-table", f"没有表 {table}，或无权读取",
            f"there is no table {table}, or no right to read it",
            f"是否指 {close}？" if close else f"能看到的表：{listed}",
            f"did you mean {close}?" if close else f"tables that can be seen: {listed}",
        )  # fmt: skip


class _Connected:
    """A connection for as long as it is needed; what it raises becomes a fault of the source."""

    def __init__(self, table: PostgresTable) -> None:
        self._table = table

    def __enter__(self) -> Any:
        self._connection = self._table.open()
        return self._connection

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self._connection.close()
        if isinstance(error, self._table.error):
            raise self._table.failed(error) from None


def _driver(faults: Faults) -> Any:
    try:
        psycopg = importlib.import_module("psycopg")
        importlib.import_module("psycopg.sql")
    except ImportError as error:
        raise refuse(
            faults, "database-driver",
            "没有安装 PostgreSQL 驱动", "no PostgreSQL driver is installed",
            'pip install "zhiban[postgres]"', 'pip install "zhiban[postgres]"',
        ) from error  # fmt: skip
    return psycopg
