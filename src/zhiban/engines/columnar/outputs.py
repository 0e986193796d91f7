"""What does a yes, or an unknown, bring besides its verdict? Amounts, classes, duties, in columns.

Entries of the JSON object `outputs` are texts `"key": value`, null where the entry is absent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import polars as pl

from zhiban.engines.columnar.because import because_json
from zhiban.engines.columnar.comparisons import compare, known
from zhiban.engines.columnar.masks import Mask
from zhiban.engines.columnar.planes import TruthPlane, constant_span
from zhiban.engines.columnar.rule_columns import RuleColumns
from zhiban.engines.columnar.scalars import joined
from zhiban.engines.columnar.texts import glued, number, quoted, value_texts
from zhiban.language.rules import DutyRule, GradeRule, PolicyRule
from zhiban.model.types import Date

GRANTED = "granted."


@dataclass(frozen=True, eq=False)
class Award:
    """The amount (Int64, null = not known or none) and the entries of `outputs` it comes with."""

    amount: pl.Expr
    entries: list[pl.Expr]


def priced(case: RuleColumns, reasons: bool) -> Award:
    """The amount of a benefit paid at once."""
    rule = case.rule
    assert isinstance(rule, PolicyRule) and rule.amount is not None
    ends = case.scalars.span(rule.amount)
    is_known = known(ends)
    mask = case.masks.mask(rule.amount) if reasons else {}
    entries: list[pl.Expr] = [
        pl.when(~is_known).then(entry)
        for entry in (
            glued(['"amount_at_least": ', number(ends.lo)]),
            glued(['"amount_at_most": ', number(ends.hi)]),
            amount_because(case, mask),
        )
    ]
    return Award(pl.when(is_known).then(ends.lo), entries)


def amount_because(case: RuleColumns, mask: Mask) -> pl.Expr:
    """The entry that says what keeps an amount unknown."""
    listing = because_json(case.rule, case.inputs, case.pieces, case.named(mask))
    return glued(['"amount_because": ', listing])


def payable(case: RuleColumns) -> list[pl.Expr]:
    """What grants of other benefits leave (SEM 18)."""
    rule = case.rule
    assert isinstance(rule, PolicyRule)
    checked = [e.rule_id for e in rule.excludes if case.inputs.has_column(GRANTED + e.rule_id)]
    unchecked = [e.rule_id for e in rule.excludes if e.rule_id not in checked]
    open_ = [TruthPlane(~pl.col(GRANTED + rule_id)) for rule_id in checked]
    if rule.at_most is not None:
        granted = case.scalars.span(rule.at_most.granted)
        open_.append(compare("<", granted, constant_span(rule.at_most.times)))
    entries = []
    if open_:
        left = joined(open_, True).expr
        words = pl.when(left).then(pl.lit("yes")).when(~left).then(pl.lit("no"))
        entries.append(glued(['"payable": "', words.otherwise(pl.lit("unknown")), '"']))
    if unchecked:
        entries.append(pl.lit(f'"unchecked": {json.dumps(unchecked, ensure_ascii=False)}'))
    return entries


def grade(case: RuleColumns) -> list[pl.Expr]:
    """The class, or the classes it can be."""
    rule = case.rule
    assert isinstance(rule, GradeRule) and rule.class_of is not None and rule.classes is not None
    ends = case.scalars.span(rule.class_of)
    codes = [quoted(code) for code in rule.classes.codes]
    one = ends.lo.replace_strict(
        list(range(len(codes))), codes, default=None, return_dtype=pl.String
    )
    runs = {
        first * len(codes) + last: f"[{', '.join(codes[first : last + 1])}]"
        for first in range(len(codes))
        for last in range(first, len(codes))
    }
    several = (ends.lo * len(codes) + ends.hi).replace_strict(
        list(runs), list(runs.values()), default="[]", return_dtype=pl.String
    )
    verdict = case.verdict
    return [
        pl.when(verdict).then(glued(['"class": ', one])),
        pl.when(verdict.is_null()).then(glued(['"possible": ', several])),
    ]


def duty(case: RuleColumns) -> list[pl.Expr]:
    """When a duty falls due, whether that is past, and who owes it."""
    rule = case.rule
    assert isinstance(rule, DutyRule) and rule.due is not None
    due = case.scalars.span(rule.due)
    late = compare("<", due, case.as_of).expr
    state = pl.when(late).then(pl.lit("overdue")).when(~late).then(pl.lit("due"))
    return [
        glued(['"due_on": "', value_texts(due, Date(), case.let), '"']),
        glued(['"state": "', state.otherwise(pl.lit("unknown")), '"']),
        pl.lit(f'"owed_by": {quoted(rule.owed_by)}'),
    ]
