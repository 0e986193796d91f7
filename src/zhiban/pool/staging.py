"""How does a delivery of any size pass through little memory? In batches, sorted into buckets.

The rows of a delivery come as batches in the order of the file; they are written to a staging
folder by bucket, and read back one bucket at a time.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl

from zhiban.pool.buckets import BUCKETS, bucket_of


class Staging:
    """The staged rows of one delivery; the folder goes when the delivery is through."""

    def __init__(self, folder: Path, schema: dict[str, pl.DataType], subject: str | None) -> None:
        self._folder = folder
        self._schema = schema
        self._subject = subject
        self._parts: dict[int, list[Path]] = {}
        folder.mkdir(parents=True)

    def add(self, batch: pl.DataFrame) -> None:
        """Stage the rows of a batch; a row without a subject goes to the first bucket."""
        if self._subject is None:
            places = batch.with_columns(_bucket=pl.lit(0, pl.Int8))
        else:
            places = batch.with_columns(_bucket=bucket_of(self._subject).fill_null(0))
        for (number,), part in places.partition_by(
            "_bucket", as_dict=True, include_key=False
        ).items():
            bucket = int(str(number))
            paths = self._parts.setdefault(bucket, [])
            path = self._folder / f"{bucket}-{len(paths)}.arrow"
            part.select(list(self._schema)).write_ipc(path, compression="lz4")
            paths.append(path)

    def buckets(self) -> list[int]:
        """The buckets that hold rows."""
        return [b for b in range(BUCKETS) if b in self._parts]

    def read(self, bucket: int | None) -> pl.DataFrame:
        """The staged rows of a bucket, or of all, in the order of the file."""
        chosen = self.buckets() if bucket is None else [bucket]
        paths = [path for b in chosen for path in self._parts.get(b, [])]
        if not paths:
            return pl.DataFrame(schema=self._schema)
        return pl.concat([pl.read_ipc(p) for p in paths]).sort("row_id")

    def remove(self) -> None:
        """The rows have their place: the staged copies go."""
        shutil.rmtree(self._folder.parent)
