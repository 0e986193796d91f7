"""What does a dated parameter say in every row, when the day or the scope is only partly known?

The law's choice (`zhiban.law.parameters.select`) written as conditions: between two days on which
any value starts or ends, the values in force are fixed, so that only those stretches matter. Known
days and unlimited values are decided here and now; the rest becomes expressions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction as Exact
from functools import reduce
from operator import and_

import polars as pl

from zhiban.engines.columnar import fractions as fr
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import PairPlane, Plane, SpanPlane, WordPlane, constant_span
from zhiban.engines.coverage import FIRST_DAY
from zhiban.law.dated_values import rank
from zhiban.law.parameters import DatedValue, Parameter, Steps, step_of
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY, Date, Month, Rate, Type

#: A condition that may be settled already.
Where = bool | pl.Expr


def both(a: Where, b: Where) -> Where:
    """a and b; neither is ever null."""
    if isinstance(a, bool):
        return b if a else False
    return (a if b else False) if isinstance(b, bool) else a & b


def either(a: Where, b: Where) -> Where:
    """a or b; neither is ever null."""
    if isinstance(a, bool):
        return True if a else b
    return (True if b else a) if isinstance(b, bool) else a | b


def negated(a: Where) -> Where:
    """Not a."""
    return not a if isinstance(a, bool) else ~a


@dataclass(frozen=True, eq=False)
class Applicable:
    """Where each dated value may apply, and where surely one does on every day in question."""

    values: list[tuple[DatedValue, Where]]
    complete: Where

    @property
    def unsettled(self) -> Where:
        """Where the law leaves the figure open."""
        out = negated(self.complete)
        for value, where in self.values:
            out = either(out, where) if value.value is None else out
        return out

    def from_memory(self) -> Where:
        """Where a value that may apply is only remembered."""
        out: Where = False
        for value, where in self.values:
            out = either(out, where) if value.status == "memory" else out
        return out


def applicable(
    parameter: Parameter, day: SpanPlane, occasion: pl.Expr, scope: Mapping[str, WordPlane],
    let: Let,
) -> Applicable:  # fmt: skip
    """The dated values that may apply somewhere between the ends of `day`."""
    values = [v for v in parameter.values if v.level != "ceiling"]
    found: dict[int, Where] = {}
    complete: Where = True
    for touched, in_force in _stretches(parameter, day, let):
        chosen = _chosen([v for v in values if v.for_occasions or v in in_force], occasion, scope)
        one: Where = False
        for value, where in chosen:
            place = values.index(value)
            found[place] = either(found.get(place, False), both(touched, where))
            one = either(one, where)
        complete = both(complete, either(negated(touched), one))
    named = [(values[place], _named(where, let)) for place, where in sorted(found.items())]
    return Applicable([(v, w) for v, w in named if w is not False], _named(complete, let))


def _named(where: Where, let: Let) -> Where:
    return where if isinstance(where, bool) else let(where)


def _stretches(
    parameter: Parameter, day: SpanPlane, let: Let
) -> list[tuple[Where, tuple[DatedValue, ...]]]:
    """Stretches of days with the dated values in force in each, and where `day` touches them."""
    dated = [v for v in parameter.values if not v.for_occasions and v.level != "ceiling"]
    starts = sorted(
        {v.from_day for v in dated} | {v.until_day + 1 for v in dated if v.until_day is not None}
    )
    days = [starts[0] - 1, *starts] if starts else [0]
    in_force = [
        tuple(v for v in dated if v.from_day <= at and (v.until_day is None or at <= v.until_day))
        for at in days
    ]
    lo = day.lo if day.always else let(day.lo.fill_null(FIRST_DAY))
    hi = lo if day.is_one and day.always else let(day.hi.fill_null(NEVER_DAY))
    groups: dict[tuple[DatedValue, ...], list[Where]] = {}
    for place, held in enumerate(in_force):
        first = None if place == 0 else starts[place - 1]
        last = starts[place] - 1 if place < len(starts) else None
        groups.setdefault(held, []).append(_touches(day, lo, hi, first, last))
    if len(groups) == 1:
        return [(True, in_force[0])]
    out = [(reduce(either, touches), held) for held, touches in groups.items()]
    return [(touched, held) for touched, held in out if touched is not False]


def _touches(
    day: SpanPlane, lo: pl.Expr, hi: pl.Expr, first: int | None, last: int | None
) -> Where:
    if day.constant is not None:
        after = first is None or day.constant >= first
        return after and (last is None or day.constant <= last)
    from_first: Where = True if first is None else hi >= first
    return both(from_first, True if last is None else lo <= last)


def _chosen(
    values: Sequence[DatedValue], occasion: pl.Expr, scope: Mapping[str, WordPlane]
) -> list[tuple[DatedValue, Where]]:
    """Best first, until one surely fits: where each value is chosen."""
    out: list[tuple[DatedValue, Where]] = []
    settled: Where = False
    for best in sorted({rank(v) for v in values}):
        tier = [v for v in values if rank(v) == best]
        sure: Where = False
        for value in tier:
            yes, possible = _fits(value, scope)
            if value.for_occasions:
                named = occasion.is_in(list(value.for_occasions)).fill_null(False)
                yes, possible = both(named, yes), both(named, possible)
            out.append((value, both(possible, negated(settled))))
            sure = either(sure, yes)
        settled = either(settled, sure)
        if settled is True:
            break
    return out


def _fits(value: DatedValue, scope: Mapping[str, WordPlane]) -> tuple[Where, Where]:
    """Where the scope surely, and where it possibly lies in the value's own."""
    yes: Where = True
    possible: Where = True
    for dimension, codes in value.scope:
        code = scope.get(dimension)
        if code is None:
            yes = False
        elif code.constant is not None:
            inside = code.constant in codes
            yes, possible = both(yes, inside), both(possible, inside)
        else:
            among = code.expr.is_in(list(codes))
            yes = both(yes, among.fill_null(False))
            possible = both(possible, among.fill_null(True))
    return yes, possible


def value_plane(found: Applicable, type_: Type, let: Let) -> Plane:
    """The value of a parameter: the hull of what may apply, open where the law leaves it open."""
    unsettled = _named(found.unsettled, let)
    lowest = None if isinstance(type_, (Date, Month)) else 0
    is_scale = any(isinstance(v.value, tuple) for v, _ in found.values)
    worth: dict[Exact, Where] = {}
    if unsettled is not True and not is_scale:
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
