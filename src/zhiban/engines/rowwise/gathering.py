"""Which rows does a set of rows hold, and where could there be rows that nobody has seen?

A row belongs surely (True), surely not (False) or possibly (None). A hole is a stretch of days
inside the window on which silence does not mean "no": any number of further rows may lie there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from zhiban.engines.coverage import FIRST_DAY, Hole, evidence_day, holes, undated_hole
from zhiban.engines.rowwise.world import Answers, RegisterTable, Row
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY, Month
from zhiban.model.values import (
    End,
    Ends,
    and_,
    compare,
    exactly,
    whole,
)

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator


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
    conditions = [(condition, _same(case, condition)) for condition in rows.where]
    conditions.sort(key=lambda pair: pair[1] is None)  # what is compared at once leaves few rows
    # The window first, once for all rows of a day: it leaves few rows to look into.
    for _, row, inside in sorted(_in_windows(case, table, rows, windows), key=itemgetter(0)):
        belongs = inside
        for condition, same in conditions:
            if belongs is False:
                break
            cell = None if same is None else row.get(same[0])
            belongs = and_(
                belongs,
                _truth(case, table, condition, row)
                if same is None or cell is None
                else cell == same[1],
            )
        if belongs is not False:
            members.append((row, belongs))
    earliest = max([FIRST_DAY, *(_day(w[0].lo, FIRST_DAY) for w in windows)])
    latest = min([NEVER_DAY, *(_day(w[1].hi, NEVER_DAY) for w in windows)])
    open_ = open_holes(table, case.unit.subject_id, as_of, earliest, latest)
    return Gathered(members, open_, earliest, latest)


def _in_windows(
    case: Evaluator, table: RegisterTable, rows: n.Rows, windows: list[tuple[Ends, Ends]]
) -> Iterator[tuple[int, Row, bool | None]]:
    """The rows that may lie in all windows, with their places and whether they surely do."""
    by_day = table.by_day(rows.subject_column, case.unit.subject_id)
    for placed in by_day.values():
        inside: bool | None = True
        if table.register.happens is not None:
            day = happens_day(table, placed[0][1])
            for first, last in windows:
                inside = and_(inside, within(day, first, last))
        if inside is not False:
            for place, row in placed:
                yield place, row, inside


def _same(case: Evaluator, condition: n.Node) -> tuple[str, str] | None:
    """The column that has to say what is known of the subject, and what: compared at once."""
    if isinstance(condition, n.SameCode) and isinstance(condition.left, n.Column):
        other = condition.right
        said = case.value(other) if isinstance(other, n.OccasionColumn) else None
        return (condition.left.name, said) if isinstance(said, str) else None
    return None


def _truth(case: Evaluator, table: RegisterTable, condition: n.Node, row: Row) -> bool | None:
    """Whether a row meets a condition; of cells alone it is asked once for all rows alike."""
    held = table.answers.get(id(condition))
    if held is None:
        held = table.answers[id(condition)] = Answers(condition, _cells_of(condition))
    if held.cells is None:
        return case.truth(condition, row)
    cells = tuple([row.get(name) for name in held.cells])
    if cells not in held.by_cells:
        held.by_cells[cells] = case.truth(condition, row)
    return held.by_cells[cells]


def _cells_of(condition: n.Node) -> tuple[str, ...] | None:
    """The columns on which alone a condition rests; None if it asks who is judged, or when."""
    steps = tuple(condition.walk())
    if not all(isinstance(step, _OF_CELLS) for step in steps):
        return None
    return tuple({step.name: None for step in steps if isinstance(step, n.Column)})


#: What says the same of a row whoever is judged, and whenever.
_OF_CELLS = (
    n.Column, n.Literal, n.Not, n.All, n.AnyOf, n.Compare, n.SameCode, n.IsIn, n.Multiply,
    n.Quotient, n.Add, n.Subtract,
)  # fmt: skip


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
    return _first_day(cell) if is_month else exactly(cell)


@lru_cache(maxsize=4096)
def _first_day(month: int) -> Ends:
    """The first day of a month, remembered: rows of a register share few months."""
    return exactly(calendar.first_day(month))


def within(day: Ends, first: Ends, last: Ends) -> bool | None:
    """Whether a day lies in a window, both ends of which may be in doubt."""
    on, begins, ends = _sole(day), _sole(first), _sole(last)
    if on is not None and begins is not None and ends is not None:
        return begins <= on <= ends  # nothing in doubt, which is so for nearly every row
    return and_(compare(">=", day, first), compare("<=", day, last))


def _sole(day: Ends) -> int | None:
    """The day itself where it is known."""
    return day.lo if day.lo == day.hi and isinstance(day.lo, int) else None


def _day(end: End, without: int) -> int:
    return without if end is None else whole(end)
