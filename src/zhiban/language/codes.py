"""Where do the codes of a list come from? A CSV beside the pack, with titles and a source each.

Columns `code`, `title`, `title_en`, `source`; further ones (`status`, `note`) are for the reader.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from zhiban.language.refusal import author_folder, refuse
from zhiban.model.types import CodeList

COLUMNS = ("code", "title", "title_en", "source")


def code_list(name: str, title: str) -> CodeList:
    """The list in `<name>.csv` beside the calling module, in the order of the file."""
    path = author_folder() / f"{name}.csv"
    rows = _rows(path)
    codes = [row["code"] for row in rows]
    twice = sorted(code for code, times in Counter(codes).items() if times > 1)
    if not codes or twice or any(not row[column] for row in rows for column in COLUMNS):
        refuse(
            "code-list",
            f"代码表 {path.name}：没有行、代码重复（{'、'.join(twice)}）或有空格",
            f"code list {path.name}: no rows, a code twice ({', '.join(twice)}) or an empty cell",
            f"每行写全 {'、'.join(COLUMNS)}",
            f"every row has {', '.join(COLUMNS)}",
        )
    return CodeList(
        name,
        title,
        tuple(codes),
        tuple(row["title"] for row in rows),
        tuple(row["title_en"] for row in rows),
        "；".join(dict.fromkeys(row["source"] for row in rows)),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [_complete(row) for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError) as error:
        refuse("code-list", f"读不出代码表 {path.name}", f"cannot read {path.name}: {error}")
        return []


def _complete(row: dict[str, str | None]) -> dict[str, str]:
    columns: Iterable[str] = COLUMNS
    return {column: row.get(column) or "" for column in columns}
