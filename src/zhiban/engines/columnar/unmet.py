"""Which articles are surely not met, with what was found and what is required? JSON in columns."""

from __future__ import annotations

from functools import reduce
from operator import add

import polars as pl

from zhiban.engines.columnar.planes import SpanPlane, is_false, is_true
from zhiban.engines.columnar.rule_columns import RuleColumns
from zhiban.engines.columnar.texts import glued, listed, quoted, required_texts, value_texts
from zhiban.engines.findings import NOT_IN_FORCE
from zhiban.language.rules import DutyRule, WatchRule
from zhiban.model import nodes as n
from zhiban.model.leaves import leaf_label, signed_leaves, subject_of
from zhiban.model.texts import end_text
from zhiban.model.types import Date


def unmet_json(case: RuleColumns) -> pl.Expr:
    """The `unmet` list of a no."""
    entries = [
        pl.when(is_false(case.scalars.truth(condition))).then(
            glued([_head(*names), _parts(case, condition), "}"])
        )
        for names, condition in _named(case)
    ]
    met = listed(entries)
    if case.law.constant is True:
        return met
    return pl.when(is_false(case.law.expr)).then(_not_in_force(case)).otherwise(met)


def count_unmet(case: RuleColumns) -> pl.Expr:
    """How many articles are surely not met."""
    flags = [is_false(case.scalars.truth(c)).cast(pl.Int64) for _, c in _named(case)]
    return reduce(add, flags, pl.lit(0, dtype=pl.Int64))


def near_json(case: RuleColumns, later: pl.Expr | None) -> pl.Expr | None:
    """The near miss of a no as an entry of `outputs`; null where it is none. None: never one.

    `later`: the verdict if nothing but time had passed (None: the same). Never of a watch: of
    nobody is it said that they may soon be flagged.
    """
    if isinstance(case.rule, WatchRule):
        return None
    entries = []
    for article in case.rule.articles:
        text = pl.lit(f'"near": {quoted(article.id)}')
        missed = is_false(case.scalars.truth(article.condition))
        if article.near:
            entries.append(pl.when(missed).then(text))
        elif later is not None:
            entries.append(pl.when(missed & is_true(later)).then(text))
    if not entries:
        return None
    only = (count_unmet(case) == 1) & case.law.expr.fill_null(True)
    return pl.when(only).then(pl.coalesce(entries))


def _named(case: RuleColumns) -> list[tuple[tuple[str, str, str], n.Node]]:
    out: list[tuple[tuple[str, str, str], n.Node]] = [
        ((a.id, a.no, a.title), a.condition) for a in case.rule.articles
    ]
    if isinstance(case.rule, DutyRule) and case.rule.done is not None:
        out.append((("done", "", "已办"), n.Not(case.rule.done)))
    return out


def _head(article: str, no: str, title: str) -> str:
    names = f'"article": {quoted(article)}, "no": {quoted(no)}, "title": {quoted(title)}'
    return f'{{{names}, "parts": '


def _parts(case: RuleColumns, condition: n.Node) -> pl.Expr:
    """The single comparisons that surely went the wrong way."""
    scalars = case.scalars
    parts = []
    for leaf, wanted in signed_leaves(condition):
        truth = scalars.truth(leaf)
        subject = subject_of(leaf)
        compared = isinstance(leaf, (n.Compare, n.SameCode))
        right = scalars.plane(leaf.right) if isinstance(leaf, (n.Compare, n.SameCode)) else None
        assert compared == (right is not None)
        found = value_texts(scalars.plane(subject), subject.type, case.let)
        required = required_texts(leaf, wanted, right, case.let)
        of = f'{{"of": {quoted(leaf_label(leaf))}, "found": "'
        text = glued([of, found, '", "required": "', required, '"}'])
        parts.append(pl.when(is_false(truth) if wanted else is_true(truth)).then(text))
    return listed(parts)


def _not_in_force(case: RuleColumns) -> pl.Expr:
    on = case.rule.law_on
    day = case.as_of if on is None else case.scalars.plane(on)
    assert isinstance(day, SpanPlane)
    spans = "; ".join(
        f"{end_text(first, Date())}..{'' if last is None else end_text(last, Date())}"
        for first, last in case.rule.basis.spans()
    )
    found = value_texts(day, Date(), case.let)
    head = "[" + _head(NOT_IN_FORCE, "", "不在施行期内") + '[{"of": "law_on", "found": "'
    return glued([head, found, f'", "required": {quoted(spans)}}}]}}]'])
