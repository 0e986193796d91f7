"""Which months of a set lie within two ends, or after a month, any of which may be in doubt?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhiban.engines.rowwise import scalars
from zhiban.engines.rowwise.world import Row
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.months import MonthsValue
from zhiban.model.types import NEVER_MONTH, Month
from zhiban.model.values import End, Ends, whole

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator


def months_within(case: Evaluator, node: n.MonthsWithin, row: Row | None) -> MonthsValue:
    """The months from the first to the last."""
    months = case.months(node.months, row)
    first = _month_ends(case, node.first, row)
    last = _month_ends(case, node.last, row)
    sure_first = (
        None if node.first is None else (NEVER_MONTH + 1 if first.hi is None else whole(first.hi))
    )
    sure_last = None if node.last is None else (-1 if last.lo is None else whole(last.lo))
    return months.restrict(sure_first, sure_last, _end(first.lo), _end(last.hi))


def months_after(case: Evaluator, node: n.MonthsAfter, row: Row | None) -> MonthsValue:
    """The months after a month; all of them after never."""
    months, month = case.months(node.months, row), case.ends(node.month, row)
    lo, hi = _end(month.lo), _end(month.hi)
    if lo == NEVER_MONTH:
        return months
    maybe_all = hi is None or hi == NEVER_MONTH
    first = None if lo is None or maybe_all else lo + 1
    return months.restrict(NEVER_MONTH + 1 if maybe_all else whole(hi) + 1, None, first, None)


def _month_ends(case: Evaluator, node: n.Node | None, row: Row | None) -> Ends:
    if node is None:
        return Ends(None, None)
    ends = case.ends(node, row)
    if isinstance(node.type, Month):
        return ends
    return scalars.monotone(calendar.month_of, ends, node, lambda: None)


def _end(end: End) -> int | None:
    return None if end is None else whole(end)
