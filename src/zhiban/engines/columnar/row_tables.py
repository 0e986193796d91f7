"""How do the rows of a register meet the units? Sorted by unit, cells and unit values on demand.

A row table has a column `key` (the number of the unit `u`, or of the subject `s` where nothing
asked of the rows differs between the occasions of one subject) and `r`, the row's number in the
register. It is sorted by `key`, rows in the register's order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.columnar import lookups
from zhiban.engines.columnar.planes import Plane, constant_span
from zhiban.engines.columnar.stored import cell, roots
from zhiban.engines.columnar.tables import Table
from zhiban.model import nodes as n
from zhiban.model.types import Month
from zhiban.model.values import is_rational

if TYPE_CHECKING:
    from zhiban.engines.columnar.units import Units
    from zhiban.engines.columnar.world import RegisterFrame


class RowTable(Table):
    """The rows of a register about the units, by the column that names the subject."""

    def __init__(self, units: Units, register_id: str, frame: pl.DataFrame, key: str) -> None:
        self.units = units
        self.held: RegisterFrame = units.world.registers[register_id]
        self.key = key
        self.others: dict[tuple[n.Node, str, bool], lookups.Others] = {}
        super().__init__(frame)

    def value(self, node: n.Node) -> Plane:
        """The value of a node at each row; what says nothing of rows is worked out per unit."""
        if isinstance(node, n.Literal) or speaks_of_row(node):
            return self.scalars.plane(node)
        return self._carried(node)

    def cells(self, name: str) -> pl.Expr:
        """The raw cells of a column."""
        self._load(name)
        return pl.col(f".{name}")

    def happens_day(self) -> pl.Expr:
        """The day each row happens: of a month its first day; null if the cell is empty."""
        register = self.held.register
        assert register.happens is not None
        type_ = register.columns[register.happens].type
        column = n.Column(register.id, register.happens, type_)
        plane = self.value(n.FirstDay(column) if isinstance(type_, Month) else column)
        return plane.lo  # type: ignore[union-attr,return-value]

    def is_happening(self, node: n.Node) -> bool:
        """Whether `node` is the column that says when the register's rows happen."""
        register = self.held.register
        return (
            isinstance(node, n.Column)
            and node.name == register.happens
            and node.register_id == register.id
        )

    def occasion_cells(self) -> pl.DataFrame:
        """All cells of each row, as `@column`: the row as an occasion."""
        return self.held.frame.select(pl.all().name.prefix("@"))[self.frame["r"]]

    def _work_out(self, node: n.Node) -> Plane:
        match node:
            case n.Column():
                first = self._load(node.name, is_rational(node.of_type))
                return cell(f".{node.name}", node.of_type, self.frame[first].null_count() == 0)
            case n.JudgedDay():
                return constant_span(self.units.world.as_of)
            case n.LookUp() if speaks_of_row(node.subject):
                return lookups.look_up(self, node, self.units)
            case _:
                return self._carried(node)

    def _carried(self, node: n.Node) -> Plane:
        """A unit's value, beside each of its rows."""
        plane = self.units.kept(node)
        self.carry(roots(plane))
        return plane

    def carry(self, names: list[str]) -> None:
        """Bring columns of the units beside the rows."""
        missing = [name for name in names if name not in self.frame.columns]
        if missing:
            assert self.key == "u", (self.held.register.id, missing)
            self.frame = self.frame.hstack(self.units.frame.select(missing)[self.frame["key"]])

    def _load(self, name: str, rational: bool = False) -> str:
        """Bring cells of the register beside the rows; gives the name of the first column."""
        parts = [f"{name}.num", f"{name}.den"] if rational else [name]
        missing = [part for part in parts if f".{part}" not in self.frame.columns]
        if missing:
            held = self.held.frame
            absent = {p: pl.lit(None, dtype=pl.Int64) for p in missing if p not in held.columns}
            cells = held.with_columns(**absent).select(missing)[self.frame["r"]]
            self.frame = self.frame.hstack(cells.rename({p: f".{p}" for p in missing}))
        return f".{parts[0]}"


def row_table(units: Units, register_id: str, column: str, key: str) -> RowTable:
    """The rows of a register whose `column` names a subject of `units`, by unit or subject."""
    key = "u" if units.one_each else key
    found = units.row_tables.get((register_id, column, key))
    if found is None:
        frame = _by_unit(units, register_id, column) if key == "u" else _by_subject(
            units, register_id, column
        )  # fmt: skip
        found = RowTable(units, register_id, frame, key)
        units.row_tables[register_id, column, key] = found
    return found


def _by_subject(units: Units, register_id: str, column: str) -> pl.DataFrame:
    rows = units.world.registers[register_id].frame
    named = rows.select(pl.col(column).cast(pl.String).alias("id")).with_row_index("r")
    found = named.join(units.subjects, on="id", how="inner", maintain_order="left")
    keyed = found.select("r", key="s")
    if not keyed["key"].is_sorted():
        keyed = keyed.sort("key", maintain_order=True)
    return keyed.with_columns(pl.col("key").set_sorted())


def _by_unit(units: Units, register_id: str, column: str) -> pl.DataFrame:
    if units.one_each:
        return _by_subject(units, register_id, column)
    about = row_table(units, register_id, column, "s").frame.select("r", s="key")
    pairs = units.frame.select("s", key="u").join(
        about, on="s", how="inner", maintain_order="left_right"
    )
    return pairs.select("r", pl.col("key").set_sorted())


def speaks_of_row(node: n.Node) -> bool:
    """Whether the value of `node` may differ between the rows of one unit."""
    if isinstance(node, n.Column):
        return True
    if isinstance(node, (n.FactValue, n.Rows)) or isinstance(getattr(node, "rows", None), n.Rows):
        return False
    return any(speaks_of_row(child) for child in node.children)


def speaks_of_unit(node: n.Node) -> bool:
    """Whether the value of `node` may differ between the occasions of one subject."""
    if isinstance(node, (n.Literal, n.Column, n.JudgedDay, n.Unsaid)):
        return False
    if isinstance(node, n.LookUp):
        return not speaks_of_row(node.subject) or speaks_of_unit(node.subject)
    if not node.children or not speaks_of_row(node):
        return True
    return any(speaks_of_unit(child) for child in node.children)
