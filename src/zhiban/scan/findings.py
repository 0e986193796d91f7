"""What was found, from which scan until which? Findings as intervals of scans (SEM 26).

A row says what a rule said of a subject and occasion since scan `since`. It is never changed; a
later scan that finds otherwise writes its end and another row. What stood after any scan is read
back as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.engines.columnar.judge import FINDINGS
from zhiban.pool.buckets import bucket_of
from zhiban.scan.catalogue import Scans

KEY = ["rule", "id", "occasion"]
CONTENT = ["verdict", "amount_fen", "outputs", "unmet", "because", "next_change"]
SINCE = "since"
ROWS = {name: FINDINGS[name] for name in (*KEY, *CONTENT)} | {SINCE: pl.Int64}
#: Which row ends; with the verdict it had, so that it can be counted.
END_OF = [*KEY, SINCE]
ENDS = {name: ROWS[name] for name in (*END_OF, "verdict")}


def standing(
    scans: Scans, no: int, rules: Sequence[str], *, buckets: Sequence[int] | None = None,
    ids: pl.Series | None = None,
) -> pl.LazyFrame:  # fmt: skip
    """The findings of some rules that stood after scan `no`: `KEY`, `CONTENT`, `since`."""
    frames = [
        pl.scan_parquet(scans.folder / file.path)
        for rule in rules for file in scans.files("findings", no, rule)
    ]  # fmt: skip
    if not frames:
        return pl.LazyFrame(schema=ROWS)
    rows = _limited(pl.concat(frames), buckets, ids)
    ends = [
        pl.scan_parquet(scans.folder / file.path)
        for rule in rules for file in scans.files("ends", no, rule)
    ]  # fmt: skip
    if ends:
        rows = rows.join(_limited(pl.concat(ends), buckets, ids), on=END_OF, how="anti")
    return rows


def difference(old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(rows that begin, rows that end) where `old` stood and `new` was found, of the same units.

    A finding found again as it was neither begins nor ends.
    """
    found = new.select(*KEY, *CONTENT)
    met = found.join(
        old.rename({c: f"{c}~" for c in CONTENT}), on=KEY, how="left", maintain_order="left"
    )
    same = pl.all_horizontal(pl.col(c).eq_missing(pl.col(f"{c}~")) for c in CONTENT)
    there = pl.col(SINCE).is_not_null()
    begins = met.filter(~(there & same)).select(*KEY, *CONTENT)
    changed = met.filter(there & ~same).select(*END_OF, verdict="verdict~")
    gone = old.join(found, on=KEY, how="anti").select(list(ENDS))
    return begins, pl.concat([changed, gone])


def _limited(
    rows: pl.LazyFrame, buckets: Sequence[int] | None, ids: pl.Series | None
) -> pl.LazyFrame:
    if buckets is not None:
        rows = rows.filter(bucket_of("id").is_in(list(buckets)))
    if ids is not None:
        rows = rows.filter(pl.col("id").is_in(ids.implode()))
    return rows
