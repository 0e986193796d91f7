"""Which single comparisons does a condition rest on, and which way must each go?"""

from __future__ import annotations

from collections.abc import Iterator

from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.texts import value_text
from zhiban.model.types import Ordered
from zhiban.model.values import Value

_OPPOSITE = {"<=": ">", "<": ">=", ">=": "<", ">": "<=", "==": "!=", "!=": "=="}


def signed_leaves(node: n.Node, wanted: bool = True) -> Iterator[tuple[n.Node, bool]]:
    """The comparisons under all_of, any_of and not, each with the answer the condition needs.

    A comparison of figures of the law alone is a switch between texts, not something found out.
    """
    if isinstance(node, n.Not):
        yield from signed_leaves(node.of, not wanted)
    elif isinstance(node, (n.All, n.AnyOf)):
        for part in node.of:
            yield from signed_leaves(part, wanted)
    elif any(isinstance(step, (n.FactValue, n.OccasionColumn)) for step in node.walk()):
        yield node, wanted


def subject_of(leaf: n.Node) -> n.Node:
    """The node whose value was found."""
    match leaf:
        case n.Compare() | n.SameCode():
            return leaf.left
        case n.IsIn():
            return leaf.of
        case n.Reached():
            return leaf.day
        case _:
            return leaf


def required_text(leaf: n.Node, wanted: bool, right: Value) -> str:
    """What the law asks of the value found; `right` is the value on the right of a comparison."""
    match leaf:
        case n.Compare():
            symbol = leaf.symbol if wanted else _OPPOSITE[leaf.symbol]
            return f"{symbol} {value_text(right, leaf.right.type)}"
        case n.SameCode():
            return f"{'==' if wanted else '!='} {value_text(right, leaf.right.type)}"
        case n.IsIn():
            codes = leaf.codes
            if isinstance(leaf.of.type, Ordered):
                codes = tuple(c for c in leaf.of.type.list.codes if c in codes)
            return ("in " if wanted else "not in ") + " | ".join(codes)
        case n.Reached():
            return "<= as_of" if wanted else "> as_of"
        case _:
            return "true" if wanted else "false"


def leaf_label(leaf: n.Node) -> str:
    """The name of what was found."""
    return label(subject_of(leaf))
