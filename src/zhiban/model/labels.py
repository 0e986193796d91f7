"""What is a node called in an explanation? Short, made of the names its author gave."""

from __future__ import annotations

from zhiban.model import nodes as n
from zhiban.model.texts import month_text
from zhiban.model.types import Date, Month, Ordered, date_of


def label(node: n.Node) -> str:
    """A short name for what the node computes, the same in both engines."""
    match node:
        case n.FactValue():
            return node.fact_id
        case n.OccasionColumn() | n.Column() | n.OnlyRow():
            return f"{node.register_id}.{node.name}"
        case n.ParameterValue():
            return node.name
        case n.OccasionPeriod():
            return f"{node.period}.{node.part}"
        case n.Literal():
            return literal_text(node)
        case n.Unsaid():
            return node.about
        case n.Compare():
            return f"{label(node.left)} {node.symbol} {label(node.right)}"
        case n.Assume():
            return label(node.of)
        case n.Calculated():
            return f"{node.calculator.id}.{node.output}"
        case n.Case():
            values = [value for _, value in node.whens] + [node.otherwise]
            return " | ".join(dict.fromkeys(label(value) for value in values))
        case _:
            parts = ", ".join(label(c) for c in node.children)
            return f"{_WORDS.get(type(node).__name__, type(node).__name__.lower())}({parts})"


_WORDS = {
    "Quotient": "ratio", "AnyOf": "any_of", "All": "all_of", "AgeOn": "age", "Smaller": "at_most",
    "Larger": "at_least", "AddMonths": "months_after", "MonthsBetween": "months_between",
    "MonthsOf": "months", "MonthsCount": "count", "LongestRun": "longest_run",
    "MonthOf": "month_of",
}  # fmt: skip


def literal_text(node: n.Literal) -> str:
    """A constant as the author wrote it."""
    value = node.value
    if isinstance(node.of_type, Date) and isinstance(value, int):
        return date_of(value).isoformat()
    if isinstance(node.of_type, Month) and isinstance(value, int):
        return month_text(value)
    if isinstance(node.of_type, Ordered) and isinstance(value, int):
        return node.of_type.list.codes[value]
    return str(value).lower() if isinstance(value, bool) else str(value)
