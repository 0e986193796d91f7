"""How did a rule come to its verdict on one unit? Clause by clause, with the figures of the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhiban.engines.findings import Because, gathered
from zhiban.engines.rowwise import Evaluator, Unit
from zhiban.engines.rowwise.inputs import inputs_of_row
from zhiban.engines.rowwise.instalments import input_reasons
from zhiban.engines.rowwise.judge import case_of
from zhiban.engines.rowwise.parameters import applicable
from zhiban.language.rules import Article, DutyRule, PolicyRule, Rule
from zhiban.law.basis import Document
from zhiban.law.parameters import DatedValue, Parameter
from zhiban.law.spans import end_of
from zhiban.model import nodes as n
from zhiban.model.leaves import leaf_label, required_text, signed_leaves, subject_of
from zhiban.model.texts import value_text
from zhiban.model.types import NEVER_DAY, Date, Type, month_number
from zhiban.model.values import Ends, Value, exactly, is_known

WORDS = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True)
class Comparison:
    """One comparison of a clause: whose value, what was found and required, does it hold."""

    of: str
    found: str
    required: str
    met: bool | None
    type: Type

    def as_json(self) -> dict[str, str]:
        """The entry below `parts`."""
        return {
            "of": self.of, "found": self.found, "required": self.required, "met": WORDS[self.met],
        }  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """An article of the rule: whether it is met, on which comparisons, and what is missing."""

    article: Article
    met: bool | None
    parts: tuple[Comparison, ...]
    missing: tuple[Because, ...]
    assumed: tuple[tuple[str, str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The entry below `articles`."""
        out: dict[str, Any] = {
            "article": self.article.id, "no": self.article.no, "title": self.article.title,
            "title_en": self.article.title_en, "met": WORDS[self.met],
            "parts": [p.as_json() for p in self.parts],
            "missing": [b.as_json() for b in self.missing],
        }  # fmt: skip
        if self.assumed:
            out["assumed"] = [{"of": o, "value": v, "because": b} for o, v, b in self.assumed]
        return out


@dataclass(frozen=True)
class InForce:
    """A figure of the law with the dated values that apply; several if it is open which."""

    parameter: Parameter
    values: tuple[DatedValue, ...]


@dataclass(frozen=True)
class Explanation:
    """Everything behind one finding. `finding` is its row: verdict, amount_fen, outputs, …"""

    rule: Rule
    finding: Mapping[str, Any]
    law_on: str
    clauses: tuple[Clause, ...]
    parameters: tuple[InForce, ...]
    documents: tuple[tuple[Document, bool | None], ...]


def explain_unit(
    rule: Rule,
    row: Mapping[str, Any],
    finding: Mapping[str, Any],
    *,
    law_known_at: int | None = None,
) -> Explanation:
    """Explain `finding` from the row of the canonical wide frame that was judged."""
    unit = Unit(row["id"], rule.subject.id, row["occasion"])
    case = case_of(rule, unit, inputs_of_row(rule, row), row["as_of"], law_known_at)
    day: Value = exactly(row["as_of"]) if rule.law_on is None else case.value(rule.law_on)
    return Explanation(
        rule,
        finding,
        value_text(day, Date()),
        tuple(_clause(case, article) for article in _articles(rule)),
        tuple(_in_force(rule, case, finding)),
        tuple((d, _applies(d, day)) for d in rule.basis.documents),
    )


def _articles(rule: Rule) -> Iterator[Article]:
    yield from rule.articles
    if isinstance(rule, DutyRule) and rule.done is not None:
        yield Article("done", "", "尚未办理", "not done yet", n.Not(rule.done))


def _clause(case: Evaluator, article: Article) -> Clause:
    condition = article.condition
    missing = gathered(case.reasons(condition), input_reasons(case))
    parts = tuple(_comparison(case, leaf, wanted) for leaf, wanted in signed_leaves(condition))
    return Clause(article, case.truth(condition), parts, missing, tuple(_assumed(case, condition)))


def _comparison(case: Evaluator, leaf: n.Node, wanted: bool) -> Comparison:
    subject = subject_of(leaf)
    right = case.value(leaf.right) if isinstance(leaf, (n.Compare, n.SameCode)) else None
    truth = case.truth(leaf)
    return Comparison(
        leaf_label(leaf),
        value_text(case.value(subject), subject.type),
        required_text(leaf, wanted, right),
        None if truth is None else truth is wanted,
        subject.type,
    )


def _assumed(case: Evaluator, condition: n.Node) -> Iterator[tuple[str, str, str]]:
    """What the text assumes where nothing is known (SEM 6)."""
    for node in condition.walk():
        if isinstance(node, n.Assume) and not is_known(case.value(node.of)):
            yield leaf_label(node), value_text(case.value(node), node.type), node.because


def _in_force(rule: Rule, case: Evaluator, finding: Mapping[str, Any]) -> Iterator[InForce]:
    found: dict[str, list[DatedValue]] = {}
    months = _months(rule, case, finding)
    for root in rule.nodes():
        for node in root.walk():
            if not isinstance(node, n.ParameterValue):
                continue
            values = found.setdefault(node.name, [])
            by_month = any(isinstance(step, n.InstalmentMonth) for step in node.walk())
            cases = [replace(case, instalment_month=m) for m in months] if by_month else [case]
            for one in cases:
                values += [v for v in applicable(one, node, None)[0] if v not in values]
    for name, values in found.items():
        yield InForce(rule.parameters[name], tuple(values))


def _months(rule: Rule, case: Evaluator, finding: Mapping[str, Any]) -> Sequence[int]:
    """The months whose figures matter: those awarded, else the first one if it is known."""
    lines = finding["outputs"].get("instalments", [])
    if lines:
        return [month_number(int(one["month"][:4]), int(one["month"][5:7])) for one in lines]
    if isinstance(rule, PolicyRule) and rule.instalments is not None:
        first = case.ends(rule.instalments.first)
        if first.known and isinstance(first.lo, int):
            return [first.lo]
    return []


def _applies(document: Document, day: Value) -> bool | None:
    """Whether a document is in force on the day whose law applies; None if that day is open."""
    assert isinstance(day, Ends)
    first, last = document.span()[0], end_of(document.span())
    lo = day.lo if isinstance(day.lo, int) else -NEVER_DAY
    hi = day.hi if isinstance(day.hi, int) else NEVER_DAY
    if lo > last or hi < first:
        return False
    return True if first <= lo and hi <= last else None
