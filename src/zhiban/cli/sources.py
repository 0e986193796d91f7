"""Where do the facts come from: a file of facts, or register files?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhiban.cli import console, reading
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.language.rules import Rule
    from zhiban.loop.names import InputName
    from zhiban.loop.receiving import Registers
    from zhiban.packs import Library
    from zhiban.pool.pool import Pool


def one_source(
    facts: Path | None, registers: Sequence[str] | None, pool: Path | None = None
) -> None:
    """Raise UsageError unless exactly one of --facts, --register and --pool is given."""
    if [facts is not None, bool(registers), pool is not None].count(True) != 1:
        raise UsageError(Problem(
            "usage", "--facts / --register / --pool",
            "给一样：--facts 文件，一个或几个 --register 名称=文件，或 --pool 数据池",
            "give one: --facts FILE, one or more --register NAME=FILE, or --pool DIR",
            "zhiban rules 规则编号 列出需要的列", "zhiban rules RULE lists the columns needed",
        ))  # fmt: skip


def registers(
    library: Library,
    files: Sequence[str] | None,
    covered: Sequence[str] | None,
    step: Callable[[str], None] = lambda _: None,
    *,
    pool: Path | None = None,
    known_at: str | None = None,
    tables: Sequence[str] | None = None,
    rules: Sequence[Rule] = (),
    inputs: Sequence[InputName] | None = None,
) -> Registers:
    """The registers of the given files, or of a pool as known after a commit.

    A folder stands for its files and its covered.yaml; `tables` says where in a database a
    register is. Of a pool only what `rules` (or `inputs`) need is read; `known_at` is a commit or
    a date.
    """
    if pool is not None:
        from zhiban.loop import pooled
        from zhiban.pool.pool import Pool

        step(str(pool))
        opened = Pool.open(pool)
        return pooled.registers_of(
            opened, library,
            known_at=None if known_at is None else commit(opened, known_at),
            needed=pooled.registers_needed(library, rules, inputs),
        )  # fmt: skip
    from zhiban.loop import receive
    from zhiban.loop.folders import covered_in, files_of

    given, days = [], list(covered or ())
    for text in files or ():
        if "=" not in text and Path(text).is_dir():
            given += files_of(Path(text), library)
            days = covered_in(Path(text)) + days
        else:
            given.append(text)
    return receive(
        library, reading.files(given), reading.covered(days), step=step,
        tables=reading.tables(tables),
    )  # fmt: skip


def commit(pool: Pool, text: str) -> int:
    """The commit that --known-at names by its number or by a day."""
    from zhiban.loop.pooled import known_at

    return known_at(pool, text)


def say_notes(notes: Sequence[object]) -> None:
    """Each remark once."""
    for note in dict.fromkeys(notes):
        console.say(note)
