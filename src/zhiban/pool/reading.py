"""What did the pool know, at a commit? The rows that stood then, by subject column and bucket."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from zhiban.pool.catalogue import Catalogue, StoredFile
from zhiban.pool.layout import Layout
from zhiban.pool.stems import commit_of, standing_at
from zhiban.pool.tables import END_COLUMNS, Table, scan


def files_by_bucket(catalogue: Catalogue, table: Table) -> dict[int, list[StoredFile]]:
    """The data files of a table that count, by bucket."""
    found: dict[int, list[StoredFile]] = defaultdict(list)
    for file in catalogue.files(table.name):
        found[bucket_of_file(file)].append(file)
    return found


def bucket_of_file(file: StoredFile) -> int:
    """The bucket in a file's path."""
    return int(file.path.split("/bucket=")[1].split("/")[0])


def standing(
    catalogue: Catalogue, layout: Layout, column: str, *, buckets: Iterable[int] | None = None,
    known_at: int | None = None,
) -> pl.LazyFrame:  # fmt: skip
    """The rows of a register that stood after commit `known_at` (null: now).

    The same rows for ever, whatever was received, compacted or vacuumed since (SEM 11).
    """
    rows, ends = layout.rows(column), layout.ends(column)
    at = catalogue.last_commit() if known_at is None else known_at
    wanted = None if buckets is None else set(buckets)
    whole: list[StoredFile] = []
    kept: list[pl.LazyFrame] = []
    for file in _chosen(catalogue, rows, wanted):
        stood = standing_at(file, at)
        if stood is None:
            continue
        if stood.meta.is_literal():
            whole.append(file)
        else:
            kept.append(scan(layout.root, [file], rows.schema).filter(stood))
    if whole or not kept:
        kept.insert(0, scan(layout.root, whole, rows.schema))
    stand = pl.concat(kept)
    ended_files = [f for f in _chosen(catalogue, ends, wanted) if commit_of(f) <= at]
    if not ended_files:
        return stand
    ended = scan(layout.root, ended_files, END_COLUMNS)
    return stand.join(ended, on="row_id", how="anti")


def changed_between(
    catalogue: Catalogue, layout: Layout, column: str, after: int, until: int
) -> pl.DataFrame:
    """The rows that came or went in the commits after `after` up to `until`."""

    def within(name: str) -> pl.Expr:
        return (pl.col(name) > after) & (pl.col(name) <= until)

    rows, ends = history(catalogue, layout, column, None)
    ended = ends.filter(within("known_until")).select("row_id").collect()["row_id"]
    came_or_went = within("known_from") | within("known_until").fill_null(False)
    if ended.len():
        came_or_went |= pl.col("row_id").is_in(ended.implode())
    return rows.filter(came_or_went).select(column, *_other(layout, column)).collect()


def history(
    catalogue: Catalogue, layout: Layout, column: str, bucket: int | None
) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """All rows ever and all ends not folded in, of one bucket or of all."""
    wanted = None if bucket is None else {bucket}
    rows, ends = layout.rows(column), layout.ends(column)
    return (
        scan(layout.root, _chosen(catalogue, rows, wanted), rows.schema),
        scan(layout.root, _chosen(catalogue, ends, wanted), END_COLUMNS),
    )


def _chosen(catalogue: Catalogue, table: Table, buckets: set[int] | None) -> list[StoredFile]:
    if buckets is None:
        return catalogue.files(table.name)
    return [file for bucket in sorted(buckets) for file in catalogue.files(table.name, bucket)]


def _other(layout: Layout, column: str) -> list[str]:
    return [name for name in layout.content if name != column]
