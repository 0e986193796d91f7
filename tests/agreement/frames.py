"""How does the columnar engine see the same town, and what does it say of it?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from tests.agreement.generator.programs import Program
from tests.agreement.generator.rules import RuleProgram
from tests.agreement.generator.worlds import Table, Town
from tests.rowwise_frames import canonical, canonical_schema

from zhiban.engines.columnar.derive import ColumnarWorld, RegisterFrame, derive_frame
from zhiban.engines.rowwise import Unit
from zhiban.engines.rowwise.inputs import value_of_row
from zhiban.language.register import Register
from zhiban.language.rules import input_id
from zhiban.model import types as t
from zhiban.model.reasons import Reason
from zhiban.model.values import Value

KINDS_OF_CELL: dict[type[t.Type], pl.DataType] = {
    t.Truth: pl.Boolean(), t.Code: pl.String(), t.Text: pl.String(), t.SubjectId: pl.String(),
}  # fmt: skip


def cells_frame(
    register: type[Register], rows: Sequence[Mapping[str, Any] | None], prefix: str = ""
) -> pl.DataFrame:
    """The cells of rows in canonical columns; None stands for a row that is not there."""
    columns: dict[str, pl.Series] = {}
    for column in register.columns.values():
        cells = [None if row is None else row[column.name] for row in rows]
        name = prefix + column.name
        if isinstance(column.type, t.Ratio):
            for place, part in enumerate(("num", "den")):
                values = [None if c is None else c[place] for c in cells]
                columns[f"{name}.{part}"] = pl.Series(values, dtype=pl.Int64)
        else:
            columns[name] = pl.Series(cells, dtype=KINDS_OF_CELL.get(type(column.type), pl.Int64()))
    return pl.DataFrame([s.alias(name) for name, s in columns.items()])


def register_frame(table: Table) -> RegisterFrame:
    """A register as the columnar engine reads it."""
    frame = cells_frame(table.register, table.rows)
    ids = pl.Series("row_id", [str(i) for i in range(len(table.rows))], dtype=pl.String)
    return RegisterFrame(table.register, frame.with_columns(ids), table.coverage, table.punctured)


def columnar_world(program: Program, as_of: int | None = None) -> ColumnarWorld:
    """The program's town."""
    town = program.town
    return ColumnarWorld(
        town.as_of if as_of is None else as_of,
        {id: register_frame(table) for id, table in town.tables.items()},
        program.facts,
    )


def units_frame(town: Town, units: Sequence[Unit]) -> pl.DataFrame:
    """The units, with the cells of the rows that are their occasions."""
    frame = pl.DataFrame(
        {"id": [u.subject_id for u in units], "occasion": [u.occasion for u in units]},
        schema={"id": pl.String, "occasion": pl.String},
    )
    rows = [u.occasion_row for u in units]
    if all(row is None for row in rows):
        return frame
    ids = pl.Series("@row_id", [None if r is None else str(r["no"]) for r in rows], dtype=pl.String)
    return frame.hstack(cells_frame(town.tables["hires"].register, rows, "@")).with_columns(ids)


def derived(program: Program, as_of: int | None = None) -> pl.DataFrame:
    """What the columnar engine says of the facts asked."""
    occasion = program.occasion if program.occasion == "hires" else ""
    return derive_frame(
        program.asked, units_frame(program.town, program.town.units),
        columnar_world(program, as_of), program.kind, occasion,
    )  # fmt: skip


def value_in(row: Mapping[str, Any], fact: str, type_: t.Type) -> Value:
    """The value of a fact in a row of a wide frame."""
    value: Value = value_of_row(row, fact, type_)
    return value


def reasons_in(row: Mapping[str, Any], fact: str) -> frozenset[Reason]:
    """The reasons of a fact in a row of a wide frame."""
    listed = json.loads(row[f"{fact}.because"] or "[]")
    return frozenset(
        Reason(r["kind"], r.get("register", ""), r.get("column", ""), r.get("fact", ""),
               r.get("parameter", ""), r.get("of", ""))
        for r in listed
    )  # fmt: skip


def cases_frame(program: RuleProgram) -> pl.DataFrame:
    """The cases as the canonical wide frame that both engines judge."""
    schema: dict[str, Any] = {"id": pl.String, "occasion": pl.String, "as_of": pl.Int64}
    schema |= {"next_change": pl.Int64}
    inputs = [node for node in program.inputs if input_id(node) not in program.absent]
    for node in inputs:
        schema |= canonical_schema(input_id(node), node.type)
        schema[f"{input_id(node)}.because"] = pl.String
    granted = program.cases[0].granted if program.cases else ()
    schema |= {f"granted.{rule}": pl.Boolean for rule in granted}
    rows = []
    for case in program.cases:
        row: dict[str, Any] = {"id": case.id, "occasion": case.occasion, "as_of": case.as_of}
        row["next_change"] = case.next_change
        for node in inputs:
            name = input_id(node)
            row |= canonical(name, case.values[name], node.type)
            row[f"{name}.because"] = case.because.get(name)
        row |= {f"granted.{rule}": held for rule, held in case.granted.items()}
        rows.append(row)
    return pl.DataFrame(rows, schema=schema)
