"""Does a finding stay true however unknown inputs and unsettled law turn out? (SEM 4, 5, 14, 21)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from tests.agreement.budget import seeds
from tests.agreement.counts import COMPLETED_FINDINGS, DAYS, count
from tests.agreement.generator.figures import random_figure
from tests.agreement.generator.rules import Case, RuleProgram, random_rules
from tests.agreement.generator.shrinking_rules import show_rules, shrink_rules
from tests.agreement.generator.values import random_within

from zhiban.engines.findings import Finding
from zhiban.engines.rowwise import Input, Unit, judge
from zhiban.engines.rowwise.changes import by_instalment
from zhiban.engines.rowwise.judge import case_of
from zhiban.language.rules import Rule, input_id
from zhiban.law.calendar import FIRST_DAY
from zhiban.law.parameters import DatedValue, Parameter
from zhiban.law.spans import subtract
from zhiban.model import nodes as n
from zhiban.model.reasons import Reason
from zhiban.model.values import Value, is_known, nothing_known

WITHOUT = (n.Assume, n.Unsaid)


def small(seed: int) -> RuleProgram:
    """Few cases; each scoped value of the law has one for everybody else beside it."""
    program = random_rules(seed, cases=12, without=WITHOUT)
    rng = Random(f"fallback {seed}")
    rules = [_with_parameters(r, {k: _fallback(rng, p) for k, p in r.parameters.items()})
             for r in program.rules]  # fmt: skip
    return replace(program, rules=tuple(rules), law_known_at=None)


def _fallback(rng: Random, parameter: Parameter) -> Parameter:
    values = [v for v in parameter.values if v.level != "ceiling"]
    beside: list[DatedValue] = []
    for scoped in values:
        others = [v for v in (*values, *beside)
                  if not v.scope and v.for_occasions == scoped.for_occasions]  # fmt: skip
        bare = [scoped.span] if scoped.scope else []
        if scoped.for_occasions and others:
            bare = []
        beside += [
            DatedValue(random_figure(rng, parameter.type), first, last, "national",
                       for_occasions=scoped.for_occasions)
            for first, last in subtract(bare, [v.span for v in others])
        ]  # fmt: skip
    return replace(parameter, values=(*parameter.values, *beside))


def _with_parameters(rule: Rule, parameters: Mapping[str, Parameter]) -> Rule:
    return replace(rule, parameters=parameters)


def settled(rng: Random, parameter: Parameter) -> Parameter:
    """The parameter with its unsettled values and its gaps filled."""
    values = tuple(
        replace(v, value=random_figure(rng, parameter.type)) if v.value is None else v
        for v in parameter.values
    )
    held = [v.span for v in values if not v.scope and not v.for_occasions and v.level != "ceiling"]
    gaps = [
        DatedValue(random_figure(rng, parameter.type), first, last)
        for first, last in subtract([(FIRST_DAY - 10**7, None)], held)
    ]
    return replace(parameter, values=values + tuple(gaps))


def found(rule: Rule, case: Case, values: Mapping[str, Value], as_of: int | None = None) -> Finding:
    """The finding with these values of the inputs."""
    count(COMPLETED_FINDINGS if as_of is None else DAYS)
    inputs = {
        name: Input(v, frozenset() if is_known(v) else frozenset({Reason("empty", fact=name)}))
        for name, v in values.items()
    }
    unit = Unit(case.id, rule.subject.id, case.occasion)
    return judge(rule, unit, inputs, case.as_of if as_of is None else as_of)


def types_of(program: RuleProgram) -> dict[str, Any]:
    return {input_id(node): node.type for node in program.inputs}


def undefined(finding: Finding) -> bool:
    """Whether something is undefined in the finding: then nothing is claimed."""
    listed = [b.as_json() for b in finding.because] + finding.outputs.get("amount_because", [])
    listed += [
        b for line in finding.outputs.get("instalments", ()) for b in line.get("because", ())
    ]
    return any(b.get("kind") == "undefined" for b in listed)


def check(program: RuleProgram, broken: Any) -> None:
    if broken(program):
        smaller = shrink_rules(program, lambda p: bool(broken(p)))
        pytest.fail(f"{broken(smaller)}\n{show_rules(smaller)}", pytrace=False)


@pytest.mark.parametrize("seed", seeds(25))
def test_a_finding_holds_under_every_completion(seed: int) -> None:
    check(small(seed), broken_by_a_completion)


def broken_by_a_completion(program: RuleProgram) -> str:
    rng, types = Random(f"completion {program.seed}"), types_of(program)
    for rule in program.rules:
        for case in program.cases:
            before = found(rule, case, case.values)
            for _ in range(3):
                parameters = {k: settled(rng, p) for k, p in rule.parameters.items()}
                values = {k: random_within(rng, v, types[k]) for k, v in case.values.items()}
                after = found(_with_parameters(rule, parameters), case, values)
                told = contradiction(before, after)
                if told and not undefined(after) and not _hidden(rule, case, values, parameters):
                    return f"{rule.id} {case.id}: {told}\n{before}\n{after}\n{values}"
    return ""


def _hidden(
    rule: Rule, case: Case, values: Mapping[str, Value], parameters: Mapping[str, Parameter]
) -> bool:
    """Whether an article is undefined though another decides the verdict."""
    rule = _with_parameters(rule, parameters)
    inputs = {name: Input(value) for name, value in values.items()}
    at = case_of(rule, Unit(case.id, rule.subject.id, case.occasion), inputs, case.as_of, None)
    reasons = [r for root in rule.nodes() if not by_instalment(root) for r in at.reasons(root)]
    return any(r.kind == "undefined" for r in reasons)


def contradiction(before: Finding, after: Finding) -> str:
    """What was claimed before and is not so after."""
    if before.verdict is not None and after.verdict != before.verdict:
        return f"verdict {before.verdict} became {after.verdict}"
    lost = {u.article for u in before.unmet} - {u.article for u in after.unmet}
    if lost and after.outputs.get("in_force", True):
        return f"unmet {lost} is met"
    if before.verdict is not True:
        possible = before.outputs.get("possible")
        if possible and after.verdict and after.outputs["class"] not in possible:
            return f"class {after.outputs['class']} not among {possible}"
        return ""
    amount = after.amount_fen
    if before.amount_fen is not None and amount != before.amount_fen:
        return f"amount {before.amount_fen} became {amount}"
    if amount is not None:
        least = before.outputs.get("amount_at_least", amount)
        most = before.outputs.get("amount_at_most", amount)
        if not least <= amount <= most:
            return f"amount {amount} outside {least}..{most}"
    return _outputs_contradict(before.outputs, after.outputs)


def _outputs_contradict(before: dict[str, Any], after: dict[str, Any]) -> str:
    for name in ("class", "months", "first_month", "owed_by"):
        if name in before and before[name] != after.get(name):
            return f"{name} {before[name]} became {after.get(name)}"
    if before.get("payable", "unknown") not in ("unknown", after.get("payable")):
        return f"payable {before['payable']} became {after.get('payable')}"
    if "months" in after and "months_at_least" in before:
        least, most = before["months_at_least"], before["months_at_most"]
        if not least <= after["months"] <= most:
            return f"months {after['months']} outside {least}..{most}"
    if before.get("due_fen", 0) > after.get("due_fen", 0):
        return f"due {before['due_fen']} became {after.get('due_fen')}"
    return ""


@pytest.mark.parametrize("seed", seeds(15))
def test_less_knowledge_never_gives_another_verdict(seed: int) -> None:
    check(small(seed), broken_by_blanking)


def broken_by_blanking(program: RuleProgram) -> str:
    rng, types = Random(f"blank {program.seed}"), types_of(program)
    for rule in program.rules:
        for case in program.cases:
            before = found(rule, case, case.values)
            values = {k: nothing_known(types[k]) if rng.random() < 0.2 else v
                      for k, v in case.values.items()}  # fmt: skip
            after = found(rule, case, values)
            told = contradiction(after, before)
            if told and not undefined(before):
                return f"{rule.id} {case.id}: {told}"
    return ""


@pytest.mark.parametrize("seed", seeds(15))
def test_because_is_complete_and_nothing_else_matters(seed: int) -> None:
    check(small(seed), broken_because)


def broken_because(program: RuleProgram) -> str:
    rng, types = Random(f"because {program.seed}"), types_of(program)
    for rule in program.rules:
        for case in program.cases:
            before = found(rule, case, case.values)
            if before.verdict is not None or undefined(before):
                continue
            facts = {b.fact for b in before.because}
            law = {b.parameter for b in before.because}
            for inside in (False, True):
                values = {
                    k: random_within(rng, v, types[k]) if (k in facts) is inside else v
                    for k, v in case.values.items()
                }
                parameters = {k: settled(rng, p) if (k in law) is inside else p
                              for k, p in rule.parameters.items()}  # fmt: skip
                after = found(_with_parameters(rule, parameters), case, values)
                if undefined(after):
                    continue
                if not inside and after.because != before.because:
                    return f"{rule.id} {case.id}: from outside {before} became {after}"
                readings = any(b.kind == "law" for b in after.because)
                if inside and after.verdict is None and not readings:
                    return f"{rule.id} {case.id}: {before} is not settled: {after}"
    return ""


@pytest.mark.parametrize("seed", seeds(4))
def test_no_finding_changes_before_its_next_change(seed: int) -> None:
    program = random_rules(seed, cases=2)
    check(program, changed_too_early)


def changed_too_early(program: RuleProgram) -> str:
    for rule in program.rules:
        for case in program.cases:
            known: Finding | None = None
            for day in range(case.as_of, case.as_of + 3 * 365):
                now = found(rule, case, case.values, day)
                due = known is None or (known.next_change is not None and known.next_change <= day)
                if known is not None and not due and said(known) != said(now):
                    return f"{rule.id} {case.id} on {day}: {known} is {now}"
                known = now if due else known
    return ""


def said(finding: Finding) -> tuple[Any, ...]:
    """What must not change by itself: all but the near miss, which looks 90 days ahead."""
    outputs = {k: v for k, v in finding.outputs.items() if k != "near"}
    unmet = [u.article for u in finding.unmet]
    return finding.verdict, finding.amount_fen, outputs, unmet, finding.because
