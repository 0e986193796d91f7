"""How are the reasons of a fact written? The JSON list of the form of all our files."""

from __future__ import annotations

import json

import polars as pl

from zhiban.engines.columnar.masks import WORD, Pieces
from zhiban.model.reasons import Reason


def reason_texts(words: pl.DataFrame, pieces: Pieces) -> pl.Series:
    """For each row the pieces whose bits are set, sorted, as JSON; null for none.

    `words` has one column of UInt64 for each word of the mask, named by its number.
    """
    reasons = {
        place: Reason(p.kind, p.register, p.column, operation=p.operation)
        for p, place in pieces.places.items()
    }
    combinations = words.unique()
    texts = [_text(row, reasons) for row in combinations.rows(named=True)]
    named = combinations.with_columns(pl.Series("text", texts, dtype=pl.String))
    return words.join(named, on=words.columns, how="left", maintain_order="left", nulls_equal=True)[
        "text"
    ]


def _text(row: dict[str, int | None], reasons: dict[int, Reason]) -> str | None:
    found = sorted(
        reasons[int(word) * WORD + bit]
        for word, held in row.items()
        for bit in range(WORD)
        if held is not None and held >> bit & 1
    )
    return json.dumps([r.as_json() for r in found], ensure_ascii=False) if found else None
