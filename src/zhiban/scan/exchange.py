"""What do others ask, and what is the answer on the side of those asked? (SEM 16)

Each pass works out facts of one kind of subject over its own buckets, and leaves them in files; a
later part reads the answers about those it names. A pure function of registers, day and facts. The
files stay with the scan: a later one works out again only what may have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from zhiban.engines.columnar.brought import Brought
from zhiban.engines.columnar.derive import derive_frame
from zhiban.loop.deriving import world_of
from zhiban.loop.receiving import Received, Registers
from zhiban.loop.units import CELL
from zhiban.packs import Library
from zhiban.packs.passes import Asked
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

    def earlier(self, asked: Asked, keys: pl.Series | None = None) -> pl.DataFrame | None:
        """The answers before this scan, about some keys or all; None where these very facts were
        not asked."""
        return self._read(self._chain(asked, with_own=False), asked, keys)

    def about(
        self, asked: Iterable[Asked], found: Mapping[str, Received]
    ) -> dict[tuple[str, str], Brought]:
        """The answers about those that some registers name."""
        out: dict[tuple[str, str], Brought] = {}
        for one in asked:
            keys = None if one.by_others else named(one, found)
            frame = self._read(self._chain(one, with_own=True), one, keys)
            assert frame is not None, one
            frame = frame.drop(WHO)
            at, facts = (one.kind, one.about), frozenset(one.facts)
            if at in out:  # asked in two passes: of the same subjects, other facts
                frame, facts = out[at].frame.join(frame, on=KEY), facts | out[at].facts
            out[at] = Brought(frame, facts)
        return out

    def _chain(self, asked: Asked, *, with_own: bool) -> list[list[pl.LazyFrame]]:
        name, scans = _name(asked), self.writing.scans
        own = self.writing.own(_ROLE, name) if with_own else []
        chain = [[scans.folder / file.path for file in own]] if own else []
        if self.before is not None and not (own and own[0].is_base):
            chain += scans.chain(_ROLE, self.before, name)
        return [[pl.scan_parquet(path) for path in paths] for paths in chain]

    def _read(
        self, chain: list[list[pl.LazyFrame]], asked: Asked, keys: pl.Series | None
    ) -> pl.DataFrame | None:
        """One answer for each key: that of the newest scan."""
        if not chain or not {f"{f}.because" for f in asked.facts} <= set(
            chain[0][0].collect_schema().names()
        ):
            return None
        layers = [pl.concat(layer).with_columns(layer=pl.lit(i)) for i, layer in enumerate(chain)]
        rows = pl.concat(layers)
        if keys is not None:
            rows = rows.filter(pl.col(KEY).is_in(keys.implode()))
        if len(layers) > 1:
            rows = rows.sort("layer").unique(KEY, keep="first", maintain_order=True)
        return rows.drop("layer").collect()


def work_out(library: Library, asked: Asked, registers: Registers, as_of: int) -> pl.DataFrame:
    """The answers about everyone of `registers` that the columns of `asked` name: `key`, `who` is
    asked, and the facts as `Brought` has them."""
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
        ids = registers.own(named(asked, registers.by_id).alias("id").sort())
        units = pl.DataFrame([ids]).with_columns(occasion=pl.lit(""))
        keys = ids
    derived = derive_frame(list(asked.facts), units, world, asked.kind, register, for_others=True)
    head = [keys.alias(KEY), derived["id"].alias(WHO)]
    return pl.DataFrame(head).hstack(derived.drop("id", "occasion", "next_change"))


def answers_due(frame: pl.DataFrame, asked: Asked, as_of: int) -> pl.Series:
    """Of whom an answer may be another by `as_of`, though no row has changed."""
    days = [pl.col(f"{fact}.next_change") <= as_of for fact in asked.facts]
    return frame.filter(pl.any_horizontal(days))[WHO].unique()


def differing(before: pl.DataFrame, now: pl.DataFrame) -> pl.Series:
    """The keys whose answer is not what it was, or may change on another day."""
    names = [c for c in now.columns if c not in (KEY, WHO)]
    met = now.join(
        before.select(KEY, *(pl.col(c).alias(f"{c}~") for c in names), there=True),
        on=KEY, how="left", maintain_order="left",
    )  # fmt: skip
    same = pl.all_horizontal(
        pl.col("there").fill_null(False), *(pl.col(c).eq_missing(pl.col(f"{c}~")) for c in names)
    )
    return met.filter(~same)[KEY]


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
