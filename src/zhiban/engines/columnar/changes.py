"""On which day may time alone change a finding, in every row? (SEM 21)"""

from __future__ import annotations

import polars as pl

from zhiban.engines.columnar.calendar_exprs import civil, month_start
from zhiban.engines.columnar.comparisons import known
from zhiban.engines.columnar.planes import SpanPlane, is_true
from zhiban.engines.columnar.rule_columns import RuleColumns, by_instalment
from zhiban.language.rules import DutyRule, PolicyRule
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY, NEVER_MONTH


def next_change(case: RuleColumns) -> pl.Expr | None:
    """The first day after the judged day on which the finding may change; None: there is none."""
    as_of = case.as_of.lo
    days = [
        pl.when((day > as_of) & (day < NEVER_DAY)).then(day)
        for day in (*_thresholds(case), *_fixed(case), *_due(case), *_months(case))
    ]
    return pl.min_horizontal(days) if days else None


def _thresholds(case: RuleColumns) -> list[pl.Expr]:
    found: dict[n.Node, None] = {}
    for root in case.rule.nodes():
        for step in root.walk():
            if isinstance(step, n.Reached):
                found[step.day] = None
    out = []
    for day in found:
        if by_instalment(day):  # a different day in each instalment: look again tomorrow
            out.append(case.as_of.lo + 1)
            continue
        ends = case.scalars.span(day)
        out += [ends.lo] if ends.is_one else [ends.lo, ends.hi]
    return out


def _fixed(case: RuleColumns) -> list[pl.Expr]:
    """The next day on which a text that goes by the judged day comes or goes."""
    days: set[int] = set()
    for root in case.rule.nodes():
        for step in root.walk():
            if isinstance(step, n.ParameterValue) and _moves(case.law_day(step)):
                for value in case.parameters[step.name].values:
                    days |= {value.from_day}
                    days |= set() if value.until_day is None else {value.until_day + 1}
    if _moves(case.rule.law_on):
        for first, last in case.rule.basis.spans():
            days |= {first} if last is None else {first, last + 1}
    if not days:
        return []
    if case.as_of.constant is not None:
        later = [day for day in days if day > case.as_of.constant]
        return [pl.lit(min(later), dtype=pl.Int64)] if later else []
    out = pl.lit(None, dtype=pl.Int64)
    for day in sorted(days, reverse=True):
        out = pl.when(case.as_of.lo < day).then(pl.lit(day, dtype=pl.Int64)).otherwise(out)
    return [out]


def _moves(on: n.Node | None) -> bool:
    return on is None or any(isinstance(step, n.JudgedDay) for step in on.walk())


def _due(case: RuleColumns) -> list[pl.Expr]:
    if not isinstance(case.rule, DutyRule) or case.rule.due is None:
        return []
    due = case.scalars.span(case.rule.due)
    return [due.lo + 1, due.hi + 1]


def _months(case: RuleColumns) -> list[pl.Expr]:
    """When one more instalment stops being projected."""
    rule = case.rule
    if not isinstance(rule, PolicyRule) or rule.instalments is None:
        return []
    first = case.scalars.span(rule.instalments.first)
    month = this_month(case)
    coming = pl.max_horizontal(first.lo, month + 1)
    awarded = is_true(case.verdict) & known(first) & (first.lo != NEVER_MONTH)
    inside = coming < first.lo + rule.instalments.longest
    return [pl.when(awarded & inside).then(month_start(coming))]


def this_month(case: RuleColumns) -> pl.Expr:
    """The month of the judged day."""
    as_of: SpanPlane = case.as_of
    return case.let(civil(as_of.lo, case.let)[0])
