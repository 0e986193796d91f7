"""G1 (as declared): whatever a rule says, nothing adverse follows from it by itself.

The desk's half (a final no, a stop, a debt only by a person) comes with the desk.
"""

from __future__ import annotations

from tests.agreement.generator.rules import random_rules

from zhiban.engines.rowwise import Input, Unit, judge
from zhiban.language.declaring import LANES
from zhiban.language.rules import DutyRule, GradeRule, PolicyRule, Rule, WatchRule
from zhiban.language.watches import CONSEQUENCES
from zhiban.packs import load

#: All that can come with a verdict (docs/reference/findings.md); none of it takes anything away.
OUTPUTS = {
    "in_force", "near", "unconfirmed", "class", "possible", "amount_at_least", "amount_at_most",
    "amount_because", "months", "months_at_least", "months_at_most", "first_month", "due_fen",
    "instalments", "payable", "unchecked", "due_on", "state", "owed_by", "consequence",
}  # fmt: skip


def kinds_below(kind: type[Rule]) -> set[type[Rule]]:
    found = set(kind.__subclasses__())
    return found.union(*(kinds_below(k) for k in found))


def test_there_are_four_kinds_of_rule_and_no_other() -> None:
    assert kinds_below(Rule) == {PolicyRule, WatchRule, DutyRule, GradeRule}


def test_what_a_rule_leads_to_is_a_closed_list() -> None:
    assert set(LANES) == {"pay", "offer_and_confirm", "prefill", "tell"}
    assert set(CONSEQUENCES) == {"verify", "ask", "notify"}
    for rule in load().rules.values():
        assert getattr(rule, "lane", "tell") in LANES
        assert getattr(rule, "consequence", "ask") in CONSEQUENCES


def test_only_a_policy_has_an_amount_and_no_output_is_outside_the_list() -> None:
    seen: set[str] = set()
    for seed in range(12):
        program = random_rules(seed, cases=20)
        for case in program.cases:
            known = {name: Input(value) for name, value in case.values.items()}
            for rule in program.rules:
                unit = Unit(case.id, rule.subject.id, case.occasion)
                found = judge(rule, unit, known, case.as_of)
                seen |= set(found.outputs)
                assert found.amount_fen is None or isinstance(rule, PolicyRule)
    assert seen and seen <= OUTPUTS
