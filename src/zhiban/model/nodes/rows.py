"""What can be asked of the rows of a register? The nodes that read many rows."""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.model.nodes.base import Node, SameTypeNode, TruthNode
from zhiban.model.types import Integer, Ratio, Type


@dataclass(frozen=True)
class Window(Node):
    """Days from `first` to `last`, both included; None is no limit.

    `months_back=k`: the k calendar months that end with the month before the evidence date's.
    """

    first: Node | None = None
    last: Node | None = None
    months_back: int | None = None


@dataclass(frozen=True)
class Rows(Node):
    """The rows of `register_id` whose `subject_column` names the subject, filtered.

    Rows count as they `happen`; later than the evidence date they are invisible unless `scheduled`.
    """

    register_id: str
    subject_column: str
    kind: str
    where: tuple[Node, ...] = ()
    windows: tuple[Window, ...] = ()
    scheduled: bool = False


@dataclass(frozen=True)
class Count(Node):
    """How many rows."""

    rows: Rows

    @property
    def type(self) -> Type:
        return Integer(at_least=0)


@dataclass(frozen=True)
class Exists(TruthNode):
    """Whether there is a row."""

    rows: Rows


@dataclass(frozen=True)
class Every(TruthNode):
    """Whether the condition holds for all rows; yes if there is none."""

    rows: Rows
    condition: Node


@dataclass(frozen=True)
class Distinct(Node):
    """How many different values of `of` the rows hold."""

    rows: Rows
    of: Node

    @property
    def type(self) -> Type:
        return Integer(at_least=0)


@dataclass(frozen=True)
class Sum(SameTypeNode):
    """The total of `of` over the rows; 0 if there is none."""

    rows: Rows
    of: Node


@dataclass(frozen=True)
class Extreme(SameTypeNode):
    """The least or greatest value; `if_none` where there is surely no row (None: unknown)."""

    rows: Rows
    of: Node
    which: str  # "least" | "greatest"
    if_none: int | None


@dataclass(frozen=True)
class Mean(Node):
    """The mean as an exact ratio; `if_none` where there is surely no row (None: unknown)."""

    rows: Rows
    of: Node
    if_none: int | None

    @property
    def type(self) -> Type:
        return Ratio()


@dataclass(frozen=True)
class Pick(SameTypeNode):
    """The value in the first or last row by `by`; known if all rows that could be it agree."""

    rows: Rows
    of: Node
    by: Node
    which: str  # "first" | "last"
    if_none: int | bool | str | None


@dataclass(frozen=True)
class OnlyRow(SameTypeNode):
    """A cell of the one row a register keyed by its subject holds about the subject."""

    register_id: str
    name: str
    kind: str
