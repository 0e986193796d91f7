"""What is known of many units at once? One row for each unit: a subject, at an occasion.

Columns: `u` (the row's number), `s` (the subject's number: equal to `u` where no subject comes
twice), `id`, `occasion`, and the cells of the row that is the occasion, each as `@column`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.columnar import aggregates, choices, lookups, single_rows
from zhiban.engines.columnar.brought import Brought
from zhiban.engines.columnar.calendar_exprs import month_start
from zhiban.engines.columnar.inputs import Inputs
from zhiban.engines.columnar.planes import Plane, SpanPlane, constant_span
from zhiban.engines.columnar.stored import cell, exactly, nothing, promised
from zhiban.engines.columnar.tables import Table
from zhiban.engines.columnar.world import ColumnarWorld
from zhiban.model import nodes as n
from zhiban.model.values import is_rational

if TYPE_CHECKING:
    from zhiban.engines.columnar.row_tables import RowTable
    from zhiban.engines.columnar.rows import Gathered


class Units(Table):
    """The units of one derivation; `has_rows` says that their occasions are rows of a register.

    A unit whose `@row_id` is null has no such row; without any `@column` none has.
    """

    def __init__(
        self, world: ColumnarWorld, kind: str, frame: pl.DataFrame, has_rows: bool
    ) -> None:
        self.world = world
        self.kind = kind
        self.has_rows = has_rows
        ids = frame["id"].unique(maintain_order=True)
        self.one_each = len(ids) == frame.height
        subjects = pl.DataFrame({"id": ids}).with_row_index("s")
        numbered = frame.with_row_index("u")
        if self.one_each:
            numbered = numbered.with_columns(s="u")
        else:
            numbered = numbered.join(subjects, on="id", how="left", maintain_order="left")
        self.subjects = subjects
        self.row_tables: dict[tuple[str, str, str], RowTable] = {}
        self.gathered: dict[tuple[n.Rows, str], Gathered] = {}
        self.others: dict[tuple[n.Node, str, bool], lookups.Others] = {}
        self.undefined: dict[n.Node, str] = {}
        self.brought: frozenset[str] = frozenset()
        super().__init__(numbered)

    @property
    def has_no_row(self) -> pl.Expr:
        """Where a unit's occasion is no row of a register (or its subject has none there)."""
        if self.has_rows and "@row_id" in self.frame.columns:
            return pl.col("@row_id").is_null()
        has_cells = any(column.startswith("@") for column in self.frame.columns)
        return pl.lit(not (self.has_rows and has_cells))

    def of_others(self, kind: str, frame: pl.DataFrame, about: str) -> Units:
        """Units of other subjects in the same world.

        `about`: the column (`register.name`) in whose row each is named, if asked about the row.
        """
        others = Units(self.world, kind, frame, has_rows=bool(about))
        if self.world.exchange is not None and frame.height:
            others.bring(self.world.exchange[kind, about], "@row_id" if about else "id")
        return others

    def bring(self, brought: Brought, key: str) -> None:
        """Put facts worked out before beside the units."""
        self.frame = brought.beside(self.frame, key)
        self.brought = brought.facts

    def occasion_cells(self) -> pl.DataFrame:
        """The cells of each unit's occasion row, as `@column`."""
        return self.frame.select(pl.col("^@.*$"))

    def _work_out(self, node: n.Node) -> Plane:
        match node:
            case n.FactValue():
                return self._fact(node)
            case n.OccasionColumn():
                return self._occasion_column(node)
            case n.OccasionPeriod():
                return self.keep(_occasion_period(node))
            case n.JudgedDay():
                return constant_span(self.world.as_of)
            case n.LookUp():
                return lookups.look_up(self, node, self)
            case n.OnlyRow():
                return single_rows.only_row(self, node)
            case _:
                return self.keep(aggregates.value(self, node))

    def _fact(self, node: n.FactValue) -> Plane:
        if node.fact_id in self.brought:
            return self.keep(Inputs.of(self.frame, [node], self.scalars.let).plane(node))
        expression = self.world.facts[node.fact_id].expression
        if expression is None:
            return nothing(node.of_type)
        plane = self.kept(expression)
        floor = getattr(node.of_type, "at_least", None)
        least = getattr(expression.type, "at_least", None)
        if floor is not None and (least is None or least < floor):
            plane = choices.larger(plane, exactly(floor, node.of_type), self.scalars.let)
        return self.keep(promised(plane, node.of_type))

    def _occasion_column(self, node: n.OccasionColumn) -> Plane:
        name = f"@{node.name}"
        first = f"{name}.num" if is_rational(node.of_type) else name
        if not self.has_rows or first not in self.frame.columns:
            return nothing(node.of_type)
        return cell(name, node.of_type, self.frame[first].null_count() == 0)


def _occasion_period(node: n.OccasionPeriod) -> Plane:
    text = pl.col("occasion")
    year = text.str.slice(0, 4).cast(pl.Int64)
    first, length = year * 12, 12
    if node.period == "month":
        first, length = first + text.str.slice(5, 2).cast(pl.Int64) - 1, 1
    number = year if node.period == "year" else first
    parts = {
        "number": number,
        "first_day": month_start(first),
        "last_day": month_start(first + length) - 1,
    }
    return SpanPlane(parts[node.part], parts[node.part], always=True)
