"""What can an expression be made of? Frozen, typed nodes: the whole meaning of a fact or a rule.

A node says *what*, never *how*: `engines/rowwise.py` defines the value of each, and
`engines/columnar.py` must agree. Every node knows the type of its value and its grain, that is,
what one value of it speaks about: a constant, a subject, an occasion, or one row of a register.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property

from zhiban.model.calculators import Calculator
from zhiban.model.types import (
    Date,
    Integer,
    Month,
    Months,
    Ratio,
    SubjectId,
    Truth,
    Type,
)


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
        yield self
        for child in self.children:
            yield from child.walk()


def _nodes_in(values: Iterator[object]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from _nodes_in(iter(value))


# --- leaves ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Literal(Node):
    """A constant written by the author; for rates a Fraction."""

    of_type: Type
    value: int | bool | str | Fraction

    @property
    def type(self) -> Type:
        return self.of_type


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


# --- logic ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class TruthNode(Node):
    """A node whose value is yes, no or unknown."""

    @property
    def type(self) -> Type:
        return Truth()


@dataclass(frozen=True)
class Not(TruthNode):
    """Kleene's not."""

    of: Node


@dataclass(frozen=True)
class All(TruthNode):
    """Kleene's and over any number of conditions; yes for none."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf(TruthNode):
    """Kleene's or over any number of conditions; no for none."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class Compare(TruthNode):
    """Two ordered values (<= < >= > == !=), decided as soon as their ends decide."""

    symbol: str
    left: Node
    right: Node


@dataclass(frozen=True)
class SameCode(TruthNode):
    """Two codes, texts or subject ids are equal."""

    left: Node
    right: Node


@dataclass(frozen=True)
class IsIn(TruthNode):
    """The code (or the class of an ordered list) is one of `codes`."""

    of: Node
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Reached(TruthNode):
    """The judged day is on or after `day`: the only way today's date enters a rule (SEM 21)."""

    day: Node


@dataclass(frozen=True)
class IncludesMonth(TruthNode):
    """The set of months includes the month."""

    months: Node
    month: Node


# --- values ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class SameTypeNode(Node):
    """A node whose value has the type written into it by the language."""

    of_type: Type

    @property
    def type(self) -> Type:
        return self.of_type


@dataclass(frozen=True)
class Assume(SameTypeNode):
    """`of`, or where it is wholly unknown `value`, because a text says so (SEM 6)."""

    of: Node
    value: int | bool | str
    because: str


@dataclass(frozen=True)
class Add(SameTypeNode):
    """left + right."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Subtract(SameTypeNode):
    """left − right."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Multiply(SameTypeNode):
    """of × factor, the factor never negative; money × a fraction is unrounded."""

    of: Node
    factor: Node


@dataclass(frozen=True)
class Quotient(Node):
    """numerator / denominator as an exact ratio; undefined unless the denominator is above 0."""

    numerator: Node
    denominator: Node

    @property
    def type(self) -> Type:
        return Ratio()


@dataclass(frozen=True)
class Step(Node):
    """The value of a step table (a parameter of type scale) at `of`."""

    of: Node
    scale: ParameterValue

    @property
    def type(self) -> Type:
        return self.scale.type


@dataclass(frozen=True)
class Smaller(SameTypeNode):
    """The smaller of two values (`at_most`)."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Larger(SameTypeNode):
    """The larger of two values (`at_least`)."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Case(SameTypeNode):
    """The value of the first condition that holds; the hull of the reachable if one is unknown."""

    whens: tuple[tuple[Node, Node], ...]
    otherwise: Node


@dataclass(frozen=True)
class Readings(SameTypeNode):
    """Two lawful readings of one text: the hull of both (SEM 2)."""

    first: Node
    second: Node
    law: str


@dataclass(frozen=True)
class Rounded(SameTypeNode):
    """An unrounded amount rounded to fen, jiao or yuan as the law says (SEM 7)."""

    of: Node
    to: str
    how: str
    law: str


@dataclass(frozen=True)
class Calculated(Node):
    """An output of a calculator, given its inputs in the order they are declared."""

    calculator: Calculator
    output: str
    inputs: tuple[Node, ...]

    @property
    def type(self) -> Type:
        return self.calculator.output(self.output).type

    @property
    def used(self) -> tuple[Node, ...]:
        """The inputs this output depends on."""
        pairs = zip(self.calculator.inputs, self.inputs, strict=True)
        return tuple(node for takes, node in pairs if takes.moves(self.output) != "apart")


# --- legal time -----------------------------------------------------------------------------


@dataclass(frozen=True)
class AddMonths(Node):
    """The day `months` months later (Civil Code art. 202: else the month's last day)."""

    day: Node
    months: Node

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class AddDays(Node):
    """The day `days` days later."""

    day: Node
    days: int

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class WorkingDaysAfter(Node):
    """The n-th working day after `day` by the published holidays."""

    day: Node
    days: int

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class Birthday(Node):
    """The day someone born on `born` has reached `years` (满周岁), counted as `counting`."""

    born: Node
    years: int
    counting: str

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class AgeOn(Node):
    """Completed years (周岁) on the day `on`."""

    born: Node
    on: Node
    counting: str

    @property
    def type(self) -> Type:
        return Integer("years")


@dataclass(frozen=True)
class MonthsBetween(Node):
    """Full months from `start` to `end`; negative if `end` is earlier."""

    start: Node
    end: Node

    @property
    def type(self) -> Type:
        return Integer("months")


@dataclass(frozen=True)
class MonthOf(Node):
    """The month a day lies in."""

    day: Node

    @property
    def type(self) -> Type:
        return Month()


@dataclass(frozen=True)
class YearOf(Node):
    """The year a day lies in, as a number."""

    day: Node

    @property
    def type(self) -> Type:
        return Integer()


@dataclass(frozen=True)
class FirstDay(Node):
    """The first day of a month."""

    month: Node

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class LastDay(Node):
    """The last day of a month."""

    month: Node

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class FirstOfYear(Node):
    """1 January of a year given as a number."""

    year: Node

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class LastOfYear(Node):
    """31 December of a year given as a number."""

    year: Node

    @property
    def type(self) -> Type:
        return Date()


# --- rows -----------------------------------------------------------------------------------


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
class MonthsOf(Node):
    """The set of months the rows name."""

    rows: Rows
    month: Node

    @property
    def type(self) -> Type:
        return Months()


@dataclass(frozen=True)
class OnlyRow(SameTypeNode):
    """A cell of the one row a register keyed by its subject holds about the subject."""

    register_id: str
    name: str
    kind: str


# --- sets of months -------------------------------------------------------------------------


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


# --- other subjects -------------------------------------------------------------------------


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
