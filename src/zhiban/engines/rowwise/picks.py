"""Which row is the first or the last, and which could be?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhiban.engines.coverage import Hole
from zhiban.engines.rowwise.cells import if_none_value
from zhiban.engines.rowwise.gathering import Gathered
from zhiban.engines.rowwise.world import RegisterTable, Row
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.types import Month
from zhiban.model.values import (
    End,
    Value,
    compare_ends,
    hull,
    larger,
    nothing_known,
    smaller,
)

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator


def picked(case: Evaluator, node: n.Pick, rows: Gathered) -> Value:
    """The value picked: known if all rows that could be the one agree (SEM 3)."""
    candidates, hole = pick_candidates(case, node, rows)
    values = [case.value(node.of, row) for row in candidates]
    if hole:
        values.append(nothing_known(node.type))
    if not any(belongs for _, belongs in rows.members):
        values.append(if_none_value(node.if_none, node))
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
