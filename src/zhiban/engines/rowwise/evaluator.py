"""What is the value of an expression for one unit, and which missing pieces keep it unknown?

The definition of the language: plain Python, one unit at a time. `value` walks the tree once;
`reasons` explains an unknown value: a missing piece counts if it is unknown and every node above
it is unknown too (SEM 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiban.engines.rowwise.cells import cell_value, with_promise
from zhiban.engines.rowwise.gathering import Gathered
from zhiban.engines.rowwise.missing import own_reasons
from zhiban.engines.rowwise.working_out import work_out
from zhiban.engines.rowwise.world import Row, Unit, World
from zhiban.law.parameters import Parameter
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.months import MonthsValue
from zhiban.model.reasons import NONE, Reason, Reasons
from zhiban.model.types import (
    Ordered,
)
from zhiban.model.values import (
    Ends,
    Value,
    is_known,
    nothing_known,
)


@dataclass(frozen=True)
class Input:
    """What is known of an input of a rule, and why not more."""

    value: Value
    reasons: Reasons = NONE


@dataclass(eq=False)
class Evaluator:
    """Evaluates expressions for one unit.

    With `inputs` (judging) facts and occasion columns are given; without (deriving) facts are
    worked out from the registers of `world`, and occasion columns come from the occasion's row.
    """

    world: World
    unit: Unit
    inputs: Mapping[str, Input] | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    law_on: n.Node | None = None
    instalment_month: int | None = None

    def __post_init__(self) -> None:
        self._values: dict[tuple[int, int], Value] = {}
        self._reasons: dict[tuple[int, int], Reasons] = {}
        self._undefined: set[tuple[int, int]] = set()
        self._alive: list[object] = []
        self._others: dict[tuple[str, str, int], Evaluator] = {}
        self.gathered: dict[int, Gathered] = {}

    # --- values ---

    def value(self, node: n.Node, row: Row | None = None) -> Value:
        """The value of `node`, at `row` where it speaks of a row."""
        row = None if is_of_subject(node) else row
        at = (id(node), id(row))
        if at not in self._values:
            self._alive.append((node, row))
            self._values[at] = _closed(
                work_out(self, node, row, lambda: self._undefined.add(at)), node
            )
        return self._values[at]

    def truth(self, node: n.Node, row: Row | None = None) -> bool | None:
        """The value of a condition."""
        value = self.value(node, row)
        assert value is None or isinstance(value, bool)
        return value

    def ends(self, node: n.Node, row: Row | None = None) -> Ends:
        """The value of an ordered node."""
        value = self.value(node, row)
        assert isinstance(value, Ends), (node, value)
        return value

    def months(self, node: n.Node, row: Row | None = None) -> MonthsValue:
        """The value of a set of months."""
        value = self.value(node, row)
        assert isinstance(value, MonthsValue)
        return value

    # --- what is asked of the world ---

    def fact(self, node: n.FactValue) -> Input:
        """What is known of a fact: given when judging, worked out when deriving."""
        if self.inputs is not None:
            return self.inputs.get(node.fact_id) or Input(
                nothing_known(node.of_type), frozenset({Reason("empty", fact=node.fact_id)})
            )
        expression = self.world.facts[node.fact_id].expression
        if expression is None:
            return Input(
                nothing_known(node.of_type), frozenset({Reason("gap", column=node.fact_id)})
            )
        value = with_promise(self.value(expression), node.of_type)
        return Input(value, NONE if is_known(value) else self.reasons(expression))

    def occasion_column(self, node: n.OccasionColumn) -> Input:
        """What is known of a cell of the occasion's row."""
        if self.inputs is not None:
            name = f"{node.register_id}.{node.name}"
            return self.inputs.get(name) or Input(
                nothing_known(node.of_type), frozenset({Reason("empty", fact=name)})
            )
        row = self.unit.occasion_row
        if row is None:
            return Input(nothing_known(node.of_type), frozenset({Reason("gap", node.register_id)}))
        value = cell_value(row.get(node.name), node.of_type)
        return Input(
            value,
            NONE if is_known(value) else frozenset({Reason("empty", node.register_id, node.name)}),
        )

    def other(self, node: n.LookUp, row: Row | None) -> Evaluator | None:
        """The case of the subject that a look-up names; None if it is not known."""
        subject = self.value(node.subject, row)
        if subject is None:
            return None
        assert isinstance(subject, str)
        occasion = self.world.facts[node.fact_id].occasion
        if isinstance(node.subject, n.OccasionColumn):
            row = self.unit.occasion_row
        about_row = occasion and occasion == getattr(node.subject, "register_id", None)
        row = row if about_row else None
        at = (subject, node.kind, id(row))
        if at not in self._others:
            self._others[at] = Evaluator(self.world, Unit(subject, node.kind, occasion_row=row))
            self._others[at]._others = self._others
        return self._others[at]

    # --- reasons ---

    def reasons(self, node: n.Node, row: Row | None = None) -> Reasons:
        """The missing pieces that keep `node` unknown; none if it is known."""
        if is_known(self.value(node, row)):
            return NONE
        row = None if is_of_subject(node) else row
        at = (id(node), id(row))
        if at not in self._reasons:
            own = own_reasons(self, node, row)
            if at in self._undefined:
                own |= {Reason("undefined", operation=label(node))}
            self._reasons[at] = own
        return self._reasons[at]


def is_of_subject(node: n.Node) -> bool:
    """Whether the node has rows of its own, so that it does not speak of the row at hand."""
    return isinstance(getattr(node, "rows", None), n.Rows)


def _closed(value: Value, node: n.Node) -> Value:
    """An ordered class lies between the lowest and the highest of its list."""
    if isinstance(value, Ends) and isinstance(node.type, Ordered):
        lo = 0 if value.lo is None else value.lo
        return Ends(lo, len(node.type.list.codes) - 1 if value.hi is None else value.hi)
    return value
