"""What became of a delivery, and in what is it unlike the one before it? At once or years later."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from zhiban.pool import quarantine
from zhiban.pool.catalogue import Delivery
from zhiban.pool.pool import Pool
from zhiban.pool.receiving import WITHDRAWN
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.profile import Profile, profile_of
from zhiban.registers.unlike import Delivered, Unlike, compare


@dataclass(frozen=True, slots=True)
class Came:
    """How a delivery came, as it was kept: whose it is, what it repairs, how the file was opened,
    its header, which of its columns make which of the register, and its profile."""

    supplier: str
    repairs: int | None
    options: Mapping[str, str]
    names: Sequence[str]
    sources: Mapping[str, Sequence[str]]
    profile: Profile


@dataclass(frozen=True)
class Report:
    """What became of a delivery: its counts, the reasons for rows held back, the one before."""

    delivery: Delivery
    reasons: pl.DataFrame
    specs: Sequence[ColumnSpec]
    came: Came | None
    before: Delivery | None = None
    came_before: Came | None = None
    #: What came of the values for the vault: how many by outcome; only just after receiving.
    secrets: Mapping[str, int] = field(default_factory=dict)

    def ranked(self) -> pl.DataFrame:
        """The reasons by column and kind, the most frequent first: column, kind, zh, en, rows."""
        return (
            self.reasons.group_by("column", "kind")
            .agg(pl.col("zh", "en").first(), rows=pl.col("row").n_unique())
            .sort("rows", "column", "kind", descending=[True, False, False])
        )

    @cached_property
    def unlike(self) -> list[Unlike]:
        """In what it is unlike the delivery before; nothing without one."""
        if self.before is None or self.came_before is None or self.came is None:
            return []
        return compare(
            _delivered(self.delivery, self.came), _delivered(self.before, self.came_before),
            self.specs,
        )  # fmt: skip


def report_of(pool: Pool, delivery: Delivery, specs: Sequence[ColumnSpec]) -> Report:
    """The report on a delivery of the pool; the same whenever it is asked for."""
    came = came_of(pool, delivery.no)
    before = _before(pool, delivery, came)
    return Report(
        delivery, quarantine.read(pool.folder, delivery), specs, came, before,
        came_of(pool, before.no) if before is not None else None,
    )  # fmt: skip


def came_of(pool: Pool, no: int) -> Came | None:
    """How a delivery came; None for one from before this was kept."""
    text = pool.catalogue.profile(no)
    if text is None:
        return None
    said: dict[str, Any] = json.loads(text)
    return Came(**said | {"profile": profile_of(said["profile"])})


def _before(pool: Pool, delivery: Delivery, came: Came | None) -> Delivery | None:
    """The last delivery before of the same register, supplier and kind; repairs are none."""
    if came is None or came.repairs is not None or delivery.kind == WITHDRAWN:
        return None
    for one in reversed(pool.catalogue.deliveries(delivery.register)):
        if one.no >= delivery.no or one.kind != delivery.kind:
            continue
        other = came_of(pool, one.no)
        if other is not None and other.repairs is None and other.supplier == came.supplier:
            return one
    return None


def _delivered(delivery: Delivery, came: Came) -> Delivered:
    return Delivered(
        delivery.delivered, delivery.quarantined, came.names, delivery.extracted_on, came.profile
    )
