"""Why is it so? Everything behind the findings of one rule on one subject."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from zhiban.errors import Problem, UsageError, ZhibanError
from zhiban.findings import Explanation, explain_unit
from zhiban.language.rules import PolicyRule, Rule
from zhiban.loop.judging import facts_of_file, facts_of_registers, judge
from zhiban.loop.notes import Note
from zhiban.loop.receiving import Registers
from zhiban.packs import Library
from zhiban.registers.faults import nearest

_JSON = ("outputs", "unmet", "because")


def explain_facts(
    library: Library, rule: Rule, id_: str, path: Path, as_of: int,
    *, occasion: str | None = None, law_known_at: int | None = None,
) -> tuple[list[Explanation], Sequence[Note]]:  # fmt: skip
    """Explain the rows of `id_` in a file of facts. Raises ZhibanError if there are none."""
    wide = facts_of_file(library, [rule], path, as_of, occasion=occasion)
    return explain(rule, id_, wide.frame, law_known_at), wide.notes


def explain_registers(
    library: Library, rule: Rule, id_: str, registers: Registers, as_of: int,
    *, occasion: str | None = None, law_known_at: int | None = None,
) -> tuple[list[Explanation], Sequence[Note]]:  # fmt: skip
    """Explain what register files say of `id_`. Raises ZhibanError if it is not judged."""
    only = None if _is_counted(rule) else id_
    wide = facts_of_registers(library, [rule], registers, as_of, occasion=occasion, only=only)
    return explain(rule, id_, wide.frame, law_known_at), [*registers.notes, *wide.notes]


def explain(
    rule: Rule, id_: str, frame: pl.DataFrame, law_known_at: int | None = None
) -> list[Explanation]:
    """One explanation for each occasion of `id_` in a canonical wide frame."""
    mine = frame.filter(pl.col("id") == id_)
    if mine.is_empty():
        raise UsageError(_not_there(id_, frame["id"].unique().to_list()))
    judged = judge([rule], frame if _is_counted(rule) else mine, law_known_at=law_known_at)
    if judged.failures:
        raise ZhibanError(judged.failures)
    rows = {row["occasion"]: row for row in mine.rows(named=True)}
    return [
        explain_unit(rule, rows[row["occasion"]], _read(row), law_known_at=law_known_at)
        for row in judged.frame.rows(named=True)
        if row["id"] == id_
    ]


def _is_counted(rule: Rule) -> bool:
    """Whether other claims decide too, so that everyone has to be judged."""
    return isinstance(rule, PolicyRule) and rule.counted_once is not None


def _read(row: dict[str, Any]) -> dict[str, Any]:
    words = {True: "yes", False: "no", None: "unknown"}
    return row | {k: json.loads(row[k]) for k in _JSON} | {"verdict": words[row["verdict"]]}


def _not_there(id_: str, ids: Sequence[str]) -> Problem:
    close = nearest(id_, ids)
    hint = (f"是否指 {close}？", f"did you mean {close}?") if close else ("", "")
    return Problem("no-subject", id_, "没有判定这个主体（或这个事由）",
                   "this subject (or this occasion) is not among those judged", *hint)  # fmt: skip
