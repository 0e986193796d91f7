"""What does a rule say of one unit, given what is known of its inputs?

The definition: verdict, amount, outputs, what is unmet, what is missing, and the next change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from zhiban.engines.findings import NOT_IN_FORCE, Finding, Part, Unmet, gathered
from zhiban.engines.rowwise.changes import next_change
from zhiban.engines.rowwise.evaluator import Evaluator, Input
from zhiban.engines.rowwise.instalments import awarded, input_reasons, month_moves, monthly
from zhiban.engines.rowwise.memory import remembered
from zhiban.engines.rowwise.world import Unit, World
from zhiban.language.rules import DutyRule, GradeRule, PolicyRule, Rule, WatchRule, input_id
from zhiban.law.parameters import entries_for
from zhiban.model import nodes as n
from zhiban.model.leaves import leaf_label, required_text, signed_leaves, subject_of
from zhiban.model.reasons import NONE, Reason, Reasons
from zhiban.model.texts import end_text, value_text
from zhiban.model.types import NEVER_DAY, Date
from zhiban.model.values import Ends, Value, and_, compare, exactly, not_, nothing_known

NEAR_DAYS = 90


def judge(
    rule: Rule,
    unit: Unit,
    inputs: Mapping[str, Input],
    as_of: int,
    law_known_at: int | None = None,
    next_known_change: int | None = None,
) -> Finding:
    """Judge one unit on `as_of`; `next_known_change` is the next change of the facts themselves."""
    case = case_of(rule, unit, inputs, as_of, law_known_at)
    finding = _found(rule, case)
    if finding.verdict is False and len(finding.unmet) == 1 and _is_near(rule, case, finding):
        finding = replace(finding, outputs=finding.outputs | {"near": finding.unmet[0].article})
    days = [d for d in (_next_change(rule, case, finding), next_known_change) if d is not None]
    return replace(finding, next_change=min(days, default=None))


def case_of(
    rule: Rule, unit: Unit, inputs: Mapping[str, Input], as_of: int, law_known_at: int | None
) -> Evaluator:
    """The evaluator of a rule for one unit."""
    known = {input_id(node): inputs.get(input_id(node), _missing(node)) for node in rule.inputs()}
    extra = {k: v for k, v in inputs.items() if k.startswith("granted.")}
    parameters = {k: entries_for(p, law_known_at) for k, p in rule.parameters.items()}
    return Evaluator(World(as_of, {}, {}), unit, known | extra, parameters, rule.law_on)


def _missing(node: n.Node) -> Input:
    return Input(nothing_known(node.type), frozenset({Reason("empty", fact=input_id(node))}))


def in_force(rule: Rule, case: Evaluator) -> bool | None:
    """Whether the rule's basis is in force on its `law_on` day."""
    day = exactly(case.world.as_of) if rule.law_on is None else case.ends(rule.law_on)
    out: bool | None = False
    for first, last in rule.basis.spans():
        inside = compare(">=", day, exactly(first))
        if last is not None:
            inside = and_(inside, compare("<=", day, exactly(last)))
        if inside is True:
            return True
        out = None if inside is None else out
    return out


def _found(rule: Rule, case: Evaluator) -> Finding:
    unit = case.unit
    blank = Finding(unit.subject_id, unit.occasion, rule.id, False, as_of=case.world.as_of)
    law = in_force(rule, case)
    if law is False:
        return replace(blank, outputs={"in_force": False}, unmet=(_not_in_force(rule, case),))
    verdict: bool | None = law
    reasons: Reasons = NONE
    if law is None and rule.law_on is not None:
        reasons |= case.reasons(rule.law_on)
    for article in rule.articles:
        verdict = and_(verdict, case.truth(article.condition))
        reasons |= case.reasons(article.condition)
    if isinstance(rule, DutyRule) and rule.done is not None:
        verdict = and_(verdict, not_(case.truth(rule.done)))
        reasons |= case.reasons(rule.done)
    if verdict is False:
        return replace(blank, unmet=unmet_articles(rule, case))
    outputs: dict[str, Any] = {}
    amount: int | None = None
    match rule:
        case GradeRule():
            verdict, reasons, outputs = _class_of(rule, case, verdict, reasons)
        case PolicyRule() if verdict is True:
            amount, outputs = _award(rule, case)
        case DutyRule():
            outputs = _duty(rule, case)
        case WatchRule() if verdict is True:
            outputs = {"consequence": rule.consequence}
        case _:
            pass
    unconfirmed = _from_memory(rule, case, outputs)
    if unconfirmed:
        outputs["unconfirmed"] = unconfirmed
    because = () if verdict is not None else gathered(reasons, input_reasons(case))
    return replace(blank, verdict=verdict, amount_fen=amount, outputs=outputs, because=because)


def unmet_articles(rule: Rule, case: Evaluator) -> tuple[Unmet, ...]:
    """The articles that are surely not met, in their order, with what was found and required."""
    found = [
        Unmet(a.id, a.no, a.title, unmet_parts(case, a.condition))
        for a in rule.articles
        if case.truth(a.condition) is False
    ]
    if isinstance(rule, DutyRule) and rule.done is not None and case.truth(rule.done) is True:
        found.append(Unmet("done", "", "已办", unmet_parts(case, n.Not(rule.done))))
    return tuple(found)


def unmet_parts(case: Evaluator, condition: n.Node) -> tuple[Part, ...]:
    """The single comparisons that surely went the wrong way."""
    parts = []
    for leaf, wanted in signed_leaves(condition):
        if case.truth(leaf) is (not wanted):
            subject = subject_of(leaf)
            right = case.value(leaf.right) if isinstance(leaf, (n.Compare, n.SameCode)) else None
            found = value_text(case.value(subject), subject.type)
            parts.append(Part(leaf_label(leaf), found, required_text(leaf, wanted, right)))
    return tuple(parts)


def _not_in_force(rule: Rule, case: Evaluator) -> Unmet:
    day: Value = exactly(case.world.as_of) if rule.law_on is None else case.value(rule.law_on)
    spans = "; ".join(
        f"{end_text(first, Date())}..{'' if last is None else end_text(last, Date())}"
        for first, last in rule.basis.spans()
    )
    return Unmet(
        NOT_IN_FORCE, "", "不在施行期内", (Part("law_on", value_text(day, Date()), spans),)
    )


def _class_of(
    rule: GradeRule, case: Evaluator, verdict: bool | None, reasons: Reasons
) -> tuple[bool | None, Reasons, dict[str, Any]]:
    assert rule.class_of is not None and rule.classes is not None
    ends = case.ends(rule.class_of)
    assert isinstance(ends.lo, int) and isinstance(ends.hi, int)
    reasons |= case.reasons(rule.class_of)
    codes = rule.classes.codes
    if verdict is True and ends.known:
        return True, reasons, {"class": codes[ends.lo]}
    return None, reasons, {"possible": list(codes[ends.lo : ends.hi + 1])}


def _award(rule: PolicyRule, case: Evaluator) -> tuple[int | None, dict[str, Any]]:
    outputs: dict[str, Any] = {}
    amount: int | None = None
    if rule.amount is not None:
        ends, reasons = case.ends(rule.amount), case.reasons(rule.amount)
        amount, outputs = priced(ends, reasons, case)
    elif rule.instalments is not None:
        amount, outputs = awarded(rule.instalments, case)
    return amount, outputs | _payable(rule, case)


def priced(ends: Ends, reasons: Reasons, case: Evaluator) -> tuple[int | None, dict[str, Any]]:
    """A known amount, or the outputs of one that is not (unpriced, SEM 5)."""
    if ends.known:
        assert isinstance(ends.lo, int)
        return ends.lo, {}
    outputs: dict[str, Any] = {}
    if ends.lo is not None:
        outputs["amount_at_least"] = ends.lo
    if ends.hi is not None:
        outputs["amount_at_most"] = ends.hi
    because = gathered(reasons, input_reasons(case))
    return None, outputs | {"amount_because": [b.as_json() for b in because]}


def _payable(rule: PolicyRule, case: Evaluator) -> dict[str, Any]:
    """What grants of other benefits leave (SEM 18); `unchecked` where no grants were brought."""
    assert case.inputs is not None
    unchecked = [e.rule_id for e in rule.excludes if f"granted.{e.rule_id}" not in case.inputs]
    outputs: dict[str, Any] = {}
    payable: bool | None = True
    checked = [e.rule_id for e in rule.excludes if e.rule_id not in unchecked]
    for rule_id in checked:
        granted = case.inputs[f"granted.{rule_id}"].value
        assert granted is None or isinstance(granted, bool)
        payable = and_(payable, not_(granted))
    if rule.at_most is not None:
        times = exactly(rule.at_most.times)
        payable = and_(payable, compare("<", case.ends(rule.at_most.granted), times))
    if checked or rule.at_most is not None:
        outputs["payable"] = {True: "yes", False: "no", None: "unknown"}[payable]
    if unchecked:
        outputs["unchecked"] = unchecked
    return outputs


def _duty(rule: DutyRule, case: Evaluator) -> dict[str, Any]:
    assert rule.due is not None
    due = case.ends(rule.due)
    late = compare("<", due, exactly(case.world.as_of))
    return {
        "due_on": value_text(due, Date()),
        "state": {True: "overdue", False: "due", None: "unknown"}[late],
        "owed_by": rule.owed_by,
    }


def _from_memory(rule: Rule, case: Evaluator, outputs: Mapping[str, Any]) -> list[str]:
    """The parameters whose applicable value is only remembered (SEM 14).

    Of instalments those of the months awarded, once it is known which months they are.
    """
    roots = list(rule.nodes())
    names = set(outputs.get("unconfirmed", ()))
    if isinstance(rule, PolicyRule) and rule.instalments is not None and "instalments" in outputs:
        by_month = [id(root) for root in monthly(rule.instalments)]
        roots = [root for root in roots if id(root) not in by_month]
    return sorted(names | remembered(case, roots))


def _is_near(rule: Rule, case: Evaluator, finding: Finding) -> bool:
    """Near miss (SEM 22): the author said so, or time alone makes it a yes within 90 days.

    Never of a watch: of nobody is it said that they may soon be flagged.
    """
    if isinstance(rule, WatchRule):
        return False
    article = next((a for a in rule.articles if a.id == finding.unmet[0].article), None)
    if article is None or case.inputs is None:
        return False
    if article.near:
        return True
    later = Evaluator(
        World(case.world.as_of + NEAR_DAYS, {}, {}),
        case.unit,
        case.inputs,
        case.parameters,
        case.law_on,
    )
    return _found(rule, later).verdict is True


def _next_change(rule: Rule, case: Evaluator, finding: Finding) -> int | None:
    days = [d for d in [next_change(case, rule.nodes())] if d is not None]
    if rule.law_on is None or any(isinstance(step, n.JudgedDay) for step in rule.law_on.walk()):
        for first, last in rule.basis.spans():
            days += [first] if last is None else [first, last + 1]
    if isinstance(rule, DutyRule) and rule.due is not None:
        due = case.ends(rule.due)
        days += [end + 1 for end in (due.lo, due.hi) if isinstance(end, int)]
    if isinstance(rule, PolicyRule) and rule.instalments is not None and finding.verdict is True:
        days += month_moves(rule.instalments, case)
    return min((d for d in days if case.world.as_of < d < NEVER_DAY), default=None)
