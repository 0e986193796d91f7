"""How are the files of a scan written? Under the number of the scan to come, nameless till then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from zhiban.pool.failpoints import reach
from zhiban.scan.catalogue import ScanFile, Scans, newest

#: So many files lie over each other at most before they are folded into one.
MOST_LAYERS = 16


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

    def fold(self, role: str, key: str, before: int | None) -> None:
        """Where a name lies over more than `MOST_LAYERS` earlier scans, write all of it as one file
        of this scan. Nothing is taken away: every earlier scan reads the files it always had."""
        for name in sorted({f.name for f in self.files if f.role == role}):
            own = self.own(role, name)
            if own[0].is_base or before is None:
                continue
            chain = self.scans.chain(role, before, name)
            if len(chain) < MOST_LAYERS:
                continue
            layers = [[self.scans.folder / file.path for file in own], *chain]
            rows = newest(layers, key)
            assert rows is not None
            whole = rows.collect().sort(key)
            self.drop(role, name)
            self.add(role, name, whole, is_base=True)
            reach("fold.1")

    def own(self, role: str, name: str) -> list[ScanFile]:
        """The files written so far."""
        return [f for f in self.files if f.role == role and f.name == name]
