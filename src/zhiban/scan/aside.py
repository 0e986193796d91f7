"""Where does a run keep what must not stay? In a folder inside the pool, gone when the run ends.

Inside the pool, because findings are about people and stay where the pool's own rights hold. A run
holds a lock on its folder; folders that nobody holds are of runs that were killed, and the next
run takes them away.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhiban.pool.writer import locked

_ASIDE, _HELD = "aside", "held"


@contextmanager
def aside(pool: Path, wait_seconds: float) -> Iterator[Path]:
    """A folder of one's own inside the pool while the run lasts."""
    base = pool / _ASIDE
    base.mkdir(exist_ok=True)
    with locked(base, wait_seconds):
        _sweep(base)
        folder = Path(tempfile.mkdtemp(dir=base))
        held = (folder / _HELD).open("w")
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        held.close()


def _sweep(base: Path) -> None:
    for folder in base.iterdir():
        if not folder.is_dir():
            continue
        with (folder / _HELD).open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(folder, ignore_errors=True)
