"""How are many small files made few, without the past being lost?

The files of a bucket become two, sorted by subject: the rows that stand and those that have ended,
whose ends are written into them.
Commit numbers stay in the rows, so that every earlier commit reads as before. Files put aside by an
earlier compaction are swept from the disk; those put aside now stay for whoever is reading.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from zhiban.language.register import Register
from zhiban.pool.catalogue import Catalogue, StoredFile
from zhiban.pool.failpoints import reach
from zhiban.pool.layout import Layout
from zhiban.pool.reading import files_by_bucket
from zhiban.pool.stems import is_compacted, parts, stem
from zhiban.pool.tables import END_COLUMNS, Table, scan
from zhiban.pool.writer import TABLES, now


def compact(
    folder: Path, catalogue: Catalogue, registers: list[type[Register]],
    *, step: Callable[[str], None] = lambda _: None,
) -> int:  # fmt: skip
    """Compact the tables of `registers` under the pool's lock; how many files became fewer."""
    commit = catalogue.last_commit() + 1
    added: list[StoredFile] = []
    removed: list[StoredFile] = []
    tables: list[Table] = []
    for register in registers:
        layout = Layout(register, folder / TABLES)
        for column in layout.subject_columns:
            rows, ends = layout.rows(column), layout.ends(column)
            tables += [rows, ends]
            step(rows.name)
            new, old = _compacted(catalogue, rows, ends, commit)
            added, removed = added + new, removed + old
    reach("compact.1")
    versions = {}
    for table in tables:
        new = [f for f in added if f.tbl == table.name]
        old = [f for f in removed if f.tbl == table.name]
        if new or old:
            versions[table.name] = table.publish(new, old)
            reach("compact.2")
    reach("compact.3")
    if versions:
        catalogue.commit(
            commit, now(), "compact", versions=versions, files=added,
            removed=[file.path for file in removed],
        )  # fmt: skip
    reach("compact.4")
    _sweep(folder, catalogue)
    reach("compact.5")
    return len(removed) - len(added)


def _compacted(
    catalogue: Catalogue, rows: Table, ends: Table, commit: int
) -> tuple[list[StoredFile], list[StoredFile]]:
    added: list[StoredFile] = []
    removed: list[StoredFile] = []
    ended = files_by_bucket(catalogue, ends)
    for bucket, files in sorted(files_by_bucket(catalogue, rows).items()):
        if bucket not in ended and (len(files) == 1 or all(map(is_compacted, files))):
            continue
        frame = scan(rows.root, files, rows.schema)
        if bucket in ended:
            frame = _with_ends(frame, scan(rows.root, ended[bucket], END_COLUMNS))
        added += [
            rows.write(bucket, part, stem(commit, holds)) for holds, part in parts(frame.collect())
        ]
        removed += [*files, *ended.get(bucket, [])]
    return added, removed


def _with_ends(rows: pl.LazyFrame, ends: pl.LazyFrame) -> pl.LazyFrame:
    last = ends.group_by("row_id").agg(
        _until=pl.col("known_until").max(), _by=pl.col("extracted_on").max()
    )
    return rows.join(last, on="row_id", how="left").with_columns(
        known_until=pl.coalesce("_until", "known_until"), ended_by=pl.coalesce("_by", "ended_by")
    )


def _sweep(folder: Path, catalogue: Catalogue) -> None:
    gone = catalogue.removed_before(catalogue.last_commit())
    for path in gone:
        (folder / TABLES / path).unlink(missing_ok=True)
    catalogue.swept(gone)
