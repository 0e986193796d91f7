"""How do whole frames go through the row-wise engine, unit by unit?

The definition over frames: the same shapes as the columnar engine, slow. The columnar engine is
compared with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from zhiban.engines.columnar.judge import FINDINGS
from zhiban.engines.findings import Finding
from zhiban.engines.rowwise import (
    Claim,
    Evaluator,
    RegisterTable,
    Unit,
    World,
    derive,
    judge,
    settle_claims,
)
from zhiban.engines.rowwise.inputs import GRANTED, inputs_of_row
from zhiban.engines.rowwise.judge import case_of
from zhiban.language.facts import Fact
from zhiban.language.rules import PolicyRule, Rule
from zhiban.loop.canonical import canonical_schema
from zhiban.loop.one_subject import occasion_row, rows_of
from zhiban.loop.receiving import Received
from zhiban.model.months import MonthsValue
from zhiban.model.types import Ratio, Type
from zhiban.model.values import Ends, Value


def judge_frame(
    rules: Sequence[Rule], frame: pl.DataFrame, *, law_known_at: int | None = None
) -> pl.DataFrame:
    """The findings of the rules over a canonical wide frame, sorted by id, rule and occasion."""
    rows = frame.rows(named=True)
    findings = [f for rule in rules for f in judge_rows(rule, rows, law_known_at)]
    out = [
        (f.id, f.occasion, f.rule_id, f.verdict, f.amount_fen, text(f.outputs),
         text([u.as_json() for u in f.unmet]), text([b.as_json() for b in f.because]),
         f.as_of, f.next_change)
        for f in findings
    ]  # fmt: skip
    return pl.DataFrame(out, schema=FINDINGS, orient="row").sort("id", "rule", "occasion")


def judge_rows(
    rule: Rule, rows: Sequence[Mapping[str, Any]], law_known_at: int | None
) -> list[Finding]:
    """The findings of one rule, in the order of the rows; counted once over all of them."""
    claims = []
    for row in rows:
        unit = Unit(row["id"], rule.subject.id, row["occasion"])
        inputs = inputs_of_row(rule, row)
        case = case_of(rule, unit, inputs, row["as_of"], law_known_at)
        finding = judge(rule, unit, inputs, row["as_of"], law_known_at, row.get("next_change"))
        granted = row.get(GRANTED + rule.id) is True
        claims.append(_claim(rule, case, finding, granted))
    if isinstance(rule, PolicyRule) and rule.counted_once is not None:
        return settle_claims(claims)
    return [claim.finding for claim in claims]


def _claim(rule: Rule, case: Evaluator, finding: Finding, granted: bool) -> Claim:
    if not isinstance(rule, PolicyRule) or rule.counted_once is None:
        return Claim(finding, None, None, granted)
    counted = case.value(rule.counted_once.subject)
    event = case.ends(rule.counted_once.event)
    day = event.lo if event.known and isinstance(event.lo, int) else None
    return Claim(finding, counted if isinstance(counted, str) else None, day, granted)


def text(value: Any) -> str:
    """A value as JSON, in the form of all our files."""
    return json.dumps(value, ensure_ascii=False)


# --- deriving -----------------------------------------------------------------------------------


def derive_frame(
    facts: Sequence[Fact],
    units: pl.DataFrame,
    registers: Mapping[str, Received],
    known: Mapping[str, Fact],
    *,
    as_of: int,
    kind: str,
) -> pl.DataFrame:
    """The facts of each unit: `id`, `occasion`, canonical columns, `.because`, `next_change`."""
    world = World(as_of, {r: table_of(received) for r, received in registers.items()}, known)
    columns: dict[str, list[Any]] = {"id": [], "occasion": [], "next_change": []}
    schema: dict[str, Any] = {"id": pl.String, "occasion": pl.String, "next_change": pl.Int64}
    for fact in facts:
        schema |= canonical_schema(fact.id, fact.type) | {f"{fact.id}.because": pl.String}
    columns |= {name: [] for name in schema}
    for row in units.rows(named=True):
        unit = Unit(row["id"], kind, row["occasion"], occasion_row(row))
        columns["id"].append(unit.subject_id)
        columns["occasion"].append(unit.occasion)
        changes = []
        for fact in facts:
            found = derive(world, fact.id, unit)
            if found.next_change is not None:
                changes.append(found.next_change)
            for name, part in canonical(fact.id, found.value, fact.type).items():
                columns[name].append(part)
            reasons = [r.as_json() for r in sorted(found.reasons)]
            columns[f"{fact.id}.because"].append(text(reasons) if reasons else None)
        columns["next_change"].append(min(changes, default=None))
    return pl.DataFrame(columns, schema=schema)


def table_of(received: Received) -> RegisterTable:
    """A register as rows of plain Python."""
    return RegisterTable(
        received.register, rows_of(received.frame), received.coverage, received.punctured
    )


def canonical(name: str, value: Value, type_: Type) -> dict[str, Any]:
    """One value as the cells of a canonical wide frame."""
    if isinstance(value, MonthsValue):
        return {f"{name}.sure": sorted(value.sure), f"{name}.maybe": sorted(value.maybe),
                f"{name}.before": value.before, f"{name}.after": value.after,
                f"{name}.loose": value.loose}  # fmt: skip
    if not isinstance(value, Ends):
        return {name: value}
    if not isinstance(type_, Ratio):
        return {f"{name}.lo": value.lo, f"{name}.hi": value.hi}
    out: dict[str, Any] = {}
    for end, held in (("lo", value.lo), ("hi", value.hi)):
        num, den = held if isinstance(held, tuple) else (held, None if held is None else 1)
        out |= {f"{name}.{end}.num": num, f"{name}.{end}.den": den}
    return out
