"""How does the demo's folder appear whole or not at all, and never over anybody's own files?

Everything is made in a hidden folder beside it, which then takes its place. Whatever a killed run
left behind is cleared by the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhiban.errors import Problem, UsageError

#: This file marks a folder as a demo's own; it lists the files that were written.
MARK = ".zhiban-demo"
_LABEL = "# 虚构 made up：zhiban demo"
#: Replaced whole: what others received into the old pool must not be mixed into the new one.
_WHOLE = ("pool", "sent-pool")


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """A new folder to write to; if all goes well it takes the place of `out`.

    Files that others put into an earlier demo folder are carried over. Raises UsageError if `out`
    is somebody else's or cannot be written.
    """
    real = Path(os.path.realpath(out))
    _check(real, out)
    beside = _hidden(real, "part")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        _clear(real)
        beside.mkdir()
        yield beside
        _carry_over(real, beside)
        _swap(real, beside)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _refusal(
            out, "demo-unwritable", f"写不进去（{reason}）", f"cannot be written ({reason})",
            "核对权限和磁盘空间，或换一个 --out",
            "check permissions and space, or choose another --out",
        ) from error  # fmt: skip
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _check(real: Path, out: Path) -> None:
    choose = ("换一个 --out 文件夹", "choose another folder for --out")
    if real.exists() and not real.is_dir():
        raise _refusal(out, "demo-no-folder", "不是文件夹", "is not a folder", *choose)
    if Path.cwd().is_relative_to(real):
        raise _refusal(
            out, "demo-here", "不能替换当前所在的文件夹", "is where you are: it cannot be replaced",
            "写一个下级文件夹，如 --out demo", "name a folder below it, such as --out demo",
        )  # fmt: skip
    if real.is_dir() and any(real.iterdir()) and not (real / MARK).is_file():
        raise _refusal(
            out, "demo-not-ours", "已有别的文件，不会覆盖",
            "holds other files, which are not overwritten", *choose,
        )  # fmt: skip
    for whole in _WHOLE:
        if (real / whole).exists() and not any(x.startswith(f"{whole}/") for x in _ours(real)):
            raise _refusal(
                out, "demo-pool", f"里面的 {whole} 不是演示写的，不会覆盖",
                f"has a {whole} that no demo wrote: it is not overwritten", *choose,
            )  # fmt: skip


def _ours(real: Path) -> set[str]:
    """The files that the demo before wrote."""
    return {MARK, *(real / MARK).read_text(encoding="utf-8", errors="replace").splitlines()}


def _is_in_whole(name: str) -> bool:
    return name.startswith(tuple(f"{whole}/" for whole in _WHOLE))


def _refusal(out: Path, code: str, *texts: str) -> UsageError:
    return UsageError(Problem(code, f"--out {out}", *texts))


def _hidden(real: Path, what: str) -> Path:
    return real.with_name(f".{real.name}.{os.getpid()}.{what}")


def _clear(real: Path) -> None:
    """Remove what killed runs left behind; bring back a folder that one had just put aside."""
    for left in real.parent.glob(f".{real.name}.*.*"):
        pid, what = left.name.removeprefix(f".{real.name}.").split(".", 1)
        if what not in ("part", "old") or not pid.isdigit() or _is_running(int(pid)):
            continue
        if what == "old" and not real.exists():
            left.rename(real)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _is_running(pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _carry_over(real: Path, beside: Path) -> None:
    """Copy into the new folder what others added to the old one (not to its pool), and write the
    mark."""
    written = sorted(str(f.relative_to(beside)) for f in beside.rglob("*") if f.is_file())
    if (real / MARK).is_file():
        ours = _ours(real)
        for file in sorted(real.rglob("*")):
            name = str(file.relative_to(real))
            if file.is_file() and not _is_in_whole(name) and name not in (*ours, *written):
                (beside / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, beside / name)
    (beside / MARK).write_text("\n".join([_LABEL, *written]) + "\n", encoding="utf-8")


def _swap(real: Path, beside: Path) -> None:
    if not real.exists():
        beside.rename(real)
        return
    old = _hidden(real, "old")
    real.rename(old)
    try:
        beside.rename(real)
    except OSError:
        with suppress(OSError):
            old.rename(real)
        raise
    shutil.rmtree(old, ignore_errors=True)
