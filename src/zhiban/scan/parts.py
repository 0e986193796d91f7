"""Which buckets are judged together? As many as fit into memory, so that a town takes one part."""

from __future__ import annotations

import os
from collections.abc import Iterable

from zhiban.pool.buckets import BUCKETS

#: Rows of all registers read at once. With what is looked at and found, a row takes about 2 kB.
ROWS_A_PART = int(os.environ.get("ZHIBAN_ROWS_A_PART", "1500000"))

Part = tuple[int, ...]


def parts_of(rows: Iterable[int]) -> list[Part]:
    """The buckets in groups of about the same number of rows; `rows`: how many each bucket has."""
    counts = list(rows)
    wanted = min(BUCKETS, max(1, -(-sum(counts) // ROWS_A_PART)))
    limit = sum(counts) / wanted
    parts: list[Part] = []
    current: list[int] = []
    held = 0
    for bucket, count in enumerate(counts):
        if current and held + count > limit * 1.05 and len(parts) < wanted - 1:
            parts.append(tuple(current))
            current, held = [], 0
        current.append(bucket)
        held += count
    return [*parts, tuple(current)]
