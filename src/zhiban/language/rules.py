"""What is a rule? Policy, Watch, Duty and Grade: law written as articles over declared facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from zhiban.language.rule_parts import Article, AtMost, CountedOnce, Excludes, Instalments, Per
from zhiban.language.subjects import SubjectKind
from zhiban.law.basis import Basis
from zhiban.law.parameters import Parameter
from zhiban.model import nodes as n
from zhiban.model.types import CodeList


@dataclass(frozen=True)
class Rule:
    """What all kinds of rule share. `folder` holds parameters.yaml and examples.yaml."""

    id: str
    title: str
    subject: SubjectKind
    per: Per
    basis: Basis
    articles: tuple[Article, ...]
    law_on: n.Node | None = None
    title_en: str = ""
    aliases: tuple[str, ...] = ()
    where: str = field(default="", compare=False)
    folder: Path = field(default=Path(), compare=False)
    parameters: Mapping[str, Parameter] = field(default_factory=dict, compare=False)
    #: Kind of sensitive data → the article that lets a watch or grade use it (G12).
    sensitive_law: Mapping[str, str] = field(default_factory=dict, compare=False)

    #: The word for the kind of rule; each subclass has its own.
    kind = "rule"

    def nodes(self) -> tuple[n.Node, ...]:
        """The roots of every expression of the rule, in a fixed order."""
        roots = [a.condition for a in self.articles]
        return tuple(roots + ([self.law_on] if self.law_on is not None else []))

    def inputs(self) -> tuple[n.Node, ...]:
        """The facts and occasion columns the rule is judged on, each once, in order of use."""
        return self._inputs

    @cached_property
    def _inputs(self) -> tuple[n.Node, ...]:
        found: dict[str, n.Node] = {}
        for root in self.nodes():
            for node in root.walk():
                if isinstance(node, (n.FactValue, n.OccasionColumn)):
                    found.setdefault(input_id(node), node)
        return tuple(found.values())

    def fact_ids(self) -> list[str]:
        """The facts the rule is judged on, in order of use."""
        return [node.fact_id for node in self.inputs() if isinstance(node, n.FactValue)]


def input_id(node: n.Node) -> str:
    """The name of an input in files: the fact's id, or `<register>.<column>`."""
    if isinstance(node, n.FactValue):
        return node.fact_id
    assert isinstance(node, n.OccasionColumn)
    return f"{node.register_id}.{node.name}"


@dataclass(frozen=True)
class PolicyRule(Rule):
    """Someone is owed something."""

    lane: str = "tell"
    amount: n.Node | None = None
    instalments: Instalments | None = None
    counted_once: CountedOnce | None = None
    excludes: tuple[Excludes, ...] = ()
    at_most: AtMost | None = None
    choice: str = ""
    closes_when: str = ""

    kind = "policy"

    def nodes(self) -> tuple[n.Node, ...]:
        """The roots of the articles, the amount or instalments, and the claim."""
        roots = list(super().nodes())
        if self.amount is not None:
            roots.append(self.amount)
        if self.instalments is not None:
            i = self.instalments
            roots += [i.first, i.months, i.amount, *(a.condition for a in i.continues), *i.stops]
        if self.counted_once is not None:
            roots += [self.counted_once.subject, self.counted_once.event]
        if self.at_most is not None:
            roots.append(self.at_most.granted)
        return tuple(roots)


@dataclass(frozen=True)
class GradeRule(Rule):
    """A class out of an ordered list; the articles say to whom it applies."""

    classes: CodeList | None = None
    class_of: n.Node | None = None

    kind = "grade"

    def nodes(self) -> tuple[n.Node, ...]:
        """The roots of the articles and of the class."""
        roots = super().nodes()
        return roots if self.class_of is None else (*roots, self.class_of)


@dataclass(frozen=True)
class WatchRule(Rule):
    """Something may be wrong: never an accusation, always positive rows (G2, G7).

    `articles` are the clauses that need rows, then, each negated, the lawful exceptions, whose ids
    are `excuses`. `precision` is the share of yes findings that should turn out to be something.
    """

    purposes: tuple[str, ...] = ()
    precision: Fraction = Fraction(1)
    consequence: str = ""
    excuses: tuple[str, ...] = ()
    areas_because: str = field(default="", compare=False)

    kind = "watch"

    @property
    def clauses(self) -> tuple[Article, ...]:
        """The articles that need rows."""
        return tuple(a for a in self.articles if a.id not in self.excuses)

    @property
    def exceptions(self) -> tuple[Article, ...]:
        """The articles of the lawful exceptions, each saying that it does not apply."""
        return tuple(a for a in self.articles if a.id in self.excuses)


@dataclass(frozen=True)
class DutyRule(Rule):
    """Someone must act by a date; yes = owed now and not done (SEM 20)."""

    owed_by: str = "office"
    due: n.Node | None = None
    done: n.Node | None = None

    kind = "duty"

    def nodes(self) -> tuple[n.Node, ...]:
        """The roots of the articles, the due day and what counts as done."""
        return (*super().nodes(), *(x for x in (self.due, self.done) if x is not None))


def counts_once(rule: Rule) -> bool:
    """Whether claims of the rule compete for one subject, so that other claims decide too."""
    return isinstance(rule, PolicyRule) and rule.counted_once is not None
