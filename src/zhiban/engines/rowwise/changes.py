"""On which later days can time alone change a value? (SEM 21)

A sound superset: every day on which a threshold, a window, coverage or a text moves.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhiban.engines.coverage import FIRST_DAY, evidence_day, silence_ends
from zhiban.engines.rowwise.evaluator import Evaluator, is_of_subject
from zhiban.engines.rowwise.gathering import gather, happens_day
from zhiban.engines.rowwise.world import RegisterTable, Row
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY
from zhiban.model.values import Ends


def next_change(case: Evaluator, roots: tuple[n.Node, ...]) -> int | None:
    """The first day after the judged day on which a value below `roots` may change by itself."""
    days = (day for root in roots for day in changes(case, root))
    return min((d for d in days if case.world.as_of < d < NEVER_DAY), default=None)


Seen = set[tuple[int, int, int]]


def changes(
    case: Evaluator, node: n.Node, row: Row | None = None, seen: Seen | None = None
) -> Iterator[int]:
    """The days on which `node` may change; days already past are of no interest to the caller.

    `seen` are the nodes whose days have been given already, at each row of each case.
    """
    seen = set() if seen is None else seen
    at = (id(case), id(node), id(None if is_of_subject(node) else row))
    if at in seen:
        return
    seen.add(at)
    match node:
        case n.Reached() if case.instalment_month is None and by_instalment(node):
            yield case.world.as_of + 1
        case n.Reached():
            ends = case.ends(node.day, row)
            yield from (end for end in (ends.lo, ends.hi) if isinstance(end, int))
        case n.ParameterValue():
            on = node.on if node.on is not None else case.law_on
            if on is None or any(isinstance(step, n.JudgedDay) for step in on.walk()):
                for value in case.parameters[node.name].values:
                    yield value.from_day
                    if value.until_day is not None:
                        yield value.until_day + 1
        case n.FactValue():
            if case.inputs is None:
                expression = case.world.facts[node.fact_id].expression
                if expression is not None:
                    yield from changes(case, expression, None, seen)
            return
        case n.LookUp():
            other = case.other(node, row)
            if other is not None:
                expression = other.world.facts[node.fact_id].expression
                if expression is not None:
                    yield from changes(other, expression, None, seen)
        case n.OnlyRow():
            table = case.world.registers[node.register_id]
            end = silence_ends(table.coverage, table.register.lag_days)
            if end is not None:
                yield end
        case n.MonthsOf():
            yield from _growing_holes(case, node.rows)
        case n.Rows():
            yield from _row_changes(case, node, seen)
            return
    rows = getattr(node, "rows", None)
    if isinstance(rows, n.Rows):
        yield from changes(case, rows, None, seen)
        moving = [child for child in node.children if child is not rows and can_move(child)]
        for each in _about(case, rows) if moving else ():
            for child in moving:
                yield from changes(case, child, each, seen)
        return
    for child in node.children:
        yield from changes(case, child, row, seen)


def can_move(node: n.Node) -> bool:
    """Whether time can move anything below the node; what it cannot is not asked row by row."""
    return any(isinstance(step, _MOVED) for step in node.walk())


_MOVED = (n.Reached, n.ParameterValue, n.FactValue, n.LookUp, n.OnlyRow, n.Rows)


def by_instalment(node: n.Node) -> bool:
    """Whether the node speaks of the month of an instalment: a different day in each of them."""
    return any(isinstance(step, n.InstalmentMonth) for step in node.walk())


def _row_changes(case: Evaluator, rows: n.Rows, seen: Seen) -> Iterator[int]:
    table = case.world.registers[rows.register_id]
    back = [w.months_back for w in rows.windows if w.months_back is not None]
    moving = [condition for condition in rows.where if can_move(condition)]
    for row in _about(case, rows) if moving else ():
        for condition in moving:
            yield from changes(case, condition, row, seen)
    if table.register.happens is not None:
        by_day = table.by_day(rows.subject_column, case.unit.subject_id)
        for placed in by_day.values():  # a day moves all its rows at once
            day = happens_day(table, placed[0][1])
            if isinstance(day.lo, int) and day.known:
                yield from _moves(day.lo, day.lo, back)
    for window in rows.windows:
        yield from changes(case, window, None, seen)
        for end in (window.first, window.last):
            known = Ends(None, None) if end is None else case.ends(end)
            for day_ in (known.lo, known.hi):
                if isinstance(day_, int):
                    yield from _moves(day_, day_, back)
    yield from _coverage_changes(table, back)


def _coverage_changes(table: RegisterTable, back: list[int]) -> Iterator[int]:
    start = FIRST_DAY
    for first, last in table.coverage:
        yield from _moves(start, first - 1, back)
        yield first
        start = last + 1
    if table.coverage:
        yield from _moves(start, NEVER_DAY, back)
    end = silence_ends(table.coverage, table.register.lag_days)
    if end is not None:
        yield end


def _moves(first: int, last: int, back: list[int]) -> Iterator[int]:
    """When days from `first` to `last` come into sight, and enter and leave moving windows."""
    yield first
    for months in back:
        if first > FIRST_DAY and first < NEVER_DAY:
            yield _months_on(first, 1)
        if last < NEVER_DAY and last > FIRST_DAY:
            yield _months_on(last, months + 1)


def _months_on(day: int, months: int) -> int:
    """The first day of the month so many months later; never, where the calendar ends before it."""
    try:
        return calendar.first_day(calendar.month_of(day) + months)
    except OverflowError:
        return NEVER_DAY


def _growing_holes(case: Evaluator, rows: n.Rows) -> Iterator[int]:
    """When one more month comes to lie in a hole, or leaves a moving window."""
    table = case.world.registers[rows.register_id]
    moving = any(w.months_back is not None for w in rows.windows)
    if table.register.happens is None or (rows.scheduled and not moving):
        return
    as_of = case.world.as_of
    evidence = evidence_day(table.coverage, table.register.lag_days, as_of)
    if any(moving or hole.first <= evidence <= hole.last for hole in gather(case, rows).holes):
        yield _months_on(as_of, 1)


def _about(case: Evaluator, rows: n.Rows) -> tuple[Row, ...]:
    table = case.world.registers[rows.register_id]
    return tuple(table.about(rows.subject_column, case.unit.subject_id))
