"""The same table as a file of any format, for tests."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter


def write_any(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write `rows` (the first one the header) in the format that the ending of `path` names."""
    if path.suffix == ".xlsx":
        return write_excel(path, {"Sheet1": rows})
    if path.suffix == ".jsonl":
        lines = [json.dumps(dict(zip(rows[0], row, strict=True)), default=str) for row in rows[1:]]
        path.write_text("\n".join(lines))
        return path
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(rows)
    return path


def write_excel(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """Write sheets of cells; dates become real dates, text that begins with = a formula."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path
