"""How is a Parquet file read in batches?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from zhiban.registers.bytes_seen import refuse
from zhiban.registers.faults import Faults


class ParquetFile:
    """A Parquet file whose footer could be read."""

    def __init__(self, path: Path, faults: Faults) -> None:
        self._path = path
        self._faults = faults
        try:
            self.names = [name.strip() for name in pl.read_parquet_schema(path)]
        except (pl.exceptions.PolarsError, OSError, ValueError) as error:
            raise self._broken(error) from error

    def batches(self, rows: int) -> Iterator[tuple[pl.DataFrame, pl.Series]]:
        """The columns by place and the numbers of the rows (the first one is row 2)."""
        done = 0
        try:
            lazy = pl.scan_parquet(self._path)
            for frame in lazy.collect_batches(chunk_size=rows, maintain_order=True):
                frame.columns = [str(n) for n in range(frame.width)]
                yield frame, pl.int_range(done + 2, done + 2 + frame.height, eager=True)
                done += frame.height
        except (pl.exceptions.PolarsError, OSError, ValueError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> Exception:
        reason = str(error).splitlines()[0][:120]
        return refuse(
            self._faults, "file-parquet",
            f"Parquet 文件读不出来（{reason}）", f"the Parquet file cannot be read ({reason})",
            "重新导出或传送", "export or transfer it again",
        )  # fmt: skip
