"""Which value is the least, the greatest, the first or the last, when rows are in doubt? (SEM 3)"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhiban.engines.columnar import choices
from zhiban.engines.columnar.calendar_exprs import month_start
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.holes import OpenHole
from zhiban.engines.columnar.hulls import fractions_of_rows, hull_of_rows
from zhiban.engines.columnar.order import ranks
from zhiban.engines.columnar.planes import PairPlane, Plane, SpanPlane
from zhiban.engines.columnar.rows import Gathered
from zhiban.engines.columnar.stored import exactly, nothing
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, Month


def extreme(rows: Gathered, node: n.Extreme) -> Plane:
    """The least or greatest value of `of`."""
    least = node.which == "least"
    members, planes = rows.members(rows.table.value(node.of))
    of = planes[0]
    inner = _inner(rows, members, of, least)
    all_, plane = hull_of_rows(members, of)
    hull = rows.plane_beside(all_, plane)
    surely = _either_end(least, hull, inner, rows.hole)
    some = rows.sure > 0
    options: list[tuple[choices.Reach, Plane]] = [
        (some, surely),
        (~some & (rows.possible > 0) & ~rows.hole, hull),
        (~some & rows.hole, _open(of)),
        (~some, _if_none(node)),
    ]
    return choices.hull(options, node.type, rows.units.scalars.let)


def _inner(rows: Gathered, members: pl.DataFrame, of: Plane, least: bool) -> Plane:
    """The best of the sure rows by the end that is nearer: what the value surely reaches."""
    sure = members.filter(pl.col("b")).with_columns(pl.col("key").set_sorted())
    if isinstance(of, SpanPlane):
        best = of.hi.min() if least else of.lo.max()
        out = rows.beside(sure.group_by("key").agg(best=best))
        return SpanPlane(out["best"], out["best"], most=of.most)
    assert isinstance(of, PairPlane)
    end, which = (of.hi, "least") if least else (of.lo, "greatest")
    found = fractions_of_rows(sure, [("best", end, which)]).drop("best.open")
    out = rows.beside(found)
    fraction = Fraction(out["best.num"], out["best.den"], end.num_most, end.den_most)
    return PairPlane(fraction, fraction)


def _either_end(least: bool, outer: Plane, inner: Plane, hole: pl.Expr) -> Plane:
    """The outer end from all rows (open beside a hole), the inner from the sure ones."""
    if isinstance(outer, SpanPlane) and isinstance(inner, SpanPlane):
        if least:
            return SpanPlane(pl.when(~hole).then(outer.lo), inner.lo, most=outer.most)
        return SpanPlane(inner.lo, pl.when(~hole).then(outer.hi), most=outer.most)
    assert isinstance(outer, PairPlane) and isinstance(inner, PairPlane)
    far = outer.lo if least else outer.hi
    open_ = Fraction(pl.when(~hole).then(far.num), far.den, far.num_most, far.den_most)
    return PairPlane(open_, inner.lo) if least else PairPlane(inner.lo, open_)


def _open(of: Plane) -> Plane:
    end = pl.lit(None, dtype=pl.Int64)
    if isinstance(of, SpanPlane):
        return SpanPlane(end, end)
    fraction = Fraction(end, pl.lit(1, dtype=pl.Int64))
    return PairPlane(fraction, fraction)


def _if_none(node: n.Extreme | n.Pick) -> Plane:
    """What stands where there is surely no row: a constant, or nothing at all is known."""
    if node.if_none is not None:
        return exactly(node.if_none, node.type)
    plane = nothing(node.type)
    return _open(plane) if isinstance(plane, (SpanPlane, PairPlane)) else plane


@dataclass(frozen=True, eq=False)
class Candidates:
    """The rows that can be the one picked, and the holes that could hide another."""

    members: pl.DataFrame
    of: Plane
    by: Plane
    more: list[Plane]
    holes: list[OpenHole]

    @property
    def hole(self) -> pl.Expr:
        """Whether an unseen row could be the one."""
        return pl.any_horizontal([h.touches for h in self.holes]) if self.holes else pl.lit(False)


def candidates(rows: Gathered, node: n.Pick, *more: Plane) -> Candidates:
    """The rows that no surely present row precedes; `more` planes come along in `members`."""
    last = node.which == "last"
    table = rows.table
    members, (of, by, *rest) = rows.members(table.value(node.of), table.value(node.by), *more)
    near, far = _orders(members, by, last)
    members = members.with_columns(near.alias("near"), far.alias("far"))
    best = pl.col("near").max() if last else pl.col("near").min()
    bars = members.filter(pl.col("b")).group_by("key").agg(bar=best)
    members = members.join(bars, on="key", how="left", maintain_order="left")
    reaches = pl.col("far") >= pl.col("bar") if last else pl.col("far") <= pl.col("bar")
    members = members.filter(reaches.fill_null(True)).with_columns(pl.col("key").set_sorted())
    holes = _pick_holes(rows, node, bars)
    return Candidates(members, of, by, rest, holes)


def _orders(members: pl.DataFrame, by: Plane, last: bool) -> tuple[pl.Series, pl.Series]:
    """For each row the end that sets the bar, and the end that must reach it, as integers."""
    if isinstance(by, SpanPlane):
        ends = members.select(lo=by.lo, hi=by.hi)
        lo, hi = ends["lo"], ends["hi"]
    else:
        assert isinstance(by, PairPlane)
        lo, hi = ranks(members, [by.lo, by.hi])
    return (lo, hi) if last else (hi, lo)


def _pick_holes(rows: Gathered, node: n.Pick, bars: pl.DataFrame) -> list[OpenHole]:
    """The holes in which a row could lie that would be picked instead."""
    if not rows.holes or not rows.table.is_happening(node.by):
        return list(rows.holes)
    bar = rows.beside(bars)["bar"]
    if isinstance(node.by.type, Month):
        bar = pl.when(bar == NEVER_MONTH).then(NEVER_DAY).otherwise(month_start(bar))
    out = []
    for hole in rows.holes:
        reached = (bar <= hole.last) if node.which == "last" else (bar >= hole.first)
        touches = hole.touches & reached.fill_null(True)
        out.append(OpenHole(hole.kind, hole.first, hole.last, touches))
    return out


def pick(rows: Gathered, node: n.Pick) -> Plane:
    """The value of `of` in the first or last row by `by`."""
    found = candidates(rows, node)
    per_key, plane = hull_of_rows(found.members, found.of)
    counted = found.members.group_by("key").agg(candidates=pl.len())
    some = rows.beside(counted, candidates=0)["candidates"] > 0
    options: list[tuple[choices.Reach, Plane]] = [
        (some, rows.plane_beside(per_key, plane)),
        (found.hole, nothing(node.type)),
        (rows.sure == 0, _if_none(node)),
    ]
    return choices.hull(options, node.type, rows.units.scalars.let)
