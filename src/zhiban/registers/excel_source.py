"""What does a sheet of an Excel file hold, each cell as a person reads it?

Formulas are never run: the value counts that was saved with the file. An error such as #N/A is an
empty cell. Numbers of more than fifteen digits have lost the last ones: such rows are not whole.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from zhiban.registers.bytes_seen import refuse, unreadable
from zhiban.registers.csv_text import Torn
from zhiban.registers.faults import Faults

#: What a file may unpack to. A sheet of a million rows and twenty columns has about 1 GB.
MOST_BYTES = 2 * 1024**3
_MOST_EXACT = 10**15
#: Begins every cell of the row of hints in a template.
HINT = "※"


class ExcelFile:
    """One sheet of an Excel file; its header is the first row with anything in it."""

    def __init__(self, path: Path, faults: Faults, sheet: str | None) -> None:
        self._faults = faults
        _check_size(path, faults)
        try:
            self._sheet = _choose(CalamineWorkbook.from_path(str(path)), sheet, faults)
        except (CalamineError, OSError, ValueError) as error:
            raise _broken(faults, error) from error
        self._rows = enumerate(self._sheet.iter_rows(), start=1)
        filled = ((number, row) for number, row in self._rows if any(cell != "" for cell in row))
        self._header, header = next(filled, (0, []))
        width = max((n for n, cell in enumerate(header, start=1) if cell != ""), default=0)
        self.names = [(text_of(cell) or "").strip() for cell in header[:width]]
        if not self.names:
            raise refuse(
                faults, "file-empty", "工作表是空的", "the sheet is empty",
                "核对是哪个工作表", "check which sheet it is",
            )  # fmt: skip

    def pieces(self, rows: int) -> Iterator[tuple[pl.DataFrame, pl.Series, list[Torn]]]:
        """The rows below the header with their numbers in the sheet, about `rows` at a time.

        Empty rows below the last one that is filled, and the template's row of hints, are left out.
        """
        held: list[tuple[int, list[str | None]]] = []
        torn: list[Torn] = []
        empty: list[tuple[int, list[str | None]]] = []
        for number, cells in self._rows:
            texts = [text_of(cell) for cell in cells]
            if not any(texts):
                empty.append((number, [None] * len(self.names)))
                continue
            if number == self._header + 1 and _is_hint(texts):
                continue
            held += empty
            empty = []
            lost = self._torn(number, cells, texts)
            if lost is None:
                held.append((number, texts[: len(self.names)]))
            else:
                torn.append(lost)
            if len(held) + len(torn) >= rows:
                yield self._piece(held, torn)
                held, torn = [], []
        if held or torn:
            yield self._piece(held, torn)

    def _torn(self, number: int, cells: Sequence[Any], texts: list[str | None]) -> Torn | None:
        """A row with filled cells beyond the header, or with numbers that have lost digits."""
        if any(texts[len(self.names) :]):
            filled = [text or "" for text in texts]
            while not filled[-1]:
                filled.pop()
            return Torn(number, filled, "\t".join(filled))
        for name, cell in zip(self.names, cells, strict=False):
            if isinstance(cell, float) and abs(cell) >= _MOST_EXACT:
                return Torn(number, [t or "" for t in texts], name, "cell-precision")
        return None

    def _piece(
        self, held: list[tuple[int, list[str | None]]], torn: list[Torn]
    ) -> tuple[pl.DataFrame, pl.Series, list[Torn]]:
        columns = {
            str(n): pl.Series([cells[n] for _, cells in held], dtype=pl.String)
            for n in range(len(self.names))
        }
        return pl.DataFrame(columns), pl.Series([n for n, _ in held], dtype=pl.Int64), torn


def text_of(cell: Any) -> str | None:
    """A cell as a CSV file would hold it; None if it is empty."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < _MOST_EXACT:
            return str(int(cell))
        return repr(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    return str(cell)


def _is_hint(texts: Sequence[str | None]) -> bool:
    return all(text is None or text.startswith(HINT) for text in texts)


def _choose(book: CalamineWorkbook, wanted: str | None, faults: Faults) -> CalamineSheet:
    """The sheet asked for, or the only one that a person sees and that is filled."""
    if wanted is not None:
        if wanted in book.sheet_names:
            return book.get_sheet_by_name(wanted)
        names = ", ".join(book.sheet_names)
        raise refuse(
            faults, "file-sheet", f"没有工作表 “{wanted}”", f"there is no sheet “{wanted}”",
            f"工作表有：{names}", f"the sheets are: {names}",
        )  # fmt: skip
    visible = [m.name for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    sheets = {name: book.get_sheet_by_name(name) for name in visible}
    filled = {name: sheet for name, sheet in sheets.items() if sheet.start is not None}
    if len(filled) > 1:
        names = ", ".join(filled)
        raise refuse(
            faults, "file-sheet", f"有 {len(filled)} 个工作表有内容：{names}",
            f"{len(filled)} sheets are filled: {names}",
            "只留一个工作表，或在映射文件里写 sheet", "leave one, or name it in the mapping file",
        )  # fmt: skip
    return next(iter(filled.values()), book.get_sheet_by_index(0))


def _check_size(path: Path, faults: Faults) -> None:
    """Refuse a file that unpacks to more than it may, and one that lies about it."""
    try:
        with zipfile.ZipFile(path) as packed:
            total = sum(info.file_size for info in packed.infolist())
            if total > MOST_BYTES:
                raise refuse(
                    faults, "file-bomb",
                    f"解压后有 {total // 1024**2} MB，超过 {MOST_BYTES // 1024**2} MB",
                    f"unpacks to {total // 1024**2} MB, more than {MOST_BYTES // 1024**2} MB",
                    "另存为 CSV，或分成几个文件", "save it as CSV, or split it into several files",
                )  # fmt: skip
            broken = packed.testzip()
    except OSError as error:
        raise unreadable(faults, error) from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _broken(faults, error) from error
    if broken is not None:
        raise _broken(faults, ValueError(f"damaged part {broken}"))


def _broken(faults: Faults, error: Exception) -> Exception:
    reason = (str(error).splitlines() or [type(error).__name__])[0][:120]
    return refuse(
        faults, "file-excel",
        f"Excel 文件读不出来（{reason}）", f"the Excel file cannot be read ({reason})",
        "重新导出或传送；加了密码的文件先去掉密码", "export it again; take off a password first",
    )  # fmt: skip
