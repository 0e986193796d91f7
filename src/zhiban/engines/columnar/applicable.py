"""Which dated values of a parameter may apply in every row, when day or scope is partly known?

The law's choice (`zhiban.law.parameters.select`) written as conditions: between two days on which
any value starts or ends, the values in force are fixed, so that only those stretches matter. Known
days and unlimited values are decided here and now; the rest becomes expressions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl

from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import SpanPlane, WordPlane
from zhiban.engines.coverage import FIRST_DAY
from zhiban.law.dated_values import rank
from zhiban.law.parameters import DatedValue, Parameter
from zhiban.model.types import NEVER_DAY

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
    pairs = [(values[place], named(where, let)) for place, where in sorted(found.items())]
    return Applicable([(v, w) for v, w in pairs if w is not False], named(complete, let))


def named(where: Where, let: Let) -> Where:
    """The condition as a column, unless it is settled."""
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
