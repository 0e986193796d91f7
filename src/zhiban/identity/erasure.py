"""How is a person erased, and what proves it?

The data key of the holder is destroyed: from that moment every sealed text of the person, in
whatever copy of the file, is noise. The texts and blind indexes are deleted too, the freed bytes
overwritten, the log of the database emptied, and the file searched for the old key. In the ledger
the person's keys are forgotten, so that the number leads to nobody; the id stays used for ever and
the rows of the pool that carry it speak of a person whom nothing names any more.

A backup of the vault made earlier holds the data key still: it has to be destroyed with it, which
the proof says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass

import polars as pl

from zhiban.errors import DataError, Problem
from zhiban.identity.database import transaction
from zhiban.identity.ledger import Ledger
from zhiban.identity.readings import log
from zhiban.identity.vault import WHERE, Vault

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Proof:
    """What was erased of one subject. Hashes prove which key it was without being it."""

    subject: str
    erased_at: str
    actor: str
    reason: str
    data_key_sha256: str
    secrets: int
    ledger_keys: int
    key_found_in_file: bool

    def text(self) -> str:
        """The proof as a sheet that can be filed, in both languages."""
        found = ("是——清除未完成", "YES: not complete") if self.key_found_in_file else ("否", "no")
        return (
            f"清除证明 · Proof of erasure\n"
            f"主体 subject: {self.subject}\n"
            f"时间 at: {self.erased_at}\n"
            f"经办人 by: {self.actor}\n"
            f"理由 reason: {self.reason}\n"
            f"已销毁的数据密钥（封存形式） data key destroyed (sealed form, SHA-256): "
            f"{self.data_key_sha256}\n"
            f"随之不可读的项数 values made unreadable: {self.secrets}\n"
            f"台账中删去的键 keys forgotten by the ledger: {self.ledger_keys}\n"
            f"在文件中还能找到该密钥 key still found in the file: {found[0]} {found[1]}\n"
            f"此前的备份仍含该密钥，须一并销毁 Earlier backups still hold the key and have to be "
            f"destroyed as well\n"
        )

    def json(self) -> str:
        """The proof for machines."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def erase(
    vault: Vault, ledger: Ledger, subject_ids: pl.Series, *, actor: str, reason: str
) -> list[Proof]:
    """Erase these subjects from vault and ledger; a proof for each. It cannot be undone.

    Give every id of a merged person (`Ledger.group`). Erasing somebody again finishes what an
    interruption left undone.
    """
    subjects = subject_ids.unique().sort()
    holders = vault.known_holders(subjects)
    if unknown := sorted(set(subjects) - set(holders["subject"])):
        shown = ", ".join(unknown[:5])
        raise DataError(
            Problem(
                "vault-nobody", WHERE, f"保险库里没有主体 {shown}",
                f"the vault holds nothing of {shown}", "核对主体编号", "check the subject ids",
            )
        )  # fmt: skip
    with transaction(vault.connection):
        reading = log(vault, "erase", subjects, [], actor=actor, purpose=reason)
        for number, subject, wrapped in holders.iter_rows():
            if wrapped is not None:
                _destroy(vault, reading, number, subject, wrapped)
    forgotten = ledger.forget(subjects)
    for connection in (vault.connection, ledger.connection):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sealed = [wrapped for wrapped in holders["wrapped"] if wrapped is not None]
    found = _found_in_files(vault, sealed)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return [
        Proof(subject, at, actor, reason, digest, secrets, forgotten.get(subject, 0), found)
        for subject, secrets, digest in vault.connection.execute(
            "SELECT subject, secrets, wrapped_sha256 FROM erasure "
            f"WHERE subject IN ({', '.join('?' * len(subjects))}) ORDER BY subject",
            tuple(subjects),
        )
    ]


def _destroy(vault: Vault, reading: int, number: int, subject: str, wrapped: bytes) -> None:
    gone = vault.connection.execute("DELETE FROM secret WHERE holder = ?", (number,)).rowcount
    vault.connection.execute(
        "UPDATE holder SET wrapped = zeroblob(length(wrapped)) WHERE number = ?", (number,)
    )
    vault.connection.execute("UPDATE holder SET wrapped = NULL WHERE number = ?", (number,))
    vault.connection.execute(
        "INSERT INTO erasure (reading, subject, secrets, wrapped_sha256) VALUES (?, ?, ?, ?)",
        (reading, subject, gone, hashlib.sha256(wrapped).hexdigest()),
    )


def _found_in_files(vault: Vault, texts: list[bytes]) -> bool:
    """Whether the bytes of any of `texts` still stand in the files of the vault."""
    if not texts:
        return False
    overlap = max(len(text) for text in texts)
    for path in (vault.path, vault.path.with_name(vault.path.name + "-wal")):
        if not path.exists():
            continue
        with path.open("rb") as file:
            before = b""
            while block := file.read(_BLOCK):
                window = before + block
                if any(text in window for text in texts):
                    return True
                before = window[-overlap:]
    return False
