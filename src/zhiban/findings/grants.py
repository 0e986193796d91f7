"""What do earlier grants leave of an entitlement, and what of it is not known? (SEM 18)"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiban.engines.findings import Because, gathered
from zhiban.engines.rowwise import Evaluator
from zhiban.engines.rowwise.inputs import GRANTED
from zhiban.engines.rowwise.instalments import input_reasons
from zhiban.findings.clauses import chosen
from zhiban.language.rule_parts import AtMost
from zhiban.language.rules import PolicyRule, Rule
from zhiban.model import nodes as n
from zhiban.model.values import Value, compare, exactly


@dataclass(frozen=True)
class Beside:
    """One limit set by grants: another benefit that shuts this one out, or how often it is given.

    `state`: free (it leaves the benefit), taken (nothing is left), unknown, unchecked (no grants
    were brought). `used` and `times` only where the law counts how often.
    """

    state: str
    rule_id: str = ""
    over: str = ""
    law: str = ""
    used_node: n.Node | None = None
    used: Value = None
    times: int | None = 0
    missing: tuple[Because, ...] = ()


def besides(rule: Rule, case: Evaluator) -> Iterator[Beside]:
    """Each limit that grants may set on a yes."""
    if not isinstance(rule, PolicyRule) or case.inputs is None:
        return
    for other in rule.excludes:
        given = case.inputs.get(GRANTED + other.rule_id)
        states = {True: "taken", False: "free", None: "unknown"}
        granted = None if given is None else given.value
        assert granted is None or isinstance(granted, bool)
        state = "unchecked" if given is None else states[granted]
        yield Beside(state, other.rule_id, other.over, other.law)
    if rule.at_most is not None:
        used, counted, times = _times(case, rule.at_most)
        left = compare("<", case.ends(rule.at_most.granted), exactly(rule.at_most.times))
        state = {True: "free", False: "taken", None: "unknown"}[left]
        missing = gathered(case.reasons(rule.at_most.granted), input_reasons(case))
        yield Beside(
            state, law=rule.at_most.law, used_node=chosen(case, counted), used=used,
            times=times, missing=missing if left is None else (),
        )  # fmt: skip


def _times(case: Evaluator, most: AtMost) -> tuple[Value, n.Node, int | None]:
    """What is used up, what that counts, and how often the law allows; None: that is open.

    Where the number of times is a value itself, the rule holds the grants beyond it.
    """
    counted = most.granted
    if not isinstance(counted, n.Subtract) or most.times != 0:
        return case.ends(counted), counted, most.times
    limit = case.ends(counted.right)
    times = limit.lo if limit.known and isinstance(limit.lo, int) else None
    return case.ends(counted.left), counted.left, times
