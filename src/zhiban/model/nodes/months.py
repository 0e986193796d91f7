"""What can be asked of a set of months? The nodes that make or read one (SEM 8)."""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.model.nodes.base import Node
from zhiban.model.nodes.rows import Rows
from zhiban.model.types import Integer, Months, Type


@dataclass(frozen=True)
class MonthsOf(Node):
    """The set of months the rows name."""

    rows: Rows
    month: Node

    @property
    def type(self) -> Type:
        return Months()


@dataclass(frozen=True)
class MonthsCount(Node):
    """How many months the set has."""

    months: Node

    @property
    def type(self) -> Type:
        return Integer("months", at_least=0)


@dataclass(frozen=True)
class LongestRun(Node):
    """The length of the longest run of consecutive months."""

    months: Node

    @property
    def type(self) -> Type:
        return Integer("months", at_least=0)


@dataclass(frozen=True)
class MonthsWithin(Node):
    """The months of the set from the month of `first` to the month of `last`, both included."""

    months: Node
    first: Node | None
    last: Node | None

    @property
    def type(self) -> Type:
        return Months()


@dataclass(frozen=True)
class MonthsAfter(Node):
    """The months of the set later than `month`; all of them if it is NEVER."""

    months: Node
    month: Node

    @property
    def type(self) -> Type:
        return Months()


@dataclass(frozen=True)
class MonthsOverlap(Node):
    """The months in both sets."""

    left: Node
    right: Node

    @property
    def type(self) -> Type:
        return Months()
