"""What can be worked out from values? Arithmetic, choices, rounding, calculators."""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.model.calculators import Calculator
from zhiban.model.nodes.base import Node, SameTypeNode
from zhiban.model.nodes.leaves import ParameterValue
from zhiban.model.types import Ratio, Type


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
class Spread(Rounded):
    """A figure of many months divided among them: an estimate of each, never evidence (G3)."""


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
