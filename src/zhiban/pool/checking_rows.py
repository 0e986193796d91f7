"""Do the rows of a pool stand where they belong: sorted, in their bucket, once, in both tables?

What a checksum cannot tell: a file that was written wrongly matches its own. One file at a time is
looked at, then the row ids of a table in passes of so many rows, whatever the size of the pool.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import polars as pl

from zhiban.errors import Problem
from zhiban.pool.buckets import bucket_of
from zhiban.pool.catalogue import StoredFile
from zhiban.pool.reading import bucket_of_file
from zhiban.pool.tables import SORTED_BY

#: How many row ids are held at once.
_ROWS_A_PASS = 8_000_000
_ENDS = ".ends"


def check_order(tables: Path, file: StoredFile) -> list[Problem]:
    """Whether a whole file is sorted as it says, and lies in the bucket of its subjects."""
    path, column = tables / file.path, subject_column(file.tbl)
    said = pl.read_parquet_metadata(path).get(SORTED_BY)
    order = said.split(",") if said else [column or "row_id"]  # older files do not say
    asked = order if column is None else list(dict.fromkeys([*order, column]))
    bucket = pl.lit(0) if column is None else bucket_of(column).fill_null(0)
    here = pl.lit(0) if column is None else pl.lit(bucket_of_file(file))
    found = _columns(path, asked).select(
        wrong=_is_before_the_last(order).arg_true().first(), away=(bucket != here).sum()
    )  # fmt: skip
    wrong, away = found.collect().row(0)
    problems = []
    if wrong is not None:
        problems.append(_problem(
            "pool-file-order", path,
            f"数据文件没有按 {'、'.join(order)} 排序：第 {wrong + 1} 行应在它的前一行之前",
            f"this data file is not sorted by {', '.join(order)}: "
            f"row {wrong + 1} belongs before the one above it",
        ))  # fmt: skip
    if away:
        problems.append(_problem(
            "pool-file-bucket", path, f"有 {away} 行按 {column} 不该在这个分桶里",
            f"by their {column} {away} rows do not belong in this bucket",
        ))  # fmt: skip
    return problems


def check_links(tables: Path, files: Iterable[StoredFile]) -> list[Problem]:
    """Whether each row stands once in a table, and in every table of a subject it names; and each
    end in the bucket of its row. `files`: all files of the tables asked about, each of them whole.
    """
    by_table: dict[str, list[StoredFile]] = {}
    for file in files:
        by_table.setdefault(file.tbl, []).append(file)
    problems: list[Problem] = []
    by_register: dict[str, list[str]] = {}
    for name, own in by_table.items():
        if name.endswith(_ENDS):
            problems += _ends(tables, own, by_table.get(name.removesuffix(_ENDS), []))
        else:
            problems += _twice(tables, own)
            by_register.setdefault(name.split("@")[0], []).append(name)
    for names in by_register.values():
        for one, other in combinations(sorted(names), 2):
            problems += _apart(tables, by_table[one], by_table[other])
    return problems


def _twice(tables: Path, files: Sequence[StoredFile]) -> list[Problem]:
    count, example = 0, 0
    for ids in _passes(tables, files, []):
        again = ids.filter(pl.col("row_id").is_duplicated())["row_id"]
        count, example = count + again.n_unique(), _least(again, example)
    if not count:
        return []
    return [_problem(
        "pool-row-twice", tables / files[0].tbl,
        f"有 {count} 行（例如行号 {example}）在这张表里不止一次",
        f"{count} rows (such as row_id {example}) stand more than once in this table",
    )]  # fmt: skip


def _apart(
    tables: Path, files: Sequence[StoredFile], others: Sequence[StoredFile]
) -> list[Problem]:
    columns = [str(subject_column(files[0].tbl)), str(subject_column(others[0].tbl))]
    parts = _parts(files, others)
    names_both = pl.all_horizontal(pl.col(columns).is_not_null())
    count, example = 0, 0
    for ours, theirs in zip(
        _passes(tables, files, columns, parts), _passes(tables, others, columns, parts),
        strict=True,
    ):  # fmt: skip
        here, there = ours.filter(names_both), theirs.filter(names_both)
        lone = pl.concat([
            here.join(there, on=here.columns, how="anti"),
            there.join(here, on=here.columns, how="anti"),
        ])["row_id"]  # fmt: skip
        count, example = count + lone.n_unique(), _least(lone, example)
    if not count:
        return []
    first, second = columns
    return [_problem(
        "pool-row-apart", f"{tables / files[0].tbl} · {tables / others[0].tbl}",
        f"有 {count} 行（例如行号 {example}）写着 {first} 和 {second}，两张表里却不一样",
        f"{count} rows (such as row_id {example}) name both {first} and {second}, "
        "and are not the same in both tables",
    )]  # fmt: skip


def _ends(tables: Path, files: Sequence[StoredFile], rows: Sequence[StoredFile]) -> list[Problem]:
    problems = []
    for bucket in sorted({bucket_of_file(f) for f in files}):
        ended, there = (
            _ids(tables, [f for f in some if bucket_of_file(f) == bucket], []).collect()
            for some in (files, rows)
        )
        lost = ended.join(there, on="row_id", how="anti")["row_id"].sort()
        if lost.len():
            problems.append(_problem(
                "pool-end-alone", tables / files[0].tbl / f"bucket={bucket}",
                f"有 {lost.len()} 行（例如行号 {lost[0]}）在这里终止，同一分桶里却没有这样的行",
                f"{lost.len()} rows (such as row_id {lost[0]}) end here, "
                "and the bucket has no such row",
            ))  # fmt: skip
    return problems


def _passes(
    tables: Path, files: Sequence[StoredFile], columns: list[str], parts: int = 0
) -> Iterable[pl.DataFrame]:
    """row_id and `columns` of all rows, so many at once; the same ids in the same pass."""
    parts = parts or _parts(files)
    rows = _ids(tables, files, columns)
    for part in range(parts):
        yield rows.filter(pl.col("row_id") % parts == part).collect()


def _parts(*tables: Sequence[StoredFile]) -> int:
    return 1 + max(sum(f.row_count for f in files) for files in tables) // _ROWS_A_PASS


def _ids(tables: Path, files: Sequence[StoredFile], columns: list[str]) -> pl.LazyFrame:
    if not files:
        return pl.LazyFrame(schema={"row_id": pl.Int64()})
    return pl.concat([_columns(tables / f.path, ["row_id", *columns]) for f in files])


def _columns(path: Path, columns: Sequence[str]) -> pl.LazyFrame:
    """Some columns of a file; null where an earlier form of the register had no such column."""
    has = pl.read_parquet_schema(path)
    return pl.scan_parquet(path, hive_partitioning=False).select(
        pl.col(c) if c in has else pl.lit(None, pl.String).alias(c) for c in columns
    )


def _is_before_the_last(order: Sequence[str]) -> pl.Expr:
    """Whether a row is out of order, which is the order of columns, nulls last."""
    is_less = pl.lit(False)
    for name in reversed(order):
        now, last = pl.col(name), pl.col(name).shift(1)
        less = now.is_not_null() & (last.is_null() | (now < last).fill_null(False))
        is_less = less | (now.eq_missing(last) & is_less)
    return is_less & (pl.int_range(pl.len()) > 0)


def subject_column(tbl: str) -> str | None:
    """The subject column of a table of rows; none for a table of ends."""
    return None if tbl.endswith(_ENDS) else tbl.split("@")[1]


def _least(ids: pl.Series, example: int) -> int:
    lowest = ids.min()
    return example or (lowest if isinstance(lowest, int) else 0)


def _problem(code: str, where: Path | str, what: str, what_en: str) -> Problem:
    return Problem(
        code, str(where), what, what_en,
        "换用核对无误的较早备份，或另建数据池重新接收；请把这一条报给 zhiban 的维护者",
        "use an earlier backup that checks out, or receive anew into another pool; please report "
        "this to those who maintain zhiban",
    )  # fmt: skip
