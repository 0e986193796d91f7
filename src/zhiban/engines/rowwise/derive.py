"""What is known of a fact for one unit, and when can time change it?"""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.engines.rowwise.changes import next_change
from zhiban.engines.rowwise.evaluator import Evaluator
from zhiban.engines.rowwise.world import Unit, World
from zhiban.model.reasons import NONE, Reasons
from zhiban.model.values import Value, is_known


@dataclass(frozen=True)
class Derived:
    """A fact's value for one unit, why it is unknown, and its next change."""

    value: Value
    reasons: Reasons
    next_change: int | None


def derive(world: World, fact_id: str, unit: Unit) -> Derived:
    """Work out a declared fact for one unit from the registers of `world`."""
    case = Evaluator(world, unit)
    node = world.facts[fact_id].value.node
    value = case.value(node)
    reasons = NONE if is_known(value) else case.reasons(node)
    return Derived(value, reasons, next_change(case, (node,)))
