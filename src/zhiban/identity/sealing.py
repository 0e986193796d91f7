"""How do secrets get into the vault?

Distinct values only: a value that a holder's field has already is not sealed again, so that the
same file a second time costs blind indexes and nothing else. A secret has a life in commits like
every row of the pool; what its supplier extracted later wins, whenever it arrives.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from zhiban.errors import DataError, Problem, UsageError
from zhiban.identity import ciphers
from zhiban.identity.commits import begin
from zhiban.identity.database import transaction
from zhiban.identity.secret_kinds import domain
from zhiban.identity.vault import WHERE, Vault

_ROWS = {"holder": pl.Int64(), "field": pl.Int64(), "blind": pl.Binary(), "value": pl.String()}


@dataclass(frozen=True, slots=True)
class Secrets:
    """A column of secrets: their kind (see `secret_kinds`), values as written, null = unknown."""

    kind: str
    values: pl.Series
    source: str = ""
    #: Their blind indexes, where they have been worked out already.
    indexes: pl.Series | None = None


def store(
    vault: Vault,
    subject_ids: pl.Series,
    fields: Mapping[str, Secrets],
    commit: int,
    *,
    late: bool = False,
) -> int:
    """Seal what is new in `fields` (name → a column beside `subject_ids`); how many that was.

    A new value of a holder's field ends the earlier ones that are not said again beside it;
    several values of one commit all stand. Values without a subject are refused. `late`: from an
    older extract than what stands: kept as what never stood, unless the field was empty.
    """
    with transaction(vault.connection):
        begin(vault.connection, commit, f"{WHERE} {vault.path}")
        holders = _holders(vault, subject_ids.drop_nulls().unique(), commit)
        standing = _standing(vault)
        rows = _rows(vault, subject_ids, fields, holders, commit)
        new = rows.join(standing, on=["holder", "field", "blind"], how="anti")
        if late:
            came_late = new.join(standing, on=["holder", "field"], how="semi")
            _seal(vault, came_late, holders, commit, known_until=commit)
            new = new.join(standing, on=["holder", "field"], how="anti")
        _seal(vault, new, holders, commit)
        ended = standing.join(new, on=["holder", "field"], how="semi")
        ended = ended.join(rows, on=["holder", "field", "blind"], how="anti")
        _end(vault, ended, commit)
    return new.height


def _holders(vault: Vault, subject_ids: pl.Series, commit: int) -> pl.DataFrame:
    """The holders of `subject_ids`, with a data key made for each new one."""
    held = vault.known_holders(subject_ids)
    if held["wrapped"].null_count():
        raise _erased(vault, held.filter(pl.col("wrapped").is_null())["subject"])
    new = subject_ids.to_frame("subject").join(held, on="subject", how="anti")["subject"].sort()
    first = vault.connection.execute("SELECT coalesce(max(number), 0) + 1 FROM holder")
    start, newest = first.fetchone()[0], vault.keys.newest
    seal_key, fresh = vault.keys.seals[newest], os.urandom(ciphers.SEAL_BYTES * len(new))
    made = [
        (
            start + i,
            subject,
            ciphers.seal(seal_key, newest, fresh[16 * i : 16 * i + 16], subject),
        )
        for i, subject in enumerate(new)
    ]
    insert = f"INSERT INTO holder VALUES (?, ?, ?, {int(commit)})"
    vault.connection.executemany(insert, made)
    return pl.concat([held, pl.DataFrame(made, schema=held.schema, orient="row")])


def _rows(
    vault: Vault,
    subject_ids: pl.Series,
    fields: Mapping[str, Secrets],
    holders: pl.DataFrame,
    commit: int,
) -> pl.DataFrame:
    """holder, field, blind, value: each distinct value of each holder once."""
    numbers = holders.select("subject", holder="number")
    parts = []
    for name, column in fields.items():
        frame = pl.DataFrame(
            {
                "subject": subject_ids,
                "blind": vault.blind(column.kind, column.values, source=column.source)
                if column.indexes is None
                else column.indexes,
                "value": column.values.cast(pl.String),
            }
        ).filter(pl.col("value").is_not_null())
        if frame["subject"].null_count():
            raise _usage(
                f"字段 {name} 有值而无主体", f"{name} has values without a subject",
            )  # fmt: skip
        field = _field(vault, name, domain(column.kind, column.source), commit)
        parts.append(
            frame.join(numbers, on="subject")
            .unique(["holder", "blind"], keep="first", maintain_order=True)
            .select("holder", pl.lit(field).cast(pl.Int64).alias("field"), "blind", "value")
        )
    return pl.concat(parts) if parts else pl.DataFrame(schema=_ROWS)


def _field(vault: Vault, name: str, of: str, commit: int) -> int:
    insert = "INSERT OR IGNORE INTO field (name, domain, known_from) VALUES (?, ?, ?)"
    vault.connection.execute(insert, (name, of, commit))
    query = "SELECT number, domain FROM field WHERE name = ?"
    number, stored = vault.connection.execute(query, (name,)).fetchone()
    if stored != of:
        raise _usage(
            f"字段 {name} 先前是 {stored}，现在是 {of}",
            f"the field {name} was {stored} before and is {of} now",
        )
    return int(number)


def _standing(vault: Vault) -> pl.DataFrame:
    """holder, field, blind of what stands for the holders asked for just before."""
    found = vault.connection.execute(
        "SELECT holder, field, blind FROM temp.asked CROSS JOIN holder USING (subject) "
        "CROSS JOIN secret ON secret.holder = holder.number WHERE known_until IS NULL"
    ).fetchall()
    schema = {name: _ROWS[name] for name in ("holder", "field", "blind")}
    return pl.DataFrame(found, schema=schema, orient="row")


def _seal(
    vault: Vault,
    new: pl.DataFrame,
    holders: pl.DataFrame,
    commit: int,
    *,
    known_until: int | None = None,
) -> None:
    needed = holders.join(new.select(number="holder"), on="number", how="semi")
    data_keys = vault.data_keys(needed.iter_rows())
    subjects = dict(needed.select("number", "subject").iter_rows())
    vault.connection.executemany(
        f"INSERT OR IGNORE INTO secret VALUES (?, ?, ?, ?, {int(commit)}, ?)",
        (
            (
                holder,
                field,
                blind,
                ciphers.seal(
                    data_keys[holder], holder, value.encode(), f"{subjects[holder]}/{field}"
                ),
                known_until,
            )
            for holder, field, blind, value in new.sort("holder", "field", "blind").iter_rows()
        ),
    )


def _end(vault: Vault, ended: pl.DataFrame, commit: int) -> None:
    """End what stood before this commit; what it stored itself all stands."""
    vault.connection.executemany(
        f"UPDATE secret SET known_until = {int(commit)} WHERE holder = ? AND field = ? "
        f"AND blind = ? AND known_until IS NULL AND known_from < {int(commit)}",
        ended.iter_rows(),
    )


def _erased(vault: Vault, subject_ids: pl.Series) -> DataError:
    shown = ", ".join(subject_ids.head(5))
    return DataError(
        Problem(
            "vault-erased", f"{WHERE} {vault.path}",
            f"{len(subject_ids)} 个主体已被清除：{shown}",
            f"{len(subject_ids)} subjects were erased: {shown}",
            "清除不可撤销；同一个人再来时是新主体",
            "an erasure cannot be undone; the person is a new subject if met again",
        )
    )  # fmt: skip


def _usage(what: str, what_en: str) -> UsageError:
    return UsageError(Problem("vault-field", WHERE, what, what_en))
