"""How is a table given to somebody who will put it right in a spreadsheet? Every cell as text.

A spreadsheet that opens CSV drops digits of long numbers, turns codes into dates, and runs what
looks like a formula. Cells written as text stay as they are, and are read again as they were.
"""

from __future__ import annotations

import io

import polars as pl

from zhiban.errors import Problem, UsageError

#: The rows of a sheet below its header, and the characters of a cell.
MOST_ROWS, MOST_CHARACTERS = 1_048_575, 32_767


def excel_table(frame: pl.DataFrame, where: str) -> bytes:
    """The table as bytes of an .xlsx file; UsageError if a sheet does not hold it."""
    texts = frame.select(pl.all().cast(pl.String))
    longest = texts.select(pl.all().str.len_chars().max()).row(0) if texts.width else ()
    if texts.height > MOST_ROWS or any((n or 0) > MOST_CHARACTERS for n in longest):
        raise UsageError(Problem(
            "output-too-large", where,
            f"一个工作表放不下：{texts.height:,} 行，或有的格太长",
            f"a sheet does not hold it: {texts.height:,} rows, or a cell is too long",
            "用 .csv 或 .parquet", "use .csv or .parquet",
        ))  # fmt: skip
    import xlsxwriter  # only here: most tables are written without it

    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        text = book.add_format({"num_format": "@"})
        head = book.add_format({"num_format": "@", "bold": True, "bottom": 1})
        for at, column in enumerate(texts):
            sheet.write_string(0, at, column.name, head)
            for row, cell in enumerate(column, start=1):
                if cell is not None:
                    sheet.write_string(row, at, cell, text)
        sheet.set_column(0, max(texts.width - 1, 0), 16, text)
        sheet.freeze_panes(1, 0)
    return body.getvalue()
