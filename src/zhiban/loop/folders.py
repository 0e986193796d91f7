"""Which registers does a folder hold, and what do they cover?

One file a register, such as `<register>.csv`; covered.yaml names, for each, the
days on which its silence means "no": {contributions: {days: ["..2026-09-30"]}}, an empty first
day being ever since.
"""

from __future__ import annotations

from pathlib import Path

from zhiban.errors import DataError, Problem
from zhiban.law.yaml_text import Items, Mapping, Scalar, read_yaml
from zhiban.packs import Library
from zhiban.registers.bytes_seen import KINDS

COVERED = "covered.yaml"


def files_of(folder: Path, library: Library) -> list[str]:
    """The register files of a folder as `NAME=FILE`, in the order of their names."""
    if not folder.is_dir():
        raise DataError(Problem(
            "no-folder", str(folder), "没有这个文件夹", "there is no such folder",
            "给出放登记簿文件的文件夹", "give the folder that holds the register files",
        ))  # fmt: skip
    found = [
        f"{path.stem}={path}"
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in KINDS and path.stem in library.registers
    ]
    if not found:
        raise DataError(Problem(
            "no-registers", str(folder), "文件夹里没有登记簿文件", "the folder holds no register",
            "文件名用登记簿编号，如 contributions.csv（zhiban registers 列出）",
            "name files by register, such as contributions.csv (see zhiban registers)",
        ))  # fmt: skip
    return found


def covered_in(folder: Path) -> list[str]:
    """What covered.yaml says, as `NAME=FROM..UNTIL`; nothing if there is no such file."""
    path = folder / COVERED
    if not path.exists():
        return []
    part, problems = read_yaml(path)
    if problems:
        raise DataError(problems)
    out: list[str] = []
    for name, entry in part.entries.items() if isinstance(part, Mapping) else ():
        days = entry.entries.get("days") if isinstance(entry, Mapping) else None
        if not isinstance(days, Items):
            raise DataError(Problem(
                "covered", f"{path}:{part.lines[name] if isinstance(part, Mapping) else 1}",
                f"{name} 没有写 days", f"{name} lacks days",
                '写成 days: ["2019-01-01..2026-09-30"]', 'write days: ["2019-01-01..2026-09-30"]',
            ))  # fmt: skip
        out += [f"{name}={item.text}" for item in days.items if isinstance(item, Scalar)]
    return out
