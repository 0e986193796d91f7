"""What do the two engines say of a spec? Values, missing pieces, next changes, findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from tests import rowwise_frames
from tests.agreement.frames import cells_frame, reasons_in, value_in
from tests.rowwise_frames import canonical, canonical_schema
from tests.spec.registers import REGISTERS
from tests.spec.specs import RowsSpec, RuleSpec, ValueSpec, as_fact, day
from tests.spec.text_tables import read_end, read_value

from zhiban.engines.columnar import derive as columnar_derive
from zhiban.engines.columnar import judge as columnar_judge
from zhiban.engines.columnar.because import because_json
from zhiban.engines.columnar.inputs import Inputs
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import MonthsPlane
from zhiban.engines.columnar.wide import month_lists, wide_columns
from zhiban.engines.coverage import FIRST_DAY, Spans
from zhiban.engines.findings import gathered
from zhiban.engines.rowwise import Evaluator, RegisterTable, Unit, World, derive
from zhiban.engines.rowwise.inputs import inputs_of_row
from zhiban.engines.rowwise.instalments import input_reasons
from zhiban.engines.rowwise.judge import case_of
from zhiban.language import Person, once
from zhiban.language.facts import Fact
from zhiban.language.register import Register
from zhiban.language.rule_parts import Article
from zhiban.language.rules import PolicyRule, Rule, input_id
from zhiban.language.values import Value as Written
from zhiban.law.basis import Basis, Document
from zhiban.model import types as t
from zhiban.model.reasons import Reason
from zhiban.model.values import Value

LONG_IN_FORCE = Basis((Document("某文", "某文", "某机关", "", "1900-01-01"),))


@dataclass(frozen=True)
class Answer:
    """A value, why it is not known, and its next change (absent where nobody can say)."""

    value: Value
    why: list[str] | None
    next_change: int | None = None
    says_next_change: bool = False


# --- values -----------------------------------------------------------------------------------


def rule_of(written: Written) -> Rule:
    """A rule whose only article holds the expression, so that it can be judged anywhere."""
    holder = Article("a", "", "", "", written.node)
    return PolicyRule(
        "spec", "spec", Person, once, LONG_IN_FORCE, (holder,), None,
        parameters=getattr(written, "parameters", {}), lane="tell",
    )  # fmt: skip


def frame_of(types: Mapping[str, t.Type], rows: list[dict[str, Any]], as_of: int) -> pl.DataFrame:
    """The canonical wide frame of rows of values."""
    schema: dict[str, Any] = {"id": pl.String, "occasion": pl.String, "as_of": pl.Int64}
    for name, type_ in types.items():
        schema |= canonical_schema(name, type_)
    out = []
    for place, row in enumerate(rows):
        cells: dict[str, Any] = {"id": str(place), "occasion": row.get("occasion", "")}
        cells["as_of"] = row.get("as_of", as_of)
        for name, type_ in types.items():
            cells |= canonical(name, row[name], type_)
        out.append(cells)
    return pl.DataFrame(out, schema=schema)


def values_of(spec: ValueSpec, heading: str) -> tuple[pl.DataFrame, Rule]:
    rows = [dict(zip(spec.table.heading, cells, strict=True)) for cells in spec.table.rows]
    types = spec.inputs
    read = [
        {name: read_value(row[head], types[name])
         for head in row if ": " in head for name in [head.split(": ")[0]]}
        for row in rows
    ]  # fmt: skip
    for values, row in zip(read, rows, strict=True):
        if "as_of" in row:
            values["as_of"] = day(row["as_of"])
        if "occasion" in row:
            values["occasion"] = row["occasion"]
    rule = rule_of(spec.expression(heading))
    tables = spec.names.get("parameters", {})
    rule = PolicyRule(**{**vars(rule), "parameters": tables})
    return frame_of(types, read, day(spec.as_of)), rule


def rowwise_values(spec: ValueSpec, heading: str) -> list[Answer]:
    """The definition's answers, one a row."""
    frame, rule = values_of(spec, heading)
    node = rule.articles[0].condition
    out = []
    for row in frame.iter_rows(named=True):
        unit = Unit(row["id"], "person", row["occasion"])
        case = case_of(rule, unit, inputs_of_row(rule, row), row["as_of"], None)
        because = gathered(case.reasons(node), input_reasons(case))
        out.append(Answer(case.value(node), short([b.as_json() for b in because])))
    return out


def columnar_values(spec: ValueSpec, heading: str) -> list[Answer]:
    """The columnar engine's answers, one a row."""
    frame, rule = values_of(spec, heading)
    node = rule.articles[0].condition
    let = Let()
    inputs = Inputs.of(frame, rule.inputs(), let)
    case = columnar_judge._case(rule, inputs, columnar_judge._judged_day(None), let, None)
    plane = case.scalars.plane(node)
    mask = case.masks.mask(node)
    because = because_json(rule, case.inputs, case.pieces, mask) if mask else pl.lit("[]")
    held = t.Ratio() if isinstance(node.type, t.Rate) else node.type
    exprs = [*wide_columns("x", plane), because.alias("because")]
    staged = let.on(frame.lazy(), exprs)
    found = staged.select(pl.col("id"), *exprs).collect()
    if isinstance(plane, MonthsPlane):
        words = let.on(frame.lazy(), [*plane.sure, *plane.maybe]).collect()
        found = pl.concat([found, month_lists(words, "x", plane)], how="horizontal")
    return [
        Answer(value_in(row, "x", held), short(json.loads(row["because"])))
        for row in found.iter_rows(named=True)
    ]


def short(because: list[dict[str, Any]]) -> list[str]:
    """Missing pieces in few words: `empty a`, `law p`, `undefined a / b`."""
    out = []
    for item in because:
        if "fact" in item:
            out += [f"{r['kind']} {item['fact']}" for r in item["reasons"]]
        else:
            out.append(f"{item['kind']} {item.get('parameter') or item.get('of')}")
    return sorted(out)


# --- rows -------------------------------------------------------------------------------------


def tables_of(spec: RowsSpec) -> dict[str, RegisterTable]:
    """The registers of the spec."""
    out = {}
    for register in REGISTERS.values():
        text = spec.given.get(register.id)
        rows = [] if text is None else [
            read_row(register, dict(zip(text.heading, cells, strict=True)), place)
            for place, cells in enumerate(text.rows)
        ]  # fmt: skip
        out[register.id] = RegisterTable(
            register, rows, read_coverage(spec.covered.get(register.id, "..")),
            frozenset(spec.quarantined.get(register.id, ())),
        )  # fmt: skip
    return out


def read_row(register: type[Register], cells: Mapping[str, str], place: int) -> dict[str, Any]:
    """A row with every column; what the table leaves out is empty."""
    row: dict[str, Any] = {name: None for name in register.columns}
    if "no" in row:
        row["no"] = str(place)
    for name, text in cells.items():
        type_ = register.columns[name].type
        if text == "":
            continue
        if isinstance(type_, t.Truth):
            row[name] = {"yes": True, "no": False}[text]
        else:
            row[name] = read_end(text, type_) if t.is_interval(type_) else text
    return row


def read_coverage(text: str) -> Spans:
    """`..` all days, `none`, or spans like `2024-01-01..2024-12-31; 2025-02-01..`."""
    if text == "none":
        return ()
    spans = []
    for part in text.split(";"):
        first, _, last = part.strip().partition("..")
        spans.append((day(first) if first else FIRST_DAY, day(last) if last else t.NEVER_DAY))
    return tuple(spans)


def facts_of(spec: RowsSpec, heading: str) -> tuple[Fact, dict[str, Fact]]:
    fact = as_fact("x", spec.expression(heading), spec.kind)
    others = {v.fact.id: v.fact for v in spec.facts.values()}
    return fact, {fact.id: fact, **others}


def rowwise_rows(spec: RowsSpec, heading: str) -> list[Answer]:
    """The definition's answers, one a subject."""
    fact, facts = facts_of(spec, heading)
    world = World(day(spec.as_of), tables_of(spec), facts)
    out = []
    for cells in spec.table.rows:
        found = derive(world, fact.id, Unit(cells[0], spec.kind))
        out.append(Answer(found.value, named(found.reasons), found.next_change, True))
    return out


def columnar_rows(spec: RowsSpec, heading: str) -> list[Answer]:
    """The columnar engine's answers, one a subject."""
    fact, facts = facts_of(spec, heading)
    registers = {}
    for id, table in tables_of(spec).items():
        ids = pl.Series("row_id", [str(i) for i in range(len(table.rows))], dtype=pl.String)
        frame = cells_frame(table.register, table.rows).with_columns(ids)
        registers[id] = columnar_derive.RegisterFrame(
            table.register, frame, table.coverage, table.punctured
        )
    world = columnar_derive.ColumnarWorld(day(spec.as_of), registers, facts)
    units = pl.DataFrame({"id": [cells[0] for cells in spec.table.rows]}).with_columns(
        occasion=pl.lit("")
    )
    found = columnar_derive.derive_frame([fact.id], units, world, spec.kind)
    out = []
    for row in found.iter_rows(named=True):
        why = named(reasons_in(row, fact.id)) if f"{fact.id}.because" in row else None
        has_next = "next_change" in row
        value = value_in(row, fact.id, fact.type)
        out.append(Answer(value, why, row.get("next_change"), has_next))
    return out


def named(reasons: frozenset[Reason]) -> list[str]:
    """Missing pieces in few words: `gap payments`, `empty payments.amount_fen`."""
    return sorted(
        f"{r.kind} " + (r.operation or (f"{r.register}.{r.column}" if r.column else r.register))
        for r in reasons
    )


# --- rules ------------------------------------------------------------------------------------


def findings_of(spec: RuleSpec, judge: Callable[..., pl.DataFrame]) -> list[dict[str, Any]]:
    """The findings of the rule, one a row of the table."""
    types = {input_id(i): i.type for i in spec.rule.inputs()}
    rows = []
    for place, cells in enumerate(spec.table.rows):
        row = dict(zip(spec.table.heading, cells, strict=True))
        values: dict[str, Any] = {
            name: read_value(row.get(name, "unknown"), type_) for name, type_ in types.items()
        }
        values["as_of"] = day(row.get("as_of", "2025-07-01"))
        values["occasion"] = row.get("occasion", "")
        values["id"] = row.get("id", str(place))
        rows.append(values)
    frame = frame_of(types, rows, 0).with_columns(id=pl.Series([r["id"] for r in rows]))
    place = pl.DataFrame({"id": frame["id"], "occasion": frame["occasion"]}).with_row_index("place")
    found = judge([spec.rule], frame).join(place, on=["id", "occasion"]).sort("place")
    return found.rows(named=True)


RULE_ENGINES: dict[str, Callable[..., pl.DataFrame]] = {
    "rowwise": rowwise_frames.judge_frame, "columnar": columnar_judge.judge_frame,
}  # fmt: skip
VALUE_ENGINES = {"rowwise": rowwise_values, "columnar": columnar_values}
ROW_ENGINES = {"rowwise": rowwise_rows, "columnar": columnar_rows}
__all__ = ["ROW_ENGINES", "RULE_ENGINES", "VALUE_ENGINES", "Evaluator", "findings_of"]
