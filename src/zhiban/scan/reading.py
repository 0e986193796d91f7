"""What do the registers of a pool say about the subjects of some buckets, as known at a commit?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from zhiban.language.register import Register, columns_naming
from zhiban.loop.pooled import days_covered, row_id_text
from zhiban.loop.receiving import Received, empty
from zhiban.packs import Library
from zhiban.pool.buckets import BUCKETS, bucket_of
from zhiban.pool.pool import Pool
from zhiban.pool.reading import bucket_of_file
from zhiban.registers.cells import suffixes
from zhiban.registers.declared import specs_of
from zhiban.scan.needs import Needs, cells_of
from zhiban.scan.parts import Part


@dataclass(frozen=True)
class Whom:
    """Whom one reading is about: the subjects of some buckets, or some alone."""

    buckets: Part | None = None
    ids: pl.Series | None = None

    def are(self, column: str) -> pl.Expr:
        """Whether the id in a column is one of them."""
        if self.ids is not None:
            return pl.col(column).is_in(self.ids.implode())
        assert self.buckets is not None
        return bucket_of(column).is_in(list(self.buckets))


@dataclass
class PoolReader:
    """Reads what is needed from a pool, always as known at one commit."""

    pool: Pool
    library: Library
    known_at: int
    _whole: dict[str, Received] = field(default_factory=dict)

    def is_given(self, register_id: str) -> bool:
        """Whether anything was ever delivered for a register."""
        return register_id in self._given

    def rows_by_bucket(self, needs: Needs) -> list[int]:
        """About how many rows each bucket holds of what is needed."""
        counts: Counter[int] = Counter()
        for register_id, columns in self.tables(needs).items():
            layout = self.pool.layout(self.library.registers[register_id])
            for column in columns:
                for file in self.pool.catalogue.files(layout.rows(column).name):
                    counts[bucket_of_file(file)] += file.row_count
        return [counts[bucket] for bucket in range(BUCKETS)]

    def tables(self, needs: Needs) -> dict[str, set[str]]:
        """Register → columns by whose subject it is read. Where the register of the subjects was
        never delivered, subjects are those that any other register names."""
        tables = {r: set(c) for r, c in needs.rows.items() if r not in needs.whole}
        if not self.is_given(self.library.kinds[needs.kind].register):
            for register_id in self._given:
                register = self.library.registers[register_id]
                if columns := columns_naming(register, needs.kind):
                    tables.setdefault(register_id, set()).update(columns)
        return tables

    def received(self, needs: Needs, whom: Whom) -> Mapping[str, Received]:
        """Every register; rows only of what is needed, about some subjects."""
        tables = self.tables(needs)
        found: dict[str, Received] = {}
        for register_id, register in self.library.registers.items():
            if register_id in needs.whole:
                found[register_id] = self._all_of(register)
            elif register_id in tables:
                cells = cells_of(needs.cells, register)
                rows = [
                    self.rows(register, column, whom, cells)
                    for column in sorted(tables[register_id])
                ]
                frame = rows[0] if len(rows) == 1 else pl.concat(rows).unique("row_id")
                found[register_id] = self._received(register, frame)
            else:
                found[register_id] = self._told[register_id]
        return found

    def rows(
        self, register: type[Register], column: str, whom: Whom, cells: set[str]
    ) -> pl.DataFrame:
        """Rows by one subject column, in the order of the file they came in."""
        names = [
            s.name + suffix for s in specs_of(register) if s.name in cells for suffix in suffixes(s)
        ]
        if not self.is_given(register.id):
            return empty(register).select(*names, "row_id")
        rows = self.pool.rows(register, by=column, buckets=whom.buckets, known_at=self.known_at)
        if whom.ids is not None:
            rows = rows.filter(whom.are(column))
        return rows.select(*names, row_id_text()).collect()

    def _all_of(self, register: type[Register]) -> Received:
        """A register read whole, once for all parts."""
        if register.id not in self._whole:
            column = self.pool.layout(register).subject_columns[0]
            frame = self.rows(register, column, Whom(), set(register.columns))
            self._whole[register.id] = self._received(register, frame)
        return self._whole[register.id]

    def _received(self, register: type[Register], frame: pl.DataFrame) -> Received:
        return replace(self._told[register.id], frame=frame)

    @cached_property
    def _told(self) -> dict[str, Received]:
        """What is known of each register but its rows: looked up once, not once a part."""
        return {
            name: Received(
                register, empty(register),
                days_covered(self.pool.catalogue, name, self.known_at), self.is_given(name),
                frozenset(self.pool.punctured(register, known_at=self.known_at)),
            )
            for name, register in self.library.registers.items()
        }  # fmt: skip

    @cached_property
    def _given(self) -> tuple[str, ...]:
        delivered = {
            one.register for one in self.pool.catalogue.deliveries() if one.no <= self.known_at
        }
        return tuple(name for name in self.library.registers if name in delivered)
