"""What has been loaded? All registers, facts, rules and kinds of subject, by id."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from zhiban.errors import Problem, UsageError
from zhiban.language.facts import Fact
from zhiban.language.register import Register
from zhiban.language.rules import Rule
from zhiban.language.subjects import SubjectKind
from zhiban.law.dated_values import Parameter
from zhiban.model import nodes as n
from zhiban.model.calculators import Calculator

T = TypeVar("T")


@dataclass(frozen=True)
class Library:
    """Everything the loaded packs declare; ids are unique over all packs."""

    registers: Mapping[str, type[Register]]
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    kinds: Mapping[str, SubjectKind]
    packs: tuple[str, ...] = ()
    calculators: Mapping[str, Calculator] = field(default_factory=dict)
    #: What bounds the recovery of something overpaid, by name (see `packs/recovery.py`).
    recovery: Mapping[str, Parameter] = field(default_factory=dict)

    def rule(self, name: str) -> Rule:
        """The rule with this id or alias."""
        for rule in self.rules.values():
            if name in rule.aliases:
                return rule
        return _named(self.rules, name, "规则", "rule")

    def fact(self, name: str) -> Fact:
        """The fact with this id."""
        return _named(self.facts, name, "事实", "fact")

    def register(self, name: str) -> type[Register]:
        """The register with this id."""
        return _named(self.registers, name, "登记簿", "register")

    def registers_of(self, fact_ids: list[str]) -> list[str]:
        """The registers these facts are derived from, in order of use."""
        found: dict[str, None] = {}
        for fact_id in fact_ids:
            for node in self.steps(fact_id):
                if isinstance(node, (n.Rows, n.OnlyRow, n.OccasionColumn)):
                    found.setdefault(node.register_id)
        return list(found)

    def steps(self, fact_id: str) -> list[n.Node]:
        """Every node a fact is made of, through the facts it uses."""
        out: list[n.Node] = []
        seen: set[str] = set()
        waiting = [fact_id]
        while waiting:
            current = waiting.pop()
            expression = self.facts[current].expression if current in self.facts else None
            if current in seen or expression is None:
                continue
            seen.add(current)
            for node in expression.walk():
                out.append(node)
                if isinstance(node, (n.FactValue, n.LookUp)):
                    waiting.append(node.fact_id)
        return out


def _named(things: Mapping[str, T], name: str, word: str, word_en: str) -> T:
    if name in things:
        return things[name]
    near = difflib.get_close_matches(name, things, 3, 0.4) or sorted(things)[:5]
    raise UsageError(
        Problem(
            f"no-{word_en}", name, f"没有这个{word}", f"there is no such {word_en}",
            "相近的有 " + "、".join(near), "nearest: " + ", ".join(near),
        )
    )  # fmt: skip
