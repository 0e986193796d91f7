"""Which rows and cells does a CSV text hold, and where is it torn?

Polars reads the cells. It fills rows that are too short without a word, so every line is counted
first; where quotes make lines and rows differ, the slower reader of Python's own csv decides.
"""

from __future__ import annotations

import csv
import io
from itertools import islice

import polars as pl

from zhiban.registers.faults import EXAMPLES, Faults

_TEXT = pl.String()
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
    frame = _read_fast(body, width) if body else None
    if frame is not None:
        return frame, pl.int_range(2, frame.height + 2, eager=True)
    return _read_by_record(body.decode(), width, faults)


def _read_fast(body: bytes, width: int) -> pl.DataFrame | None:
    """All rows, if every line surely is one whole row; else None."""
    if b"\x1f" in body:
        return None
    try:
        lines = pl.read_csv(
            body, has_header=False, separator="\x1f", quote_char=None, schema={"line": _TEXT}
        )["line"]
        if b'"' in body:
            lines = lines.str.replace_all('"[^"]*"', "")
            if lines.str.contains('"', literal=True).any():
                return None
        commas = lines.str.count_matches(",", literal=True).fill_null(-1 if width > 1 else 0)
        if commas.min() != width - 1 or commas.max() != width - 1:
            return None
        schema = {str(n): _TEXT for n in range(width)}
        frame = pl.read_csv(body, has_header=False, schema=schema)
    except pl.exceptions.PolarsError:
        return None
    return frame if frame.height == lines.len() else None


def _read_by_record(text: str, width: int, faults: Faults) -> tuple[pl.DataFrame, pl.Series]:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    numbers: list[int] = []
    torn: list[tuple[int, int]] = []
    number = 1
    try:
        for number, cells in enumerate(reader, start=2):
            cells = cells or [""]
            if len(cells) == width:
                rows.append(cells)
                numbers.append(number)
            else:
                torn.append((number, len(cells)))
    except csv.Error:
        _note_torn(torn, width, faults)
        faults.add(
            "row-quote",
            (
                "引号不配对，读不下去", "a quote is not closed or closed in mid-cell",
                "含逗号、换行或引号的单元格整体加引号，格内的引号写两遍；文件可能被截断",
                "quote the whole cell and double the quotes inside; the file may be cut off",
            ),
            row=number + 1,
        )  # fmt: skip
        return _frame([], width), pl.Series([], dtype=pl.Int64)
    _note_torn(torn, width, faults)
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
