"""Which tables does the vault keep?

A holder is a subject with secrets and one data key of its own: destroying the key erases the
person, whatever copies of the sealed texts exist. The log of readings only grows; triggers refuse
to change it.
"""

from __future__ import annotations

from zhiban.identity.database import Schema


def _kept(table: str) -> tuple[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never changed or deleted'); END"
    return (
        f"CREATE TRIGGER {table}_kept_as_is BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {refuse}",
    )


_FIRST = (
    # Tells whether a key from outside is the one this vault was sealed with.
    "CREATE TABLE vault_key (number INTEGER PRIMARY KEY, proof BLOB NOT NULL)",
    "CREATE TABLE written (commit_number INTEGER PRIMARY KEY)",
    """CREATE TABLE field (
        number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, domain TEXT NOT NULL,
        known_from INTEGER NOT NULL)""",
    # `wrapped`: the data key, sealed with the vault's; null once the holder is erased.
    """CREATE TABLE holder (
        number INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE, wrapped BLOB,
        known_from INTEGER NOT NULL)""",
    """CREATE TABLE secret (
        holder INTEGER NOT NULL, field INTEGER NOT NULL, blind BLOB NOT NULL,
        sealed BLOB NOT NULL, known_from INTEGER NOT NULL, known_until INTEGER,
        PRIMARY KEY (holder, field, blind, known_from)) WITHOUT ROWID""",
    "CREATE INDEX secret_by_value ON secret (field, blind)",
    """CREATE TABLE reading (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL CHECK (actor <> ''),
        purpose TEXT NOT NULL CHECK (purpose <> ''), act TEXT NOT NULL, fields TEXT NOT NULL,
        subjects INTEGER NOT NULL, digest BLOB NOT NULL, chain BLOB NOT NULL)""",
    """CREATE TABLE reading_of (
        subject TEXT NOT NULL, reading INTEGER NOT NULL,
        PRIMARY KEY (subject, reading)) WITHOUT ROWID""",
    """CREATE TABLE erasure (
        number INTEGER PRIMARY KEY, reading INTEGER NOT NULL, subject TEXT NOT NULL,
        secrets INTEGER NOT NULL, wrapped_sha256 TEXT NOT NULL)""",
    *_kept("reading"),
    *_kept("reading_of"),
    *_kept("erasure"),
)  # fmt: skip

SCHEMA = Schema(0x5A425641, "保险库", "vault", (_FIRST,), secure_delete=True)
