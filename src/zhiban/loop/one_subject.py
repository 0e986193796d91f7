"""What do the registers say of one subject alone? Only its rows are read, by the row-wise engine.

The definition itself is quick enough for one subject; a query over whole registers is not. A
subject with very many rows (a large employer) is left to the columnar engine; both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from zhiban.engines.rowwise import Evaluator, Input, RegisterTable, Unit, World
from zhiban.engines.rowwise.changes import Changes
from zhiban.engines.rowwise.inputs import inputs_of_row
from zhiban.engines.rowwise.world import Cell, Row
from zhiban.findings import RowsBehind, rows_behind
from zhiban.language.rules import Rule, input_id
from zhiban.loop.granted import GRANTS, granted, wanted_of
from zhiban.loop.judging import facts_of_registers
from zhiban.loop.receiving import Received, Registers
from zhiban.loop.units import CELL, columns_of, units
from zhiban.model import nodes as n
from zhiban.model.values import is_known
from zhiban.packs import Library

#: With more rows than this a subject is derived by the columnar engine.
HEAVY = 1_000


@dataclass(frozen=True)
class Known:
    """What is known of one unit: its inputs, the rows behind them, and their next change."""

    unit: Unit
    inputs: Mapping[str, Input]
    next_change: int | None
    evidence: Mapping[str, tuple[RowsBehind, ...]]


class Behind(Mapping[str, tuple[RowsBehind, ...]]):
    """The rows behind each input of a unit, looked for when they are asked for."""

    def __init__(self, case: Evaluator, nodes: Mapping[str, n.Node]) -> None:
        self._case = case
        self._nodes = nodes
        self._found: dict[str, tuple[RowsBehind, ...]] = {}

    def __getitem__(self, name: str) -> tuple[RowsBehind, ...]:
        """The rows behind one input."""
        if name not in self._found:
            self._found[name] = rows_behind(self._case, self._nodes[name])
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the inputs."""
        return iter(self._nodes)

    def __len__(self) -> int:
        """How many inputs there are."""
        return len(self._nodes)


@dataclass(frozen=True, eq=False)
class SubjectTable(RegisterTable):
    """A register of which only the rows about the subjects asked for are ever made Python."""

    frame: pl.DataFrame = field(default_factory=pl.DataFrame, repr=False)

    def about(self, column: str, subject_id: str) -> Sequence[Row]:
        """The rows whose `column` names the subject."""
        index = self._index.setdefault(column, {})
        if subject_id not in index:
            index[subject_id] = rows_of(self.frame.filter(pl.col(column) == subject_id))
        return index[subject_id]


def rows_of(frame: pl.DataFrame) -> list[Row]:
    """The rows of a register as plain Python; a ratio is one cell of two integers."""
    pairs = [name.removesuffix(".num") for name in frame.columns if name.endswith(".num")]
    return [_cells(row, pairs) for row in frame.rows(named=True)]


def _cells(row: Mapping[str, Any], pairs: Sequence[str]) -> Row:
    cells: dict[str, Cell] = dict(row)
    for name in pairs:
        num, den = row[f"{name}.num"], row[f"{name}.den"]
        cells[name] = None if num is None else (num, den)
    return cells


def world_of(library: Library, registers: Registers, as_of: int) -> World:
    """All registers as the row-wise engine reads them on `as_of`."""
    tables = {
        name: SubjectTable(r.register, (), r.coverage, r.punctured, frame=r.frame)
        for name, r in registers.by_id.items()
    }
    return World(as_of, tables, library.facts)


def world_on(world: World, day: int) -> World:
    """The same registers on another day; what has been read of them is not read again."""
    return World(day, world.registers, world.facts, world.moving)


def units_of(
    library: Library, rule: Rule, id_: str, registers: Registers, as_of: int, occasion: str | None
) -> pl.DataFrame:
    """The units of one subject, as `units` gives them for all."""
    kind = library.kinds[rule.subject.id]
    subjects_own = registers.by_id.get(kind.register)
    needed = {kind.register, rule.per.occasion}
    own = {
        name: _about(received, kind, id_)
        for name, received in registers.by_id.items()
        if name in needed or subjects_own is None or not subjects_own.is_given
    }
    frame, _ = units(
        kind, rule.per.occasion, Registers(own), as_of,
        chosen=occasion, open_for_months=rule.per.open_for_months or 0,
    )  # fmt: skip
    return frame.filter(pl.col("id") == id_)


def unit_later(
    library: Library, rule: Rule, unit: pl.DataFrame, registers: Registers, day: int
) -> pl.DataFrame:
    """The same unit (one row as `units_of` gives it) on a later day; nothing if it is no more.

    A row that has come into sight stays there, and so does a period; only where the register of
    the occasions is silent may a subject cease to have an empty occasion.
    """
    id_, occasion = unit["id"][0], unit["occasion"][0]
    if occasion or rule.per.register is None:
        return unit
    frame = units_of(library, rule, id_, registers, day, None)
    return frame.filter(pl.col("occasion") == occasion)


def _about(received: Received, kind: Any, id_: str) -> Received:
    columns = columns_of(kind, received)
    if not columns:
        return received
    mine = received.frame.filter(pl.any_horizontal(pl.col(c) == id_ for c in columns))
    return replace(received, frame=mine)


def known_of(
    library: Library, rule: Rule, frame: pl.DataFrame, registers: Registers, world: World
) -> list[Known]:
    """What the registers say of each unit of `frame` (as `units_of` gives it)."""
    grants = _grants(library, rule, frame, registers, world.as_of)
    out = []
    for place, row in enumerate(frame.rows(named=True)):
        unit = Unit(row["id"], rule.subject.id, row["occasion"], occasion_row(row))
        case = Evaluator(world, unit)
        inputs = {name: column[place] for name, column in grants.items()}
        moves = Changes(world)
        for node in rule.inputs():
            name = input_id(node)
            inputs[name] = _input(case, node, name)
            if isinstance(node, n.FactValue):
                moves.below(case, node)
        out.append(Known(unit, inputs, moves.first, _behind(case, rule)))
    return out


def _behind(case: Evaluator, rule: Rule) -> Behind:
    return Behind(case, {input_id(node): node for node in rule.inputs()})


def is_heavy(rule: Rule, id_: str, registers: Registers) -> bool:
    """Whether a subject has too many rows to be worked out one by one."""
    counts = [
        received.frame.lazy().select(pl.any_horizontal(pl.col(c) == id_ for c in columns).sum())
        for received in registers.by_id.values()
        if received.is_given and (columns := columns_of(rule.subject, received))
    ]
    rows: int = sum(count.item() for count in pl.collect_all(counts))
    return rows > HEAVY


def known_in_columns(
    library: Library, rule: Rule, frame: pl.DataFrame, registers: Registers, world: World
) -> list[Known]:
    """As `known_of`, for one subject with very many rows: derived by the columnar engine."""
    (id_,) = frame["id"].unique()
    only = frame["occasion"][0] if frame.height == 1 else None
    found = facts_of_registers(
        library, [rule], registers, world.as_of, occasion=only or None, only=id_
    )
    wide = {row["occasion"]: row for row in found.frame.rows(named=True)}
    out = []
    for row in frame.rows(named=True):
        unit = Unit(row["id"], rule.subject.id, row["occasion"], occasion_row(row))
        derived = wide[row["occasion"]]
        inputs = inputs_of_row(rule, derived)
        case = Evaluator(world, unit)
        out.append(Known(unit, inputs, derived.get("next_change"), _behind(case, rule)))
    return out


def occasion_row(row: Mapping[str, Any]) -> Row | None:
    """The occasion's row of a unit as plain Python, None if the unit has none."""
    cells = {k.removeprefix(CELL): v for k, v in row.items() if k.startswith(CELL)}
    if cells.get("row_id") is None:
        return None
    return _cells(cells, [name.removesuffix(".num") for name in cells if name.endswith(".num")])


def _input(case: Evaluator, node: n.Node, name: str) -> Input:
    value = case.value(node)
    if is_known(value):
        return Input(value)
    return Input(value, frozenset(replace(r, fact=name) for r in case.reasons(node)))


def _grants(
    library: Library, rule: Rule, frame: pl.DataFrame, registers: Registers, as_of: int
) -> dict[str, list[Input]]:
    """The columns `granted.<rule>` of each unit, where the register of grants is given."""
    received = registers.by_id.get(GRANTS)
    kind = rule.subject.id
    if received is None or not received.is_given or kind not in received.register.columns:
        return {}
    return {
        one.name: [Input(value) for value in granted(library, one, frame, registers, kind, as_of)]
        for one in wanted_of(rule)
    }
