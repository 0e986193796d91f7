"""What do the registers hold, and what do they cover? Rows with gaps, ties, doubles and edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from tests.agreement.generator import moments
from tests.agreement.generator.schema import CLASSES, KINDS, Schema

from zhiban.engines.coverage import FIRST_DAY, Spans
from zhiban.engines.rowwise import RegisterTable, Unit, World
from zhiban.engines.rowwise.world import Cell
from zhiban.language.facts import Fact
from zhiban.language.register import ColumnDeclaration, Register
from zhiban.model import types as t

Row = dict[str, Cell]


@dataclass(frozen=True, eq=False)
class Table:
    """A register's rows, coverage and punctures, easy to change."""

    register: type[Register]
    rows: tuple[Row, ...]
    coverage: Spans
    punctured: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Town:
    """What is known on `as_of`, and the units to be worked out.

    `found_by`: the columns (register, column) by which facts find the rows about a subject.
    """

    as_of: int
    tables: Mapping[str, Table]
    units: tuple[Unit, ...]
    subjects: Mapping[str, tuple[str, ...]]
    found_by: frozenset[tuple[str, str]] = frozenset()

    def world(self, facts: Mapping[str, Fact], as_of: int | None = None) -> World:
        """The town as the row-wise engine reads it."""
        tables = {
            id: RegisterTable(x.register, x.rows, x.coverage, x.punctured)
            for id, x in self.tables.items()
        }
        return World(self.as_of if as_of is None else as_of, tables, facts)

    def with_table(self, id: str, table: Table) -> Town:
        """The town with one register changed."""
        return replace(self, tables={**self.tables, id: table})


def random_town(
    rng: Random, schema: Schema, kind: str, occasion: str, subjects: int, huge: float = 0.0
) -> Town:
    """A town with that many subjects of `kind`; `huge`: how often a number is near the limit."""
    as_of = moments.day(rng)
    while not moments.FIRST + 365 <= as_of <= moments.LAST - 365:
        as_of = moments.day(rng)
    count = {"person": subjects // 3 + 1, "enterprise": subjects // 4 + 1} | {kind: subjects}
    names = {
        "person": tuple(f"P{i}" for i in range(count["person"])),
        "enterprise": tuple(f"F{i}" for i in range(count["enterprise"])),
    }
    tables = {}
    for id, register in schema.registers.items():
        if id in ("persons", "firms"):
            rows = _one_row_each(rng, register, names, huge)
        else:
            rows = _many_rows(
                rng, register, names, int(subjects * rng.choice((0.8, 1.6, 2.2))), huge
            )
        if rng.random() < 0.04:
            rows = []
        punctured = {s for group in names.values() for s in group if rng.random() < 0.06}
        tables[id] = Table(
            register, tuple(rows), random_coverage(rng, as_of, register.lag_days),
            frozenset(punctured) if rng.random() < 0.5 else frozenset(),
        )  # fmt: skip
    return Town(as_of, tables, units_of(tables, names, kind, occasion, rng), names)


def units_of(
    tables: Mapping[str, Table], names: Mapping[str, tuple[str, ...]], kind: str, occasion: str,
    rng: Random,
) -> tuple[Unit, ...]:  # fmt: skip
    """The units judged: subjects, or subjects at each of their occasions."""
    if occasion == "hires":
        column = {"person": "person", "enterprise": "firm"}[kind]
        return tuple(
            Unit(str(row[column]), kind, str(row["no"]), row)
            for row in tables["hires"].rows
            if row[column] is not None
        )
    periods = {"year": ("2023", "2024", "2025"), "month": ("2024-02", "2024-12", "2025-01")}
    return tuple(
        Unit(name, kind, rng.choice(periods[occasion]) if occasion else "") for name in names[kind]
    )


def _one_row_each(
    rng: Random, register: type[Register], names: Mapping[str, tuple[str, ...]], huge: float
) -> list[Row]:
    column = register.key[0]
    kind = {"person": "person", "firm": "enterprise"}[column]
    rows = []
    for name in names[kind]:
        for _ in range(rng.choices((0, 1, 2), (12, 85, 3))[0]):
            rows.append(random_row(rng, register, names, huge) | {column: name})
    return rows


def _many_rows(
    rng: Random,
    register: type[Register],
    names: Mapping[str, tuple[str, ...]],
    count: int,
    huge: float,
) -> list[Row]:
    rows: list[Row] = []
    for number in range(count):
        row = random_row(rng, register, names, huge) | {"no": str(number)}
        if rows and rng.random() < 0.2:
            row = _relative(rng, rng.choice(rows), row, register)
        rows.append(row)
    return rows


def _relative(rng: Random, other: Row, row: Row, register: type[Register]) -> Row:
    """A row about the same subjects, at the same time or the same in all but its number."""
    shared = [c for c in ("person", "firm") if c in row]
    if register.happens is not None and rng.random() < 0.7:
        shared.append(register.happens)
    if rng.random() < 0.3:
        shared = [c for c in row if c != "no"]
    return row | {c: other[c] for c in shared}


def random_row(
    rng: Random, register: type[Register], names: Mapping[str, tuple[str, ...]], huge: float = 0.0,
    null: float = 0.15,
) -> Row:  # fmt: skip
    """One row; cells that need not be filled are empty with the chance `null`."""
    return {
        column.name: None
        if not column.required and rng.random() < null
        else random_cell(rng, column, names, huge)
        for column in register.columns.values()
    }


def random_cell(
    rng: Random, column: ColumnDeclaration, names: Mapping[str, tuple[str, ...]], huge: float = 0.0
) -> Cell:
    """A value that keeps what the column promises."""
    match column.type:
        case t.Truth():
            return rng.random() < 0.5
        case t.Integer(at_least=floor):
            return moments.number(rng, floor, huge)
        case t.Money(at_least=floor):
            return moments.fen(rng, floor, huge)
        case t.Ratio(at_least=floor):
            return moments.fraction(rng, floor)
        case t.Date():
            return moments.birth(rng) if column.name == "born" else moments.any_day(rng, 0.04)
        case t.Month():
            return moments.month(rng, 0.04)
        case t.Code():
            return rng.choice(KINDS.codes)
        case t.Ordered():
            return rng.randrange(len(CLASSES.codes))
        case t.SubjectId(kind=kind):
            return rng.choice(names[kind]) if rng.random() > 0.02 else "nobody"
        case _:
            return rng.choice(("甲", "乙", "丙"))


def random_coverage(rng: Random, as_of: int, lag: int) -> Spans:
    """Full, none, late, in two parts, ended within its lag, stale, or ended exactly at an edge."""
    start = rng.choice((FIRST_DAY, FIRST_DAY, moments.FIRST - 1000))
    last = rng.choice((as_of, as_of - 1, as_of + 40, as_of - lag, as_of - lag - 1, as_of - 400))
    match rng.randrange(10):
        case 0:
            return ()
        case 8:
            first = moments.day(rng)
            return ((FIRST_DAY, -30000), (first, max(last, first)))
        case 1 | 2 | 3 | 4:
            return ((start, as_of + 2000),)
        case 5:
            return ((start, last),)
        case 6:
            first = moments.day(rng)
            return ((first, max(last, first)),)
        case 7:
            middle = moments.day(rng)
            first = middle + rng.choice((2, 31, 200))
            return ((start, middle), (first, max(last, first)))
        case _:
            middle = rng.choice(moments.EDGES)
            first = middle + rng.choice((2, 29, 31))
            return ((start, middle), (first, max(as_of, first + 400)))
