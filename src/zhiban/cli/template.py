"""What does an empty file of facts look like?"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from zhiban.errors import Problem, UsageError


def write_template(path: Path, inputs: Sequence[str]) -> None:
    """Write a CSV with the header only; a file that is there already is left alone."""
    if path.suffix.lower() != ".csv":
        raise UsageError(Problem(
            "template", str(path), "模板是 CSV 文件", "a template is a CSV file",
            "用 .csv 结尾的文件名", "give a name that ends in .csv",
        ))  # fmt: skip
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerow(["id", "occasion", "as_of", *inputs])
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(Problem(
            "template", str(path), f"写不了（{reason}）", f"cannot be written ({reason})",
            "换一个文件名", "choose another name",
        )) from None  # fmt: skip
