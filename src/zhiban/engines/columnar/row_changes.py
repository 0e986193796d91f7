"""On which later day can time alone change a fact, for each unit? (SEM 21)

A day that is fixed is an integer here; one that differs between units (or rows) an expression.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.columnar.calendar_exprs import month_of, month_start
from zhiban.engines.columnar.lookups import others_of
from zhiban.engines.columnar.planes import SpanPlane, TruthPlane
from zhiban.engines.columnar.row_reasons import row_parts
from zhiban.engines.columnar.row_tables import RowTable, speaks_of_row
from zhiban.engines.columnar.rows import Gathered, gather
from zhiban.engines.columnar.tables import Table, new_name
from zhiban.engines.coverage import FIRST_DAY, evidence_day, silence_ends
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, Month

if TYPE_CHECKING:
    from zhiban.engines.columnar.lookups import Others
    from zhiban.engines.columnar.units import Units

Day = int | pl.Expr


class UnitChanges:
    """The next changes of expressions over units."""

    def __init__(self, units: Units) -> None:
        self.units = units
        self.as_of = units.world.as_of
        self._kept: dict[n.Node, pl.Expr | None] = {}
        self._of_others: dict[Units, UnitChanges] = {}

    def next_of(self, node: n.Node) -> pl.Expr | None:
        """The next change of `node`, a column of the units; None: it has none in any of them."""
        if node not in self._kept:
            self._kept[node] = self._keep(list(self.days(node)))
        return self._kept[node]

    def days(self, node: n.Node) -> Iterator[Day]:
        """The days on which `node` may change; days already past are of no interest."""
        match node:
            case n.FactValue() if node.fact_id in self.units.brought:
                yield pl.col(f"{node.fact_id}.next_change")
                return
            case n.FactValue():
                expression = self.units.world.facts[node.fact_id].expression
                known = None if expression is None else self.next_of(expression)
                if known is not None:
                    yield known
                return
            case n.Reached():
                yield from ends_of(self.units.scalars.span(node.day))
            case n.LookUp():
                yield from self.looked_up(self.units, node)
            case n.OnlyRow():
                held = self.units.world.registers[node.register_id]
                end = silence_ends(held.coverage, held.register.lag_days)
                if end is not None:
                    yield end
        rows_node = getattr(node, "rows", None)
        if isinstance(rows_node, n.Rows):
            known = self._aggregate(node, rows_node)
            if known is not None:
                yield known
            return
        for child in node.children:
            yield from self.days(child)

    def looked_up(self, table: Units | RowTable, node: n.LookUp) -> Iterator[Day]:
        """The next change of a fact of another subject, beside the rows that name it."""
        others: Others = others_of(table, node, self.units)
        if others.units not in self._of_others:
            self._of_others[others.units] = UnitChanges(others.units)
        changes = self._of_others[others.units]
        known = changes.next_of(self.units.world.facts[node.fact_id].value.node)
        if known is not None:
            # A plane of one expression; which kind does not matter for moving it.
            moved = others.beside(table, TruthPlane(known))
            assert isinstance(moved, TruthPlane)
            yield moved.expr

    def earliest(self, days: list[Day]) -> pl.Expr | None:
        """The first of the days that is still to come; None: there is none."""
        fixed = [d for d in days if isinstance(d, int) and self.as_of < d < NEVER_DAY]
        coming: list[pl.Expr] = [
            pl.when((d > self.as_of) & (d < NEVER_DAY)).then(d)
            for d in days
            if isinstance(d, pl.Expr)
        ]
        if fixed:
            coming.append(pl.lit(min(fixed), dtype=pl.Int64))
        return pl.min_horizontal(coming) if coming else None

    def _keep(self, days: list[Day]) -> pl.Expr | None:
        earliest = self.earliest(days)
        if earliest is None:
            return None
        name = new_name()
        self.units.add(**{name: earliest})
        return pl.col(name)

    def _aggregate(self, node: n.Node, rows_node: n.Rows) -> pl.Expr | None:
        rows = gather(self.units, rows_node, *row_parts(node))
        days = [*self._windows(rows_node, rows), *self._growing_holes(node, rows_node, rows)]
        over_rows = RowChanges(rows.table, self)
        of_rows: list[Day] = []
        for part in (*rows_node.where, *row_parts(node)):
            of_rows += over_rows.days(part)
        back = _months_back(rows_node)
        nearest = over_rows.nearest(back)
        earliest = self.earliest(of_rows)
        if earliest is not None:
            nearest["part"] = earliest
        if nearest:
            exprs = [expr.alias(name) for name, expr in nearest.items()]
            found = rows.table.evaluate([pl.col("key"), *exprs])
            found = found.with_columns(pl.col("key").set_sorted())
            out = rows.beside(found.group_by("key").agg(pl.all().min()))
            days += [day for name, day in out.items() if not name.startswith("month")]
            for months in sorted({0, 1, *(m + 1 for m in back)}):
                if f"month{months}" in out:
                    later = out[f"month{months}"] + months
                    days.append(month_start(pl.when(later < NEVER_MONTH).then(later)))
        return self._keep(days)

    def _windows(self, rows_node: n.Rows, rows: Gathered) -> Iterator[Day]:
        """When the ends of windows, and the days covered, come into sight or move out of it."""
        held, back = rows.table.held, _months_back(rows_node)
        for window in rows_node.windows:
            yield from self.days(window)
            for end in (window.first, window.last):
                if end is not None:
                    for day in ends_of(self.units.scalars.span(end)):
                        yield from self.moving(self.units, day, back)
        start = FIRST_DAY
        for first, last in held.coverage:
            yield from fixed_moves(start, first - 1, back)
            yield first
            start = last + 1
        if held.coverage:
            yield from fixed_moves(start, NEVER_DAY, back)
        end_of_silence = silence_ends(held.coverage, held.register.lag_days)
        if end_of_silence is not None:
            yield end_of_silence

    def moving(self, table: Table, day: pl.Expr, back: list[int]) -> Iterator[Day]:
        """When a day comes into sight, and enters and leaves windows of months."""
        yield day
        if back:
            let = table.scalars.let
            inside = pl.when((day > FIRST_DAY) & (day < NEVER_DAY)).then(day)
            month = let(month_of(let(inside), let))
            for months in (1, *(months + 1 for months in back)):
                later = month + months
                yield month_start(pl.when(later < NEVER_MONTH).then(later))

    def _growing_holes(self, node: n.Node, rows_node: n.Rows, rows: Gathered) -> Iterator[Day]:
        """When one more month comes to lie in a hole, or leaves a moving window."""
        held = rows.table.held
        moving = bool(_months_back(rows_node))
        if not isinstance(node, n.MonthsOf) or held.register.happens is None:
            return
        if rows_node.scheduled and not moving:
            return
        evidence = evidence_day(held.coverage, held.register.lag_days, self.as_of)
        open_ = [
            hole.touches for hole in rows.holes if moving or hole.first <= evidence <= hole.last
        ]
        if open_:
            next_month = pl.lit(months_on(self.as_of, 1), dtype=pl.Int64)
            yield pl.when(pl.any_horizontal(open_)).then(next_month)


class RowChanges:
    """The next changes of expressions over the rows of a register."""

    def __init__(self, table: RowTable, units: UnitChanges) -> None:
        self.table = table
        self.units = units

    def nearest(self, back: list[int]) -> dict[str, pl.Expr]:
        """When each row comes into sight, and enters and leaves windows of months.

        The least `day` of a unit is such a day; its least `month<k>` is the month k months before
        one whose first day is.
        """
        register = self.table.held.register
        if register.happens is None:
            return {}
        as_of = self.units.as_of
        this_month = calendar.month_of(as_of)
        steps = {1, *(months + 1 for months in back)} if back else set()
        out: dict[str, pl.Expr] = {}
        if isinstance(register.columns[register.happens].type, Month):
            month = self.table.cells(register.happens)
            steps |= {0}
        else:
            day = self.table.cells(register.happens)
            out["day"] = pl.when((day > as_of) & (day < NEVER_DAY)).then(day)
            let = self.table.scalars.let
            month = let(month_of(day, let)) if back else day
        for months in sorted(steps):
            coming = (month > this_month - months) & (month < NEVER_MONTH)
            out[f"month{months}"] = pl.when(coming).then(month)
        return out

    def days(self, node: n.Node) -> Iterator[Day]:
        """The days on which `node` may change at each row."""
        if not speaks_of_row(node):
            if self.table.key == "u" and (known := self.units.next_of(node)) is not None:
                self.table.carry(known.meta.root_names())
                yield known
            return
        match node:
            case n.Reached():
                plane = self.table.value(node.day)
                assert isinstance(plane, SpanPlane)
                yield from ends_of(plane)
            case n.LookUp():
                yield from self.units.looked_up(self.table, node)
        for child in node.children:
            yield from self.days(child)


def ends_of(plane: SpanPlane) -> list[pl.Expr]:
    """Both ends; one if they are one."""
    return [plane.lo] if plane.is_one else [plane.lo, plane.hi]


def _months_back(rows: n.Rows) -> list[int]:
    return [w.months_back for w in rows.windows if w.months_back is not None]


def fixed_moves(first: int, last: int, back: list[int]) -> Iterator[int]:
    """When days from `first` to `last` come into sight, and enter and leave windows of months."""
    yield first
    for months in back:
        if FIRST_DAY < first < NEVER_DAY:
            yield months_on(first, 1)
        if FIRST_DAY < last < NEVER_DAY:
            yield months_on(last, months + 1)


def months_on(day: int, months: int) -> int:
    """The first day of the month so many months later; never, where the calendar ends before it."""
    try:
        return calendar.first_day(calendar.month_of(day) + months)
    except OverflowError:
        return NEVER_DAY
