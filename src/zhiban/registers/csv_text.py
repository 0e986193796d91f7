"""Which rows and cells does a piece of CSV text hold, and where is it torn?

Polars reads the cells. It fills rows that are too short without a word, so every line is looked at
first; the few that are not surely one whole row are read by Python's own csv.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

import polars as pl

_TEXT = pl.String()
#: A quoted cell that has not closed after so many lines never will.
_MOST_LINES = 10_000
_LONGEST_CELL = 16 * 1024 * 1024
_UNFINISHED = "unexpected end of data"


@dataclass(frozen=True, slots=True)
class Torn:
    """A row that is not whole: its number, its cells so far as they can be told, and its text.

    `code` is the kind of fault. Where a quote does not pair there are no cells to speak of.
    """

    row: int
    cells: list[str]
    line: str
    code: str = "row-torn"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole rows (columns `0`, `1`, … as text) and their numbers; torn rows; how many in all.

    `left` is the beginning of a row whose end lies beyond the text given.
    """

    frame: pl.DataFrame
    rows: pl.Series
    torn: list[Torn] = field(default_factory=list)
    count: int = 0
    left: bytes = b""


def split_header(body: bytes, separator: str = ",") -> tuple[list[str], int]:
    """The cells of the first row, trimmed, and where the next row begins in `body`."""
    end = body.find(b"\n")
    while end != -1 and body.count(b'"', 0, end) % 2:
        end = body.find(b"\n", end + 1)
    head = (body if end == -1 else body[:end]).decode(errors="replace")
    record = next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), [])
    return [cell.strip() for cell in record], len(body) if end == -1 else end + 1


def read_chunk(
    body: bytes, width: int, separator: str = ",", first_row: int = 2, *, is_last: bool = True
) -> Chunk:
    """The rows of `body` (UTF-8): it begins with a row and, if not the last, ends with a line."""
    if not body:
        return Chunk(_frame([], width), pl.Series([], dtype=pl.Int64))
    frame = _read_plain(body, width, separator)
    if frame is not None:
        rows = pl.int_range(first_row, first_row + frame.height, eager=True)
        return Chunk(frame, rows, count=frame.height)
    text = body.decode()
    lines = pl.Series([text.removesuffix("\n")]).str.split("\n").explode()
    bare = lines.str.strip_suffix("\r")
    whole = _surely_whole(bare, width, separator)
    if whole.all():
        frame = _read_whole(body, bare, width, separator)
        rows = pl.int_range(first_row, first_row + frame.height, eager=True)
        return Chunk(frame, rows, count=frame.height)
    return _sort_out(lines, whole, width, separator, first_row, is_last)


def _read_plain(body: bytes, width: int, separator: str) -> pl.DataFrame | None:
    """The rows if there are no quotes and all rows are surely whole: by far the most usual case.

    Polars refuses rows with too many cells, so where the separators add up none has too few.
    """
    height = body.count(b"\n") + (not body.endswith(b"\n"))
    if b'"' in body or width == 1 or body.count(separator.encode()) != height * (width - 1):
        return None
    if body.count(b"\r") not in (0, body.count(b"\r\n")):
        return None
    frame = _read_fast(body, width, separator)
    return frame if frame is not None and frame.height == height else None


def _read_fast(body: bytes, width: int, separator: str) -> pl.DataFrame | None:
    schema = {str(n): _TEXT for n in range(width)}
    try:
        return pl.read_csv(body, has_header=False, schema=schema, separator=separator)
    except pl.exceptions.PolarsError:
        return None


def _surely_whole(lines: pl.Series, width: int, separator: str) -> pl.Series:
    """Which lines are one row of `width` cells each, whatever stands around them."""
    cell = rf"""(?:[^"{separator}]*|"(?:[^"]|"")*")"""
    quoted = lines.str.contains('"', literal=True)
    cells = lines
    if quoted.any():
        cells = lines.str.replace_all('"[^"]*"', "")
    right = cells.str.count_matches(separator, literal=True) == width - 1
    if quoted.any():
        right &= ~quoted | lines.str.contains(rf"^{cell}(?:{separator}{cell})*$")
    return right & ~lines.str.contains("\r", literal=True)


def _read_whole(body: bytes, lines: pl.Series, width: int, separator: str) -> pl.DataFrame:
    frame = _read_fast(body, width, separator)
    if frame is not None and frame.height == lines.len():
        return frame
    return _frame([_records(line, separator)[0] for line in lines], width)


def _records(text: str, separator: str) -> list[list[str]]:
    """The rows as Python's csv reads them; raises csv.Error where quotes do not pair."""
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    return [cells or [""] for cells in reader] or [[""]]


def _sort_out(
    lines: pl.Series, whole: pl.Series, width: int, separator: str, first_row: int, is_last: bool
) -> Chunk:
    """Rows of lines of which some are not surely whole."""
    odd = whole.not_().arg_true().to_list()
    quoted = lines.str.contains('"', literal=True).arg_true().to_list()
    own: list[tuple[int, list[str] | None, str]] = []  # line, cells (None: torn quote), text
    inside: list[int] = []
    left_from = lines.len()
    next_line = 0
    for start in odd:
        if start < next_line:
            continue
        records, end = _join(lines, quoted, start, separator, is_last)
        if records is not None and end > start and any(len(r) != width for r in records):
            records, end = None, start
        if records is None and end == lines.len():
            left_from = start
            break
        next_line = end + 1
        inside += range(start, next_line)
        piece = "\n".join(lines[start:next_line]).removesuffix("\r")
        own += [(start, cells, piece) for cells in records] if records else [(start, None, piece)]
    bare = lines.str.strip_suffix("\r")
    numbered = pl.DataFrame({"line": pl.int_range(lines.len(), eager=True), "text": bare})
    plain = numbered.head(left_from).filter(~pl.col("line").is_in(inside))
    left = "\n".join([*lines[left_from:], ""]).encode()
    return _together(plain, own, width, separator, first_row, left)


def _join(
    lines: pl.Series, quoted: list[int], start: int, separator: str, is_last: bool
) -> tuple[list[list[str]] | None, int]:
    """The rows that begin at line `start`, and their last line.

    None where a quote does not pair; the line is then the first one again, or lies beyond the end
    where the row may go on in the next piece.
    """
    ends = [start, *(n for n in quoted if start < n <= start + _MOST_LINES)]
    for end in ends:
        try:
            return _records("\n".join(lines[start : end + 1]), separator), end
        except csv.Error as error:
            if _UNFINISHED not in str(error):
                return None, start
    may_go_on = not is_last and lines.len() - start <= _MOST_LINES
    return None, lines.len() if may_go_on else start


def _together(
    plain: pl.DataFrame,
    own: list[tuple[int, list[str] | None, str]],
    width: int,
    separator: str,
    first_row: int,
    left: bytes,
) -> Chunk:
    """All rows in the order of the file, numbered."""
    starts = pl.Series([start for start, _, _ in own], dtype=pl.Int64)
    total = plain.height + len(own)
    number = pl.concat([plain["line"], starts]).rank("ordinal").cast(pl.Int64) - 1 + first_row
    of_own = number.tail(len(own)).to_list()
    fit = [n for n, (_, cells, _) in enumerate(own) if cells is not None and len(cells) == width]
    torn = [
        Torn(of_own[n], cells or [], line, "row-quote" if cells is None else "row-torn")
        for n, (_, cells, line) in enumerate(own)
        if cells is None or len(cells) != width
    ]
    body = "\n".join(plain["text"]).encode()
    frames = [_read_whole(body, plain["text"], width, separator)] if plain.height else []
    frames.append(_frame([own[n][1] or [] for n in fit], width))
    rows = pl.concat([number.head(plain.height), number.tail(len(own)).gather(fit)])
    joined = pl.concat(frames).with_columns(rows.alias("row")).sort("row")
    return Chunk(joined.drop("row"), joined["row"], sorted(torn, key=lambda t: t.row), total, left)


def _frame(rows: list[list[str]], width: int) -> pl.DataFrame:
    columns = {str(n): pl.Series([row[n] for row in rows], dtype=_TEXT) for n in range(width)}
    return pl.DataFrame(columns)
