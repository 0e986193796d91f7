"""How does a supplier's file become a delivery to the pool?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.language.register import Register
from zhiban.pool import quarantine
from zhiban.pool.catalogue import Delivery
from zhiban.pool.pool import Pool
from zhiban.pool.receiving import WITHDRAWN, Order
from zhiban.pool.tables import digest
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.declared import specs_of
from zhiban.registers.mapping import Mapping
from zhiban.registers.mapping_files import read_mapping
from zhiban.registers.sources import Source, open_source
from zhiban.registers.split import Split, split_rows

BATCH = 250_000


@dataclass(frozen=True)
class Report:
    """What became of a delivery: its counts, the reasons for rows held back, the one before."""

    delivery: Delivery
    reasons: pl.DataFrame
    before: Delivery | None

    def ranked(self) -> pl.DataFrame:
        """The reasons by column and kind, the most frequent first: column, kind, zh, en, rows."""
        return (
            self.reasons.group_by("column", "kind")
            .agg(pl.col("zh", "en").first(), rows=pl.col("row").n_unique())
            .sort("rows", "column", "kind", descending=[True, False, False])
        )


def deliver(
    pool: Pool,
    register: type[Register],
    path: Path,
    *,
    extracted_on: int,
    kind: str,
    covers: tuple[tuple[int, int], ...] = (),
    repairs: int | None = None,
    mapping: Path | None = None,
    step: Callable[[int], None] = lambda _: None,
) -> Report:
    """Receive one file, its columns those of the register or made so by a supplier's `mapping`.

    DataError when it is no table, or its columns are not the register's; then nothing has
    happened.
    """
    specs = _specs(register, kind)
    mapped = read_mapping(mapping, specs) if mapping is not None else None
    if mapped is None:
        source = open_source(path, torn="quarantine")
        source.check(specs)
    else:
        source = mapped.open(path, torn="quarantine")
    before = pool.catalogue.deliveries(register.id)
    order = Order(register, path.name, digest(path), extracted_on, kind, covers, repairs)
    delivery, held = pool.receive(order, _splits(source, specs, register, mapped), step=step)
    return Report(delivery, held.reasons, before[-1] if before else None)


def held_back(pool: Pool, delivery: Delivery, path: Path) -> pl.DataFrame:
    """The rows of a delivery that are held back, as they stand in its file, with the reasons."""
    quarantine.same_file(delivery, digest(path), path)
    reasons = quarantine.read(pool.folder, delivery)
    found = [
        quarantine.rows_in(batch, reasons)
        for batch in open_source(path, torn="quarantine").batches(BATCH)
    ]
    return pl.concat([f.drop("row", "torn", strict=False) for f in found])


def _specs(register: type[Register], kind: str) -> list[ColumnSpec]:
    specs = specs_of(register)
    if kind != WITHDRAWN:
        return specs
    return [ColumnSpec(s.name, s.type, required=s.name in register.key, title=s.title)
            for s in specs]  # fmt: skip


def _splits(
    source: Source, specs: list[ColumnSpec], register: type[Register], mapped: Mapping | None
) -> Iterator[Split]:
    for batch in source.batches(BATCH):
        made = batch if mapped is None else mapped.apply(batch)
        yield split_rows(made, specs, register.promises)
