"""Where are names, numbers, phones and accounts kept, and what opens the place?

In a folder of its own, never in the pool. Each holder (a subject) has one data key, sealed with a
key of the vault that comes from outside; with it each distinct value of the holder is sealed
(`sealing`). Reading has one door, which writes down who looks (`readings`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from zhiban.errors import DataError, Problem
from zhiban.identity import ciphers, commits
from zhiban.identity.database import open_database, transaction
from zhiban.identity.key_file import Keys
from zhiban.identity.secret_kinds import canonical, domain
from zhiban.identity.vault_tables import SCHEMA

#: The number under which the index key's proof stands among the sealing keys.
_INDEX_KEY = 0
WHERE = "保险库 (vault)"
VAULT_FILE = "vault.sqlite"
_ASKED = "CREATE TEMP TABLE IF NOT EXISTS asked (subject TEXT)"


class Vault:
    """An open vault; nothing in it is read but through `zhiban.identity.readings`."""

    def __init__(self, connection: sqlite3.Connection, keys: Keys, path: Path) -> None:
        self.connection = connection
        self.keys = keys
        self.path = path

    @classmethod
    def open(cls, folder: Path, keys: Keys, *, make: bool = True) -> Vault:
        """Open the vault in `folder`, made if need be; refused if `keys` are not its own."""
        path = folder / VAULT_FILE
        if make and not path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        vault = cls(open_database(path, SCHEMA, make=make), keys, path)
        try:
            vault._prove_keys()
        except BaseException:
            vault.close()
            raise
        return vault

    def close(self) -> None:
        """Close the file; nothing is pending."""
        self.connection.close()

    def blind(self, kind: str, values: pl.Series, *, source: str = "") -> pl.Series:
        """The blind index of each value of `kind` (Binary; null for null): what the ledger takes.

        Keys come as `read_keys` gives them; other secrets as written. `source`: whose ids, for
        `local` ones that two suppliers may both have given.
        """
        form = canonical(values, kind)
        return ciphers.blind_indexes(self.keys.index, domain(kind, source), form)

    def recover(self, last_commit: int) -> bool:
        """Take back all that later commits than `last_commit` stored; whether there was anything.

        Readings stay: what was read was read.
        """
        return take_back(self.connection, last_commit)

    def data_keys(self, holders: Iterable[tuple[int, str, bytes | None]]) -> dict[int, bytes]:
        """The data key of each holder (number, subject, wrapped) who has one still."""
        try:
            return {
                number: ciphers.unseal(self._seal_key(wrapped), wrapped, subject)
                for number, subject, wrapped in holders
                if wrapped is not None
            }
        except ciphers.Damaged:
            raise self.damaged() from None

    def damaged(self) -> DataError:
        """What is said when something sealed does not open."""
        return DataError(
            Problem(
                "vault-damaged", f"{WHERE} {self.path}", "有内容被改动或损坏",
                "something in it was changed or is damaged",
                "从备份恢复保险库", "restore the vault from a backup",
            )
        )  # fmt: skip

    def known_holders(self, subject_ids: pl.Series) -> pl.DataFrame:
        """number, subject, wrapped of the holders among `subject_ids`."""
        self.connection.execute(_ASKED)
        self.connection.execute("DELETE FROM temp.asked")
        self.connection.executemany("INSERT INTO temp.asked VALUES (?)", zip(subject_ids))
        found = self.connection.execute(
            "SELECT number, subject, wrapped FROM temp.asked CROSS JOIN holder USING (subject)"
        ).fetchall()
        schema = {"number": pl.Int64(), "subject": pl.String(), "wrapped": pl.Binary()}
        return pl.DataFrame(found, schema=schema, orient="row")

    def _prove_keys(self) -> None:
        proofs = {_INDEX_KEY: self.keys.index, **self.keys.seals}
        own = {number: ciphers.proof_of(key) for number, key in proofs.items()}
        if (
            self._stored_proofs(own).keys() >= own.keys()
        ):  # nothing to write, so it may be read only
            return
        with transaction(self.connection):
            self._stored_proofs(own)  # asked again: another process may have been faster
            insert = "INSERT OR IGNORE INTO vault_key VALUES (?, ?)"
            self.connection.executemany(insert, own.items())

    def _stored_proofs(self, own: dict[int, bytes]) -> dict[int, bytes]:
        stored = dict(self.connection.execute("SELECT number, proof FROM vault_key").fetchall())
        for number, proof in own.items():
            if stored.get(number, proof) != proof:
                raise self._wrong_keys(number)
        return stored

    def _wrong_keys(self, number: int) -> DataError:
        which = "index" if number == _INDEX_KEY else f"seal {number}"
        return DataError(
            Problem(
                "vault-wrong-keys", f"{WHERE} {self.path}",
                f"密钥 {which} 不是这个保险库的", f"the key {which} is not this vault's",
                "找回原来的密钥文件；没有它谁也读不出", "find the key file it was made with",
            )
        )  # fmt: skip

    def _seal_key(self, wrapped: bytes) -> bytes:
        number = ciphers.key_number(wrapped)
        if number in self.keys.seals:
            return self.keys.seals[number]
        raise DataError(
            Problem(
                "vault-key-gone", f"{WHERE} {self.path}",
                f"密钥文件里没有 seal {number}，还有数据键用它封存",
                f"seal {number} is not in the key file, and data keys are still sealed with it",
                "找回这把密钥；换新密钥后要等 zhiban vault rotate 做完才能删旧的",
                "find that key; an old one may go only after zhiban vault rotate is done",
            )
        )  # fmt: skip


def take_back(connection: sqlite3.Connection, last_commit: int) -> bool:
    """`Vault.recover` on the open file of a vault: it opens nothing, so it needs no keys."""
    if commits.last_commit(connection) <= last_commit:
        return False
    with transaction(connection):
        for statement in (
            "DELETE FROM secret WHERE known_from > :last",
            "UPDATE secret SET known_until = NULL WHERE known_until > :last",
            "DELETE FROM holder WHERE known_from > :last",
            "DELETE FROM field WHERE known_from > :last",
            "DELETE FROM written WHERE commit_number > :last",
        ):
            connection.execute(statement, {"last": last_commit})
    return True
