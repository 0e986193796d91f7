"""Blind indexes for tests: any 16 bytes that differ where the texts differ."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import polars as pl


def blind(*texts: str | None) -> pl.Series:
    return blinds(texts)


def blinds(texts: Iterable[str | None]) -> pl.Series:
    found = [None if t is None else hashlib.sha256(t.encode()).digest()[:16] for t in texts]
    return pl.Series("key", found, dtype=pl.Binary)
