"""What does a dated parameter say when the day or the scope that picks it is only partly known?"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from zhiban.engines.coverage import FIRST_DAY
from zhiban.law.parameters import DatedValue, Parameter, Steps, select
from zhiban.model import nodes as n
from zhiban.model.reasons import Reason, Reasons
from zhiban.model.types import NEVER_DAY, Date, Month, Rate
from zhiban.model.values import Ends, Value, exactly, hull, is_known

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator
    from zhiban.engines.rowwise.world import Row


def parameter_value(
    case: Evaluator, node: n.ParameterValue, row: Row | None
) -> tuple[Value, Reasons, list[Steps | None]]:
    """The value, why it is unknown, and (for a scale) the step tables that may apply."""
    values, complete, reasons = applicable(case, node, row)
    unsettled = not complete or any(v.value is None for v in values)
    if unsettled:
        reasons |= {Reason("law", parameter=node.name)}
    scales = [v.value if isinstance(v.value, tuple) else None for v in values]
    if not complete:
        scales.append(None)
    if unsettled or any(isinstance(v.value, tuple) for v in values):
        lowest = None if isinstance(node.type, (Date, Month)) else 0
        lo = (lowest, 1) if isinstance(node.type, Rate) and lowest is not None else lowest
        return Ends(lo, None), reasons, scales
    value = hull([_known(v.value) for v in values], node.type)
    return value, (frozenset() if is_known(value) else reasons), scales


def applicable(
    case: Evaluator, node: n.ParameterValue, row: Row | None
) -> tuple[list[DatedValue], bool, Reasons]:
    """The dated values that may apply, whether one surely does, and what leaves the choice open."""
    parameter = case.parameters[node.name]
    on = node.on if node.on is not None else case.law_on
    reasons: Reasons = frozenset()
    day = exactly(case.world.as_of) if on is None else case.ends(on, row)
    if on is not None:
        reasons |= case.reasons(on, row)
    scope: dict[str, str | None] = {}
    for dimension, code in node.scope:
        value = case.value(code, row)
        assert value is None or isinstance(value, str)
        scope[dimension] = value
        reasons |= case.reasons(code, row)
    found: list[DatedValue] = []
    complete = True
    for chosen in days_to_try(parameter, day):
        values = select(parameter, chosen, case.unit.occasion, scope)
        complete = complete and bool(values)
        found.extend(v for v in values if v not in found)
    return found, complete, reasons


def days_to_try(parameter: Parameter, day: Ends) -> list[int]:
    """Days enough to meet every dated value that applies somewhere between the ends of `day`."""
    lo = FIRST_DAY if day.lo is None else day.lo
    hi = NEVER_DAY if day.hi is None else day.hi
    assert isinstance(lo, int) and isinstance(hi, int)
    starts = {v.from_day for v in parameter.values}
    starts |= {v.until_day + 1 for v in parameter.values if v.until_day is not None}
    return [lo, *sorted(s for s in starts if lo < s <= hi)]


def _known(value: object) -> Value:
    if isinstance(value, Fraction):
        return exactly((value.numerator, value.denominator))
    assert isinstance(value, int)
    return exactly(value)
