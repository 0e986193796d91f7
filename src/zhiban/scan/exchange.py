"""What do others ask, and what is the answer on the side of those asked? (SEM 16)

Each pass works out facts of one kind of subject over its own buckets, and leaves them in files; a
later part reads the answers about those it names. A pure function of registers, day and facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.engines.columnar.brought import Brought
from zhiban.engines.columnar.derive import derive_frame
from zhiban.loop.deriving import world_of
from zhiban.loop.receiving import Received, Registers
from zhiban.loop.units import CELL
from zhiban.packs import Library
from zhiban.packs.passes import Asked

_KEY = "key"


@dataclass(frozen=True)
class Answers:
    """The files of an exchange, by who was asked and about which register's rows."""

    folder: Path

    def add(self, asked: Asked, part: int, frame: pl.DataFrame) -> None:
        """Keep the answers of one part."""
        folder = self._of(asked)
        folder.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(folder / f"{part}.parquet")

    def about(
        self, asked: Iterable[Asked], found: Mapping[str, Received]
    ) -> dict[tuple[str, str], Brought]:
        """The answers about those that some registers name."""
        out: dict[tuple[str, str], Brought] = {}
        for one in asked:
            keys = pl.concat([pl.Series(_KEY, [], pl.String), *_keys(one, found)]).unique()
            frame = (
                pl.scan_parquet(sorted(self._of(one).glob("*.parquet")))
                .filter(pl.col(_KEY).is_in(keys.implode()))
                .collect()
            )
            at, facts = (one.kind, one.about), frozenset(one.facts)
            if at in out:  # asked in two passes: of the same subjects, other facts
                frame, facts = out[at].frame.join(frame, on=_KEY), facts | out[at].facts
            out[at] = Brought(frame, facts)
        return out

    def _of(self, asked: Asked) -> Path:
        return self.folder / f"{asked.number}-{asked.kind}@{asked.about}"


def work_out(library: Library, asked: Asked, registers: Registers, as_of: int) -> pl.DataFrame:
    """The answers about everyone that the columns of `asked` name, in these registers."""
    world = world_of(library, registers, as_of)
    register = ""
    if asked.about:
        [(register, column)] = asked.named_in
        frame = registers.by_id[register].frame
        own = pl.lit(True) if registers.whose is None else registers.whose(column)
        units = frame.filter(pl.col(column).is_not_null() & own).select(
            pl.col(column).alias("id"), pl.lit("").alias("occasion"), pl.all().name.prefix(CELL)
        )
        keys = units[f"{CELL}row_id"]
    else:
        named = [
            registers.by_id[register].frame[column].alias("id")
            for register, column in asked.named_in
        ]
        ids = registers.own(pl.concat(named).drop_nulls().unique().sort())
        units = pl.DataFrame([ids]).with_columns(occasion=pl.lit(""))
        keys = ids
    derived = derive_frame(list(asked.facts), units, world, asked.kind, register, for_others=True)
    return derived.drop("id", "occasion", "next_change").with_columns(keys.alias(_KEY))


def _keys(asked: Asked, found: Mapping[str, Received]) -> Iterator[pl.Series]:
    """Those whom the rows at hand name: ids, or ids of rows."""
    for register, column in asked.named_in:
        frame = found[register].frame
        if column in frame.columns:
            kept = frame.filter(pl.col(column).is_not_null())
            yield kept["row_id" if asked.about else column].alias(_KEY)
