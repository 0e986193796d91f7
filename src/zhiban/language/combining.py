"""How does an author put values together? All of, any of, the smaller, a case, two readings."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zhiban.language.refusal import refuse
from zhiban.language.type_rules import common_type
from zhiban.language.values import CodeValue, NumberValue, TruthValue, Value, lift, truth_of, wrap
from zhiban.model import nodes as n
from zhiban.model.types import Code, CodeList, Ordered, Type


def fixed_code(codes: CodeList, code: str, *, ordered: bool = False) -> CodeValue:
    """One code of a list as a value, for the branches of a case."""
    like: Type = Ordered(codes) if ordered else Code(codes)
    value = lift(code, like)
    assert isinstance(value, CodeValue)
    return value


def all_of(*conditions: TruthValue) -> TruthValue:
    """Yes if every condition is."""
    return TruthValue(n.All(tuple(truth_of(c).node for c in conditions)))


def any_of(*conditions: TruthValue) -> TruthValue:
    """Yes if at least one condition is."""
    return TruthValue(n.AnyOf(tuple(truth_of(c).node for c in conditions)))


def ratio(numerator: Value | int, denominator: Value | int) -> NumberValue:
    """numerator / denominator, exact; undefined where the denominator is not above 0."""
    return NumberValue(n.Quotient(lift(numerator, None).node, lift(denominator, None).node))


def step(value: NumberValue, table: Value) -> NumberValue:
    """The value of a step table (parameter of type scale) at `value`."""
    assert isinstance(table.node, n.ParameterValue)
    return NumberValue(n.Step(value.node, table.node))


def at_most(value: Value, cap: Value | int) -> Any:
    """`value`, but never more than `cap`."""
    right = lift(cap, value.type)
    return wrap(n.Smaller(_same_type("at_most", value, right), value.node, right.node))


def at_least(value: Value, floor: Value | int) -> Any:
    """`value`, but never less than `floor`."""
    right = lift(floor, value.type)
    return wrap(n.Larger(_same_type("at_least", value, right), value.node, right.node))


def when(condition: TruthValue, value: object) -> tuple[TruthValue, object]:
    """One branch of a case."""
    return truth_of(condition), value


def case(*whens: tuple[TruthValue, object], otherwise: object) -> Any:
    """The value of the first condition that holds; the hull of the reachable if one is unknown."""
    values = [v for _, v in whens] + [otherwise]
    like = next((v.type for v in values if isinstance(v, Value)), None)
    lifted = [lift(v, like) for v in values]
    type_ = lifted[0].type
    for other in lifted[1:]:
        type_ = common_type("case", type_, other.type)
    branches = tuple((c.node, v.node) for (c, _), v in zip(whens, lifted[:-1], strict=True))
    return wrap(n.Case(type_, branches, lifted[-1].node))


def assume(value: Value, instead: object, *, because: str) -> Any:
    """`value`, or `instead` where it is unknown, because a text says so (shown when explained)."""
    if not because.strip():
        refuse("assume", "assume 必须写明依据", "assume needs the text it rests on")
    constant = lift(instead, value.type).node
    assert isinstance(constant, n.Literal)
    held = constant.value
    assert not isinstance(held, Fraction)
    return wrap(n.Assume(value.type, value.node, held, because))


def readings(first: Value, second: Value, *, law: str) -> Any:
    """Two lawful readings of a text: known only where both agree."""
    return wrap(n.Readings(_same_type("readings", first, second), first.node, second.node, law))


def _same_type(operation: str, left: Value, right: Value) -> Type:
    return common_type(operation, left.type, right.type)
