"""What do the registers of a pool say, as known at a commit?

The same form as registers read from files: rows, days covered, subjects of whom a row is held back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import polars as pl

from zhiban.engines.coverage import Spans
from zhiban.errors import Problem, UsageError
from zhiban.language.register import Register, subjects_named
from zhiban.language.rules import Rule
from zhiban.law.spans import end_of, union
from zhiban.loop.granted import GRANTS, wanted_of
from zhiban.loop.names import InputName, inputs_of
from zhiban.loop.receiving import Received, Registers, empty
from zhiban.packs import Library
from zhiban.pool.catalogue import Catalogue
from zhiban.pool.pool import Pool
from zhiban.pool.tables import ROWS_A_COMMIT


def registers_of(
    pool: Pool, library: Library, *, known_at: int | None = None,
    needed: AbstractSet[str] | None = None,
) -> Registers:  # fmt: skip
    """The registers of the library as the pool knew them at commit `known_at` (null: now).

    `needed`, as `registers_needed` gives it, leaves the others out: reading one of those is an
    error then, not silence. Nothing is left out while the pool lacks one that is needed to know
    whom to judge.
    """
    at = pool.catalogue.last_commit() if known_at is None else known_at
    own = {kind.register for kind in library.kinds.values()}
    if needed is not None and all(pool.catalogue.deliveries(name) for name in needed & own):
        wanted = {n: r for n, r in library.registers.items() if n in needed}
    else:
        wanted = dict(library.registers)
    return Registers({name: _received(pool, register, at) for name, register in wanted.items()})


def registers_needed(
    library: Library, rules: Sequence[Rule], inputs: Sequence[InputName] | None = None
) -> set[str]:
    """The registers that rules, or inputs named apart, are judged from, over every subject."""
    read = inputs_of(library, rules) if inputs is None else inputs
    facts = [i.name for i in read if i.fact is not None]
    kinds = {rule.subject.id for rule in rules} | {library.facts[name].kind for name in facts}
    found = {rule.per.register.id for rule in rules if rule.per.register is not None}
    found |= {library.registers[i.register_id].id for i in read if i.fact is None}
    for name in found:
        kinds |= set(subjects_named(library.registers[name]).values())
    found |= {library.facts[name].occasion for name in facts} & set(library.registers)
    if any(wanted_of(rule) for rule in rules):
        found.add(GRANTS)
    return found | {library.kinds[kind].register for kind in kinds} | {*library.registers_of(facts)}


def known_at(pool: Pool, text: str) -> int:
    """The commit that a number or a date names: of a day the last commit, in Shanghai's time.

    UsageError when it is neither.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        if len(text) != len("2026-10-05"):
            raise ValueError
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(Problem(
            "usage", "--known-at", f"“{text}” 不是提交号，也不是日期",
            f"“{text}” is neither the number of a commit nor a date",
            "写成 12 或 2026-10-05；zhiban pool status 列出各次提交",
            "write 12 or 2026-10-05; zhiban pool status lists the commits",
        )) from None  # fmt: skip
    return pool.catalogue.commit_at(f"{day}T23:59:59.999+08:00")


def _received(pool: Pool, register: type[Register], at: int) -> Received:
    name = register.id
    if not pool.catalogue.coverage(name, at) and not pool.catalogue.deliveries(name):
        return Received(register, empty(register), (), False)
    rows = pool.rows(register, known_at=at)
    frame = rows.with_columns(row_id_text()).collect().select(empty(register).columns)
    return Received(
        register, frame, days_covered(pool.catalogue, name, at), True,
        frozenset(pool.punctured(register, known_at=at)),
    )  # fmt: skip


def row_id_text() -> pl.Expr:
    """The id of a row of the pool as it is shown: the commit, the row in its file."""
    row_id = pl.col("row_id")
    return pl.format("{}-{}", row_id // ROWS_A_COMMIT, row_id % ROWS_A_COMMIT).alias("row_id")


def row_ids(texts: pl.Series) -> pl.Series:
    """The ids that `row_id_text` shows, as the pool has them."""
    parts = texts.str.split_exact("-", 1).struct.unnest().cast(pl.Int64)
    return parts["field_0"] * ROWS_A_COMMIT + parts["field_1"]


def days_covered(catalogue: Catalogue, register_id: str, known_at: int | None) -> Spans:
    """The days a register speaks for, as known at a commit."""
    covered = catalogue.coverage(register_id, known_at)
    days = union([(one.first_day, one.last_day) for one in covered])
    return tuple((first, end_of((first, last))) for first, last in days)
