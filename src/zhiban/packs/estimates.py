"""What does an estimate say in a watch? Nothing: there it is unknown, so no yes rests on one (G3).

An estimate is a fact declared one, or a figure `spread` over months, also where it is reached
through other facts. Exceptions keep it: they can only help.
"""

from __future__ import annotations

from dataclasses import replace

from zhiban.language.rules import WatchRule
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.rewrite import rebuild
from zhiban.packs.library import Library
from zhiban.packs.polarity import Polarity


def without_estimates(rule: WatchRule, library: Library) -> WatchRule:
    """The watch with every estimate in its clauses unknown, reason *estimate*."""
    polarity = Polarity(rule, library)

    def is_estimate(node: n.Node) -> bool:
        if isinstance(node, (n.FactValue, n.LookUp)):
            fact = library.facts.get(node.fact_id)
            return fact is not None and bool(fact.estimate)
        return isinstance(node, n.Spread)

    def settled(node: n.Node) -> n.Node:
        if isinstance(node, (n.FactValue, n.LookUp)):
            if any(is_estimate(step) for step in polarity.reached(node)):
                return n.Unsaid(node.type, "estimate", node.fact_id)
        elif is_estimate(node):
            return n.Unsaid(node.type, "estimate", label(node))
        return rebuild(node, settled)

    return replace(rule, articles=tuple(
        a if a.id in rule.excuses else replace(a, condition=settled(a.condition))
        for a in rule.articles
    ))  # fmt: skip
