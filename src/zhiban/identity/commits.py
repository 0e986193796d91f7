"""Which commit of the catalogue is writing here, and which was the last?

Ledger and vault keep a table `written` of the commits that wrote in them. A number in it does not
make the commit count: only its row in the catalogue does.
"""

from __future__ import annotations

import sqlite3

from zhiban.errors import DataError, Problem

#: Later than every commit: "as it is now".
NOW = 2**62


def last_commit(connection: sqlite3.Connection) -> int:
    """The last commit that wrote here, finished or not; 0 if none did."""
    query = "SELECT coalesce(max(commit_number), 0) FROM written"
    return int(connection.execute(query).fetchone()[0])


def begin(connection: sqlite3.Connection, commit: int, where: str) -> None:
    """Inside a transaction: from now on `commit` writes; refused if a later one has written."""
    last = last_commit(connection)
    if commit < max(last, 1):
        raise DataError(
            Problem(
                "commit-order", f"{where}, commit {commit}",
                f"已有第 {last} 号提交的内容；提交号从 1 起，不能倒退",
                f"holds commit {last} already; commits begin at 1 and only go forward",
                "先恢复到目录中的最后提交号", "recover it to the last commit of the catalogue",
            )
        )  # fmt: skip
    connection.execute("INSERT OR IGNORE INTO written VALUES (?)", (commit,))


def held(table: str) -> str:
    """SQL: a row of `table` holds at commit :at; it came to be by then, and had not ended."""
    since, until = f"{table}.known_from", f"{table}.known_until"
    return f"{since} <= :at AND ({until} IS NULL OR {until} > :at)"
