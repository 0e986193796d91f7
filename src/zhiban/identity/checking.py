"""Does everything that the vault has sealed open with the keys at hand?

Opened, compared with its blind index and let go at once: nothing but counts leaves this module, so
no reading is logged.
"""

from __future__ import annotations

from itertools import groupby

import polars as pl

from zhiban.errors import Problem
from zhiban.identity import ciphers
from zhiban.identity.secret_kinds import canonical_in
from zhiban.identity.vault import WHERE, Vault

_PORTION = 5_000
_HOLDERS = "SELECT number, subject, wrapped FROM holder WHERE number > ? ORDER BY number LIMIT ?"
_SECRETS = (
    "SELECT holder, field, blind, sealed FROM secret WHERE holder > ? AND holder <= ? "
    "ORDER BY holder"
)


def check_sealed(vault: Vault) -> list[Problem]:
    """What is wrong with what is sealed; nothing if all of it opens."""
    gone: set[int] = set()
    domains: dict[int, str] = dict(vault.connection.execute("SELECT number, domain FROM field"))
    without_key = shut = shut_keys = astray = after = 0
    while holders := vault.connection.execute(_HOLDERS, (after, _PORTION)).fetchall():
        until = holders[-1][0]
        subjects = {number: subject for number, subject, _ in holders}
        data_keys: dict[int, bytes] = {}
        for number, subject, wrapped in holders:
            if wrapped is None:  # erased: nothing of them may be left, and nothing opens
                continue
            key_number = ciphers.key_number(wrapped)
            if key_number not in vault.keys.seals:
                gone.add(key_number)
                without_key += 1
                continue
            try:
                data_keys[number] = ciphers.unseal(vault.keys.seals[key_number], wrapped, subject)
            except ciphers.Damaged:
                shut_keys += 1
        found = vault.connection.execute(_SECRETS, (after, until))
        opened: dict[str, list[tuple[bytes, str]]] = {}
        for holder, values in groupby(found, key=lambda row: int(row[0])):
            for _, field, blind, sealed in values:
                belongs_to = f"{subjects.get(holder)}/{field}"
                key = data_keys.get(holder)
                value = None if key is None else _opened(key, holder, sealed, belongs_to)
                if value is None or field not in domains:
                    shut += 1
                else:
                    opened.setdefault(domains[field], []).append((blind, value))
        astray += sum(_astray(vault, name, pairs) for name, pairs in opened.items())
        after = until
    (beyond,) = vault.connection.execute(
        "SELECT count(*) FROM secret WHERE holder > ?", (after,)
    ).fetchone()
    return _said(vault, gone, without_key, shut_keys, shut + beyond, astray)


def _opened(key: bytes, holder: int, sealed: bytes, belongs_to: str) -> str | None:
    try:
        value = ciphers.unseal(key, sealed, belongs_to)
    except ciphers.Damaged:
        return None
    return value.decode() if ciphers.key_number(sealed) == holder else None


def _astray(vault: Vault, domain: str, pairs: list[tuple[bytes, str]]) -> int:
    """How many values do not stand under their own blind index: looked for, they are not found."""
    form = canonical_in(domain, pl.Series([value for _, value in pairs], dtype=pl.String))
    own = ciphers.blind_indexes(vault.keys.index, domain, form)
    return sum(blind != index for (blind, _), index in zip(pairs, own, strict=True))


def _said(
    vault: Vault, gone: set[int], without_key: int, shut_keys: int, shut: int, astray: int
) -> list[Problem]:
    where, out = f"{WHERE} {vault.path}", []
    if gone:
        names = ", ".join(f"seal {number}" for number in sorted(gone))
        out.append(Problem(
            "vault-key-gone", where,
            f"密钥文件里没有 {names}，{without_key} 个主体的数据键用它封存",
            f"{names} is not in the key file, and the data keys of {without_key} subjects are "
            "sealed with it",
            "找回这把密钥，放回密钥文件", "find that key and put it back into the key file",
        ))  # fmt: skip
    if shut_keys or shut:
        out.append(Problem(
            "vault-damaged", where,
            f"{shut_keys} 个主体的数据键、{shut} 个封存的值打不开",
            f"the data keys of {shut_keys} subjects and {shut} sealed values do not open",
            "从备份恢复保险库", "restore the vault from a backup",
        ))  # fmt: skip
    if astray:
        out.append(Problem(
            "vault-index", where,
            f"{astray} 个封存的值不在自己的盲索引下，按号码或姓名查不到",
            f"{astray} sealed values do not stand under their own blind index: looked for by "
            "number or name they are not found",
            "从备份恢复保险库", "restore the vault from a backup",
        ))  # fmt: skip
    return out
