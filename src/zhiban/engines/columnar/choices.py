"""What is possible where several values may be the one? Hulls, cases, caps and assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import polars as pl

from zhiban.engines.columnar import fractions as fr
from zhiban.engines.columnar.arithmetic import as_pair
from zhiban.engines.columnar.comparisons import known
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import (
    MonthsPlane,
    PairPlane,
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
    constant_span,
    is_false,
    is_true,
)
from zhiban.model.types import Ratio, Type
from zhiban.model.values import is_rational

#: Where a value can be the one; None: everywhere.
Reach = pl.Expr | None


def reaches(conditions: Sequence[TruthPlane], let: Let) -> tuple[list[Reach], list[Reach]]:
    """Where each condition is looked at, and where each value may be the one, `otherwise` last.

    A branch that is never looked at has a reach of constant False.
    """
    nowhere = pl.lit(False)
    still: Reach = None
    looked: list[Reach] = []
    reached: list[Reach] = []
    over = False
    for condition in conditions:
        looked.append(nowhere if over else still)
        if over or condition.constant is False:
            reached.append(nowhere)
        elif condition.constant is True:
            reached.append(still)
            over = True
        else:
            reached.append(let(_and(still, condition.expr.fill_null(True))))
            still = let(_and(still, ~condition.expr.fill_null(False)))
    return looked, [*reached, nowhere if over else still]


def _and(a: Reach, b: pl.Expr) -> pl.Expr:
    return b if a is None else a & b


def is_nowhere(reach: Reach) -> bool:
    """Whether a reach is constant False."""
    return reach is not None and reach.meta.is_literal()


def hull(values: Sequence[tuple[Reach, Plane]], type_: Type, let: Let) -> Plane:
    """The smallest plane that allows for every value where it can be the one."""
    values = [(reach, plane) for reach, plane in values if not is_nowhere(reach)]
    if is_rational(type_):
        values = [(reach, as_pair(plane)) for reach, plane in values]
    first = values[0][1]
    if len(values) == 1 or all(plane is first for _, plane in values):
        return first
    match first:
        case TruthPlane():
            return _truths([(r, p) for r, p in values if isinstance(p, TruthPlane)], let)
        case WordPlane():
            return _words([(r, p) for r, p in values if isinstance(p, WordPlane)], let)
        case SpanPlane():
            return _spans([(r, p) for r, p in values if isinstance(p, SpanPlane)], let)
        case PairPlane():
            return _pairs([(r, p) for r, p in values if isinstance(p, PairPlane)], let)
        case MonthsPlane():
            from zhiban.engines.columnar.months import hull as months_hull

            return months_hull([(r, p) for r, p in values if isinstance(p, MonthsPlane)], let)


def _unless(reach: Reach, holds: pl.Expr) -> pl.Expr:
    return holds if reach is None else ~reach | holds


def _truths(values: list[tuple[Reach, TruthPlane]], let: Let) -> TruthPlane:
    yes = reduce(and_, (_unless(r, is_true(p.expr)) for r, p in values))
    no = reduce(and_, (_unless(r, is_false(p.expr)) for r, p in values))
    return TruthPlane(let(pl.when(yes).then(True).when(no).then(False)))


def _words(values: list[tuple[Reach, WordPlane]], let: Let) -> WordPlane:
    first = values[-1][1].expr
    for reach, plane in reversed(values[:-1]):
        first = plane.expr if reach is None else pl.when(reach).then(plane.expr).otherwise(first)
    first = let(first)
    same = reduce(and_, (_unless(r, (p.expr == first).fill_null(False)) for r, p in values))
    return WordPlane(let(pl.when(same).then(first)))


def _spans(values: list[tuple[Reach, SpanPlane]], let: Let) -> SpanPlane:
    lo = _extreme([(r, p.lo, p.always) for r, p in values], pl.min_horizontal)
    hi = _extreme([(r, p.hi, p.always) for r, p in values], pl.max_horizontal)
    always = all(p.always for _, p in values)
    return SpanPlane(let(lo), let(hi), always, max(p.most for _, p in values))


def _extreme(ends: list[tuple[Reach, pl.Expr, bool]], of: object) -> pl.Expr:
    assert callable(of)
    held: pl.Expr = of([end if r is None else pl.when(r).then(end) for r, end, _ in ends])
    loose = [
        end.is_null() if reach is None else reach & end.is_null()
        for reach, end, always in ends
        if not always
    ]
    return pl.when(~reduce(or_, loose)).then(held) if loose else held


def _pairs(values: list[tuple[Reach, PairPlane]], let: Let) -> PairPlane:
    def fold(ends: list[tuple[Reach, Fraction]], least: bool) -> Fraction:
        out, seen = ends[0][1], ends[0][0]
        for reach, end in ends[1:]:
            keep = fr.at_most(out, end) if least else fr.at_most(end, out)
            if seen is not None:
                keep = pl.when(seen).then(keep).otherwise(False)
            if reach is not None:
                keep = pl.when(reach).then(keep).otherwise(True)
            out = let.fraction(fr.chosen(let(keep), out, end))
            seen = None if seen is None or reach is None else let(seen | reach)
        return out

    lo = fold([(r, p.lo) for r, p in values], True)
    hi = fold([(r, p.hi) for r, p in values], False)
    return PairPlane(lo, hi, all(p.always for _, p in values))


def smaller(a: Plane, b: Plane, let: Let) -> Plane:
    """The smaller of two: bounded above by either."""
    if isinstance(a, SpanPlane) and isinstance(b, SpanPlane):
        hi = let(pl.min_horizontal(a.hi, b.hi))
        if a.is_one and b.is_one and a.always and b.always:
            return SpanPlane(hi, hi, True, max(a.most, b.most))
        lo = let(pl.when(a.lo <= b.lo).then(a.lo).when(a.lo > b.lo).then(b.lo))
        return SpanPlane(lo, hi, a.always and b.always, max(a.most, b.most))
    x, y = as_pair(a), as_pair(b)
    low = let.fraction(fr.chosen(fr.at_most(x.lo, y.lo), x.lo, y.lo))
    inner = fr.at_most(x.hi, y.hi).fill_null(x.hi.num.is_not_null())
    if x.is_one and y.is_one and x.always and y.always:
        return PairPlane(low, low, True)
    return PairPlane(low, let.fraction(fr.chosen(let(inner), x.hi, y.hi)), x.always and y.always)


def larger(a: Plane, b: Plane, let: Let) -> Plane:
    """The larger of two: bounded below by either."""
    if isinstance(a, SpanPlane) and isinstance(b, SpanPlane):
        lo = let(pl.max_horizontal(a.lo, b.lo))
        if a.is_one and b.is_one and a.always and b.always:
            return SpanPlane(lo, lo, True, max(a.most, b.most))
        hi = let(pl.when(a.hi >= b.hi).then(a.hi).when(a.hi < b.hi).then(b.hi))
        return SpanPlane(lo, hi, a.always and b.always, max(a.most, b.most))
    x, y = as_pair(a), as_pair(b)
    high = let.fraction(fr.chosen(fr.at_most(y.hi, x.hi), x.hi, y.hi))
    inner = fr.at_most(y.lo, x.lo).fill_null(x.lo.num.is_not_null())
    if x.is_one and y.is_one and x.always and y.always:
        return PairPlane(high, high, True)
    return PairPlane(let.fraction(fr.chosen(let(inner), x.lo, y.lo)), high, x.always and y.always)


def assumed(plane: Plane, value: int | bool | str, type_: Type, let: Let) -> Plane:
    """The value, or what the text assumes where it is not known and nothing speaks against it."""
    match plane:
        case TruthPlane():
            return TruthPlane(plane.expr.fill_null(value), always=True)
        case WordPlane():
            return WordPlane(plane.expr.fill_null(value), always=True)
        case SpanPlane():
            assert isinstance(value, int)
            most = max(plane.most, abs(value))
            if plane.is_one or (plane.floor is not None and plane.floor <= value):
                end = let(plane.hi.fill_null(value))
                return SpanPlane(end, end, True, most)
            fits = let((plane.lo <= value).fill_null(True) & (plane.hi >= value).fill_null(True))
            ends = [let(pl.when(fits).then(value).otherwise(e)) for e in (plane.lo, plane.hi)]
            return SpanPlane(ends[0], ends[1], False, most)
        case PairPlane():
            assert isinstance(value, int) and isinstance(type_, Ratio)
            held = as_pair(constant_span(value)).lo
            fits = fr.at_most(plane.lo, held).fill_null(True) & (
                fr.at_most(held, plane.hi).fill_null(True)
            )
            instead = let(fits & ~known(plane))
            lo = let.fraction(fr.chosen(instead, held, plane.lo))
            if plane.is_one:
                return PairPlane(lo, lo, always=True)
            return PairPlane(lo, let.fraction(fr.chosen(instead, held, plane.hi)))
        case MonthsPlane():
            return plane
