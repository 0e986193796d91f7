"""What does an empty file to fill in look like: a CSV of facts, or an Excel file of a register?"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from zhiban.errors import Problem, UsageError
from zhiban.language.register import Register


def write_template(path: Path, inputs: Sequence[str]) -> None:
    """Write a CSV with the header only; a file that is there already is left alone."""
    if path.suffix.lower() != ".csv":
        raise UsageError(Problem(
            "template", str(path), "模板是 CSV 文件", "a template is a CSV file",
            "用 .csv 结尾的文件名", "give a name that ends in .csv",
        ))  # fmt: skip
    text = io.StringIO(newline="")
    csv.writer(text).writerow(["id", "occasion", "as_of", *inputs])
    _write_new(path, text.getvalue().encode("utf-8-sig"))


def write_excel_template(path: Path, register: type[Register]) -> None:
    """Write an Excel file of a register to fill in; a file that is there is left alone."""
    from zhiban.registers.excel_template import excel_template

    if path.suffix.lower() != ".xlsx":
        raise UsageError(Problem(
            "template", str(path),
            "登记簿的模板是 Excel 文件", "a register's template is an Excel file",
            "用 .xlsx 结尾的文件名", "give a name that ends in .xlsx",
        ))  # fmt: skip
    _write_new(path, excel_template(register))


def _write_new(path: Path, body: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(body)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(Problem(
            "template", str(path), f"写不了（{reason}）", f"cannot be written ({reason})",
            "换一个文件名", "choose another name",
        )) from None  # fmt: skip
