"""Which months do the rows of every unit name? A word of 60 bits for each five years that occur."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.columnar import calendar_exprs, comparisons
from zhiban.engines.columnar.bits import WORD, number, power, without
from zhiban.engines.columnar.months import with_possible
from zhiban.engines.columnar.planes import MonthsPlane, SpanPlane
from zhiban.engines.coverage import FIRST_DAY
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY

if TYPE_CHECKING:
    from zhiban.engines.columnar.rows import Gathered


def months_of(rows: Gathered, node: n.MonthsOf) -> MonthsPlane:
    """The set of months, with what the holes of the window may add."""
    plane = _named(rows, node)
    column = node.month.day if isinstance(node.month, n.MonthOf) else node.month
    dated = rows.table.is_happening(column)
    units, let = rows.units, rows.units.scalars.let
    for hole in rows.holes:
        first = last = None
        if dated:
            low = pl.max_horizontal(rows.first, number(hole.first))
            high = pl.min_horizontal(rows.last, number(hole.last))
            first = calendar_exprs.month_of(let(pl.when(low > FIRST_DAY).then(low)), let)
            last = calendar_exprs.month_of(let(pl.when(high < NEVER_DAY).then(high)), let)
        plane = with_possible(plane, let(hole.touches), first, last, let, units.extent)
    return plane


def _named(rows: Gathered, node: n.MonthsOf) -> MonthsPlane:
    """The months that rows name one by one, and how many rows name none."""
    members, planes = rows.members(rows.table.value(node.month))
    month = planes[0]
    assert isinstance(month, SpanPlane)
    at = pl.col("at")
    members = members.select(
        "key", "b", at=pl.when(comparisons.known(month)).then(month.lo)
    ).with_columns(block=at.floordiv(WORD))
    members = members.with_columns(bit=power((at - pl.col("block") * WORD).fill_null(0)))
    blocks = tuple(members["block"].drop_nulls().unique().sort().to_list())
    all_sure = members["b"].null_count() == 0
    is_sure = pl.col("b").fill_null(False)
    exprs: dict[str, pl.Expr] = {}
    for block in blocks:
        here = (pl.col("block") == block).fill_null(False)
        surely = here if all_sure else here & is_sure
        exprs[f"sure{block}"] = pl.when(surely).then("bit").otherwise(0).bitwise_or()
        if not all_sure:
            possibly = here & ~is_sure
            exprs[f"maybe{block}"] = pl.when(possibly).then("bit").otherwise(0).bitwise_or()
    if members["at"].null_count():
        exprs["loose"] = at.null_count().cast(pl.Int64)
    if not exprs:
        return MonthsPlane((), (), ())
    per_key = members.group_by("key").agg(**exprs)
    out = rows.beside(per_key, **dict.fromkeys(exprs, 0))
    sure = tuple(out[f"sure{block}"] for block in blocks)
    if all_sure:
        maybe = tuple(number(0) for _ in blocks)
    else:
        maybe = without(tuple(out[f"maybe{block}"] for block in blocks), sure)
    return MonthsPlane(blocks, sure, maybe, loose=out.get("loose"))
