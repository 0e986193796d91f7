"""Which rows and cells does a CSV text hold, and where is it torn?

Polars reads the cells. It fills rows that are too short without a word, so every line is counted
first; where quotes make lines and rows differ, the slower reader of Python's own csv decides.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import polars as pl

from zhiban.registers.faults import EXAMPLES, Faults

_TEXT = pl.String()
_CELL = r"""(?:[^",]*|"(?:[^"]|"")*")"""
_WELL_QUOTED = rf"^{_CELL}(?:,{_CELL})*\r?$"
_LONGEST_CELL = 16 * 1024 * 1024


def split_header(body: bytes) -> tuple[list[str], bytes]:
    """The cells of the first row, trimmed, and what follows it."""
    end = body.find(b"\n")
    while end != -1 and body.count(b'"', 0, end) % 2:
        end = body.find(b"\n", end + 1)
    head, rest = (body, b"") if end == -1 else (body[:end], body[end + 1 :])
    record = next(csv.reader(io.StringIO(head.decode(), newline="")), [])
    return [cell.strip() for cell in record], rest


def read_rows(body: bytes, width: int, faults: Faults) -> tuple[pl.DataFrame, pl.Series]:
    """The rows below the header: columns `0`, `1`, … as text, and each row's number in the file.

    Torn rows (too few or too many cells, a quote never closed) are noted and left out.
    """
    body = body.rstrip(b"\r\n")
    if not body:
        return _frame([], width), pl.Series([], dtype=pl.Int64)
    for count in (_count_lines, _count_records):
        height = count(body, width, faults)
        frame = None if height is None else _read_fast(body, width)
        if frame is not None and frame.height == height:
            return frame, pl.int_range(2, frame.height + 2, eager=True)
    return _read_whole_records(body, width)


def _read_fast(body: bytes, width: int) -> pl.DataFrame | None:
    try:
        schema = {str(n): _TEXT for n in range(width)}
        return pl.read_csv(body, has_header=False, schema=schema)
    except pl.exceptions.PolarsError:
        return None


def _count_lines(body: bytes, width: int, _: Faults) -> int | None:
    """The number of lines if every line surely is one whole row, else None."""
    if b"\x1f" in body:
        return None
    try:
        lines = pl.read_csv(
            body, has_header=False, separator="\x1f", quote_char=None, schema={"line": _TEXT}
        )["line"]
    except pl.exceptions.PolarsError:
        return None
    if b'"' in body:
        quoted = lines.filter(lines.str.contains('"', literal=True).fill_null(False))
        if not quoted.str.contains(_WELL_QUOTED).all():
            return None
        lines = lines.str.replace_all('"[^"]*"', "")
    commas = lines.str.count_matches(",", literal=True).fill_null(0 if width == 1 else -1)
    return lines.len() if commas.min() == commas.max() == width - 1 else None


def _records(body: bytes) -> Iterator[list[str]]:
    """The rows as Python's csv reads them; raises csv.Error where quotes do not pair."""
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    text = io.TextIOWrapper(io.BytesIO(body), encoding="utf-8", newline="")
    for cells in csv.reader(text, strict=True):
        yield cells or [""]


def _count_records(body: bytes, width: int, faults: Faults) -> int | None:
    """The number of rows if every row is whole, else None; torn rows are noted."""
    torn: list[tuple[int, int]] = []
    number = 1
    try:
        for number, cells in enumerate(_records(body), start=2):
            if len(cells) != width:
                torn.append((number, len(cells)))
    except csv.Error:
        _note_torn(torn, width, faults)
        texts = (
            "引号不配对，读不下去",
            "a quote is not closed, or is closed in mid-cell",
            "含逗号、换行或引号的单元格整体加引号，格内的引号写两遍；文件可能被截断",
            "quote the whole cell and double the quotes inside; the file may be cut off",
        )
        faults.add("row-quote", texts, row=number + 1)
        return None
    _note_torn(torn, width, faults)
    return None if torn else number - 1


def _read_whole_records(body: bytes, width: int) -> tuple[pl.DataFrame, pl.Series]:
    """The rows that are whole, up to the first quote that does not pair."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    with suppress(csv.Error):  # noted when the rows were counted
        for number, cells in enumerate(_records(body), start=2):
            if len(cells) == width:
                rows.append(cells)
                numbers.append(number)
    return _frame(rows, width), pl.Series(numbers, dtype=pl.Int64)


def _frame(rows: list[list[str]], width: int) -> pl.DataFrame:
    columns = {str(n): pl.Series([row[n] for row in rows], dtype=_TEXT) for n in range(width)}
    return pl.DataFrame(columns)


def _note_torn(torn: list[tuple[int, int]], width: int, faults: Faults) -> None:
    for number, count in islice(torn, EXAMPLES):
        if count < width:
            texts = (
                f"只有 {count} 格，表头有 {width} 列：这一行被截断",
                f"{count} cells where the header has {width}: the row is cut off",
                "重新导出或重新传送整个文件",
                "export or transfer the whole file again",
            )
        else:
            texts = (
                f"有 {count} 格，表头只有 {width} 列",
                f"{count} cells where the header has {width}",
                "含逗号的单元格要加引号；金额不写千位分隔符",
                "quote cells that hold a comma; write no thousands separators",
            )
        faults.add("row-torn", texts, row=number)
    faults.more("row-torn", len(torn) - EXAMPLES)
