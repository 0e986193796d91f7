"""How do the rows behind a value read? A small table for each register, with what is not counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhiban.engines.rowwise.cells import cell_value
from zhiban.findings import RowsBehind
from zhiban.model.types import NEVER_DAY
from zhiban.words.speech import Speech
from zhiban.words.values import value_words

#: How many rows a line of text names.
NAMED = 3


@dataclass(frozen=True)
class Table:
    """Rows of one register in words. `columns` and `rows` without the subject's own id."""

    register: str
    title: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str

    def text(self, speech: Speech) -> str:
        """One line: how many rows, and the first of them."""
        cells = [
            speech.say("；", "; ").join(f"{c} {v}" for c, v in zip(self.columns, row, strict=True))
            for row in self.rows[:NAMED]
        ]
        if not cells or not self.columns:
            return self.summary
        return self.summary + speech.say("：", ": ") + " | ".join(cells) + (
            " …" if len(self.rows) > NAMED else "")  # fmt: skip


def table(behind: RowsBehind, speech: Speech) -> Table:
    """The rows behind a value as a table."""
    if behind.file:
        summary = speech.say(
            f"{behind.file} 第{behind.line}行", f"{behind.file}, row {behind.line}"
        )
        return Table("", summary, (), (), (), summary)
    places = [
        i for i, _ in enumerate(behind.columns)
        if not behind.rows or any(row[i] != behind.about for row in behind.rows)
    ]  # fmt: skip
    columns = [behind.columns[i] for i in places]
    rows = tuple(
        tuple(_cell(row[i], behind.columns[i][1], speech) for i in places) for row in behind.rows
    )
    names = tuple(f"{behind.register}.{name}" for name, _ in columns)
    title = speech.title(behind.register)
    return Table(
        behind.register, title, tuple(speech.title(name) for name in names), names, rows,
        _summary(behind, title, speech),
    )  # fmt: skip


def _cell(cell: object, type_: object, speech: Speech) -> str:
    if cell is None:
        return speech.say("（空）", "(empty)")
    return value_words(cell_value(cell, type_), type_, speech)  # type: ignore[arg-type]


def _summary(behind: RowsBehind, title: str, speech: Speech) -> str:
    """How many rows count, how many do not, and for which days the register speaks."""
    quoted = speech.quoted(title)
    if behind.of:
        rows = "row" if behind.of == 1 else "rows"
        text = speech.say(f"{quoted}{behind.of}行", f"{quoted}: {behind.of} {rows}")
    else:
        text = speech.say(f"{quoted}里没有这样的行", f"{quoted}: no such row")
    if behind.others:
        text += speech.say(f"，另有{behind.others}行不计", f", {behind.others} more not counted")
    return text + speech.brackets(covered(behind, speech))


def covered(behind: RowsBehind, speech: Speech) -> str:
    """For which days silence means no."""
    if not behind.coverage_is_known:
        return speech.say("没有说明覆盖期", "no days of coverage given")
    first, last = behind.covered[0][0], behind.covered[-1][1]
    if last == NEVER_DAY:
        return ""
    if len(behind.covered) > 1:
        return speech.say(f"数据到{speech.day(last)}，中间有空档",
                          f"data up to {speech.day(last)}, with gaps")  # fmt: skip
    since = speech.day(first) if first > -NEVER_DAY else ""
    return speech.say(f"数据从{since}到{speech.day(last)}" if since else f"数据到{speech.day(last)}",
                      f"data from {since} to {speech.day(last)}" if since
                      else f"data up to {speech.day(last)}")  # fmt: skip


def tables(behind: Sequence[RowsBehind], speech: Speech) -> list[Table]:
    """The tables of several registers."""
    return [table(one, speech) for one in behind]
