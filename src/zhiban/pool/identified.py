"""How does an identity number become a subject of the pool? Through the ledger.

The number itself goes into the vault and nowhere else. Which kind of number names which kind of
subject is said at the first delivery, and holds for the pool.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.errors import DataError, Problem
from zhiban.identity.attaching import CONTESTED, attach, contested
from zhiban.identity.database import open_database
from zhiban.identity.key_file import FILE_VARIABLE, TEXT_VARIABLE, Keys, make_keys
from zhiban.identity.key_reasons import KEY_REASONS
from zhiban.identity.keys import KEY_KINDS, kind_of_key, read_keys
from zhiban.identity.ledger import Ledger
from zhiban.identity.sealing import Secrets, store
from zhiban.identity.vault import VAULT_FILE, Vault, take_back
from zhiban.identity.vault_tables import SCHEMA
from zhiban.pool.failpoints import reach
from zhiban.pool.subjects import Named, Secret

VAULT, LEDGER, KEY_FILE = "vault", "ledger.sqlite", "keys"
_CONTESTED = "key-contested"
#: Why a cell names nobody, by code: in Chinese and in English.
_REASONS = {
    code: (f"{r.zh}；可以这样做：{r.attempt}", f"{r.en}; try: {r.attempt_en}")
    for code, r in KEY_REASONS.items()
} | {
    _CONTESTED: (
        "几个人用过这个号码，不能确定是哪一个",
        "several people have used this number: which of them is meant is not known",
    )
}


@dataclass
class Identified:
    """Subjects by their numbers: `keys` says, for each kind of subject, which kind of number
    stands in its columns (person → resident, enterprise → uscc, …)."""

    ledger: Ledger
    vault: Vault
    keys: Mapping[str, str]

    @staticmethod
    def open(folder: Path, keys: Mapping[str, str], *, make: bool = True) -> Identified:
        """The ledger and the vault of the pool in `folder`; its first keys are made beside the
        pool, never in it. DataError without the keys of a vault that is there; and without the
        vault where `make` is false: in a new one everybody would be somebody else."""
        for kind in keys.values():
            kind_of_key(kind)
        place = folder / VAULT
        missing = [path for path in (place / VAULT_FILE, place / LEDGER) if not path.exists()]
        if missing and not make:
            raise DataError([_gone(folder, path) for path in missing])
        key_file = folder.parent / f"{folder.name}-{KEY_FILE}"
        is_new = make and not place.exists()
        is_given = any(os.environ.get(name) for name in (TEXT_VARIABLE, FILE_VARIABLE))
        if is_new and not key_file.exists() and not is_given:
            make_keys().write(key_file)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        vault = Vault.open(place, Keys.find(key_file), make=make)
        return Identified(Ledger.open(place / LEDGER, make=make), vault, keys)

    def named(self, kind: str, cells: pl.Series, commit: int) -> Named:
        """The subjects of a column of numbers, known from `commit` on."""
        key_kind = self.keys.get(kind)
        if key_kind is None:
            raise DataError(Problem(
                "no-key-kind", kind, "没有说明这类主体用什么号码",
                "it is not said by which number such subjects go",
                f"加上 --keys {kind}=resident（或 uscc、passport、local）",
                f"add --keys {kind}=resident (or uscc, passport, local)",
            ))  # fmt: skip
        numbers, reason = read_keys(cells, key_kind)
        indexes = self.vault.blind(key_kind, numbers)
        ids = self.ledger.assign(key_kind, indexes, commit, subject=kind, own=True)
        reach("subjects.1")
        seen = pl.DataFrame({"id": ids, "number": numbers, "index": indexes})
        seen = seen.drop_nulls().unique(["id", "number"], maintain_order=True)
        if seen.height:
            sealed = Secrets(key_kind, seen["number"], indexes=seen["index"])
            store(self.vault, seen["id"], {key_kind: sealed}, commit)
        reach("subjects.2")
        is_contested = numbers.is_not_null() & ids.is_null()
        codes = reason.set(is_contested, _CONTESTED)
        return Named(ids, _words(codes, 0), _words(codes, 1))

    def keep(self, secrets: Sequence[Secret], commit: int, *, late: bool) -> Mapping[str, int]:
        """Bring secrets to the vault, the distinct values of each subject once.

        A kind of key becomes a further key of its subject; one that somebody else has already is
        contested from then on: both keep it, and a person decides.
        """
        told: Counter[str] = Counter()
        by_subject: dict[str, dict[str, Secrets]] = {}
        whose: dict[str, pl.Series] = {}
        for one in secrets:
            whose[one.about] = one.ids
            given = one.values
            if one.kind in KEY_KINDS:
                given, reason = read_keys(one.values, one.kind)
                told["not-a-number"] += reason.count()
                indexes = self.vault.blind(one.kind, given)
                outcome = attach(
                    self.ledger, one.kind, indexes, one.ids, commit, subject=one.subject
                )
                told["contested"] += int((outcome == CONTESTED).sum())
            else:
                indexes = self.vault.blind(one.kind, given)
            column = Secrets(one.kind, given, indexes=indexes)
            by_subject.setdefault(one.about, {})[one.field] = column
        reach("subjects.3")
        for about, fields in by_subject.items():
            told["sealed"] += store(self.vault, whose[about], fields, commit, late=late)
        reach("subjects.4")
        return told

    def recover(self, last_commit: int) -> None:
        """Forget what commits after `last_commit` brought."""
        self.ledger.recover(last_commit)
        self.vault.recover(last_commit)


def recover_identities(folder: Path, last_commit: int) -> None:
    """The same for the pool in `folder`, without its keys: they are needed only to read."""
    place = folder / VAULT
    if (place / LEDGER).exists():
        ledger = Ledger.open(place / LEDGER, make=False)
        ledger.recover(last_commit)
        ledger.close()
    if (place / VAULT_FILE).exists():
        connection = open_database(place / VAULT_FILE, SCHEMA, make=False)
        take_back(connection, last_commit)
        connection.close()


def contested_in(folder: Path) -> pl.DataFrame:
    """`contested` for the pool in `folder`, without its keys; empty where it has no ledger."""
    path = folder / VAULT / LEDGER
    if not path.exists():
        return pl.DataFrame(schema={"subjects": pl.List(pl.String()), "since": pl.Int64()})
    ledger = Ledger.open(path, make=False)
    try:
        return contested(ledger)
    finally:
        ledger.close()


def _gone(folder: Path, path: Path) -> Problem:
    return Problem(
        "vault-missing", str(path),
        "这个数据池按号码认人，而保险库的这个文件不在；不会另建一个：同一个人会变成另一个主体",
        "this pool knows people by numbers, and this file of its vault is missing; no new one is "
        "made: the same person would become another subject",
        f"把原来的 {VAULT} 文件夹（连同密钥文件）放回 {folder}；zhiban pool backup 不复制保险库",
        f"bring the {VAULT} folder (and its key file) back to {folder}; zhiban pool backup does "
        "not copy the vault",
    )  # fmt: skip


def _words(codes: pl.Series, language: int) -> pl.Series:
    """The reasons in one language; null where there is none."""
    return codes.replace_strict(
        list(_REASONS), [words[language] for words in _REASONS.values()], default=None,
        return_dtype=pl.String,
    )  # fmt: skip
