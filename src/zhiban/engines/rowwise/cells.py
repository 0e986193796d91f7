"""What do single cells and constants say, and what stands where there is no row?"""

from __future__ import annotations

from fractions import Fraction

from zhiban.engines.rowwise.scalars import larger_of
from zhiban.engines.rowwise.world import Cell
from zhiban.model import nodes as n
from zhiban.model.types import Rate, Ratio, Type, is_interval
from zhiban.model.values import Ends, Value, exactly, is_rational, nothing_known


def literal(node: n.Literal) -> Value:
    """The value of a constant."""
    value = node.value
    if isinstance(node.of_type, Rate):
        return exactly((value.numerator, value.denominator))  # type: ignore[union-attr]
    if is_interval(node.of_type):
        assert isinstance(value, int)
        return exactly((value, 1) if isinstance(node.of_type, Ratio) else value)
    assert isinstance(value, (bool, str))
    return value


def cell_value(cell: Cell, type_: Type) -> Value:
    """What a cell says; an empty one only what its register promises."""
    if cell is None:
        return nothing_known(type_)
    if is_interval(type_):
        assert not isinstance(cell, str)
        return exactly(cell)
    assert isinstance(cell, (bool, str))
    return cell


def with_promise(value: Value, type_: Type) -> Value:
    """`value` with no end below what the fact is declared to be at least.

    A sum of refunds without the payments, or more months drawn than granted, count as the floor.
    """
    promised = nothing_known(type_)
    if isinstance(value, Ends) and isinstance(promised, Ends) and promised.lo is not None:
        floor = exactly(promised.lo)
        return larger_of(value, floor, is_rational(type_))
    return value


def if_none_value(if_none: int | bool | str | None, node: n.Pick | n.Extreme) -> Value:
    """What the author says the value is where there is surely no row; unknown if nothing."""
    if if_none is None:
        return Ends(None, None) if isinstance(nothing_known(node.type), Ends) else None
    if isinstance(nothing_known(node.type), Ends):
        assert isinstance(if_none, int)
        return exactly((if_none, 1) if isinstance(node.type, Ratio) else if_none)
    assert isinstance(if_none, (bool, str))
    return if_none


def key_of(value: Value) -> object:
    """What two known values are equal by: a ratio by its worth, not by how it is written."""
    if not isinstance(value, Ends):
        return value
    return Fraction(*value.lo) if isinstance(value.lo, tuple) else value.lo
