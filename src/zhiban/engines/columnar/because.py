"""Which missing pieces are named in a finding, and in what form? JSON from masks."""

from __future__ import annotations

import json
from collections.abc import Iterable

import polars as pl

from zhiban.engines.columnar.inputs import Inputs
from zhiban.engines.columnar.masks import Mask, Pieces
from zhiban.engines.columnar.texts import glued, listed, quoted
from zhiban.language.rules import Rule, input_id
from zhiban.model.reasons import Reason

_EMPTY = json.dumps([{"kind": "empty"}])
NORMAL = "~because:"


def with_reasons(frame: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """`frame` with the reasons of each input in one form, as `~because:<input>`.

    Null where an input came with an empty list of reasons: then it is not named.
    """
    columns = []
    for name in dict.fromkeys(names):
        column = f"{name}.because"
        if column in frame.columns and frame[column].null_count() < frame.height:
            texts = frame[column].unique()
            forms = [_normal(text) for text in texts]
            columns.append(
                frame[column].replace_strict(texts, forms, return_dtype=pl.String)
                .alias(NORMAL + name)
            )  # fmt: skip
    return frame.with_columns(columns)


def _normal(text: str | None) -> str | None:
    if not text:
        return _EMPTY
    reasons = {
        Reason(r["kind"], r.get("register", ""), r.get("column", ""), operation=r.get("of", ""))
        for r in json.loads(text)
    }
    if not reasons:
        return None
    return json.dumps([r.as_json() for r in sorted(reasons)], ensure_ascii=False)


def because_json(rule: Rule, inputs: Inputs, pieces: Pieces, mask: Mask) -> pl.Expr:
    """The `because` list: inputs in the order of the rule, parameters, then operations."""
    named = sorted(pieces.places)
    order = {input_id(node): node for node in rule.inputs()}
    facts = {piece.fact: piece for piece in named if piece.fact}
    entries = []
    for name, node in order.items():
        there = pieces.test(facts[name], mask) if name in facts else None
        if there is None:
            continue
        reasons: str | pl.Expr = _EMPTY
        if inputs.has(name, node.type) and inputs.has_column(NORMAL + name):
            reasons = pl.col(NORMAL + name)
        entry = glued([f'{{"fact": {quoted(name)}, "reasons": ', reasons, "}"])
        entries.append(pl.when(there).then(entry))
    for piece in (p for p in named if p.parameter):
        there = pieces.test(piece, mask)
        if there is not None:
            text = f'{{"parameter": {quoted(piece.parameter)}, "kind": "law"}}'
            entries.append(pl.when(there).then(pl.lit(text)))
    for piece in (p for p in named if p.operation):
        there = pieces.test(piece, mask)
        if there is not None:
            text = f'{{"of": {quoted(piece.operation)}, "kind": "{piece.kind}"}}'
            entries.append(pl.when(there).then(pl.lit(text)))
    return listed(entries)
