"""How is a delivery read, whatever its format: as batches of rows in bounded memory?

A source gives the cells as they are written (text, or typed in Parquet files); what they mean is
read afterwards, by `read_register` for a whole file or `split_rows` for a batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from zhiban.registers import bytes_seen, postgres_source
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.csv_source import CsvFile
from zhiban.registers.csv_text import Torn
from zhiban.registers.excel_source import ExcelFile
from zhiban.registers.faults import Faults
from zhiban.registers.headers import check_header, check_names
from zhiban.registers.json_source import JsonLines
from zhiban.registers.parquet_source import ParquetFile
from zhiban.registers.torn_rows import TornRows

#: Names a batch needs for itself: a row's number in the file, and what is wrong with a torn row.
ROW, TORN = "row", "torn"
TORN_TYPE = pl.Struct({"code": pl.String, "cells": pl.Int64, "width": pl.Int64, "line": pl.String})


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of a file: columns by place (`0`, `1`, …), their numbers, and rows that are torn."""

    frame: pl.DataFrame
    rows: pl.Series
    torn: Sequence[Torn] = ()


@dataclass
class Source:
    """An open delivery. `names`: the header as written, trimmed; `where`: its name for people."""

    where: str
    names: list[str]
    faults: Faults
    #: About so many rows at a time, in the order of the file.
    pieces: Callable[[int], Iterator[Piece]]
    #: Whether torn rows come with the batches instead of refusing the file.
    keeps_torn: bool = False
    #: Whether faults go to whoever gave `faults`, and are not raised here.
    is_told: bool = False
    #: Where each column stands in the pieces.
    places: dict[str, int] = field(default_factory=dict)
    #: Of a database table: the checksum of the rows read so far. A file has its own.
    checksum: Callable[[], str] | None = None

    def batches(self, rows: int = 500_000) -> Iterator[pl.DataFrame]:
        """The rows, about `rows` at a time: the columns by name, and `row` (the header is row 1).

        With torn="quarantine" torn rows stand among them, with the cells they have and `torn`
        saying what is wrong ({code, cells, width, line}; null for whole rows). Otherwise DataError
        with all torn rows of the file comes at the end, in place of the last batch.
        """
        torn, count = TornRows(len(self.names)), 0
        held: pl.DataFrame | None = None
        for piece in self.pieces(rows):
            if held is not None:
                yield held
            torn.note(piece.torn)
            held = self._batch(piece)
            count += held.height
        if not self.keeps_torn:
            torn.tell(self.faults)
        if not count and not self.faults:
            texts = (
                "只有表头，没有数据", "a header and no rows",
                "没有数据时不必交这个文件", "leave the file out if there is nothing to deliver",
            )  # fmt: skip
            self.faults.add("file-header-only", texts)
        if not self.is_told:
            self.faults.raise_if_any()
        if held is not None:
            yield held

    def check(self, specs: Sequence[ColumnSpec]) -> None:
        """Raise DataError with every column that is missing, strange or renamed."""
        faults = Faults(self.where)
        check_names(self.names, specs, faults)
        faults.raise_if_any()

    def leave_out(self, names: Sequence[str]) -> None:
        """Read on as if these columns were not there."""
        self.names = [name for name in self.names if name not in names]
        for name in names:
            self.places.pop(name, None)

    def _batch(self, piece: Piece) -> pl.DataFrame:
        columns = [piece.frame.to_series(at).alias(name) for name, at in self.places.items()]
        whole = pl.DataFrame([*columns, piece.rows.cast(pl.Int64).alias(ROW)])
        if not self.keeps_torn:
            return whole
        whole = whole.with_columns(pl.lit(None, dtype=TORN_TYPE).alias(TORN))
        if not piece.torn:
            return whole
        return pl.concat([whole, self._torn(piece.torn)]).sort(ROW, maintain_order=True)

    def _torn(self, torn: Sequence[Torn]) -> pl.DataFrame:
        columns = [
            pl.Series(name, [t.cells[at] if at < len(t.cells) else None for t in torn], pl.String)
            for name, at in self.places.items()
        ]
        width = len(self.names)
        said = [
            {"code": t.code, "cells": len(t.cells), "width": width, "line": t.line} for t in torn
        ]
        rows = pl.Series(ROW, [t.row for t in torn], pl.Int64)
        return pl.DataFrame([*columns, rows, pl.Series(TORN, said, TORN_TYPE)])


def open_source(
    where: Path | str,
    *,
    table: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    torn: str = "refuse",
    name: str = "",
    faults: Faults | None = None,
) -> Source:
    """Open a delivery; DataError with everything that keeps it from being a table.

    `where`: a file, or the URL of a PostgreSQL database with its `table`.
    `sheet` of an Excel file with several; `encoding` (utf-8, gb18030) and `separator` are found
    where they are not given. `torn`: "refuse" or "quarantine". `name` is what people know the
    file by. `faults`: where to note faults that leave something to be read, instead of raising.
    """
    is_database = postgres_source.is_url(where)
    known_as = postgres_source.shown(str(where), table or "") if is_database else str(where)
    noted = Faults(name or known_as) if faults is None else faults
    checksum = None
    if is_database:
        opened = _table(str(where), table, noted)
        names, pieces, checksum = opened.names, _pieces_of(opened), opened.checksum
    else:
        path = Path(where)
        kind = bytes_seen.kind_of(path, noted)
        names, pieces = _opened(path, kind, noted, sheet, encoding, separator)
    places = check_header(names, noted)
    if faults is None:
        noted.raise_if_any()
    return Source(
        noted.name, names, noted, pieces, torn == "quarantine", faults is not None, places,
        checksum,
    )  # fmt: skip


def _table(url: str, table: str | None, faults: Faults) -> postgres_source.PostgresTable:
    if table is None:
        raise bytes_seen.refuse(
            faults, "database-table", "没有说明读哪个表", "no table is named",
            "加上 --table，如 --table hr.hires", "add --table, such as --table hr.hires",
        )  # fmt: skip
    return postgres_source.PostgresTable(url, table, faults)


def _pieces_of(table: postgres_source.PostgresTable) -> Callable[[int], Iterator[Piece]]:
    return lambda rows: (Piece(chunk.frame, chunk.rows, chunk.torn) for chunk in table.chunks(rows))


def _opened(
    path: Path,
    kind: str,
    faults: Faults,
    sheet: str | None,
    encoding: str | None,
    separator: str | None,
) -> tuple[list[str], Callable[[int], Iterator[Piece]]]:
    if kind == bytes_seen.PARQUET_FILE:
        parquet = ParquetFile(path, faults)
        return parquet.names, lambda rows: (Piece(*each) for each in parquet.batches(rows))
    if kind == bytes_seen.EXCEL:
        excel = ExcelFile(path, faults, sheet)
        return excel.names, lambda rows: (Piece(*each) for each in excel.pieces(rows))
    if kind == bytes_seen.JSON:
        lines = JsonLines(path, faults, encoding)
        return lines.names, lambda rows: (Piece(*each) for each in lines.pieces(rows))
    text = CsvFile(path, faults, encoding=encoding, separator=separator)
    return text.names, lambda rows: (
        Piece(_unescaped(chunk.frame), chunk.rows, chunk.torn) for chunk in text.chunks(rows)
    )


def _unescaped(frame: pl.DataFrame) -> pl.DataFrame:
    """Without the leading ' that guards a text cell against being run as a formula."""
    guarded = [column.name for column in frame if column.str.starts_with("'").any()]
    return frame.with_columns(pl.col(guarded).str.replace(r"^'('*[=+\-@\t\r])", "$1"))
