"""What is a step of an expression? A frozen node with a type and the nodes below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from zhiban.model.types import Truth, Type


@dataclass(frozen=True)
class Node:
    """One step of an expression."""

    @property
    def type(self) -> Type:
        """The type of the node's value."""
        raise TypeError(f"{type(self).__name__} has no type")

    @cached_property
    def children(self) -> tuple[Node, ...]:
        """The nodes this node is made of, in the order they are written."""
        return tuple(_nodes_in(getattr(self, f.name) for f in fields(self)))

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first, repeated where they are used twice."""
        return iter(self._steps)

    @cached_property
    def _steps(self) -> tuple[Node, ...]:
        return (self, *(step for child in self.children for step in child._steps))


def _nodes_in(values: Iterator[object]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from _nodes_in(iter(value))


@dataclass(frozen=True)
class TruthNode(Node):
    """A node whose value is yes, no or unknown."""

    @property
    def type(self) -> Type:
        return Truth()


@dataclass(frozen=True)
class SameTypeNode(Node):
    """A node whose value has the type written into it by the language."""

    of_type: Type

    @property
    def type(self) -> Type:
        return self.of_type
