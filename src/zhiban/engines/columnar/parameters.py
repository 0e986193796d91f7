"""What does a dated parameter, or a step table, say in every row? The hull of what may apply."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction as Exact
from functools import reduce
from operator import and_

import polars as pl

from zhiban.engines.columnar import fractions as fr
from zhiban.engines.columnar.applicable import Applicable, Where, both, either, named
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import PairPlane, Plane, SpanPlane, constant_span
from zhiban.law.parameters import Steps, step_of
from zhiban.model import nodes as n
from zhiban.model.types import Date, Month, Rate, Type


def value_plane(found: Applicable, type_: Type, let: Let) -> Plane:
    """The value of a parameter: the hull of what may apply, open where the law leaves it open."""
    unsettled = named(found.unsettled, let)
    lowest = None if isinstance(type_, (Date, Month)) else 0
    worth: dict[Exact, Where] = {}
    if unsettled is not True:
        for value, where in found.values:
            if isinstance(value.value, (int, Exact)):
                exact = Exact(value.value)
                worth[exact] = either(worth.get(exact, False), where)
    if not worth:
        return _open(type_, lowest)
    order = sorted(worth)
    if len(order) == 1 and unsettled is False:
        return _constant(order[0], type_)
    places = [
        pl.lit(place, dtype=pl.Int64) if worth[v] is True else pl.when(worth[v]).then(place)
        for place, v in enumerate(order)
    ]
    least, most = pl.min_horizontal(places), pl.max_horizontal(places)
    if not isinstance(unsettled, bool):
        most = pl.when(~unsettled).then(most)
        least = pl.when(~unsettled).then(least)
    least, most = let(least), let(most)
    nums, dens = [v.numerator for v in order], [v.denominator for v in order]
    always = unsettled is False
    lo, hi = (_looked_up(place, nums) for place in (least, most))
    if not isinstance(type_, Rate):
        if lowest is not None and not always:
            lo = lo.fill_null(lowest)
        return SpanPlane(let(lo), let(hi), always, max(map(abs, nums)))
    lo_den, hi_den = (_looked_up(place, dens) for place in (least, most))
    if not always:
        lo, lo_den = lo.fill_null(0), lo_den.fill_null(1)
    sizes = max(map(abs, nums)), max(dens)
    ends = [let.fraction(Fraction(a, b, *sizes)) for a, b in ((lo, lo_den), (hi, hi_den))]
    return PairPlane(ends[0], ends[1], always)


def _looked_up(place: pl.Expr, values: Sequence[int]) -> pl.Expr:
    out = pl.when(place == 0).then(pl.lit(values[0], dtype=pl.Int64))
    for position, value in enumerate(values[1:], 1):
        out = out.when(place == position).then(pl.lit(value, dtype=pl.Int64))  # type: ignore[assignment]
    return out


def _constant(value: Exact, type_: Type) -> Plane:
    if isinstance(type_, Rate):
        end = fr.constant(value.numerator, value.denominator)
        return PairPlane(end, end, always=True)
    return constant_span(int(value))


def _open(type_: Type, lowest: int | None) -> Plane:
    nothing = pl.lit(None, dtype=pl.Int64)
    if isinstance(type_, Rate):
        return PairPlane(fr.constant(0, 1), fr.whole(nothing, 0))
    lo = nothing if lowest is None else pl.lit(lowest, dtype=pl.Int64)
    return SpanPlane(lo, nothing, most=0)


def step_plane(node: n.Step, x: SpanPlane, found: Applicable, let: Let) -> SpanPlane:
    """The value of the step tables that may apply, at `x`."""
    wide: Where = found.unsettled
    lows: list[pl.Expr] = []
    highs: list[pl.Expr] = []
    for value, where in found.values:
        if value.value is None:
            continue
        if not isinstance(value.value, tuple):
            wide = either(wide, where)
            continue
        for result, possible in _results(value.value, x):
            there = both(where, possible)
            if there is False:
                continue
            held = pl.lit(result, dtype=pl.Int64)
            end = held if there is True else pl.when(there).then(held)
            lows.append(end)
            highs.append(end)
    if wide is True or not lows:
        return SpanPlane(pl.lit(0, dtype=pl.Int64), pl.lit(None, dtype=pl.Int64), most=0)
    lo, hi = pl.min_horizontal(lows), pl.max_horizontal(highs)
    most = max(
        (abs(r) for v, _ in found.values if isinstance(v.value, tuple) for _, r in v.value),
        default=0,
    )
    if wide is False:
        return SpanPlane(let(lo), let(hi), True, most)
    lo = pl.when(wide).then(0).otherwise(lo)
    return SpanPlane(let(lo), let(pl.when(~wide).then(hi)), False, most)


def _results(steps: Steps, x: SpanPlane) -> list[tuple[int, Where]]:
    """Each value of a step table with where `x` can be on that step."""
    if x.constant is not None:
        return [(step_of(steps, x.constant), True)]
    out: list[tuple[int, Where]] = []
    for position in range(-1, len(steps)):
        conditions: list[pl.Expr] = []
        if position >= 0:
            conditions.append((x.hi >= steps[position][0]).fill_null(True))
        if position + 1 < len(steps):
            conditions.append((x.lo < steps[position + 1][0]).fill_null(True))
        where = reduce(and_, conditions) if conditions else True
        out.append((0 if position < 0 else steps[position][1], where))
    return out
