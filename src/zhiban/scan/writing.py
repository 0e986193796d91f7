"""How are the files of a scan written? Under the number of the scan to come, nameless till then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from zhiban.pool.failpoints import reach
from zhiban.scan.catalogue import ScanFile, Scans


@dataclass
class Writing:
    """The files one scan leaves."""

    scans: Scans
    no: int
    files: list[ScanFile] = field(default_factory=list)
    _numbers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, role: str, name: str, frame: pl.DataFrame, *, is_base: bool = False) -> None:
        """Write one file; an empty one only where it says that nothing is left of earlier ones."""
        first = not self._numbers[role, name]
        if not frame.height and not (is_base and first):
            return
        folder = self.scans.folder / role / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.no}-{self._numbers[role, name]}.parquet"
        self._numbers[role, name] += 1
        frame.write_parquet(path, compression="zstd", row_group_size=131_072)
        relative = str(path.relative_to(self.scans.folder))
        self.files.append(ScanFile(relative, role, name, is_base, frame.height, self.no))
        reach("scan.1")

    def drop(self, role: str, name: str) -> None:
        """Take back the files of a name: they will not be committed."""
        for file in self.own(role, name):
            (self.scans.folder / file.path).unlink()
            self.files.remove(file)

    def own(self, role: str, name: str) -> list[ScanFile]:
        """The files written so far."""
        return [f for f in self.files if f.role == role and f.name == name]
