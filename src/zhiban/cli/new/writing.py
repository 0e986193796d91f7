"""How does a new folder appear? Whole or not at all: written beside its place, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from zhiban.errors import Problem, UsageError


def write_whole(root: Path, texts: Mapping[PurePosixPath, str]) -> None:
    """Write files below `root`; all lie in the first part of their paths, which must be new."""
    (top,) = {path.parts[0] for path in texts}
    try:
        root.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
    except OSError as error:
        raise _cannot(root, error) from None
    try:
        for path, text in texts.items():
            target = made / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        if (made / top).is_dir():
            (made / top).rename(root / top)
        else:
            _place(made / top, root / top)
    except OSError as error:
        raise _cannot(root / top, error) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _place(made: Path, target: Path) -> None:
    """Give a file its name; unlike a renaming, a link never replaces another file."""
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        made.rename(target)


def _cannot(path: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(Problem(
        "new-write", str(path), f"写不了（{reason}）", f"cannot be written ({reason})",
        "换一个文件夹", "choose another folder",
    ))  # fmt: skip
