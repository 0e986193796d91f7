"""Why is it so? Everything behind the findings of one rule on one subject.

One subject is judged by the row-wise engine, from its own rows; the findings are those of a whole
scan. Only where one counted subject serves one claim (SEM 17) are the other claims judged too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from zhiban.engines.findings import Finding
from zhiban.engines.rowwise import Claim, Input, Unit, World, settle_claims
from zhiban.engines.rowwise.inputs import GRANTED, inputs_of_row
from zhiban.engines.rowwise.judge import case_of
from zhiban.engines.rowwise.judge import judge as judge_unit
from zhiban.errors import Problem, UsageError, ZhibanError
from zhiban.findings import Explanation, RowsBehind, explain_unit, row_of
from zhiban.findings.clauses import WORDS
from zhiban.language.rules import PolicyRule, Rule, counts_once, input_id
from zhiban.loop.judging import facts_of_file, facts_of_registers, failure, judge
from zhiban.loop.notes import Note
from zhiban.loop.one_subject import (
    Known,
    is_heavy,
    known_in_columns,
    known_of,
    unit_later,
    units_of,
    world_of,
    world_on,
)
from zhiban.loop.receiving import Registers
from zhiban.loop.units import CELL, subjects, units
from zhiban.model import nodes as n
from zhiban.packs import Library
from zhiban.registers.faults import nearest

_JSON = ("outputs", "unmet", "because")
#: How many next changes are looked at until one really changes something.
HOPS = 2
#: For more units at once than this, or a subject with very many rows, only the day is said.
LATER = 2


# --- from a file of facts -----------------------------------------------------------------------


def explain_facts(
    library: Library, rule: Rule, id_: str, path: Path, as_of: int,
    *, occasion: str | None = None, law_known_at: int | None = None,
) -> tuple[list[Explanation], Sequence[Note]]:  # fmt: skip
    """Explain the rows of `id_` in a file of facts. Raises ZhibanError if there are none."""
    wide = facts_of_file(library, [rule], path, as_of, occasion=occasion)
    keys = wide.frame.select("id", "occasion").rows()
    lines = {
        (id_, of): RowsBehind("", of=1, about=id_, file=path.name, line=line)
        for (id_, of), line in zip(keys, wide.lines, strict=True)
    }
    return explain(rule, id_, wide.frame, law_known_at, lines), wide.notes


def explain(
    rule: Rule, id_: str, frame: pl.DataFrame, law_known_at: int | None = None,
    lines: Mapping[tuple[str, str], RowsBehind] | None = None,
) -> list[Explanation]:  # fmt: skip
    """One explanation for each occasion of `id_` in a canonical wide frame."""
    mine = frame.filter(pl.col("id") == id_)
    if mine.is_empty():
        raise UsageError(_not_there(id_, frame["id"].unique().to_list()))
    found = _judged(rule, frame if counts_once(rule) else mine, law_known_at)
    out = []
    for row in mine.rows(named=True):
        unit = Unit(row["id"], rule.subject.id, row["occasion"])
        inputs = inputs_of_row(rule, row)
        line = (lines or {}).get((row["id"], row["occasion"]))
        evidence = {} if line is None else {input_id(node): (line,) for node in rule.inputs()}
        told = explain_unit(
            rule, unit, inputs, found[row["id"], row["occasion"]],
            law_known_at=law_known_at, evidence=evidence,
        )  # fmt: skip
        out.append(replace(told, later=_later_of_facts(rule, unit, row, told, law_known_at)))
    return sorted(out, key=lambda e: str(e.finding["occasion"]))


def _judged(
    rule: Rule, frame: pl.DataFrame, law_known_at: int | None
) -> dict[tuple[str, str], dict[str, Any]]:
    if not counts_once(rule):
        rows = [_by_row(rule, row, law_known_at) for row in frame.rows(named=True)]
        return {(r["id"], r["occasion"]): r for r in rows}
    judged = judge([rule], frame, law_known_at=law_known_at)
    if judged.failures:
        raise ZhibanError(judged.failures)
    read = [_read(row) for row in judged.frame.rows(named=True)]
    return {(r["id"], r["occasion"]): r for r in read}


def _by_row(rule: Rule, row: Mapping[str, Any], law_known_at: int | None) -> dict[str, Any]:
    unit = Unit(row["id"], rule.subject.id, row["occasion"])
    inputs = inputs_of_row(rule, row)
    change = row.get("next_change")
    return row_of(_judge(rule, unit, inputs, row["as_of"], law_known_at, change))


def _judge(
    rule: Rule, unit: Unit, inputs: Mapping[str, Input], day: int, law_known_at: int | None,
    next_change: int | None = None,
) -> Finding:  # fmt: skip
    """Judge one unit; a rule that raises is named, without a stack trace (SEM 23)."""
    try:
        return judge_unit(rule, unit, inputs, day, law_known_at, next_change)
    except Exception as error:
        raise ZhibanError([failure(rule, error)]) from error


def _later_of_facts(
    rule: Rule, unit: Unit, row: Mapping[str, Any], told: Explanation, law_known_at: int | None
) -> Explanation | None:
    """The same facts judged on the day of the next change."""
    inputs = inputs_of_row(rule, row)

    def on(day: int) -> Explanation:
        finding = row_of(_judge(rule, unit, inputs, day, law_known_at))
        return explain_unit(rule, unit, inputs, finding, law_known_at=law_known_at)

    return _first_different(told, on) if not counts_once(rule) else None


def _first_different(
    told: Explanation, on: Callable[[int], Explanation | None]
) -> Explanation | None:
    """The explanation on the first day of change that differs; else that of the first one."""
    first: Explanation | None = None
    day = told.finding["next_change"]
    for _ in range(HOPS):
        if day is None:
            break
        later = on(day)
        if later is None:
            break
        first = first or later
        if any(told.finding[k] != later.finding[k] for k in ("verdict", "amount_fen", "outputs")):
            return later
        day = later.finding["next_change"]
    return first


# --- from registers -----------------------------------------------------------------------------


def explain_registers(
    library: Library, rule: Rule, id_: str, registers: Registers, as_of: int,
    *, occasion: str | None = None, law_known_at: int | None = None,
) -> tuple[list[Explanation], Sequence[Note]]:  # fmt: skip
    """Explain what register files say of `id_`. Raises ZhibanError if it is not judged."""
    world = world_of(library, registers, as_of)
    frame = units_of(library, rule, id_, registers, as_of, occasion)
    if frame.is_empty():
        raise UsageError(_not_there(id_, _everyone(library, rule, registers)))
    heavy = is_heavy(rule, id_, registers)
    derive = known_in_columns if heavy else known_of
    known = derive(library, rule, frame, registers, world)
    findings = _findings(library, rule, known, registers, world, occasion, law_known_at)
    out = []
    for place, (one, finding) in enumerate(zip(known, findings, strict=True)):
        told = explain_unit(
            rule, one.unit, one.inputs, row_of(finding),
            law_known_at=law_known_at, evidence=one.evidence,
        )  # fmt: skip
        if not heavy and len(known) <= LATER:
            on = _later(library, rule, frame[place : place + 1], registers, world, law_known_at)
            told = replace(told, later=_first_different(told, on))
        out.append(told)
    return out, list(registers.notes)


def _later(
    library: Library, rule: Rule, unit: pl.DataFrame, registers: Registers, known: World,
    law_known_at: int | None,
) -> Callable[[int], Explanation | None]:  # fmt: skip
    """What is said of the one unit on a later day, the registers being the same."""

    def on(day: int) -> Explanation | None:
        world = world_on(known, day)
        frame = unit_later(library, rule, unit, registers, day)
        if frame.is_empty():
            return None
        (then,) = known_of(library, rule, frame, registers, world)
        occasion = then.unit.occasion or None
        (finding,) = _findings(library, rule, [then], registers, world, occasion, law_known_at)
        return explain_unit(
            rule, then.unit, then.inputs, row_of(finding), law_known_at=law_known_at
        )

    return on


def _findings(
    library: Library, rule: Rule, known: Sequence[Known], registers: Registers, world: World,
    occasion: str | None, law_known_at: int | None,
) -> list[Finding]:  # fmt: skip
    claims = [_claim(rule, one, world.as_of, law_known_at) for one in known]
    if not counts_once(rule) or not any(c.finding.verdict and c.counted for c in claims):
        return [claim.finding for claim in claims]
    rivals = _rivals(library, rule, claims, registers, world, occasion)
    others = [_claim(rule, one, world.as_of, law_known_at) for one in rivals]
    mine = {(c.finding.id, c.finding.occasion) for c in claims}
    others = [c for c in others if (c.finding.id, c.finding.occasion) not in mine]
    return settle_claims([*claims, *others])[: len(claims)]


def _claim(rule: Rule, one: Known, as_of: int, law_known_at: int | None) -> Claim:
    finding = _judge(rule, one.unit, one.inputs, as_of, law_known_at, one.next_change)
    if not isinstance(rule, PolicyRule) or rule.counted_once is None:
        return Claim(finding, None, None, False)
    case = case_of(rule, one.unit, one.inputs, as_of, law_known_at)
    counted = case.value(rule.counted_once.subject)
    event = case.ends(rule.counted_once.event)
    day = event.lo if event.known and isinstance(event.lo, int) else None
    granted = one.inputs.get(GRANTED + rule.id)
    return Claim(
        finding, counted if isinstance(counted, str) else None, day,
        granted is not None and granted.value is True,
    )  # fmt: skip


def _rivals(
    library: Library, rule: Rule, claims: Sequence[Claim], registers: Registers, world: World,
    occasion: str | None,
) -> Iterator[Known]:  # fmt: skip
    """What is known of the other units that may count the same subject."""
    assert isinstance(rule, PolicyRule) and rule.counted_once is not None
    kind, per = library.kinds[rule.subject.id], rule.per.occasion
    read = registers
    counted = rule.counted_once.subject
    if isinstance(counted, n.OccasionColumn) and per in registers.by_id:
        names = [c.counted for c in claims if c.counted]
        received = registers.by_id[per]
        same = received.frame.filter(pl.col(counted.name).is_in(names))
        read = Registers({**registers.by_id, per: replace(received, frame=same)})
    frame, _ = units(kind, per, read, world.as_of, chosen=occasion,
                     open_for_months=rule.per.open_for_months or 0)  # fmt: skip
    if isinstance(counted, n.OccasionColumn) and f"{CELL}row_id" in frame.columns:
        frame = frame.filter(pl.col(f"{CELL}row_id").is_not_null())
    yield from known_of(library, rule, frame, registers, world)


def explain_everyone(
    library: Library, rule: Rule, registers: Registers, as_of: int,
    *, occasion: str | None = None, law_known_at: int | None = None,
) -> Iterator[Explanation]:  # fmt: skip
    """Explain every finding of a rule, judged all at once by the columnar engine; no rows behind.

    The next change is said, not what it changes.
    """
    wide = facts_of_registers(library, [rule], registers, as_of, occasion=occasion)
    judged = judge([rule], wide.frame, law_known_at=law_known_at)
    if judged.failures:
        raise ZhibanError(judged.failures)
    found = {(row["id"], row["occasion"]): _read(row) for row in judged.frame.rows(named=True)}
    for row in wide.frame.rows(named=True):
        unit = Unit(row["id"], rule.subject.id, row["occasion"])
        yield explain_unit(
            rule, unit, inputs_of_row(rule, row), found[row["id"], row["occasion"]],
            law_known_at=law_known_at,
        )  # fmt: skip


def _everyone(library: Library, rule: Rule, registers: Registers) -> list[str]:
    return subjects(library.kinds[rule.subject.id], registers)[0].to_list()


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return row | {k: json.loads(row[k]) for k in _JSON} | {"verdict": WORDS[row["verdict"]]}


def _not_there(id_: str, ids: Sequence[str]) -> Problem:
    if id_ in ids:
        return Problem(
            "no-occasion", id_, "有这个主体，但没有这条规则要判的事由",
            "this subject is known, but has no occasion that the rule judges",
            "zhiban judge 规则编号 列出全部事由", "zhiban judge RULE lists every occasion",
        )  # fmt: skip
    close = nearest(id_, ids)
    hint = (f"是否指 {close}？", f"did you mean {close}?") if close else ("", "")
    return Problem("no-subject", id_, "没有判定这个主体（或这个事由）",
                   "this subject (or this occasion) is not among those judged", *hint)  # fmt: skip
