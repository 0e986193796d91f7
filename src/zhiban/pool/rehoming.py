"""Whose are the rows, now that people have decided who is who? (SEM 29)

A row is stored under the subject whose number stood in it, and stays there for ever. Merges and
splits are commits that say under whom it is read from then on: the same row, the same `row_id`,
another subject and another bucket. So every earlier commit reads as it did, and undoing a decision
gives back what each had, whatever was delivered meanwhile. Why: decision 0010.

Where two who became one have a row each under one business key, the newer word stands, as if one
number had brought both (SEM 11): a row's extract, or a later full delivery that named it again.
Rows of one delivery that contradict each other stand for nothing, and the subject is in doubt, as
are both after a split of rows that nobody can tell apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from zhiban.pool.buckets import BUCKETS, bucket_of
from zhiban.pool.catalogue import Catalogue, Move
from zhiban.pool.last_word import last_said
from zhiban.pool.layout import Layout
from zhiban.pool.reading import history, standing
from zhiban.pool.receiving import WITHDRAWN
from zhiban.pool.tables import ROWS_A_COMMIT


@dataclass(frozen=True)
class Settled:
    """The rows of everybody a decision touches, under those whose they are; who is in doubt; and
    the ids whose stored rows these take the place of."""

    rows: pl.DataFrame
    in_doubt: frozenset[str]
    touched: frozenset[str]


def settled(catalogue: Catalogue, layout: Layout, known_at: int | None = None) -> Settled | None:
    """What decisions up to `known_at` make of a register; None if there are none."""
    at = catalogue.last_commit() if known_at is None else known_at
    moves = catalogue.moves(at)
    if not moves or not layout.subject_columns:
        return None
    ties = {m.subject: m.home for m in moves if not m.entry}
    chosen = [m for m in moves if m.entry]
    touched = {i for m in moves for i in (m.subject, m.home, m.other) if i}
    rows = _touched(catalogue, layout, touched, at)
    fulls = catalogue.full_deliveries(layout.register.id, at)
    stands, gone = rows.filter(~pl.col("_gone")), rows.filter("_gone")
    rows = pl.concat([last_said(stands, layout, fulls), last_said(gone, layout, ())])
    doubt: set[str] = set()
    for column in layout.subject_columns:
        rows, unsure = _moved(rows, column, chosen)
        doubt |= unsure
        rows = rows.with_columns(pl.col(column).replace(ties))
    # A row that is nobody's in particular is missing for everybody else it names (SEM 10).
    nobodys = rows.filter(pl.col("_here").is_null())
    doubt |= {i for c in layout.subject_columns for i in nobodys[c].drop_nulls()}
    rows = rows.drop_nulls("_here").drop("_here")
    rows, clashing = _once_a_key(rows, layout)
    doubt |= clashing
    return Settled(rows, frozenset(ties.get(i, i) for i in doubt), frozenset(touched))


def rows_of(
    catalogue: Catalogue, layout: Layout, column: str, found: Settled | None,
    *, buckets: Iterable[int] | None, known_at: int | None,
) -> pl.LazyFrame:  # fmt: skip
    """`standing`, with the rows of everybody touched where they belong."""
    wanted = None if buckets is None else sorted(set(buckets))
    rows = standing(catalogue, layout, column, buckets=wanted, known_at=known_at)
    if found is None:
        return rows
    theirs = found.rows.lazy()
    if column != layout.subject_columns[0]:
        theirs = theirs.filter(pl.col(column).is_not_null())
    if wanted is not None:
        theirs = theirs.filter(bucket_of(column).fill_null(0).is_in(wanted))
    others = rows.filter(~_names_any(layout, found.touched))
    return pl.concat([others, theirs.select(rows.collect_schema().names())])


def _names_any(layout: Layout, ids: Iterable[str]) -> pl.Expr:
    asked = sorted(ids)
    return pl.any_horizontal(
        [pl.col(c).is_in(asked).fill_null(False) for c in layout.subject_columns]
    )


def _touched(catalogue: Catalogue, layout: Layout, ids: set[str], at: int) -> pl.DataFrame:
    """The standing rows that name any of `ids`, and what was withdrawn under their keys (`_gone`);
    each table is asked only for the buckets of the ids that it is sorted by."""
    asked = pl.DataFrame({"id": sorted(ids)})
    places = asked.select(bucket_of("id"))["id"].unique().sort().to_list()
    withdrawn = [
        d.no for d in catalogue.deliveries(layout.register.id)
        if d.kind == WITHDRAWN and d.no <= at
    ]  # fmt: skip
    commit = pl.col("row_id") // ROWS_A_COMMIT
    parts = []
    for column in layout.subject_columns:
        mine = pl.col(column).is_in(asked["id"].to_list())
        found = standing(catalogue, layout, column, buckets=places, known_at=at)
        parts.append(found.filter(mine).with_columns(_gone=False).collect())
        if withdrawn and column in layout.key:
            for place in places if len(places) < BUCKETS else [None]:
                rows, _ = history(catalogue, layout, column, place)
                rows = rows.filter(mine, commit.is_in(withdrawn), pl.col("known_from") <= at)
                parts.append(rows.with_columns(_gone=True).collect())
    return pl.concat(parts).unique("row_id").with_columns(_here=True)


def _moved(
    rows: pl.DataFrame, column: str, moves: list[Move]
) -> tuple[pl.DataFrame, set[str]]:  # fmt: skip
    """Rows under their homes in one column (those of nobody in particular lose `_here`), and whose
    they may be."""
    commit = pl.col("row_id") // ROWS_A_COMMIT
    doubt: set[str] = set()
    home, here = pl.col(column), pl.col("_here")
    for move in moves:
        hit = (
            (pl.col(column) == move.subject)
            & (commit > move.rows_after)
            & (commit <= move.rows_until)
        )
        if move.home:
            home = pl.when(hit).then(pl.lit(move.home)).otherwise(home)
        elif rows.select(hit.fill_null(False).any()).item():
            here = pl.when(hit).then(None).otherwise(here)
            doubt |= {move.subject, move.other} - {""}
    return rows.with_columns(home.alias(column), here.alias("_here")), doubt


def _once_a_key(rows: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, set[str]]:
    """One row a business key: the last word by extract, then by commit; who is contradicted."""
    day, commit, is_gone = pl.col("said_on"), pl.col("said_in"), pl.col("_gone")
    if not set(layout.subject_columns) & set(layout.key) or rows.is_empty():
        return rows.filter(~is_gone).drop("_gone", "said_on", "said_in"), set()
    last = rows.filter(day == day.max().over(layout.key))
    last = last.filter(commit == commit.max().over(layout.key)).drop("said_on", "said_in")
    once = last.sort("row_id").unique([*layout.content, "_gone"], keep="first", maintain_order=True)
    is_alone = pl.len().over(layout.key) == 1
    clashing, kept = once.filter(~is_alone), once.filter(is_alone & ~is_gone)
    doubt = {i for c in layout.subject_columns for i in clashing[c].drop_nulls()}
    return kept.drop("_gone"), doubt
