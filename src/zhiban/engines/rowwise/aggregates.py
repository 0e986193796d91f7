"""What do many rows come to, when rows, dates and coverage may be in doubt? (SEM 2, 9, 10)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhiban.engines.coverage import FIRST_DAY
from zhiban.engines.rowwise import scalars
from zhiban.engines.rowwise.cells import cell_value, if_none_value, key_of
from zhiban.engines.rowwise.gathering import Gathered, gather, open_holes
from zhiban.engines.rowwise.picks import ordered_by_happening, picked
from zhiban.engines.rowwise.world import Row
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.months import MonthsValue
from zhiban.model.reasons import NONE, Reason, Reasons
from zhiban.model.types import NEVER_DAY, Ratio
from zhiban.model.values import (
    End,
    Ends,
    Value,
    and_,
    exactly,
    hull,
    is_known,
    larger,
    not_,
    nothing_known,
    or_,
    smaller,
    whole,
)

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator


def value(case: Evaluator, node: n.Node, undefined: scalars.Undefined) -> Value:
    """The value of an aggregate."""
    assert isinstance(
        node,
        n.Count
        | n.Exists
        | n.Every
        | n.Distinct
        | n.Sum
        | n.Extreme
        | n.Mean
        | n.Pick
        | n.MonthsOf,
    ), node
    rows = gather(case, node.rows)
    sure = [r for r, belongs in rows.members if belongs]
    possible = [r for r, _ in rows.members]
    hole = bool(rows.holes)
    match node:
        case n.Count():
            return Ends(len(sure), None if hole else len(possible))
        case n.Exists():
            return True if sure else None if possible or hole else False
        case n.Every():
            out: bool | None = None if hole else True
            for row, belongs in rows.members:
                out = and_(out, or_(not_(belongs), case.truth(node.condition, row)))
            return out
        case n.Distinct():
            return _distinct(case, node, sure, possible, hole)
        case n.Sum():
            return _sum(case, node, rows, undefined)
        case n.Extreme():
            return _extreme(case, node, sure, possible, hole)
        case n.Mean():
            return _mean(case, node, sure, possible, hole, undefined)
        case n.Pick():
            return picked(case, node, rows)
    assert isinstance(node, n.MonthsOf)
    return _months(case, node, rows)


def _distinct(
    case: Evaluator, node: n.Distinct, sure: list[Row], possible: list[Row], hole: bool
) -> Ends:
    def values(rows: list[Row]) -> list[Value]:
        return [case.value(node.of, row) for row in rows]

    known_sure = {key_of(v) for v in values(sure) if is_known(v)}
    known_possible = {key_of(v) for v in values(possible) if is_known(v)}
    unclear = sum(not is_known(v) for v in values(possible))
    least = len(known_sure) if known_sure or not sure else 1
    return Ends(least, None if hole else len(known_possible) + unclear)


def _sum(case: Evaluator, node: n.Sum, rows: Gathered, undefined: scalars.Undefined) -> Ends:
    lo: int | None = 0
    hi: int | None = 0
    floor = getattr(node.of.type, "at_least", None)
    if rows.holes:
        hi = None
        lo = 0 if floor is not None and floor >= 0 else None
    for row, belongs in rows.members:
        ends = case.ends(node.of, row)
        low, high = ends.lo, ends.hi
        if not belongs:
            low = None if low is None else min(whole(low), 0)
            high = None if high is None else max(whole(high), 0)
        lo = None if lo is None or low is None else lo + whole(low)
        hi = None if hi is None or high is None else hi + whole(high)
    return Ends(scalars.bounded(lo, node, undefined), scalars.bounded(hi, node, undefined))


def _extreme(
    case: Evaluator, node: n.Extreme, sure: list[Row], possible: list[Row], hole: bool
) -> Value:
    least = node.which == "least"
    if not possible and not hole:
        return if_none_value(node.if_none, node)
    inner: End = None
    outer: End = None
    every_outer_known = not hole
    for row in possible:
        ends = case.ends(node.of, row)
        end = ends.lo if least else ends.hi
        every_outer_known = every_outer_known and end is not None
        if end is not None:
            outer = end if outer is None else (smaller if least else larger)(outer, end)
    for row in sure:
        ends = case.ends(node.of, row)
        end = ends.hi if least else ends.lo
        if end is not None:
            inner = end if inner is None else (smaller if least else larger)(inner, end)
    if not every_outer_known:
        outer = None
    out: Value = Ends(outer, inner) if least else Ends(inner, outer)
    if not sure:
        out = Ends(outer, None) if least else Ends(None, outer)
        if possible and not hole:
            top = [case.ends(node.of, row) for row in possible]
            out = hull(list(top), node.type)
        out = hull([out, if_none_value(node.if_none, node)], node.type)
    return out


def _mean(
    case: Evaluator, node: n.Mean, sure: list[Row], possible: list[Row], hole: bool,
    undefined: scalars.Undefined,
) -> Value:  # fmt: skip
    none = Ends(None, None) if node.if_none is None else exactly((node.if_none, 1))
    if not possible:
        return none if not hole else Ends(None, None)
    ends = [case.ends(node.of, row) for row in possible]
    lows, highs = [e.lo for e in ends], [e.hi for e in ends]
    lo: End
    hi: End
    if hole:
        lo = hi = None
    elif len(sure) == len(possible):
        lo = None if None in lows else (sum(whole(x) for x in lows), len(possible))
        hi = None if None in highs else (sum(whole(x) for x in highs), len(possible))
    else:
        lo = None if None in lows else (min(whole(x) for x in lows), 1)
        hi = None if None in highs else (max(whole(x) for x in highs), 1)
    out: Value = Ends(scalars.bounded(lo, node, undefined), scalars.bounded(hi, node, undefined))
    return out if sure else hull([out, none], Ratio())


def _months(case: Evaluator, node: n.MonthsOf, rows: Gathered) -> MonthsValue:
    sure: set[int] = set()
    maybe: set[int] = set()
    loose = 0
    for row, belongs in rows.members:
        month = case.ends(node.month, row)
        if not month.known:
            loose += 1
        elif belongs:
            sure.add(whole(month.lo))
        else:
            maybe.add(whole(month.lo))
    out = MonthsValue(frozenset(sure), frozenset(maybe - sure), loose=loose)
    table = case.world.registers[node.rows.register_id]
    column = node.month.day if isinstance(node.month, n.MonthOf) else node.month
    for hole in rows.holes:
        if ordered_by_happening(column, table):
            first, last = max(hole.first, rows.first), min(hole.last, rows.last)
            out = out.with_possible(
                None if first <= FIRST_DAY else calendar.month_of(first),
                None if last >= NEVER_DAY else calendar.month_of(last),
            )
        else:
            out = out.with_possible(None, None)
    return out


def only_row(case: Evaluator, node: n.OnlyRow) -> tuple[Value, Reasons]:
    """The cell of the one row about the subject, or why there is none."""
    table = case.world.registers[node.register_id]
    column = table.register.key[0]
    found = table.about(column, case.unit.subject_id)
    if not found:
        open_ = open_holes(table, case.unit.subject_id, case.world.as_of, FIRST_DAY, NEVER_DAY)
        kinds = {h.kind for h in open_} or {"gap"}
        return nothing_known(node.of_type), frozenset(Reason(k, node.register_id) for k in kinds)
    values = [cell_value(row.get(node.name), node.of_type) for row in found]
    why = NONE
    if not all(is_known(v) for v in values):
        why |= {Reason("empty", node.register_id, node.name)}
    if len({key_of(v) for v in values if is_known(v)}) > 1:
        why |= {Reason("conflict", node.register_id)}
    return hull(values, node.of_type), why
