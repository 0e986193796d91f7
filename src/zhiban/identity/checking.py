"""Does everything that the vault has sealed open with the keys at hand?

Opened and let go at once: nothing but counts leaves this module, so no reading is logged.
"""

from __future__ import annotations

from itertools import groupby

from zhiban.errors import Problem
from zhiban.identity import ciphers
from zhiban.identity.vault import WHERE, Vault

_PORTION = 5_000
_HOLDERS = "SELECT number, subject, wrapped FROM holder WHERE number > ? ORDER BY number LIMIT ?"
_SECRETS = (
    "SELECT holder, field, sealed FROM secret WHERE holder > ? AND holder <= ? ORDER BY holder"
)


def check_sealed(vault: Vault) -> list[Problem]:
    """What is wrong with what is sealed; nothing if all of it opens."""
    gone: set[int] = set()
    without_key = shut = shut_keys = after = 0
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
        for holder, values in groupby(found, key=lambda row: int(row[0])):
            for _, field, sealed in values:
                belongs_to = f"{subjects.get(holder)}/{field}"
                key = data_keys.get(holder)
                if key is None or not _opens(key, holder, sealed, belongs_to):
                    shut += 1
        after = until
    (beyond,) = vault.connection.execute(
        "SELECT count(*) FROM secret WHERE holder > ?", (after,)
    ).fetchone()
    return _said(vault, gone, without_key, shut_keys, shut + beyond)


def _opens(key: bytes, holder: int, sealed: bytes, belongs_to: str) -> bool:
    try:
        ciphers.unseal(key, sealed, belongs_to)
    except ciphers.Damaged:
        return False
    return ciphers.key_number(sealed) == holder


def _said(
    vault: Vault, gone: set[int], without_key: int, shut_keys: int, shut: int
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
    return out
