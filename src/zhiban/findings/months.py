"""Why is a month of a running benefit paid, not paid, or open? (SEM 15)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhiban.engines.rowwise import Evaluator
from zhiban.language.rule_parts import Article
from zhiban.language.rules import PolicyRule, Rule
from zhiban.model import nodes as n
from zhiban.model.types import month_number
from zhiban.model.values import Value, compare, exactly


@dataclass(frozen=True)
class MonthLine:
    """One month: its verdict, its fen, the articles that fail, what stopped it, what is missing."""

    month: int
    verdict: str
    fen: int | None
    projected: bool
    fails: tuple[Article, ...] = ()
    stopped_by: tuple[tuple[n.Node, Value], ...] = ()
    because: Sequence[Mapping[str, Any]] = ()


def month_lines(rule: Rule, case: Evaluator, finding: Mapping[str, Any]) -> Iterator[MonthLine]:
    """The months of a finding in their order."""
    if not isinstance(rule, PolicyRule) or rule.instalments is None:
        return
    plan = rule.instalments
    for line in finding["outputs"].get("instalments", ()):
        month = month_number(int(line["month"][:4]), int(line["month"][5:7]))
        fails: tuple[Article, ...] = ()
        stopped: tuple[tuple[n.Node, Value], ...] = ()
        if line["verdict"] == "no":
            at = replace(case, instalment_month=month)
            fails = tuple(a for a in plan.continues if at.truth(a.condition) is False)
            stopped = tuple(
                (stop, at.value(stop))
                for stop in plan.stops
                if compare("<", at.ends(n.MonthOf(stop)), exactly(month)) is True
            )
        yield MonthLine(
            month, line["verdict"], line.get("fen"), bool(line.get("projected")), fails, stopped,
            line.get("because", ()),
        )  # fmt: skip
