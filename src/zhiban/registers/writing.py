"""How is a table written so that no reader ever sees half of it?"""

from __future__ import annotations

import io
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.registers.excel_table import excel_table

_FORMULA = r"^'*[=+\-@\t\r]"
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?( */ *[0-9]+)?( *%)?$"
FORMATS = (".csv", ".parquet")
#: What a person is to put right may also be a spreadsheet.
EXCEL = ".xlsx"


def check_output(path: Path | str, *, formats: Sequence[str] = FORMATS) -> None:
    """Raise UsageError if no table can be written to `path`; call it before long work."""
    path = Path(path)
    if path.suffix.lower() not in formats:
        *others, last = formats
        raise _refusal(
            path, "output-extension", f"不写扩展名为 “{path.suffix}” 的文件",
            f"files ending in “{path.suffix}” are not written",
            f"用 {'、'.join(others)} 或 {last}", f"use {', '.join(others)} or {last}",
        )  # fmt: skip
    if not path.parent.is_dir():
        raise _refusal(
            path, "output-folder", "没有这个文件夹", "there is no such folder",
            "先建文件夹", "create the folder first",
        )  # fmt: skip


def _refusal(path: Path, code: str, *texts: str) -> UsageError:
    return UsageError(Problem(code, str(path), *texts))


def write_table(
    frame: pl.DataFrame, path: Path | str | None, *, formats: Sequence[str] = FORMATS
) -> None:
    """Write `frame` as CSV (UTF-8) or Parquet by the ending of `path`; as CSV to stdout if None.
    Excel, where `formats` allow it, has every cell as text.

    The file appears whole or not at all. In CSV, text that a spreadsheet would run as a formula
    gets a leading `'` (reading takes it off again); numbers and JSON are left alone.
    Raises UsageError if it cannot be written.
    """
    if path is None:
        _to_stdout(frame)
        return
    check_output(path, formats=formats)
    path = Path(path)
    try:
        if path.suffix.lower() == EXCEL:
            body = excel_table(frame, str(path))
            _replace(path, lambda out: out.write(body))
        elif path.suffix.lower() == ".parquet":
            _replace(path, frame.write_parquet)
        else:
            _replace(path, _guarded(frame).write_csv)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _refusal(
            path, "output-unwritable", f"写不进去（{reason}）", f"cannot be written ({reason})",
            "核对路径、权限和磁盘空间", "check the path, the permissions and the free space",
        ) from error  # fmt: skip


def _replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let `write` fill a file beside `path`, then put it in its place in one step."""
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            write(device)
        return
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _to_stdout(frame: pl.DataFrame) -> None:
    body = io.BytesIO()
    _guarded(frame).write_csv(body)
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(body.getvalue().decode())
    else:
        binary.write(body.getvalue())
    sys.stdout.flush()


def _guarded(frame: pl.DataFrame) -> pl.DataFrame:
    """Text cells that look like formulas, with a leading '."""
    text = pl.selectors.string()
    risky = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return frame.with_columns(pl.when(risky).then(pl.lit("'") + text).otherwise(text).name.keep())
