"""Is this file a table at all, and what does it hold?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.registers import bytes_seen, csv_text
from zhiban.registers.cells import as_text
from zhiban.registers.faults import EXAMPLES, Faults, nearest

_SEPARATORS = (
    (";", "分号", "semicolons"),
    ("\t", "制表符", "tabs"),
    ("，", "全角逗号", "full-width commas"),
    ("|", "竖线", "bars"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file by name (text trimmed, empty = null), and each row's number.

    The header is row 1, so the first row of cells is row 2, in Parquet files too.
    """

    columns: dict[str, pl.Series]
    rows: pl.Series

    def unknown(self) -> pl.Series:
        """A column of text about which nothing is known."""
        return pl.repeat(None, self.rows.len(), dtype=pl.String, eager=True)


def open_table(path: Path, faults: Faults) -> Table:
    """Read `path` (.csv or .parquet); raises DataError if it cannot be read as a table.

    Torn rows and faults of the header are noted in `faults`, and the rest is given back, so that
    the cells can be checked too.
    """
    body = bytes_seen.read(path, faults)
    if path.suffix.lower() == ".parquet":
        names, frame = _open_parquet(body, faults)
        rows = pl.int_range(2, frame.height + 2, eager=True)
    else:
        names, rest = csv_text.split_header(body)
        _check_separator(names, faults)
        frame, rows = csv_text.read_rows(rest, len(names), faults)
    if not frame.height and not faults:
        faults.add(
            "file-header-only",
            (
                "只有表头，没有数据", "a header and no rows",
                "没有数据时不必交这个文件", "leave the file out if there is nothing to deliver",
            ),
        )  # fmt: skip
    kept = _check_header(names, faults)
    columns = {name: frame.to_series(n) for name, n in kept.items()}
    read = {name: as_text(column) for name, column in columns.items()}
    if path.suffix.lower() == ".csv":
        read = {name: _unescaped(column) for name, column in read.items()}
    return Table(read, rows)


def _open_parquet(body: bytes, faults: Faults) -> tuple[list[str], pl.DataFrame]:
    try:
        frame = pl.read_parquet(body)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        reason = str(error).splitlines()[0][:120]
        faults.add(
            "file-parquet",
            (
                f"Parquet 文件读不出来（{reason}）", f"the Parquet file cannot be read ({reason})",
                "重新导出或传送", "export or transfer it again",
            ),
        )  # fmt: skip
        raise faults.stop() from error
    return [name.strip() for name in frame.columns], frame


def _check_separator(names: Sequence[str], faults: Faults) -> None:
    if len(names) != 1:
        return
    for mark, zh, en in _SEPARATORS:
        if mark in names[0]:
            faults.add(
                "file-separator",
                (
                    f"列之间用的是{zh}", f"columns are separated by {en}",
                    "用半角逗号分隔各列", "separate the columns by commas",
                ),
            )  # fmt: skip
            raise faults.stop()


def _check_header(names: Sequence[str], faults: Faults) -> dict[str, int]:
    """Each name → its place; doubled and empty names are noted."""
    times = Counter(names)
    for name in [n for n, count in times.items() if count > 1 and n]:
        places = [str(i + 1) for i, n in enumerate(names) if n == name]
        faults.add(
            "column-doubled",
            (
                f"表头里有 {times[name]} 个同名的列（第 {'、'.join(places)} 列）",
                f"{times[name]} columns have this name (columns {', '.join(places)})",
                "只留一列", "keep one of them",
            ),
            row=1, column=name,
        )  # fmt: skip
    for place in [i + 1 for i, name in enumerate(names) if not name]:
        faults.add(
            "column-unnamed",
            (
                f"第 {place} 列没有列名", f"column {place} has no name",
                "给它列名，或删去这一列", "name it or delete it",
            ),
            row=1, column=str(place),
        )  # fmt: skip
    return {name: names.index(name) for name in times if name}


def check_names(table: Table, known: Sequence[str], titles: dict[str, str], faults: Faults) -> None:
    """Note each column of the file that is none of `known`, with the nearest name."""
    strange = [name for name in table.columns if name not in known]
    for name in strange[: 4 * EXAMPLES]:
        close = titles.get(name) or nearest(name, known)
        listed = ", ".join(list(known)[:20]) + (" …" if len(known) > 20 else "")
        fix = (f"是否指 {close}？", f"did you mean {close}?") if close else (
            f"可用的列：{listed}", f"known columns: {listed}")  # fmt: skip
        what = (f"没有名为 “{name}” 的列", f"no column is called “{name}”")
        faults.add("column-unknown", (*what, *fix), row=1, column=name)
    faults.more("column-unknown", len(strange) - 4 * EXAMPLES)


def _unescaped(column: pl.Series) -> pl.Series:
    """Without the leading ' that guards a text cell against being run as a formula."""
    if not column.str.starts_with("'").any():
        return column
    return column.str.replace(r"^'('*[=+\-@\t\r])", "$1")
