"""What does a delivery change? New rows, rows that take the place of others, repeats, late ones.

Pure: frames in, frames out. A row takes the place of the one with the same business key when its
supplier's extract is not older; an older extract that arrives late is kept, and does not win
(SEM 11). Rows are ordered by the extract's day, then by the commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

_LAST = "_last_extracted_on"
_OLD = "_old_row_id"


@dataclass(frozen=True, slots=True)
class Settled:
    """What one delivery comes to, for one bucket or for a whole register.

    `stored`: rows to write, with `known_until` set where they never win; `ended`: `row_id`,
    `extracted_on` of rows whose place is taken; `clashing`: rows of the delivery that contradict
    each other under one key; the rest are counts.
    """

    stored: pl.DataFrame
    ended: pl.DataFrame
    clashing: pl.DataFrame
    repeated: int
    superseded: int
    late: int


def settle(
    delivered: pl.DataFrame,
    history: pl.DataFrame,
    *,
    key: Sequence[str],
    content: Sequence[str],
    extracted_on: int,
    commit: int,
    refresh: pl.Expr,
) -> Settled:
    """Compare the rows of a delivery with what is known under their keys.

    `delivered` has `content`, `row_id` and `is_outlived` (a newer full extract does not know such a
    row); `history` (see `last_states`) has `key`, `content`, `row_id` (null where nothing stands
    now) and `extracted_on`. Where `refresh` holds, a row repeated by a newer extract takes its own
    place, so that an extract between the two cannot win later.
    """
    once, repeats = _once(delivered, content)
    clash = once.filter(pl.len().over(key) > 1)
    once = once.filter(pl.len().over(key) == 1)
    known = history.rename({"row_id": _OLD, "extracted_on": _LAST})
    met = once.join(
        known.select(*key, _OLD, _LAST, *(pl.col(c).alias("_" + c) for c in content)),
        on=list(key), how="left", nulls_equal=True,
    )  # fmt: skip
    same = pl.all_horizontal([pl.col(c).eq_missing(pl.col("_" + c)) for c in content])
    stands, newer = pl.col(_OLD).is_not_null(), pl.col(_LAST) < extracted_on
    repeat = (stands & same & ~(newer & refresh)).fill_null(False)
    late = ~repeat & ((pl.col(_LAST) > extracted_on).fill_null(False) | pl.col("is_outlived"))
    met = met.with_columns(_repeat=repeat, _is_late=late, _same=(stands & same).fill_null(False))
    kept = met.filter(~pl.col("_repeat"))
    stored = kept.select(
        *content, "row_id",
        extracted_on=pl.lit(extracted_on, pl.Int64),
        known_from=pl.lit(commit, pl.Int64),
        known_until=pl.when("_is_late").then(pl.lit(commit, pl.Int64)),
        ended_by=pl.lit(None, pl.Int64),
    )  # fmt: skip
    ended = kept.filter(stands & ~pl.col("_is_late")).select(
        pl.col(_OLD).alias("row_id"), extracted_on=pl.lit(extracted_on, pl.Int64)
    )
    refreshed = int(kept.select((pl.col("_same") & ~pl.col("_is_late")).sum()).item())
    return Settled(
        stored, ended, clash,
        repeated=repeats + int(met["_repeat"].sum()),
        superseded=ended.height - refreshed,
        late=int(kept["_is_late"].sum()),
    )  # fmt: skip


def withdraw(
    delivered: pl.DataFrame,
    history: pl.DataFrame,
    *,
    key: Sequence[str],
    content: Sequence[str],
    extracted_on: int,
    commit: int,
) -> Settled:
    """Withdraw the rows under the keys delivered. Each withdrawal is kept as a row that never
    stood, so that an older extract cannot bring back what was withdrawn."""
    once, repeats = _once(delivered, key)
    met = once.join(
        history.select(*key, pl.col("row_id").alias(_OLD), pl.col("extracted_on").alias(_LAST)),
        on=list(key), how="left", nulls_equal=True,
    )  # fmt: skip
    stands = pl.col(_OLD).is_not_null()
    same = (~stands & (pl.col(_LAST) >= extracted_on)).fill_null(False)
    kept = met.filter(~same)
    late = (pl.col(_LAST) > extracted_on).fill_null(False)
    stored = kept.select(
        *(pl.col(c) if c in key else pl.lit(None, delivered.schema[c]).alias(c) for c in content),
        "row_id",
        extracted_on=pl.lit(extracted_on, pl.Int64),
        known_from=pl.lit(commit, pl.Int64),
        known_until=pl.lit(commit, pl.Int64),
        ended_by=pl.lit(None, pl.Int64),
    )
    ended = kept.filter(stands & ~late).select(
        pl.col(_OLD).alias("row_id"), extracted_on=pl.lit(extracted_on, pl.Int64)
    )
    return Settled(
        stored, ended, delivered.clear(), repeated=repeats + met.height - kept.height,
        superseded=0, late=kept.height - ended.height,
    )  # fmt: skip


def last_states(
    rows: pl.LazyFrame, ends: pl.LazyFrame, keys: pl.LazyFrame, key: Sequence[str],
    content: Sequence[str],
) -> pl.LazyFrame:  # fmt: skip
    """The last state under each key: its row, or none (`row_id` null) if it was ended.

    `rows` as stored, `ends` (`row_id`, `extracted_on`, `known_until`) not yet folded in, `keys` the
    keys asked for. A row ended in the commit that brought it never stood: it counts
    only by its extract's day.
    """
    rows = rows.join(keys.select(*key).unique(), on=list(key), how="semi", nulls_equal=True)
    ended = ends.group_by("row_id").agg(
        _end=pl.col("known_until").max(), _end_day=pl.col("extracted_on").max()
    )
    met = rows.join(ended, on="row_id", how="left").with_columns(
        known_until=pl.coalesce("_end", "known_until"),
        _day=pl.max_horizontal("extracted_on", "ended_by", "_end_day"),
    )
    order = [pl.col("known_until").is_null(), "_day", "known_from", "row_id"]
    return (
        met.sort(order)
        .group_by(list(key))
        .agg(
            pl.when(pl.col("known_until").last().is_null()).then(pl.col("row_id").last())
            .alias("row_id"),
            pl.col("_day").max().alias("extracted_on"),
            *(pl.col(c).last() for c in content if c not in key),
        )
    )  # fmt: skip


def absent(
    standing: pl.DataFrame, delivered_keys: pl.DataFrame, key: Sequence[str], extracted_on: int
) -> pl.DataFrame:
    """The rows of `standing`, all of days covered, that a full delivery no longer names.

    With the day of the extract that ends them as `extracted_on`; rows of a newer extract stay.
    """
    return (
        standing.filter(pl.col("extracted_on") <= extracted_on)
        .join(delivered_keys, on=list(key), how="anti", nulls_equal=True)
        .with_columns(extracted_on=pl.lit(extracted_on, pl.Int64))
    )


def _once(delivered: pl.DataFrame, content: Sequence[str]) -> tuple[pl.DataFrame, int]:
    """Each row once, the first of its like; and how many were repeats within the delivery."""
    first = delivered.unique(subset=list(content), keep="first", maintain_order=True)
    return first, delivered.height - first.height
