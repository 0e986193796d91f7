"""What do register files say, and for which days do they speak? (SEM 9)

A file alone says what its rows say. Its silence means something only on the days it is said to
cover.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from zhiban.engines.columnar.brought import Exchange
from zhiban.engines.coverage import Spans
from zhiban.errors import DataError, Problem, UsageError
from zhiban.language.register import Register
from zhiban.law.spans import end_of, union
from zhiban.loop.notes import Note, short
from zhiban.packs import Library
from zhiban.registers.cells import suffixes
from zhiban.registers.declared import specs_of
from zhiban.registers.reading import read_register

KINDS = ("full", "changes", "events")


@dataclass(frozen=True, slots=True)
class Covered:
    """One register covered from day to day, both included; `kind` full, changes or events."""

    register: str
    first: int
    last: int
    kind: str = "full"


@dataclass(frozen=True, slots=True)
class Received:
    """A register as it stands: its rows, what they cover, and whether a file was given at all."""

    register: type[Register]
    frame: pl.DataFrame
    coverage: Spans
    is_given: bool
    punctured: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Registers:
    """Every register of the library, the given ones with rows; and what should be said.

    Where only the rows about some subjects are here, `whose` says of a column of ids which are
    theirs, and `exchange` what was worked out before about the others they name.
    """

    by_id: Mapping[str, Received]
    notes: list[Note] = field(default_factory=list)
    whose: Callable[[str], pl.Expr] | None = None
    exchange: Exchange | None = None

    def are_here(self, column: str) -> pl.Expr:
        """Whether all rows about the subject that a column names are here."""
        return pl.lit(True) if self.whose is None else self.whose(column)

    def own(self, ids: pl.Series) -> pl.Series:
        """Those of the ids of whom all rows are here."""
        return ids.to_frame().filter(self.are_here(ids.name)).to_series()


def receive(
    library: Library,
    files: Sequence[tuple[str, Path | str]],
    covered: Sequence[Covered] = (),
    *,
    step: Callable[[str], None] = lambda _: None,
    tables: Mapping[str, str] | None = None,
) -> Registers:
    """Read register files (name, path); `step` is told each file before it is read.

    In place of a path may stand the URL of a database, with its table in `tables`.

    Raises UsageError for a wrong name, DataError with the problems of all files.
    """
    spans = _coverage(library, files, covered)
    found: dict[str, Received] = {}
    problems: list[Problem] = []
    for name, path in files:
        register = library.register(name)
        step(name)
        try:
            frame = read_register(
                path, specs_of(register, secrets=True), key=register.key,
                promises=register.promises, name=name, table=(tables or {}).get(name),
            ).drop(*register.secrets)  # fmt: skip
        except DataError as error:
            problems += error.problems
            continue
        found[name] = Received(register, frame, spans.get(name, ()), True)
    if problems:
        raise DataError(problems)
    for name, register in library.registers.items():
        if name not in found:
            found[name] = Received(register, empty(register), spans.get(name, ()), False)
    silent = [name for name, _ in files if not spans.get(name)]
    empty_ones = [name for name in spans if not found[name].is_given]
    return Registers(found, _notes(silent, empty_ones))


def _notes(silent: list[str], empty_ones: list[str]) -> list[Note]:
    notes = []
    if silent:
        names = short(silent)
        notes.append(Note(
            f"没有说明覆盖期，查不到不当作“没有”：{names}（用 --covered 名称=起日..止日 说明）",
            f"no coverage given, so silence is not read as “no”: {names} "
            "(--covered NAME=FROM..UNTIL)",
        ))  # fmt: skip
    if empty_ones:
        names = short(empty_ones)
        notes.append(Note(
            f"只说明了覆盖期、没有给文件，按一行也没有处理：{names}",
            f"covered but without a file, read as a register without rows: {names}",
        ))  # fmt: skip
    return notes


def empty(register: type[Register]) -> pl.DataFrame:
    """The frame of a register without rows."""
    schema = {s.name + suffix: d for s in specs_of(register) for suffix, d in suffixes(s).items()}
    return pl.DataFrame(schema=schema | {"row_id": pl.String()})


def _coverage(
    library: Library, files: Sequence[tuple[str, Path | str]], covered: Sequence[Covered]
) -> dict[str, Spans]:
    names = [name for name, _ in files]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(Problem(
            "register-twice", ", ".join(twice), "同一登记簿给了两个文件",
            "two files for one register", "合并成一个文件", "join them into one file",
        ))  # fmt: skip
    spans: dict[str, Spans] = {}
    for one in covered:
        register = library.register(one.register)
        if register.happens is None and one.kind != "full":
            raise UsageError(Problem(
                "covered-kind", one.register,
                f"这个登记簿的行没有发生日期，{one.kind} 说明不了查不到的含义",
                f"its rows do not happen on a day: {one.kind} does not say what silence means",
                "交全量文件，写 :full", "deliver all rows and write :full",
            ))  # fmt: skip
        joined = union([*spans.get(one.register, ()), (one.first, one.last)])
        spans[one.register] = tuple((first, end_of((first, last))) for first, last in joined)
    return spans
