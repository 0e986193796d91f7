"""How do the town's files go into a pool? Delivered as a supplier's would be, then scanned."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from zhiban.cli import reading
from zhiban.language.rules import Rule
from zhiban.loop.delivering import deliver
from zhiban.loop.judging import Judged
from zhiban.made_up.known import LAST_DAY
from zhiban.made_up.registers import COVERED
from zhiban.packs import Library
from zhiban.pool.pool import Pool
from zhiban.pool.receiving import Order
from zhiban.scan.catalogue import Scans
from zhiban.scan.findings import standing
from zhiban.scan.scanning import Done, scan

#: The folder of the pool, beside the register files.
POOL = "pool"


def fill(library: Library, files: Path, pool: Path, step: Callable[[str], None]) -> Pool:
    """Receive every register of the town into a new pool, all extracted on its last day.

    A register in which nothing happened has no file. It is a delivery without rows all the same:
    its silence means "no" on the days it covers.
    """
    opened = Pool.open(pool, create=True)
    opened.named_by({})
    for name in COVERED:
        step(name)
        register, path, covers = library.register(name), files / f"{name}.csv", covers_of(name)
        if path.exists():
            deliver(opened, register, path, extracted_on=LAST_DAY, kind="full", covers=covers)
        else:
            nothing = hashlib.sha256(b"").hexdigest()
            opened.receive(Order(register, path.name, nothing, LAST_DAY, "full", covers), [])
    return opened


def covers_of(name: str) -> tuple[tuple[int, int], ...]:
    """The days that a register of the town speaks for, both included."""
    spans = reading.covered([f"{name}={a}..{b}" for a, b in COVERED[name].spans])
    return tuple((span.first, span.last) for span in spans)


def scanned(
    pool: Pool, library: Library, rules: Sequence[Rule], as_of: int,
    step: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
) -> Done:  # fmt: skip
    """Judge everybody of the pool. The law is that of the town's last day, or of a later day
    judged: never that of the day on which somebody runs the demo."""
    return scan(pool, library, rules, as_of, law_known_at=max(as_of, LAST_DAY), step=step)


def found(scans: Scans, rule: Rule, done: Done) -> pl.DataFrame:
    """What the scan found by one rule, in the form that `judge` writes."""
    rows = standing(scans, done.scan.no, [rule.id]).collect()
    return Judged(rows.with_columns(as_of=pl.lit(done.scan.pin.as_of, pl.Int64))).as_file()
