"""What is known of other subjects, those that a column names? (SEM 16)

The distinct ids of the column become units of their own; what is worked out for them is brought
back beside the rows that name them. A fact about rows of the register the column is in is asked
about that very row, so there every row is a unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.columnar import choices
from zhiban.engines.columnar.planes import Plane, WordPlane
from zhiban.engines.columnar.stored import mapped, nothing
from zhiban.engines.columnar.tables import new_name
from zhiban.model import nodes as n

if TYPE_CHECKING:
    from zhiban.engines.columnar.row_tables import RowTable
    from zhiban.engines.columnar.units import Units


@dataclass(frozen=True, eq=False)
class Others:
    """Other subjects, and the column of the asking frame that says which is meant, if any."""

    units: Units
    index: str

    def beside(self, table: Units | RowTable, plane: Plane) -> Plane:
        """A value of the others, beside the rows that name them; null where none is named."""
        columns: dict[str, str] = {}

        def named(expr: pl.Expr) -> pl.Expr:
            if expr.meta.is_literal():
                return expr
            return pl.col(columns.setdefault(expr.meta.output_name(), new_name()))

        plane = mapped(plane, named)
        if columns:
            found = self.units.frame.select(
                pl.col(old).gather(table.frame[self.index]).alias(new)
                for old, new in columns.items()
            )
            table.frame = table.frame.hstack(found)
        return plane


def look_up(table: Units | RowTable, node: n.LookUp, asking: Units) -> Plane:
    """The looked-up fact at each row of `table`, whose units are `asking`."""
    others = others_of(table, node, asking)
    fact = asking.world.facts[node.fact_id].value.node
    plane = others.beside(table, others.units.kept(fact))
    is_named = pl.col(others.index).is_not_null()
    if not table.frame[others.index].null_count():
        return plane
    missing = nothing(node.of_type)
    let = table.scalars.let
    return table.keep(choices.hull([(is_named, plane), (~is_named, missing)], node.of_type, let))


def others_of(table: Units | RowTable, node: n.LookUp, asking: Units) -> Others:
    """The subjects that `node` looks up, as units."""
    about_row = _asks_about_row(node, asking)
    at = (node.subject, node.kind, about_row)
    found = table.others.get(at)
    if found is None:
        found = table.others[at] = _build(table, node, asking, about_row)
    return found


def _asks_about_row(node: n.LookUp, asking: Units) -> bool:
    """Whether the fact is about the row that names the subject."""
    occasion = asking.world.facts[node.fact_id].occasion
    if isinstance(node.subject, n.OccasionColumn):
        return occasion == node.subject.register_id and asking.has_rows
    return isinstance(node.subject, n.Column) and occasion == node.subject.register_id


def _build(table: Units | RowTable, node: n.LookUp, asking: Units, about_row: bool) -> Others:
    subject = table.scalars.plane(node.subject)
    assert isinstance(subject, WordPlane)
    ids = table.evaluate([subject.expr.alias("id")])
    index = new_name()
    if about_row:
        assert isinstance(node.subject, (n.Column, n.OccasionColumn))
        cells = table.occasion_cells()
        rows = ids.hstack(cells).with_columns(occasion=pl.lit(""))
        about = f"{node.subject.register_id}.{node.subject.name}"
        others = asking.of_others(node.kind, rows.filter(pl.col("id").is_not_null()), about)
        named = pl.col("id").is_not_null()
        place = pl.when(named).then(named.cum_sum() - 1)
        table.frame = table.frame.hstack(ids.select(place.cast(pl.UInt32).alias(index)))
    else:
        distinct = ids.drop_nulls().unique(maintain_order=True).with_columns(occasion=pl.lit(""))
        others = asking.of_others(node.kind, distinct, "")
        places = others.frame.select("id", pl.col("u").alias(index))
        found = ids.join(places, on="id", how="left", maintain_order="left")
        table.frame = table.frame.hstack(found.select(index))
    return Others(others, index)
