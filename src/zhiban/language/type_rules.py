"""Which types go together, and what comes of them? Quantities of one unit; codes of one list."""

from __future__ import annotations

from zhiban.language.refusal import refuse
from zhiban.model import nodes as n
from zhiban.model.types import (
    Date,
    Integer,
    Money,
    Month,
    Ordered,
    Rate,
    Ratio,
    Truth,
    Type,
    Unrounded,
)

#: Types that are counted and multiplied.
NUMBERS = (Integer, Ratio, Rate)


def describe(type_: Type) -> str:
    """A type in a message, with its unit."""
    unit = getattr(type_, "unit", None)
    return f"{type_.name}({unit})" if unit else type_.name


def comparable(a: Type, b: Type) -> bool:
    """Whether two values can be held against each other: one kind, one unit."""
    if isinstance(a, NUMBERS) and isinstance(b, NUMBERS):
        units = {getattr(a, "unit", None), getattr(b, "unit", None)} - {None}
        return len(units) <= 1
    return (type(a) is type(b) and isinstance(a, (Money, Date, Month))) or (
        isinstance(a, Ordered) and a == b
    )


def common_type(operation: str, a: Type, b: Type) -> Type:
    """The type of what `operation` makes of two values; refuses those that do not go together."""
    if isinstance(a, Integer) and isinstance(b, Integer) and comparable(a, b):
        return Integer(a.unit or b.unit, _floor(operation, a.at_least, b.at_least))
    if isinstance(a, Money) and isinstance(b, Money):
        return Money(_floor(operation, a.at_least, b.at_least))
    if isinstance(a, (Rate, Ratio)) and isinstance(b, (Rate, Ratio)) and operation == "case":
        return a if isinstance(a, Rate) and isinstance(b, Rate) else Ratio()
    if (
        isinstance(a, (Integer, Ratio, Rate))
        and isinstance(b, (Integer, Ratio, Rate))
        and (operation in ("at_most", "at_least", "case", "readings"))
    ):
        return Ratio()
    if (
        type(a) is type(b)
        and a == b
        and not (operation in "+-" and isinstance(a, (Rate, Ratio, Unrounded)))
    ):
        return a
    refuse(
        "type-mismatch",
        f"{describe(a)} 与 {describe(b)} 不能一起用于 {operation}",
        f"{describe(a)} and {describe(b)} cannot be used together in {operation}",
    )
    return a


def _floor(operation: str, a: int | None, b: int | None) -> int | None:
    """What is promised of the result when `a` and `b` are promised of the operands."""
    if a is None or b is None:
        return None
    return a + b if operation == "+" else min(a, b)


def never_negative(node: n.Node) -> bool:
    """Whether a value cannot be below 0, whatever the rows say."""
    if isinstance(node, n.Literal):
        return not isinstance(node.value, str) and node.value >= 0
    # An age is not in this list: on a day before the birth it is negative.
    if isinstance(node, (n.ParameterValue, n.Count, n.Distinct, n.MonthsCount, n.LongestRun)):
        return True
    if isinstance(node, n.Larger):
        return any(never_negative(c) for c in node.children)
    if isinstance(node, n.Quotient | n.Add | n.Multiply | n.Smaller | n.Case | n.Readings):
        return all(never_negative(c) for c in node.children if not isinstance(c.type, Truth))
    if isinstance(node, n.Step):
        return True
    return (getattr(node.type, "at_least", None) or 0) >= 0 and getattr(
        node.type, "at_least", None
    ) is not None
