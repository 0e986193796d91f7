"""What do others ask, and what is the answer on the side of those asked? (SEM 16)

Each pass works out facts of one kind of subject over its own buckets, and leaves them in files; a
later part reads the answers about those it names. A pure function of registers, day and facts. The
files stay with the scan: a later one works out again only what may have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from zhiban.scan.catalogue import newest
from zhiban.scan.writing import Writing

KEY, WHO = "key", "who"
_ROLE = "answers"


@dataclass(frozen=True)
class Answers:
    """The answers of the scan being written, over those of the scan `before` (None: of none)."""

    writing: Writing
    before: int | None

    def add(self, asked: Asked, frame: pl.DataFrame, *, is_base: bool) -> None:
        """Keep answers; `is_base`: they are about everybody."""
        self.writing.add(_ROLE, _name(asked), frame, is_base=is_base)

    def stand(self, asked: Asked) -> bool:
        """Whether these very facts were asked before this scan."""
        return self._earlier(asked) is not None

    def due(self, asked: Asked, as_of: int) -> pl.Series:
        """Of whom an earlier answer may be another by `as_of`, though no row has changed."""
        earlier = self._earlier(asked)
        assert earlier is not None, asked
        days = [pl.col(f"{fact}.next_change") <= as_of for fact in asked.facts]
        return earlier.filter(pl.any_horizontal(days)).select(WHO).unique().collect()[WHO]

    def differing(self, asked: Asked, now: pl.DataFrame) -> pl.Series:
        """The keys of `now` whose earlier answer was another, or may change on another day."""
        earlier = self._earlier(asked, now[KEY])
        assert earlier is not None, asked
        before = earlier.collect()
        names = [c for c in now.columns if c not in (KEY, WHO)]
        met = now.join(
            before.select(KEY, *(pl.col(c).alias(f"{c}~") for c in names), there=True),
            on=KEY, how="left", maintain_order="left",
        )  # fmt: skip
        same = [pl.col(c).eq_missing(pl.col(f"{c}~")) for c in names]
        return met.filter(~pl.all_horizontal(pl.col("there").fill_null(False), *same))[KEY]

    def about(
        self, asked: Iterable[Asked], found: Mapping[str, Received]
    ) -> dict[tuple[str, str], Brought]:
        """The answers about those that some registers name."""
        out: dict[tuple[str, str], Brought] = {}
        for one in asked:
            rows = newest(self._chain(one), KEY, None if one.by_others else named(one, found))
            assert rows is not None, one
            frame = rows.drop(WHO).collect()
            at, facts = (one.kind, one.about), frozenset(one.facts)
            if at in out:  # asked in two passes: of the same subjects, other facts
                frame, facts = out[at].frame.join(frame, on=KEY), facts | out[at].facts
            out[at] = Brought(frame, facts)
        return out

    def _earlier(self, asked: Asked, among: pl.Series | None = None) -> pl.LazyFrame | None:
        """The answers before this scan; None where these very facts were not asked."""
        if self.before is None:
            return None
        rows = newest(self.writing.scans.chain(_ROLE, self.before, _name(asked)), KEY, among)
        if rows is None:
            return None
        there = {c for c in rows.collect_schema().names() if c.endswith(".because")}
        # Files with other facts do not lie over each other: a rule may ask less than before.
        return rows if {f"{fact}.because" for fact in asked.facts} == there else None

    def _chain(self, asked: Asked) -> list[list[Path]]:
        """The files of this scan, and over which of earlier ones they lie."""
        name, scans = _name(asked), self.writing.scans
        own = self.writing.own(_ROLE, name)
        chain = [[scans.folder / file.path for file in own]] if own else []
        if self.before is not None and not (own and own[0].is_base):
            chain += scans.chain(_ROLE, self.before, name)
        return chain


def work_out(library: Library, asked: Asked, registers: Registers, as_of: int) -> pl.DataFrame:
    """The answers about everyone of `registers` that the columns of `asked` name: `key`, `who` is
    asked, and the facts as `Brought` has them."""
    world = world_of(library, registers, as_of)
    register = ""
    if asked.about:
        [(register, column)] = asked.named_in
        frame = registers.by_id[register].frame
        units = frame.filter(pl.col(column).is_not_null() & registers.are_here(column)).select(
            pl.col(column).alias("id"), pl.lit("").alias("occasion"), pl.all().name.prefix(CELL)
        )
        keys = units[f"{CELL}row_id"]
    else:
        ids = registers.own(named(asked, registers.by_id).alias("id").sort())
        units = pl.DataFrame([ids]).with_columns(occasion=pl.lit(""))
        keys = ids
    derived = derive_frame(list(asked.facts), units, world, asked.kind, register, for_others=True)
    head = [keys.alias(KEY), derived["id"].alias(WHO)]
    return pl.DataFrame(head).hstack(derived.drop("id", "occasion", "next_change"))


def named(asked: Asked, found: Mapping[str, Received]) -> pl.Series:
    """Those whom the rows at hand name, each once: ids, or ids of rows."""
    keys = [pl.Series(KEY, asked.also, pl.String)]
    for register, column in asked.named_in:
        frame = found[register].frame
        if column in frame.columns:
            kept = frame.filter(pl.col(column).is_not_null())
            keys.append(kept["row_id" if asked.about else column].alias(KEY))
    return pl.concat(keys).unique()


def _name(asked: Asked) -> str:
    return f"{asked.number}-{asked.kind}@{asked.about}"
