"""How does the vault get a new key, and when may the old one go?

The new key is put into the key file first (`Keys.with_new_seal`), and everything sealed from then
on is sealed with it. `rotate` brings the data keys of all holders over, portion by portion; it can
be interrupted at any time and goes on where it stopped. When nothing is left, the old key may go.
What the data keys themselves have sealed is not touched, and the index key is never changed: it
would change every blind index of vault and ledger.
"""

from __future__ import annotations

from collections.abc import Callable

from zhiban.identity import ciphers
from zhiban.identity.database import transaction
from zhiban.identity.vault import Vault

_PORTION = 20_000


def rotate(vault: Vault, progress: Callable[[int], None] = lambda done: None) -> int:
    """Seal every holder's data key with the newest key of the vault; how many were brought over."""
    newest, seals = vault.keys.newest, vault.keys.seals
    done, after = 0, 0
    while True:
        portion = vault.connection.execute(
            "SELECT number, subject, wrapped FROM holder WHERE number > ? ORDER BY number LIMIT ?",
            (after, _PORTION),
        ).fetchall()
        if not portion:
            return done
        after = portion[-1][0]
        older = [
            (number, subject, wrapped)
            for number, subject, wrapped in portion
            if wrapped is not None and ciphers.key_number(wrapped) != newest
        ]
        opened = vault.data_keys(older)
        changed = [
            (ciphers.seal(seals[newest], newest, opened[number], subject), number, wrapped)
            for number, subject, wrapped in older
        ]
        with transaction(vault.connection):
            # Only if nobody changed it in the meantime: an erasure must not be undone.
            vault.connection.executemany(
                "UPDATE holder SET wrapped = ? WHERE number = ? AND wrapped = ?", changed
            )
        done += len(changed)
        progress(done)


def keys_in_use(vault: Vault) -> dict[int, int]:
    """Number of a sealing key → how many data keys are sealed with it."""
    prefix = "substr(wrapped, 1, 9)"
    query = f"SELECT {prefix}, count(*) FROM holder WHERE wrapped IS NOT NULL GROUP BY {prefix}"
    return {ciphers.key_number(head): n for head, n in vault.connection.execute(query)}
