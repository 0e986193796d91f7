"""How are rows kept? One Delta table for a register and a subject column, 32 buckets, append only.

Beside the register's own columns each row has `row_id` (Int64, the commit in the upper half, the
row of the file in the lower), `extracted_on` (the supplier's day), `known_from` and `known_until`
(commit numbers) and `ended_by` (the day of the extract that ended it). The last two are null while
the row stands; the end of a row is appended to a table of its own, and folded in by compaction. A
row that never stood, such as a withdrawal or an extract that came too late, ends in its own commit.

Files are written first, under names nobody knows; then one Delta version names them. Whoever opens
the table in DuckDB, Spark or Trino sees the same rows.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from deltalake import DeltaTable, Field, Schema
from deltalake.exceptions import DeltaError
from deltalake.schema import PrimitiveType
from deltalake.transaction import AddAction, RemoveAction

from zhiban.pool.catalogue import StoredFile

ROW_COLUMNS: Mapping[str, pl.DataType] = {
    "row_id": pl.Int64(), "extracted_on": pl.Int64(), "known_from": pl.Int64(),
    "known_until": pl.Int64(), "ended_by": pl.Int64(),
}  # fmt: skip
END_COLUMNS: Mapping[str, pl.DataType] = {
    "row_id": pl.Int64(), "extracted_on": pl.Int64(), "known_until": pl.Int64(),
}  # fmt: skip

#: Row ids hold the commit in the upper bits, the number of the row in its file in the lower.
ROWS_A_COMMIT = 1 << 32

#: A file says by which columns it is sorted, nulls last, so that it can be checked by itself.
SORTED_BY = "sorted_by"

#: How Delta names a version in its log.
_VERSION = re.compile(r"\d{20}\.json")
_DELTA = {pl.Int64: "long", pl.String: "string", pl.Boolean: "boolean"}


@dataclass(frozen=True, slots=True)
class Table:
    """One Delta table under the pool's folder; `schema` without the bucket."""

    root: Path
    name: str
    schema: Mapping[str, pl.DataType]
    sorted_by: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.root / self.name

    def write(self, bucket: int, frame: pl.DataFrame, stem: str) -> StoredFile:
        """Write one sorted file, which nobody sees yet."""
        relative = Path(self.name) / f"bucket={bucket}" / f"{stem}.parquet"
        path = self.root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        columns = [pl.col(c).cast(d) for c, d in self.schema.items()]
        frame.sort(self.sorted_by, nulls_last=True).select(columns).write_parquet(
            path, compression="zstd", row_group_size=131_072, statistics=True,
            metadata={SORTED_BY: ",".join(self.sorted_by)},
        )  # fmt: skip
        return StoredFile(str(relative), self.name, path.stat().st_size, frame.height, digest(path))

    def publish(self, files: Iterable[StoredFile], removed: Iterable[StoredFile] = ()) -> int:
        """Name files in one new Delta version, and drop others from it; the version."""
        table = self._opened()
        actions: list[AddAction | RemoveAction] = [
            AddAction(
                path=self._own(file.path), size=file.bytes,
                partition_values={"bucket": _bucket(file.path)}, modification_time=0,
                data_change=True, stats=json.dumps({"numRecords": file.row_count}),
            )
            for file in files
        ]  # fmt: skip
        actions += [
            RemoveAction(
                path=self._own(file.path), data_change=True, deletion_timestamp=0, size=file.bytes,
                partition_values={"bucket": _bucket(file.path)},
            )
            for file in removed
        ]  # fmt: skip
        table.create_write_transaction(
            actions, "append", table.schema(), partition_by=["bucket"]
        )  # fmt: skip
        return int(DeltaTable(self.folder).version())

    def version(self) -> int | None:
        """The newest version in the folder, whether a commit names it or not; None without one.

        By the names in its log, where a version is there or not at all: nothing is opened."""
        names = (self.folder / "_delta_log").glob("*.json")
        return max((int(p.stem) for p in names if _VERSION.fullmatch(p.name)), default=None)

    def reads_as(self) -> int | None:
        """The version as which the log can be read; None if it cannot."""
        try:
            return int(DeltaTable(self.folder).version())
        except (DeltaError, OSError):
            return None

    def go_back_to(self, version: int) -> int:
        """Undo what came after `version`, by a further version; which one."""
        table = DeltaTable(self.folder)
        table.restore(version)
        return int(DeltaTable(self.folder).version())

    def _opened(self) -> DeltaTable:
        if (self.folder / "_delta_log").is_dir():
            return DeltaTable(self.folder)
        columns = [Field(name, PrimitiveType(_DELTA[type(d)])) for name, d in self.schema.items()]
        return DeltaTable.create(
            self.folder, Schema([*columns, Field("bucket", PrimitiveType("integer"))]),
            partition_by=["bucket"],
        )  # fmt: skip

    def _own(self, path: str) -> str:
        return str(Path(path).relative_to(self.name))


def scan(
    root: Path, files: Iterable[StoredFile], schema: Mapping[str, pl.DataType]
) -> pl.LazyFrame:
    """The rows of some files."""
    paths = [root / file.path for file in files]
    if not paths:
        return pl.LazyFrame(schema=dict(schema))
    return pl.scan_parquet(paths, schema=dict(schema), hive_partitioning=False)


def digest(path: Path) -> str:
    """The SHA-256 of a file, as hex."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _bucket(path: str) -> str:
    return Path(path).parent.name.removeprefix("bucket=")


def is_whole(root: Path, file: StoredFile) -> bool:
    """Whether a data file is there as it was written, byte for byte."""
    path = root / file.path
    return path.exists() and path.stat().st_size == file.bytes and digest(path) == file.sha256
