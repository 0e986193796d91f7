"""Which rows of a delivery are held back, as the supplier wrote them, to be put right?

The pool keeps their numbers and the reasons, not their cells: these are taken from the file, or
the table, that was delivered, opened as it was then.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from zhiban.loop.delivering import BATCH, open_as
from zhiban.loop.delivery_report import came_of
from zhiban.pool import quarantine
from zhiban.pool.catalogue import Delivery
from zhiban.pool.pool import Pool
from zhiban.pool.tables import digest
from zhiban.registers import postgres_source


def held_back(pool: Pool, delivery: Delivery, where: Path | str) -> pl.DataFrame:
    """The rows held back in the supplier's own columns, and why, in a last column.

    DataError when the file, or the table, is not what was delivered.
    """
    is_table = postgres_source.is_url(where)
    if not is_table:
        quarantine.same_file(delivery, digest(Path(where)), str(where))
    came = came_of(pool, delivery.no)
    source = open_as(where, came.options if came is not None else {})
    if came is not None and came.repairs is not None:
        source.leave_out([name for name in source.names if name not in came.names])
    reasons = quarantine.read(pool.folder, delivery)
    named = quarantine.in_columns_of_the_file(reasons, came.sources if came is not None else {})
    found = [quarantine.rows_in(batch, named) for batch in source.batches(BATCH)]
    if is_table:
        assert source.checksum is not None
        quarantine.same_file(delivery, source.checksum(), source.where)
    return pl.concat(found)
