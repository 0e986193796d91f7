"""What do many rows come to, when rows, dates and coverage may be in doubt? (SEM 2, 3, 9, 10)

A row belongs surely (True), surely not (False) or possibly (None). A hole is a stretch of days
inside the window on which silence does not mean "no": any number of further rows may lie there.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zhiban.engines.coverage import FIRST_DAY, Hole, evidence_day, holes, undated_hole
from zhiban.engines.rowwise import scalars
from zhiban.engines.rowwise.cells import cell_value
from zhiban.engines.rowwise.world import RegisterTable, Row
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.months import MonthsValue
from zhiban.model.reasons import Reason
from zhiban.model.types import NEVER_DAY, Month, Ratio
from zhiban.model.values import (
    End,
    Ends,
    Value,
    and_,
    compare,
    compare_ends,
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
    from zhiban.engines.rowwise.evaluator import Evaluator, Reasons

NONE: frozenset[Reason] = frozenset()


@dataclass(frozen=True)
class Gathered:
    """The rows that may belong (with True or None), the holes in the window, its possible days."""

    members: list[tuple[Row, bool | None]]
    holes: list[Hole]
    first: int
    last: int


def gather(case: Evaluator, rows: n.Rows) -> Gathered:
    """Decide for each row whether it belongs, and which holes the window can touch."""
    if id(rows) not in case.gathered:
        case.gathered[id(rows)] = _gather(case, rows)
    return case.gathered[id(rows)]


def _gather(case: Evaluator, rows: n.Rows) -> Gathered:
    table = case.world.registers[rows.register_id]
    register, as_of = table.register, case.world.as_of
    evidence = evidence_day(table.coverage, register.lag_days, as_of)
    windows = [window_days(case, w, evidence) for w in rows.windows]
    if not rows.scheduled:
        windows.append((Ends(FIRST_DAY, FIRST_DAY), exactly(evidence)))
    members: list[tuple[Row, bool | None]] = []
    for row in table.about(rows.subject_column, case.unit.subject_id):
        belongs: bool | None = True
        for condition in rows.where:
            belongs = and_(belongs, case.truth(condition, row))
            if belongs is False:
                break
        if register.happens is not None and belongs is not False:
            day = happens_day(table, row)
            for first, last in windows:
                belongs = and_(belongs, within(day, first, last))
        if belongs is not False:
            members.append((row, belongs))
    earliest = max([FIRST_DAY, *(_day(w[0].lo, FIRST_DAY) for w in windows)])
    latest = min([NEVER_DAY, *(_day(w[1].hi, NEVER_DAY) for w in windows)])
    open_ = open_holes(table, case.unit.subject_id, as_of, earliest, latest)
    return Gathered(members, open_, earliest, latest)


def open_holes(
    table: RegisterTable, subject_id: str, as_of: int, first: int, last: int
) -> list[Hole]:
    """The holes that touch the days from `first` to `last`."""
    lag = table.register.lag_days
    dated = table.register.happens is not None
    if dated and first > last:
        return []
    out = [Hole(FIRST_DAY, NEVER_DAY, "quarantined")] if subject_id in table.punctured else []
    if dated:
        between = holes(table.coverage, lag, as_of)
        return out + [h for h in between if h.first <= last and h.last >= first]
    kind = undated_hole(table.coverage, lag, as_of)
    return [*out, Hole(FIRST_DAY, NEVER_DAY, kind)] if kind else out


def window_days(case: Evaluator, window: n.Window, evidence: int) -> tuple[Ends, Ends]:
    """The first and last day of a window; FIRST_DAY and NEVER_DAY where it has no limit."""
    if window.months_back is not None:
        this_month = calendar.month_of(evidence)
        return (
            exactly(calendar.first_day(this_month - window.months_back)),
            exactly(calendar.last_day(this_month - 1)),
        )
    first = exactly(FIRST_DAY) if window.first is None else case.ends(window.first)
    last = exactly(NEVER_DAY) if window.last is None else case.ends(window.last)
    return first, last


def happens_day(table: RegisterTable, row: Row) -> Ends:
    """The day a row happens: of a month its first day; open if the cell is empty."""
    assert table.register.happens is not None
    cell = row.get(table.register.happens)
    if cell is None:
        return Ends(None, None)
    assert isinstance(cell, int)
    is_month = isinstance(table.register.columns[table.register.happens].type, Month)
    return exactly(calendar.first_day(cell) if is_month else cell)


def within(day: Ends, first: Ends, last: Ends) -> bool | None:
    """Whether a day lies in a window, both ends of which may be in doubt."""
    return and_(compare(">=", day, first), compare("<=", day, last))


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
            return _pick(case, node, rows)
    assert isinstance(node, n.MonthsOf)
    return _months(case, node, rows)


def _distinct(
    case: Evaluator, node: n.Distinct, sure: list[Row], possible: list[Row], hole: bool
) -> Ends:
    def values(rows: list[Row]) -> list[Value]:
        return [case.value(node.of, row) for row in rows]

    known_sure = {_key(v) for v in values(sure) if is_known(v)}
    known_possible = {_key(v) for v in values(possible) if is_known(v)}
    unclear = sum(not is_known(v) for v in values(possible))
    least = len(known_sure) if known_sure or not sure else 1
    return Ends(least, None if hole else len(known_possible) + unclear)


def _key(value: Value) -> object:
    """What two known values are equal by: a ratio by its worth, not by how it is written."""
    if not isinstance(value, Ends):
        return value
    return Fraction(*value.lo) if isinstance(value.lo, tuple) else value.lo


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
        return _if_none(node.if_none, node)
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
        out = hull([out, _if_none(node.if_none, node)], node.type)
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


def _pick(case: Evaluator, node: n.Pick, rows: Gathered) -> Value:
    candidates, hole = pick_candidates(case, node, rows)
    values = [case.value(node.of, row) for row in candidates]
    if hole:
        values.append(nothing_known(node.type))
    if not any(belongs for _, belongs in rows.members):
        values.append(_if_none(node.if_none, node))
    return hull(values, node.type)


def pick_candidates(case: Evaluator, node: n.Pick, rows: Gathered) -> tuple[list[Row], bool]:
    """The rows that can be the one picked, and whether an unseen row could be it instead."""
    last, bar = node.which == "last", pick_bar(case, node, rows)
    candidates = []
    for row, _ in rows.members:
        ends = case.ends(node.by, row)
        end = ends.hi if last else ends.lo
        if bar is None or end is None or compare_ends(end, bar) * (1 if last else -1) >= 0:
            candidates.append(row)
    return candidates, bool(pick_holes(case, node, rows, bar))


def pick_holes(case: Evaluator, node: n.Pick, rows: Gathered, bar: End) -> list[Hole]:
    """The holes in which a row could lie that would be picked instead."""
    table = case.world.registers[node.rows.register_id]
    if bar is None or not ordered_by_happening(node.by, table):
        return rows.holes
    assert isinstance(bar, int)
    is_month = isinstance(node.by.type, Month)
    if node.which == "last":
        start = calendar.first_day(bar) if is_month else bar
        return [h for h in rows.holes if h.last >= start]
    end = calendar.first_day(bar) if is_month else bar
    return [h for h in rows.holes if h.first <= end]


def ordered_by_happening(by: n.Node, table: RegisterTable) -> bool:
    """Whether `by` is the column that says when the register's rows happen."""
    return (
        isinstance(by, n.Column)
        and by.name == table.register.happens
        and (by.register_id == table.register.id)
    )


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
    if len({_key(v) for v in values if is_known(v)}) > 1:
        why |= {Reason("conflict", node.register_id)}
    return hull(values, node.of_type), why


def reasons(case: Evaluator, node: n.Node) -> Reasons:
    """Why an aggregate is unknown: holes, rows in doubt, cells missing."""
    rows_node = node.rows  # type: ignore[attr-defined]
    assert isinstance(rows_node, n.Rows)
    rows = gather(case, rows_node)
    counted = [r for r, _ in rows.members]
    open_ = rows.holes
    out: Reasons = NONE
    if isinstance(node, n.Pick):
        counted, _ = pick_candidates(case, node, rows)
        open_ = pick_holes(case, node, rows, pick_bar(case, node, rows))
        out |= _pick_reasons(case, node, counted, bool(open_))
    out |= {Reason(h.kind, rows_node.register_id) for h in open_}
    if open_:
        out |= _window_reasons(case, rows_node)
    for row, belongs in rows.members:
        if row not in counted:
            continue
        if belongs is None:
            out |= _membership_reasons(case, rows_node, row)
        for part in _row_parts(node):
            out |= case.reasons(part, row)
    if not rows.members and not rows.holes:
        out |= {Reason("gap", rows_node.register_id)}
    return out


def pick_bar(case: Evaluator, node: n.Pick, rows: Gathered) -> End:
    """The order of the row that is surely there and comes first, or last, among the sure ones."""
    last = node.which == "last"
    bar: End = None
    for row, belongs in rows.members:
        ends = case.ends(node.by, row)
        end = ends.lo if last else ends.hi
        if belongs and end is not None:
            bar = end if bar is None else (larger if last else smaller)(bar, end)
    return bar


def _pick_reasons(case: Evaluator, node: n.Pick, candidates: list[Row], hole: bool) -> Reasons:
    """Why it is open which row is picked: not dated, or two in one place that disagree."""
    out: Reasons = NONE
    if len(candidates) + hole < 2:
        return out
    places: dict[object, set[object]] = {}
    for row in candidates:
        place, value = case.value(node.by, row), case.value(node.of, row)
        if is_known(place):
            places.setdefault(_key(place), set()).update({_key(value)} if is_known(value) else ())
        elif isinstance(node.by, n.Column):
            out |= {Reason("undated", node.rows.register_id, node.by.name)}
        else:
            out |= case.reasons(node.by, row)
    if any(len(values) > 1 for values in places.values()):
        out |= {Reason("conflict", node.rows.register_id)}
    return out


def _membership_reasons(case: Evaluator, rows: n.Rows, row: Row) -> Reasons:
    table = case.world.registers[rows.register_id]
    out: Reasons = NONE
    if table.register.happens is not None:
        if not happens_day(table, row).known and (rows.windows or not rows.scheduled):
            out |= {Reason("undated", rows.register_id, table.register.happens)}
        out |= _window_reasons(case, rows)
    for condition in rows.where:
        out |= case.reasons(condition, row)
    return out


def _window_reasons(case: Evaluator, rows: n.Rows) -> Reasons:
    """Why the ends of the windows are unknown: a row or a hole may lie inside or outside."""
    ends = [end for w in rows.windows for end in (w.first, w.last) if end is not None]
    return NONE.union(*(case.reasons(end) for end in ends))


def _row_parts(node: n.Node) -> list[n.Node]:
    match node:
        case n.Every():
            return [node.condition]
        case n.Distinct() | n.Sum() | n.Extreme() | n.Mean() | n.Pick():
            return [node.of]
        case n.MonthsOf():
            return [node.month]
        case _:
            return []


def _if_none(if_none: int | bool | str | None, node: n.Pick | n.Extreme) -> Value:
    if if_none is None:
        return Ends(None, None) if isinstance(nothing_known(node.type), Ends) else None
    if isinstance(nothing_known(node.type), Ends):
        assert isinstance(if_none, int)
        return exactly((if_none, 1) if isinstance(node.type, Ratio) else if_none)
    assert isinstance(if_none, (bool, str))
    return if_none


def _day(end: End, without: int) -> int:
    return without if end is None else whole(end)
