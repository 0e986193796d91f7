"""How does a person name a key without typing the number? By the first characters of its index."""

from __future__ import annotations

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.identity import ids
from zhiban.identity.commits import NOW, held
from zhiban.identity.keys import kind_in_space
from zhiban.identity.ledger import WHERE, Ledger

_LENGTH = 8


def handle(space: str, index: bytes) -> str:
    """What a key is called on screens: its space and a part of its blind index."""
    return f"{space.partition(':')[0]}:{index.hex()[:_LENGTH]}"


def keys_of(ledger: Ledger, subject: str, *, known_at: int = NOW) -> list[tuple[str, str, bytes]]:
    """handle, kind, blind index of the keys that a subject itself has."""
    ordinal = ids.ordinals_of(pl.Series([subject]), ledger.seed)[0]
    found = ledger.connection.execute(
        "SELECT space.name, link.key FROM link JOIN space ON space.number = link.space "
        f"WHERE link.subject = :subject AND {held('link')} ORDER BY 1, 2",
        {"subject": ordinal, "at": known_at},
    )
    out = []
    for name, key in found:
        kind = kind_in_space(name.partition(":")[0])
        assert kind is not None, name
        out.append((handle(name, key), kind, key))
    return out


def key_called(ledger: Ledger, subject: str, called: str) -> tuple[str, bytes]:
    """The kind and index of the key of a subject that a person called by its handle."""
    keys = keys_of(ledger, subject)
    hits = [(kind, key) for name, kind, key in keys if name == called]
    if len(hits) == 1:
        return hits[0]
    known = ", ".join(name for name, _, _ in keys) or "—"
    raise UsageError(Problem(
        "no-such-key", f"{WHERE} {subject}", f"没有叫 {called} 的键（或不止一个）",
        f"no key, or more than one, is called {called}",
        f"可用：{known}", f"one of {known}",
    ))  # fmt: skip
