"""What do the registers say about each unit? One wide row per unit, as `judge` reads it (SEM 2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from zhiban.engines.columnar.derive import ColumnarWorld, RegisterFrame, derive_frame
from zhiban.errors import Problem, UsageError
from zhiban.language.register import subjects_named
from zhiban.language.rules import Rule
from zhiban.loop.canonical import canonical_schema
from zhiban.loop.granted import GRANTS, Wanted, granted
from zhiban.loop.names import InputName, one_kind
from zhiban.loop.notes import Note
from zhiban.loop.receiving import Registers
from zhiban.loop.units import CELL, columns_of, units
from zhiban.model import types as t
from zhiban.packs import Library
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.wide import as_file


@dataclass(frozen=True)
class Wide:
    """A canonical wide frame (one row per unit) with the columns it stands for.

    `lines`: the row of the file each unit comes from, the header being row 1.
    """

    frame: pl.DataFrame
    specs: list[ColumnSpec]
    notes: list[Note] = field(default_factory=list)
    lines: Sequence[int] = ()

    def as_file(self) -> pl.DataFrame:
        """The form of a file of facts; an empty occasion is an empty cell."""
        return without_empty_occasion(as_file(self.frame, self.specs))

    def as_long(self) -> pl.DataFrame:
        """One row per unit and fact: id, occasion, fact, value, at_least, at_most, because."""
        parts = [_long(self.frame, spec) for spec in self.specs]
        return without_empty_occasion(pl.concat(parts).sort("id", "fact", "occasion"))


def derive(
    library: Library,
    inputs: Sequence[InputName],
    registers: Registers,
    as_of: int,
    *,
    occasion: str | None = None,
    rules: Sequence[Rule] = (),
    wanted: Sequence[Wanted] = (),
    only: str | None = None,
) -> Wide:
    """Derive `inputs` (facts and columns of the occasion) for every unit.

    `rules` are those the facts are for: they say whom and per what. Grants are looked for where
    the register of grants is given. `only` leaves one subject. Raises UsageError if the inputs
    do not belong together.
    """
    kind, per = about(library, inputs, rules)
    frame, notes = units(
        library.kinds[kind], per, registers, as_of,
        chosen=occasion, open_for_months=_open_for_months(library, inputs, rules, per),
    )  # fmt: skip
    if only is not None:
        frame = frame.filter(pl.col("id") == only)
    facts = [i.name for i in inputs if i.fact is not None]
    derived = _derived(facts, frame, world_of(library, registers, as_of), kind, per)
    day = pl.repeat(as_of, frame.height, dtype=pl.Int64, eager=True).alias("as_of")
    columns = [frame["id"], frame["occasion"], day, derived["next_change"]]
    specs = []
    for each in inputs:
        columns += _cells(frame, each) if each.fact is None else _of_fact(derived, each)
        specs.append(each.spec)
    grants = registers.by_id.get(GRANTS)
    if grants is not None and grants.is_given and kind in grants.register.columns:
        for one in wanted:
            columns.append(granted(library, one, frame, registers, kind, as_of))
            specs.append(ColumnSpec(one.name, t.Truth()))
    return Wide(pl.DataFrame(columns), specs, notes)


def _derived(
    facts: Sequence[str], frame: pl.DataFrame, world: ColumnarWorld, kind: str, per: str
) -> pl.DataFrame:
    """The facts of each unit; units without a row, of whose occasion nothing is known, apart."""
    row_id = f"{CELL}row_id"
    if row_id not in frame.columns or not frame[row_id].null_count():
        return derive_frame(facts, frame, world, kind, per)
    numbered = frame.with_row_index("place")
    with_row = numbered.filter(pl.col(row_id).is_not_null())
    without = numbered.filter(pl.col(row_id).is_null())
    parts = [
        derive_frame(facts, with_row.drop("place"), world, kind, per),
        derive_frame(facts, without.select("id", "occasion"), world, kind),
    ]
    places = pl.concat([with_row["place"], without["place"]])
    return pl.concat(parts).with_columns(places).sort("place").drop("place")


def world_of(library: Library, registers: Registers, as_of: int) -> ColumnarWorld:
    """What the facts of units rest on."""
    frames = {
        name: RegisterFrame(r.register, r.frame, r.coverage, r.punctured)
        for name, r in registers.by_id.items()
    }
    return ColumnarWorld(as_of, frames, library.facts, registers.exchange)


def about(library: Library, inputs: Sequence[InputName], rules: Sequence[Rule]) -> tuple[str, str]:
    """The kind of subject and the occasion ("", year, month, a register) that the inputs share."""
    kinds = {i.fact.kind for i in inputs if i.fact is not None} | {r.subject.id for r in rules}
    occasions = {i.fact.occasion for i in inputs if i.fact is not None} | {
        i.register_id for i in inputs if i.fact is None
    } | {r.per.occasion for r in rules}  # fmt: skip
    occasions -= {""}
    if len(occasions) > 1:
        names = ", ".join(sorted(occasions))
        raise UsageError(Problem(
            "mixed-occasions", names, "这些事实分属不同的事由，不能放进一张表",
            "these facts are about different occasions and do not fit into one table",
            "按事由分开运行", "run them apart, one kind of occasion at a time",
        ))  # fmt: skip
    per = next(iter(occasions), "")
    if not kinds and per in library.registers:
        kinds = set(subjects_named(library.registers[per]).values())
        if len(kinds) > 1:
            raise UsageError(Problem(
                "whose", per, f"{per} 的行提到几种主体，不知道要谁的",
                f"the rows of {per} name several kinds of subject: whose are meant?",
                "加上一个事实，或 --for 规则", "add a fact, or --for RULE",
            ))  # fmt: skip
    return one_kind(library, kinds), per


def _open_for_months(
    library: Library, inputs: Sequence[InputName], rules: Sequence[Rule], per: str
) -> int:
    """How long a year or month stays open: as the rules say that use these inputs."""
    names = {i.name for i in inputs}
    asked = rules or [
        r for r in library.rules.values()
        if r.per.occasion == per and any(getattr(n, "fact_id", "") in names for n in r.inputs())
    ]  # fmt: skip
    return max((r.per.open_for_months or 0 for r in asked), default=0)


def _of_fact(derived: pl.DataFrame, each: InputName) -> list[pl.Series]:
    names = [*canonical_schema(each.name, each.type), f"{each.name}.because"]
    return [derived[name] for name in names]


def _cells(frame: pl.DataFrame, each: InputName) -> list[pl.Series]:
    """The cells of the occasion's row as an input, with why an empty one is empty."""
    schema = canonical_schema(each.name, each.type)
    cell = CELL + each.column
    kept: dict[str, pl.Expr] = {}
    for name in schema:
        part = name.removeprefix(each.name).replace(".lo", "").replace(".hi", "")
        there = cell + part in frame.columns
        value = pl.col(cell + part) if there else pl.lit(None, dtype=schema[name])
        kept[name] = value.fill_null(promised(each.type, name)) if name.endswith(
            (".lo", ".hi", ".num", ".den")) else value  # fmt: skip
    known = next((pl.col(c) for c in (cell, f"{cell}.num") if c in frame.columns), pl.lit(None))
    row = pl.col(f"{CELL}row_id") if f"{CELL}row_id" in frame.columns else pl.lit(None)
    gap = [{"register": each.register_id, "kind": "gap"}]
    blank = [{"register": each.register_id, "column": each.column, "kind": "empty"}]
    because = (
        pl.when(known.is_not_null()).then(pl.lit(None, dtype=pl.String))
        .when(row.is_null()).then(pl.lit(_json(gap))).otherwise(pl.lit(_json(blank)))
    )  # fmt: skip
    return frame.select(**kept, **{f"{each.name}.because": because}).get_columns()


def promised(type_: t.Type, name: str) -> pl.Expr:
    """What stands in a canonical column where nothing is known."""
    lower = ".lo" in name
    end: int | None = getattr(type_, "at_least", None) if lower else None
    if isinstance(type_, t.Ordered):
        end = 0 if lower else len(type_.list.codes) - 1
    if name.endswith(".den"):
        end = None if end is None else 1
    return pl.lit(end, dtype=pl.Int64)


def _long(frame: pl.DataFrame, spec: ColumnSpec) -> pl.DataFrame:
    wanted = [c for c in frame.columns if c in ("id", "occasion", "as_of") or _belongs(c, spec)]
    file = as_file(frame.select(wanted), [spec])
    names = {"value": spec.name, "at_least": f"{spec.name}.at_least",
             "at_most": f"{spec.name}.at_most", "because": f"{spec.name}.because"}  # fmt: skip
    parts = {
        out: pl.col(name).cast(pl.String) if name in file.columns else pl.lit(None, dtype=pl.String)
        for out, name in names.items()
    }
    return file.select("id", "occasion", fact=pl.lit(spec.name), **parts)


def _belongs(column: str, spec: ColumnSpec) -> bool:
    return column == f"{spec.name}.because" or column in canonical_schema(spec.name, spec.type)


def without_empty_occasion(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` for a file, where no occasion is an empty cell."""
    occasion = pl.col("occasion")
    return frame.with_columns(pl.when(occasion != "").then(occasion))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


__all__ = [
    "Wide",
    "about",
    "columns_of",
    "derive",
    "promised",
    "without_empty_occasion",
    "world_of",
]
