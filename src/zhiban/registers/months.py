"""How is a set of months written in one cell, and read back?

`2024-01..2024-03;2024-07` are four months; `never` is the empty set. Where only bounds are known
the upper one may be open, and may allow for months that could be any: `..2019-12;2024-07;+2`.
"""

from __future__ import annotations

import polars as pl

from zhiban.model import types as t
from zhiban.registers import scalars

#: The longest range one part may span; more is surely a slip.
LONGEST_RANGE = 1200
EMPTY_WORDS = (*scalars.NEVER_WORDS, "none", "无")
_MONTHS = pl.List(pl.Int64)


def read_months(text: pl.Series, *, open_ends: bool = False) -> tuple[pl.DataFrame, pl.Series]:
    """Columns `months` (sorted, unique), `before`, `after`, `loose` of each cell; and bad cells.

    Open ends and loose months are read only with `open_ends`. Months that an open end covers
    anyway are left out of `months`. Unknown cells are null.
    """
    cells = pl.DataFrame({"row": pl.int_range(text.len(), eager=True), "text": text})
    parts = (
        cells.filter(pl.col("text").is_not_null() & ~pl.col("text").is_in(EMPTY_WORDS))
        .with_columns(pl.col("text").str.split(";"))
        .explode("text")
    )
    part = scalars.trimmed(parts["text"])
    ends = part.str.splitn("..", 2).struct
    low, high = scalars.trimmed(ends.field("field_0")), scalars.trimmed(ends.field("field_1"))
    is_range = part.str.contains("..", literal=True)
    parts = pl.DataFrame(
        {
            "row": parts["row"],
            "low": _finite(low),
            "high": _finite(high).zip_with(is_range, _finite(low)),
            "open_low": is_range & low.is_null(),
            "open_high": is_range & high.is_null(),
            "loose": scalars.integers(part.str.extract(r"^\+([0-9]{1,6})$")),
        }
    )
    span = pl.col("high") - pl.col("low")
    closed = span.is_between(0, LONGEST_RANGE - 1).fill_null(False)
    before = pl.col("open_low") & (pl.col("high").is_not_null() | pl.col("open_high"))
    after = pl.col("open_high") & pl.col("low").is_not_null()
    loose = pl.col("loose").is_not_null()
    parts = parts.with_columns(
        bad=~(closed | before | after | loose) if open_ends else ~closed,
        before=pl.when(before).then(pl.col("high").fill_null(t.NEVER_MONTH)),
        after=pl.when(after).then(pl.col("low")),
    )
    return _gather(cells, parts.with_columns(closed=closed))


def _finite(text: pl.Series) -> pl.Series:
    months = scalars.months(text)
    return months.set(text.is_in(scalars.NEVER_WORDS), None)


def _gather(cells: pl.DataFrame, parts: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    rows = parts.group_by("row").agg(
        pl.col("bad").any(), pl.col("before").max(), pl.col("after").min(), pl.col("loose").sum()
    )
    covered = (pl.col("month") <= pl.col("before")) | (pl.col("month") >= pl.col("after"))
    single = (
        parts.filter("closed")
        .select("row", month=pl.int_ranges("low", pl.col("high") + 1))
        .explode("month")
        .join(rows.select("row", "before", "after"), on="row")
        .filter(~covered.fill_null(False))
        .group_by("row")
        .agg(months=pl.col("month").unique().sort())
    )
    out = cells.join(rows, on="row", how="left").join(single, on="row", how="left").sort("row")
    known = pl.col("text").is_not_null() & ~pl.col("bad").fill_null(False)
    out = out.with_columns(
        months=pl.when(known).then(pl.col("months").cast(_MONTHS).fill_null([])),
        before=pl.when(known).then("before"),
        after=pl.when(known).then("after"),
        loose=pl.when(known).then(pl.col("loose").fill_null(0)),
    )
    return out.select("months", "before", "after", "loose"), out["bad"].fill_null(False)


def combine_months(value: pl.DataFrame, least: pl.DataFrame, most: pl.DataFrame) -> pl.DataFrame:
    """`sure`, `maybe`, `before`, `after`, `loose` from the cells of `<fact>` and of its ends.

    Also `stray`: whether a sure month lies outside the upper bound.
    """
    known = pl.col("value").is_not_null()
    empty = pl.lit([], dtype=_MONTHS)
    frame = pl.DataFrame(
        {"value": value["months"], "least": least["months"], "most": most["months"],
         "before": most["before"], "after": most["after"], "loose": most["loose"]}
    )  # fmt: skip
    no_bound = pl.col("most").is_null()
    sure = pl.coalesce("value", "least", empty)
    bounds = {
        "before": pl.when(no_bound).then(pl.lit(t.NEVER_MONTH)).otherwise("before"),
        "after": pl.when(no_bound).then(None).otherwise("after"),
    }
    out = frame.with_columns(
        pl.int_range(pl.len()).alias("row"),
        sure=sure,
        maybe=pl.coalesce("most", empty).list.set_difference(sure),
        **bounds,
    ).with_columns(lowest=pl.coalesce("least", empty))
    claimed = out.select("row", "before", "after", "most", "value", month=pl.col("sure"))
    stray = _outside(claimed, pl.col("most"))
    missed = _outside(
        out.select("row", "value", month=pl.col("lowest"), before=None, after=None),
        pl.col("value"),
    )
    return out.with_columns(
        in_order(out["maybe"]).alias("maybe"),
        pl.when(~known).then("before").alias("before"),
        pl.when(~known).then("after").alias("after"),
        pl.when(~known).then("loose").fill_null(0).alias("loose"),
        stray=pl.col("row").is_in(stray.to_list()) | pl.col("row").is_in(missed.to_list()),
    ).select(
        "sure", pl.when(~known).then("maybe").otherwise(empty), "before", "after", "loose", "stray"
    )


def _outside(claims: pl.DataFrame, allowed: pl.Expr) -> pl.Series:
    covered = (pl.col("month") <= pl.col("before")) | (pl.col("month") >= pl.col("after"))
    return (
        claims.filter(allowed.is_not_null())
        .with_columns(month=pl.col("month").list.set_difference(allowed))
        .explode("month")
        .filter(pl.col("month").is_not_null() & ~covered.fill_null(False))["row"]
        .unique()
    )


def in_order(lists: pl.Series) -> pl.Series:
    """Each list sorted; null for null. (`list.sort` takes 20 µs a list: 30 times as long.)"""
    frame = pl.DataFrame({"row": pl.int_range(lists.len(), eager=True), "month": lists})
    several = frame.filter(pl.col("month").list.len() > 1)
    if not several.height:
        return lists
    ordered = (
        several.explode("month")
        .sort("row", "month")
        .group_by("row", maintain_order=True)
        .agg(ordered="month")
    )
    joined = frame.join(ordered, on="row", how="left", maintain_order="left")
    return joined.select(pl.coalesce("ordered", "month").alias(lists.name)).to_series()


def write_months(months: pl.Series) -> pl.Series:
    """Each list of month numbers as text (`2024-01..2024-03;2024-07`); empty lists as ""."""
    frame = pl.DataFrame({"row": pl.int_range(months.len(), eager=True), "month": months})
    month = pl.col("month")
    runs = (
        frame.explode("month")
        .filter(month.is_not_null())
        .sort("row", "month")
        .with_columns(run=month - pl.int_range(pl.len()))
        .group_by("row", "run", maintain_order=True)
        .agg(low=month.min(), high=month.max())
    )
    low, high = month_text("low"), month_text("high")
    text = pl.when(pl.col("low") == pl.col("high")).then(low).otherwise(low + ".." + high)
    joined = (
        runs.with_columns(text=text)
        .group_by("row", maintain_order=True)
        .agg(pl.col("text").str.join(";"))
    )
    return frame.select("row").join(joined, on="row", how="left").sort("row")["text"].fill_null("")


def month_text(column: str) -> pl.Expr:
    """Month numbers of `column` as `2024-07`."""
    year, month = pl.col(column) // 12, pl.col(column) % 12 + 1
    return pl.format("{}-{}", year.cast(pl.String).str.zfill(4), month.cast(pl.String).str.zfill(2))
