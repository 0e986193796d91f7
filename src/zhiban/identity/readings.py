"""How is a secret read, and who has looked at it?

One door. It asks who reads and for what, writes that down and has it on disk, and only then opens
anything; without an actor or a purpose, or if the log cannot be written, nothing is read. Each
entry is chained to the one before it by a hash, so that a line taken out of the middle shows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.identity import ciphers
from zhiban.identity.commits import NOW, held
from zhiban.identity.database import transaction
from zhiban.identity.vault import WHERE, Vault


def read(
    vault: Vault,
    subject_ids: pl.Series,
    fields: Sequence[str],
    *,
    actor: str,
    purpose: str,
    known_at: int = NOW,
    act: str = "read",
) -> pl.DataFrame:
    """subject, field, value as stood at commit `known_at`; a row for each value, none for none.

    `act`: what the log calls it. The reading is logged for every subject asked for, found or not.
    """
    subjects = subject_ids.drop_nulls().unique().sort()
    with transaction(vault.connection):
        log(vault, act, subjects, fields, actor=actor, purpose=purpose)
    holders = vault.known_holders(subjects)
    data_keys = vault.data_keys(holders.iter_rows())
    names = _fields(vault, fields)
    numbers = ", ".join(str(number) for number in names)
    found = vault.connection.execute(
        "SELECT subject, holder, field, sealed FROM temp.asked CROSS JOIN holder USING (subject) "
        f"CROSS JOIN secret ON secret.holder = holder.number WHERE field IN ({numbers}) "
        f"AND {held('secret')} ORDER BY subject, field, blind",
        {"at": known_at},
    )
    opened = [
        (subject, names[field], _opened(vault, data_keys, subject, holder, field, sealed))
        for subject, holder, field, sealed in found
    ]
    schema = {"subject": pl.String(), "field": pl.String(), "value": pl.String()}
    return pl.DataFrame(opened, schema=schema, orient="row")


def fields_of(vault: Vault) -> dict[str, str]:
    """The fields of a vault and the domain of each, by name."""
    return dict(vault.connection.execute("SELECT name, domain FROM field ORDER BY name"))


def find(
    vault: Vault, field: str, kind: str, values: pl.Series, *, actor: str, purpose: str
) -> pl.DataFrame:
    """value, subject: whose `field` is one of `values` now, by blind index; logged as a reading."""
    asked = pl.DataFrame({"value": values, "blind": vault.blind(kind, values)})
    asked = asked.filter(pl.col("blind").is_not_null()).unique()
    query = (
        "SELECT subject FROM secret JOIN holder ON holder.number = secret.holder WHERE field = "
        "(SELECT number FROM field WHERE name = ?) AND blind = ? AND known_until IS NULL"
    )
    found = [
        (value, subject)
        for value, blind in asked.iter_rows()
        for (subject,) in vault.connection.execute(query, (field, blind))
    ]
    schema = {"value": pl.String(), "subject": pl.String()}
    result = pl.DataFrame(found, schema=schema, orient="row").sort("value", "subject")
    with transaction(vault.connection):
        subjects = result["subject"].unique().sort()
        log(vault, "find", subjects, [field], actor=actor, purpose=purpose)
    return result


def who_looked(vault: Vault, subject_ids: pl.Series) -> pl.DataFrame:
    """subject, at, actor, purpose, act, fields: every reading of these subjects, oldest first."""
    subjects = subject_ids.drop_nulls().unique().sort()
    found = [
        (subject, *row[:4], ", ".join(json.loads(row[4])))
        for subject in subjects
        for row in vault.connection.execute(
            "SELECT at, actor, purpose, act, fields FROM reading_of JOIN reading "
            "ON reading.number = reading WHERE subject = ? ORDER BY reading",
            (subject,),
        )
    ]
    names = ("subject", "at", "actor", "purpose", "act", "fields")
    return pl.DataFrame(found, schema={name: pl.String() for name in names}, orient="row")


def log(
    vault: Vault, act: str, subjects: pl.Series, fields: Sequence[str], *, actor: str, purpose: str
) -> int:
    """Inside a transaction: write down who does what to whom, for what; its number."""
    actor, purpose = actor.strip(), purpose.strip()
    if not actor or not purpose:
        raise UsageError(
            Problem(
                "vault-who", WHERE, "没有写明谁看、为何看，什么也不给看",
                "who reads and for what was not said: nothing is read",
                "写明经办人和用途", "give an actor and a purpose",
            )
        )  # fmt: skip
    last = "SELECT number, chain FROM reading ORDER BY number DESC LIMIT 1"
    number, chain = vault.connection.execute(last).fetchone() or (0, b"")
    number += 1
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    digest = hashlib.sha256("\n".join(subjects).encode()).digest()
    row = (number, at, actor, purpose, act, json.dumps(list(fields)), len(subjects), digest)
    vault.connection.execute(
        "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, _link(chain, row))
    )
    vault.connection.executemany(
        f"INSERT INTO reading_of VALUES (?, {number})", ((subject,) for subject in subjects)
    )
    return number


def check_log(vault: Vault) -> list[int]:
    """The numbers of readings that are missing, or do not follow from the one before."""
    wrong, chain, expected = [], b"", 1
    for *row, stored in vault.connection.execute("SELECT * FROM reading ORDER BY number"):
        wrong += list(range(expected, row[0]))
        if stored != _link(chain, tuple(row)):
            wrong.append(row[0])
        chain, expected = stored, row[0] + 1
    return wrong


def _fields(vault: Vault, asked: Sequence[str]) -> dict[int, str]:
    known = dict(vault.connection.execute("SELECT name, number FROM field ORDER BY name"))
    if unknown := [name for name in asked if name not in known]:
        raise UsageError(
            Problem(
                "vault-field", WHERE, f"没有字段 {', '.join(unknown)}",
                f"there is no field {', '.join(unknown)}",
                f"可用：{', '.join(known)}", f"one of {', '.join(known)}",
            )
        )  # fmt: skip
    return {known[name]: name for name in asked}


def _link(chain: bytes, row: tuple[object, ...]) -> bytes:
    said = json.dumps([x.hex() if isinstance(x, bytes) else x for x in row], ensure_ascii=False)
    return hashlib.sha256(chain + said.encode()).digest()


def _opened(
    vault: Vault, data_keys: dict[int, bytes], subject: str, holder: int, field: int, sealed: bytes
) -> str:
    try:
        return ciphers.unseal(data_keys[holder], sealed, f"{subject}/{field}").decode()
    except ciphers.Damaged:
        raise vault.damaged() from None
