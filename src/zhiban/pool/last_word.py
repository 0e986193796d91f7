"""When was a row last said? By its own extract, or by a later full delivery that named it again.

A row that a full delivery repeats is not stored anew. Yet it has been said again: what an older
extract says of it, arriving late, does not win (SEM 11).
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from zhiban.pool.catalogue import FullDelivery
from zhiban.pool.layout import Layout
from zhiban.pool.tables import ROWS_A_COMMIT


def last_said(rows: pl.DataFrame, layout: Layout, fulls: Iterable[FullDelivery]) -> pl.DataFrame:
    """`rows` with the day of the extract and the commit of their last word: `said_on`, `said_in`.

    `rows` has the register's columns, `row_id` and `extracted_on`; `row_id` is null where nothing
    stands. A row that still stands after a full delivery for its day was named by it, unless a row
    of its subject was held back: then that delivery has ended nobody's rows.
    """
    commit = pl.col("row_id") // ROWS_A_COMMIT
    rows = rows.with_columns(said_on="extracted_on", said_in=commit)
    subject, day = pl.col(layout.subject_columns[0]), layout.day
    for full in fulls:
        named = (commit < full.no) & (pl.col("said_on") <= full.extracted_on)
        named &= ~subject.is_in(sorted(full.held)).fill_null(False)
        if day is not None:
            named &= day.is_between(full.first_day, full.last_day)
        rows = rows.with_columns(
            said_on=pl.when(named).then(pl.lit(full.extracted_on, pl.Int64)).otherwise("said_on"),
            said_in=pl.when(named).then(pl.lit(full.no, pl.Int64)).otherwise("said_in"),
        )
    return rows
