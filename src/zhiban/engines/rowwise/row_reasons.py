"""Why is an aggregate unknown? Holes, rows in doubt, cells missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhiban.engines.rowwise.cells import key_of
from zhiban.engines.rowwise.gathering import gather, happens_day
from zhiban.engines.rowwise.picks import pick_bar, pick_candidates, pick_holes
from zhiban.engines.rowwise.world import Row
from zhiban.model import nodes as n
from zhiban.model.reasons import NONE, Reason, Reasons
from zhiban.model.values import (
    is_known,
)

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator


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


def _pick_reasons(case: Evaluator, node: n.Pick, candidates: list[Row], hole: bool) -> Reasons:
    """Why it is open which row is picked: not dated, or two in one place that disagree."""
    out: Reasons = NONE
    if len(candidates) + hole < 2:
        return out
    places: dict[object, set[object]] = {}
    for row in candidates:
        place, value = case.value(node.by, row), case.value(node.of, row)
        if is_known(place):
            places.setdefault(key_of(place), set()).update(
                {key_of(value)} if is_known(value) else ()
            )
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
