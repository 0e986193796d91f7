"""On which later days can time alone change a value? (SEM 21)

A sound superset: every day on which a threshold, a window, coverage or a text moves.
"""

from __future__ import annotations

from collections.abc import Hashable

from zhiban.engines.coverage import FIRST_DAY, evidence_day, silence_ends
from zhiban.engines.rowwise.evaluator import Evaluator, is_of_subject
from zhiban.engines.rowwise.gathering import gather, happens_day
from zhiban.engines.rowwise.world import RegisterTable, Row, World
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY
from zhiban.model.values import Ends


def next_change(case: Evaluator, roots: tuple[n.Node, ...]) -> int | None:
    """The first day after the judged day on which a value below `roots` may change by itself."""
    found = Changes(case.world)
    for root in roots:
        found.below(case, root)
    return found.first


class Changes:
    """Looks for the first day after the judged day on which time may change what it is shown.

    What has been looked at once, at a row of a case, is not looked at again.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._as_of = world.as_of
        self._seen: set[Hashable] = set()
        self.first: int | None = None

    def below(self, case: Evaluator, node: n.Node, row: Row | None = None) -> None:
        """Look at `node` and all below it, at `row` where it speaks of a row."""
        if not self._can_move(node):
            return
        at = (id(case), id(node), id(None if is_of_subject(node) else row))
        if self._is_known(at):
            return
        match node:
            case n.Reached() if case.instalment_month is None and by_instalment(node):
                self._on(self._as_of + 1)
            case n.Reached():
                self._at_ends(case.ends(node.day, row))
            case n.ParameterValue():
                self._texts(case, node)
            case n.FactValue():
                if case.inputs is None:
                    self._fact(case, node.fact_id)
                return
            case n.LookUp():
                other = case.other(node, row)
                if other is not None:
                    self._fact(other, node.fact_id)
            case n.OnlyRow():
                self._silence(case.world.registers[node.register_id])
            case n.MonthsOf():
                self._growing_holes(case, node.rows)
            case n.Rows():
                self._rows(case, node)
                return
        rows = getattr(node, "rows", None)
        if isinstance(rows, n.Rows):
            self.below(case, rows)
            moving = [c for c in self._moving(node) if c is not rows]
            for each in _about(case, rows) if moving else ():
                for child in moving:
                    self.below(case, child, each)
            return
        for child in self._moving(node):
            self.below(case, child, row)

    def _on(self, day: int) -> None:
        if self._as_of < day < NEVER_DAY and (self.first is None or day < self.first):
            self.first = day

    def _at_ends(self, ends: Ends) -> None:
        for end in (ends.lo, ends.hi):
            if isinstance(end, int):
                self._on(end)

    def _is_known(self, at: Hashable) -> bool:
        """Whether this has been looked at before; from now on it has."""
        if at in self._seen:
            return True
        self._seen.add(at)
        return False

    def _can_move(self, node: n.Node) -> bool:
        """Whether time can move anything at or below the node."""
        return isinstance(node, _MOVED) or bool(self._moving(node))

    def _moving(self, node: n.Node) -> tuple[n.Node, ...]:
        """The children at or below which time can move anything."""
        held = self._world.moving.get(id(node))
        if held is None:
            moving = tuple(child for child in node.children if self._can_move(child))
            held = self._world.moving[id(node)] = (node, moving)
        return held[1]

    def _texts(self, case: Evaluator, node: n.ParameterValue) -> None:
        on = node.on if node.on is not None else case.law_on
        if on is None or any(isinstance(step, n.JudgedDay) for step in on.walk()):
            for value in case.parameters[node.name].values:
                self._on(value.from_day)
                if value.until_day is not None:
                    self._on(value.until_day + 1)

    def _fact(self, case: Evaluator, fact_id: str) -> None:
        expression = case.world.facts[fact_id].expression
        if expression is not None:
            self.below(case, expression)

    def _rows(self, case: Evaluator, rows: n.Rows) -> None:
        table = case.world.registers[rows.register_id]
        back = tuple(w.months_back for w in rows.windows if w.months_back is not None)
        moving = [condition for condition in rows.where if self._can_move(condition)]
        for row in _about(case, rows) if moving else ():
            for condition in moving:
                self.below(case, condition, row)
        self._days_of_rows(table, rows.subject_column, case.unit.subject_id, back)
        for window in rows.windows:
            self.below(case, window)
            for end in (window.first, window.last):
                known = Ends(None, None) if end is None else case.ends(end)
                for day in (known.lo, known.hi):
                    if isinstance(day, int):
                        self._moves(day, day, back)
        self._coverage(table, back)

    def _days_of_rows(
        self, table: RegisterTable, column: str, subject: str, back: tuple[int, ...]
    ) -> None:
        if table.register.happens is None or self._is_known((id(table), column, subject, back)):
            return
        for placed in table.by_day(column, subject).values():  # a day moves all its rows at once
            day = happens_day(table, placed[0][1])
            if isinstance(day.lo, int) and day.known:
                self._moves(day.lo, day.lo, back)

    def _coverage(self, table: RegisterTable, back: tuple[int, ...]) -> None:
        if self._is_known((id(table), back)):
            return
        start = FIRST_DAY
        for first, last in table.coverage:
            self._moves(start, first - 1, back)
            self._on(first)
            start = last + 1
        if table.coverage:
            self._moves(start, NEVER_DAY, back)
        self._silence(table)

    def _silence(self, table: RegisterTable) -> None:
        end = silence_ends(table.coverage, table.register.lag_days)
        if end is not None:
            self._on(end)

    def _moves(self, first: int, last: int, back: tuple[int, ...]) -> None:
        """When days from `first` to `last` come into sight, and enter and leave moving windows."""
        self._on(first)
        for months in back:
            if FIRST_DAY < first < NEVER_DAY:
                self._on(_months_on(first, 1))
            if FIRST_DAY < last < NEVER_DAY:
                self._on(_months_on(last, months + 1))

    def _growing_holes(self, case: Evaluator, rows: n.Rows) -> None:
        """When one more month comes to lie in a hole, or leaves a moving window."""
        table = case.world.registers[rows.register_id]
        moving = any(w.months_back is not None for w in rows.windows)
        if table.register.happens is None or (rows.scheduled and not moving):
            return
        evidence = evidence_day(table.coverage, table.register.lag_days, self._as_of)
        if any(moving or hole.first <= evidence <= hole.last for hole in gather(case, rows).holes):
            self._on(_months_on(self._as_of, 1))


_MOVED = (n.Reached, n.ParameterValue, n.FactValue, n.LookUp, n.OnlyRow, n.Rows)


def by_instalment(node: n.Node) -> bool:
    """Whether the node speaks of the month of an instalment: a different day in each of them."""
    return any(isinstance(step, n.InstalmentMonth) for step in node.walk())


def _months_on(day: int, months: int) -> int:
    """The first day of the month so many months later; never, where the calendar ends before it."""
    try:
        return calendar.first_day(calendar.month_of(day) + months)
    except OverflowError:
        return NEVER_DAY


def _about(case: Evaluator, rows: n.Rows) -> tuple[Row, ...]:
    table = case.world.registers[rows.register_id]
    return tuple(table.about(rows.subject_column, case.unit.subject_id))
