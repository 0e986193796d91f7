"""Where do the facts come from: a file of facts, or register files?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhiban.cli import console, reading
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.loop.receiving import Registers
    from zhiban.packs import Library


def one_source(facts: Path | None, registers: Sequence[str] | None) -> None:
    """Raise UsageError unless exactly one of --facts and --register is given."""
    if (facts is None) == (not registers):
        raise UsageError(Problem(
            "usage", "--facts / --register",
            "要么给 --facts 文件，要么给一个或几个 --register 名称=文件",
            "give either --facts FILE, or one or more --register NAME=FILE",
            "zhiban rules 规则编号 列出需要的列", "zhiban rules RULE lists the columns needed",
        ))  # fmt: skip


def registers(
    library: Library,
    files: Sequence[str] | None,
    covered: Sequence[str] | None,
    step: Callable[[str], None] = lambda _: None,
) -> Registers:
    """The registers of the given files; a folder stands for its files and its covered.yaml."""
    from zhiban.loop import receive
    from zhiban.loop.folders import covered_in, files_of

    given, days = [], list(covered or ())
    for text in files or ():
        if "=" not in text and Path(text).is_dir():
            given += files_of(Path(text), library)
            days = covered_in(Path(text)) + days
        else:
            given.append(text)
    return receive(library, reading.files(given), reading.covered(days), step=step)


def say_notes(notes: Sequence[object]) -> None:
    """Each remark once."""
    for note in dict.fromkeys(notes):
        console.say(note)
