"""How is a page written to a file? Whole, in UTF-8; a place that cannot be written is said."""

from __future__ import annotations

from pathlib import Path

from zhiban.cli import console
from zhiban.errors import Problem, ZhibanError


def write(path: Path, text: str, *, say: bool = True) -> None:
    """Write `text`, making the folder it goes into."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ZhibanError(Problem(
            "file-unwritable", str(path), f"写不进去：{reason}", f"cannot be written: {reason}",
            "换一个文件夹", "choose another folder",
        )) from error  # fmt: skip
    if say:
        console.say(f"已写好 {path} · written")
