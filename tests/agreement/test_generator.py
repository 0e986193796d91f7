"""Is every kind of node generated, and often enough to be met in a run of default length?"""

from __future__ import annotations

from collections import Counter

from tests.agreement.budget import DEFAULT_FACTS, DEFAULT_RULES
from tests.agreement.generator.programs import random_program
from tests.agreement.generator.recipes import covered
from tests.agreement.generator.rules import random_rules

from zhiban.model import nodes as n

#: What other nodes are built on; nothing is ever only this.
BASES = {n.Node, n.TruthNode, n.SameTypeNode}


def all_nodes() -> set[type[n.Node]]:
    """Every class of node that an expression can hold."""
    found, queue = set(), [n.Node]
    while queue:
        below = queue.pop().__subclasses__()
        found |= set(below)
        queue += below
    return found - BASES


def test_every_node_has_a_recipe() -> None:
    missing = sorted(node.__name__ for node in all_nodes() - covered())
    assert not missing, f"write a recipe in tests/agreement/generator for: {', '.join(missing)}"


def test_the_default_programs_hold_every_node() -> None:
    seen: Counter[type[n.Node]] = Counter()
    for seed in range(DEFAULT_FACTS):
        for fact in random_program(seed, subjects=5).facts.values():
            steps = () if fact.expression is None else fact.expression.walk()
            seen.update(type(step) for step in steps)
    for seed in range(DEFAULT_RULES):
        for rule in random_rules(seed, cases=1).rules:
            seen.update(type(step) for root in rule.nodes() for step in root.walk())
    rare = sorted(node.__name__ for node in all_nodes() if seen[node] < 3)
    assert not rare, f"met less than three times: {', '.join(rare)}"


def test_a_seed_gives_the_same_program_again() -> None:
    first, second = random_program(3, subjects=5), random_program(3, subjects=5)
    assert repr(first.facts) == repr(second.facts)
    assert repr([t.rows for t in first.town.tables.values()]) == repr(
        [t.rows for t in second.town.tables.values()]
    )
    assert repr(random_rules(3, cases=5).cases) == repr(random_rules(3, cases=5).cases)
