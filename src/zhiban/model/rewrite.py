"""How is one expression turned into another? Rebuilding trees of frozen nodes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from zhiban.model.nodes import Column, Node, OccasionColumn, Rows, Window


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """`node` with `change` applied to each child; the same object where nothing changed."""
    changes = {}
    for field in dataclasses.fields(node):
        before = getattr(node, field.name)
        after = _changed(before, change)
        if after is not before:
            changes[field.name] = after
    return dataclasses.replace(node, **changes) if changes else node


def _changed(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        new = tuple(_changed(item, change) for item in value)
        return value if all(a is b for a, b in zip(value, new, strict=True)) else new
    return value


def settle_occasion(node: Node, occasion: str, rows_of: frozenset[str] = frozenset()) -> Node:
    """`node` with the bare columns of the occasion's register read as the occasion's own cells.

    Inside an aggregate over that same register a bare column is the row at hand; there the
    author writes `occasion(column)` for the occasion's cell.
    """
    if isinstance(node, Column):
        if node.register_id in rows_of or node.register_id != occasion:
            return node
        return OccasionColumn(node.register_id, node.name, node.of_type)
    if isinstance(node, Rows):
        inner = rows_of | {node.register_id}
        windows = tuple(_settled_window(w, occasion, rows_of) for w in node.windows)
        where = tuple(settle_occasion(w, occasion, inner) for w in node.where)
        return dataclasses.replace(node, where=where, windows=windows)
    rows = getattr(node, "rows", None)
    inner = rows_of | {rows.register_id} if isinstance(rows, Rows) else rows_of
    return rebuild(
        node, lambda n: settle_occasion(n, occasion, rows_of if isinstance(n, Rows) else inner)
    )


def _settled_window(window: Window, occasion: str, rows_of: frozenset[str]) -> Window:
    settled = rebuild(window, lambda n: settle_occasion(n, occasion, rows_of))
    assert isinstance(settled, Window)
    return settled
