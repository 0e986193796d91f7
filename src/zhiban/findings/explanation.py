"""How did a rule come to its verdict on one unit? Clause by clause, with the figures of the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from zhiban.engines.findings import Because, Finding, gathered
from zhiban.engines.rowwise import Evaluator, Input, Unit
from zhiban.engines.rowwise.instalments import input_reasons
from zhiban.engines.rowwise.judge import case_of
from zhiban.engines.rowwise.parameters import applicable
from zhiban.findings.clauses import WORDS, Comparison, Tree, comparisons, tree_of
from zhiban.findings.evidence import RowsBehind
from zhiban.findings.grants import Beside, besides
from zhiban.findings.months import MonthLine, month_lines
from zhiban.language.rule_parts import Article
from zhiban.language.rules import DutyRule, PolicyRule, Rule
from zhiban.law.basis import Document
from zhiban.law.parameters import DatedValue, Parameter
from zhiban.law.spans import end_of
from zhiban.model import nodes as n
from zhiban.model.leaves import leaf_label
from zhiban.model.texts import value_text
from zhiban.model.types import NEVER_DAY, Date, Type, month_number
from zhiban.model.values import Ends, Value, exactly, is_known


@dataclass(frozen=True)
class Assumed:
    """A value that a text gives to silence (SEM 6)."""

    node: n.Assume
    value: Value

    @property
    def type(self) -> Type:
        """The type of the value."""
        return self.node.type


@dataclass(frozen=True)
class Clause:
    """An article of the rule: whether it is met, on which comparisons, and what is missing."""

    article: Article
    met: bool | None
    tree: Tree
    missing: tuple[Because, ...]
    assumed: tuple[Assumed, ...] = ()

    @property
    def parts(self) -> tuple[Comparison, ...]:
        """Its comparisons in order."""
        return tuple(comparisons(self.tree))

    def as_json(self) -> dict[str, Any]:
        """The entry below `articles`."""
        out: dict[str, Any] = {
            "article": self.article.id, "no": self.article.no, "title": self.article.title,
            "title_en": self.article.title_en, "met": WORDS[self.met],
            "parts": [p.as_json() for p in self.parts],
            "missing": [b.as_json() for b in self.missing],
        }  # fmt: skip
        if self.assumed:
            out["assumed"] = [
                {"of": leaf_label(a.node), "value": value_text(a.value, a.type),
                 "because": a.node.because}
                for a in self.assumed
            ]  # fmt: skip
        return out


@dataclass(frozen=True)
class InForce:
    """A figure of the law with the dated values that apply; several if it is open which."""

    parameter: Parameter
    values: tuple[DatedValue, ...]


@dataclass(frozen=True)
class Explanation:
    """Everything behind one finding. `finding` is its row: verdict, amount_fen, outputs, …

    `evidence`: the rows behind each input, by its name. `later`: the same unit explained on the
    day of its next change, the data being the same.
    """

    rule: Rule
    finding: Mapping[str, Any]
    law_day: Value
    clauses: tuple[Clause, ...]
    parameters: tuple[InForce, ...]
    documents: tuple[tuple[Document, bool | None], ...]
    inputs: Mapping[str, Input] = field(default_factory=dict)
    besides: tuple[Beside, ...] = ()
    months: tuple[MonthLine, ...] = ()
    evidence: Mapping[str, tuple[RowsBehind, ...]] = field(default_factory=dict)
    later: Explanation | None = None

    @property
    def law_on(self) -> str:
        """The day whose law applies, as files write it."""
        return value_text(self.law_day, Date())


def row_of(finding: Finding) -> dict[str, Any]:
    """A finding as the row that findings are kept in, its lists as plain data."""
    return {
        "id": finding.id, "occasion": finding.occasion, "rule": finding.rule_id,
        "verdict": finding.verdict_text, "amount_fen": finding.amount_fen,
        "outputs": finding.outputs, "unmet": [u.as_json() for u in finding.unmet],
        "because": [b.as_json() for b in finding.because], "as_of": finding.as_of,
        "next_change": finding.next_change,
    }  # fmt: skip


def explain_unit(
    rule: Rule,
    unit: Unit,
    inputs: Mapping[str, Input],
    finding: Mapping[str, Any],
    *,
    law_known_at: int | None = None,
    evidence: Mapping[str, tuple[RowsBehind, ...]] | None = None,
) -> Explanation:
    """Explain `finding`, which came from `inputs`."""
    case = case_of(rule, unit, inputs, finding["as_of"], law_known_at)
    day: Value = exactly(finding["as_of"]) if rule.law_on is None else case.value(rule.law_on)
    return Explanation(
        rule,
        finding,
        day,
        tuple(_clause(case, article) for article in _articles(rule)),
        tuple(_in_force(rule, case, finding)),
        tuple((d, _applies(d, day)) for d in rule.basis.documents),
        inputs,
        tuple(besides(rule, case)) if finding["verdict"] == "yes" else (),
        tuple(month_lines(rule, case, finding)),
        evidence or {},
    )


def _articles(rule: Rule) -> Iterator[Article]:
    yield from rule.articles
    if isinstance(rule, DutyRule) and rule.done is not None:
        yield Article("done", "", "尚未办理", "not done yet", n.Not(rule.done))


def _clause(case: Evaluator, article: Article) -> Clause:
    condition = article.condition
    missing = gathered(case.reasons(condition), input_reasons(case))
    return Clause(
        article, case.truth(condition), tree_of(case, condition), missing,
        tuple(_assumed(case, condition)),
    )  # fmt: skip


def _assumed(case: Evaluator, condition: n.Node) -> Iterator[Assumed]:
    """What the text assumes where nothing is known (SEM 6)."""
    for node in condition.walk():
        if isinstance(node, n.Assume) and not is_known(case.value(node.of)):
            yield Assumed(node, case.value(node))


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
