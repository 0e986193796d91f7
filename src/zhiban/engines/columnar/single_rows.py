"""What does the one row say that a register keyed by its subject holds about each unit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhiban.engines.columnar import choices
from zhiban.engines.columnar.hulls import hull_of_rows
from zhiban.engines.columnar.planes import Plane
from zhiban.engines.columnar.rows import Gathered, gather
from zhiban.engines.columnar.stored import nothing
from zhiban.model import nodes as n

if TYPE_CHECKING:
    from zhiban.engines.columnar.units import Units


def rows_of(units: Units, node: n.OnlyRow) -> Gathered:
    """The rows about each unit, all of them, whenever they happen."""
    register = units.world.registers[node.register_id].register
    return gather(units, n.Rows(node.register_id, register.key[0], node.kind, scheduled=True))


def only_row(units: Units, node: n.OnlyRow) -> Plane:
    """The cell, the hull of all if there are several rows, the promise if there is none."""
    rows = rows_of(units, node)
    column = n.Column(node.register_id, node.name, node.of_type)
    members, planes = rows.members(rows.table.value(column))
    found = rows.plane_beside(*hull_of_rows(members, planes[0]))
    some = rows.possible > 0
    options: list[tuple[choices.Reach, Plane]] = [(some, found), (~some, nothing(node.of_type))]
    return units.keep(choices.hull(options, node.type, units.scalars.let))
