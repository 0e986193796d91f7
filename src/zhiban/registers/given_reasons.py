"""Is the `<fact>.because` of a file a list of reasons?"""

from __future__ import annotations

import json

import polars as pl

from zhiban.registers.faults import EXAMPLES, Faults
from zhiban.registers.tables import Table


def check_because(table: Table, name: str, column: pl.Series, faults: Faults) -> pl.Series:
    """The JSON texts of `column`, unchanged; notes cells that are no list of {"kind": …}."""
    if column.dtype != pl.String:
        texts = ("必须是 JSON 文字", "must be JSON text", "存成文字", "store it as text")
        faults.add("column-type", texts, column=name)
        column = table.unknown()
    wrong = [text for text in column.unique().drop_nulls() if not _is_reasons(text)]
    if wrong:
        rows = table.rows.filter(column.is_in(wrong))
        for row in rows.head(EXAMPLES):
            texts = (
                "不是原因的 JSON 列表", "not a JSON list of reasons",
                '写成例如 [{"kind": "empty"}]，或留空',
                'write for example [{"kind": "empty"}], or leave it empty',
            )  # fmt: skip
            faults.add("cell-because", texts, row=row, column=name)
        faults.more("cell-because", rows.len() - EXAMPLES, column=name)
    return column


def _is_reasons(text: str) -> bool:
    try:
        reasons = json.loads(text)
    except ValueError:
        return False
    return isinstance(reasons, list) and all(
        isinstance(r, dict) and isinstance(r.get("kind"), str) for r in reasons
    )
