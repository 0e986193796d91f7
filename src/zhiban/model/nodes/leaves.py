"""Where do values come from? Constants, the law, facts, cells, the day judged, other subjects."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhiban.model.nodes.base import Node, SameTypeNode
from zhiban.model.types import Date, Integer, Month, SubjectId, Type


@dataclass(frozen=True)
class Literal(SameTypeNode):
    """A constant written by the author; for rates a Fraction."""

    value: int | bool | str | Fraction


@dataclass(frozen=True)
class ParameterValue(Node):
    """The value of a dated parameter on the day `on` (None: the rule's `law_on`) in `scope`."""

    name: str
    of_type: Type
    on: Node | None = None
    scope: tuple[tuple[str, Node], ...] = ()

    @property
    def type(self) -> Type:
        return self.of_type


@dataclass(frozen=True)
class FactValue(Node):
    """A declared fact about a subject of `kind` at an `occasion` (register id, year, month, "").

    An input of rules, a step of other facts.
    """

    fact_id: str
    of_type: Type
    kind: str = ""
    occasion: str = ""

    @property
    def type(self) -> Type:
        return self.of_type


@dataclass(frozen=True)
class Column(Node):
    """A cell of the row at hand of `register`."""

    register_id: str
    name: str
    of_type: Type

    @property
    def type(self) -> Type:
        return self.of_type


@dataclass(frozen=True)
class OccasionColumn(Node):
    """A cell of the row that is the occasion judged (a hire, a spell, a certificate)."""

    register_id: str
    name: str
    of_type: Type

    @property
    def type(self) -> Type:
        return self.of_type


@dataclass(frozen=True)
class OccasionPeriod(Node):
    """The first or last day, or the number, of the year or month that is the occasion."""

    part: str  # "first_day" | "last_day" | "number"
    period: str  # "year" | "month"

    @property
    def type(self) -> Type:
        return Integer() if self.part == "number" else Date()


@dataclass(frozen=True)
class JudgedDay(Node):
    """The judged day itself; it may only pick a text: `law_on`, a parameter's `on`."""

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class InstalmentMonth(Node):
    """The month of the instalment judged (SEM 15)."""

    @property
    def type(self) -> Type:
        return Month()


@dataclass(frozen=True)
class Unsaid(SameTypeNode):
    """Nothing is known here, and why: `kind` stale, link (joined by no exact key) or estimate.

    `about` names what is too old, the column that tells how a row was joined, what is estimated.
    """

    kind: str
    about: str


@dataclass(frozen=True)
class LookUp(Node):
    """A fact of another subject, the one that `subject` names (SEM 16)."""

    subject: Node
    fact_id: str
    of_type: Type

    @property
    def type(self) -> Type:
        return self.of_type

    @property
    def kind(self) -> str:
        """The kind of the subject looked up."""
        assert isinstance(self.subject.type, SubjectId)
        return self.subject.type.kind
