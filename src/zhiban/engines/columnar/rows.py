"""Which rows of a register belong to each unit, and where may rows be missing? (SEM 2, 3, 9, 10)

`gather` decides for each row whether it belongs (True, False, null = possibly), counts the rows of
each unit, and finds the holes that the unit's window can touch.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.columnar import comparisons
from zhiban.engines.columnar.holes import OpenHole, open_holes
from zhiban.engines.columnar.planes import Plane, SpanPlane, TruthPlane, constant_span
from zhiban.engines.columnar.row_tables import RowTable, row_table, speaks_of_unit
from zhiban.engines.columnar.stored import mapped, variable
from zhiban.engines.columnar.tables import new_name
from zhiban.engines.coverage import FIRST_DAY, evidence_day
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY

if TYPE_CHECKING:
    from zhiban.engines.columnar.units import Units

Window = tuple[SpanPlane, SpanPlane]


@dataclass(frozen=True, eq=False)
class Gathered:
    """The rows that may belong, and per unit how many do, its window and the holes it touches.

    `belongs` is a column of the row table; `sure`, `possible` (counts), `first`, `last` (the days
    the window can reach) and `hole` (Boolean) are expressions over the units.
    """

    units: Units
    table: RowTable
    belongs: str
    sure: pl.Expr
    possible: pl.Expr
    first: pl.Expr
    last: pl.Expr
    holes: tuple[OpenHole, ...]
    hole: pl.Expr
    only: str | None = None

    def among(self, only: str | None) -> Gathered:
        """The same, with `members` only of the units for which the column `only` is true."""
        if only is not None and only not in self.table.frame.columns:
            flags = self.units.frame.select(pl.col(self.own).alias("key"), only)
            if self.own == "s":
                flags = flags.group_by("key").agg(pl.col(only).any())
            keys = self.table.frame.select("key")
            marked = keys.join(flags, on="key", how="left", maintain_order="left")
            self.table.frame = self.table.frame.hstack(marked.select(only))
        return replace(self, only=only)

    @property
    def own(self) -> str:
        """The column of the units that the row table's `key` is."""
        return "u" if self.table.key == "u" else "s"

    def members(self, *planes: Plane) -> tuple[pl.DataFrame, list[Plane]]:
        """The rows that may belong: `key`, `b` (True or null), and the planes over the result."""
        columns: dict[str, pl.Expr] = {}

        def named(expr: pl.Expr) -> pl.Expr:
            name = f"v{len(columns)}"
            columns[name] = expr
            return pl.col(name)

        over = [mapped(variable(plane), named) for plane in planes]
        exprs = [expr.alias(name) for name, expr in columns.items()]
        lazy = self.table.scalars.let.on(self.table.frame.lazy(), exprs)
        counted = pl.col(self.belongs).fill_null(True)
        rows = (
            lazy.filter(counted if self.only is None else counted & pl.col(self.only))
            .select("key", pl.col(self.belongs).alias("b"), *exprs)
            .collect()
        )
        return rows.with_columns(pl.col("key").set_sorted()), over

    def beside(self, per_key: pl.DataFrame, **fill: int | bool) -> dict[str, pl.Expr]:
        """Bring columns worked out per `key` beside the units; `fill` is for units without rows."""
        names = {column: new_name() for column in per_key.columns if column != "key"}
        found = self.units.frame.select(pl.col(self.own).alias("key")).join(
            per_key, on="key", how="left", maintain_order="left"
        )
        filled = [
            (pl.col(c).fill_null(fill[c]) if c in fill else pl.col(c)).alias(name)
            for c, name in names.items()
        ]
        self.units.frame = self.units.frame.hstack(found.select(filled))
        return {column: pl.col(name) for column, name in names.items()}

    def plane_beside(self, per_key: pl.DataFrame, plane: Plane) -> Plane:
        """A plane over columns worked out per key, beside the units."""
        columns = self.beside(per_key)

        def moved(expr: pl.Expr) -> pl.Expr:
            return expr if expr.meta.is_literal() else columns[expr.meta.output_name()]

        return mapped(plane, moved)


def gather(units: Units, rows: n.Rows, *parts: n.Node) -> Gathered:
    """The rows of `units`; `parts` are the nodes that will be asked of each row."""
    ends = [end for w in rows.windows for end in (w.first, w.last) if end is not None]
    by_unit = any(not _is_constant(units.kept(end)) for end in ends) or any(
        speaks_of_unit(node) for node in (*rows.where, *parts)
    )
    table = row_table(units, rows.register_id, rows.subject_column, "u" if by_unit else "s")
    found = units.gathered.get((rows, table.key))
    if found is None:
        found = units.gathered[rows, table.key] = _gather(units, rows, table)
    return found


def _is_constant(plane: Plane) -> bool:
    return isinstance(plane, SpanPlane) and plane.constant is not None


def _gather(units: Units, rows: n.Rows, table: RowTable) -> Gathered:
    held = table.held
    evidence = evidence_day(held.coverage, held.register.lag_days, units.world.as_of)
    windows = [_window(units, w, evidence) for w in rows.windows]
    if not rows.scheduled:
        windows.append((constant_span(FIRST_DAY), constant_span(evidence)))
    conditions: list[pl.Expr] = []
    if held.register.happens is not None:
        day = table.happens_day()
        for window, ends in zip((*rows.windows, None), windows, strict=False):
            conditions += _inside(table, day, window, ends)
    for condition in rows.where:
        plane = table.value(condition)
        assert isinstance(plane, TruthPlane)
        if plane.constant is not True:
            conditions.append(plane.expr)
    belongs = new_name()
    table.add(**{belongs: pl.all_horizontal(conditions) if conditions else pl.lit(True)})
    counted = (
        table.frame.lazy()
        .select("key", b=pl.col(belongs))
        .filter(pl.col("b").fill_null(True))
        .group_by("key")
        .agg(possible=pl.len().cast(pl.Int64), sure=pl.col("b").sum().cast(pl.Int64))
        .collect()
    )
    first = _furthest([w[0].lo for w in windows], pl.max_horizontal, FIRST_DAY)
    last = _furthest([w[1].hi for w in windows], pl.min_horizontal, NEVER_DAY)
    holes = tuple(open_holes(units, held, first, last))
    hole = pl.any_horizontal([h.touches for h in holes]) if holes else pl.lit(False)
    name = new_name()
    units.add(**{name: hole})
    bare = Gathered(units, table, belongs, pl.lit(0), pl.lit(0), first, last, holes, pl.col(name))
    counts = bare.beside(counted, possible=0, sure=0)
    return Gathered(
        units, table, belongs, counts["sure"], counts["possible"], first, last, holes,
        pl.col(name),
    )  # fmt: skip


def _window(units: Units, window: n.Window, evidence: int) -> Window:
    """The first and last day of a window per unit; FIRST_DAY and NEVER_DAY are no limit."""
    if window.months_back is not None:
        month = calendar.month_of(evidence)
        return (
            constant_span(calendar.first_day(month - window.months_back)),
            constant_span(calendar.last_day(month - 1)),
        )
    first = constant_span(FIRST_DAY) if window.first is None else units.kept(window.first)
    last = constant_span(NEVER_DAY) if window.last is None else units.kept(window.last)
    assert isinstance(first, SpanPlane) and isinstance(last, SpanPlane)
    return first, last


def _inside(table: RowTable, day: pl.Expr, window: n.Window | None, ends: Window) -> list[pl.Expr]:
    """Whether the day lies in the window; undated rows possibly do, whatever the window."""
    for node in (window.first, window.last) if window is not None else ():
        if node is not None:
            table.value(node)
    happens = SpanPlane(day, day)
    out = [
        comparisons.compare(symbol, happens, end).expr
        for symbol, end, limit in zip((">=", "<="), ends, (FIRST_DAY, NEVER_DAY), strict=True)
        if end.constant != limit
    ]
    return out or [pl.when(day.is_not_null()).then(True)]


def _furthest(ends: list[pl.Expr], of: object, limit: int) -> pl.Expr:
    assert callable(of)
    bound = pl.lit(limit, dtype=pl.Int64)
    out: pl.Expr = of([bound, *ends])  # null ends are open: they limit nothing
    return out
