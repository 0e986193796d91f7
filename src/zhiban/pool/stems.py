"""What does the name of a data file say of its rows, so that a read need not look inside?

`000000007-3-standing`: the fourth file of delivery 7, its rows came with it and none ended in it;
`…-ended`: they ended in the commit that brought them and never stood. Without the number of the
file a compaction wrote it: rows of commits up to its own, standing when it ran or ended by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

import polars as pl

from zhiban.pool.catalogue import StoredFile

STANDING = "standing"
ENDED = "ended"


def stem(commit: int, holds: str, number: int | None = None) -> str:
    """The name of a file: a delivery numbers its files, a compaction has one of a kind."""
    return f"{commit:09d}-{holds}" if number is None else f"{commit:09d}-{number}-{holds}"


def parts(rows: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """The rows that stand and those that ended, apart: what is asked most is then read whole."""
    stands = pl.col("known_until").is_null()
    for holds, part in ((STANDING, rows.filter(stands)), (ENDED, rows.filter(~stands))):
        if part.height:
            yield holds, part


def commit_of(file: StoredFile) -> int:
    """The commit that wrote a file."""
    return int(PurePath(file.path).stem.split("-")[0])


def is_compacted(file: StoredFile) -> bool:
    """Whether a compaction wrote the file and nothing is left to be done about it."""
    holds, number = _said(file)
    return number is None and holds in (STANDING, ENDED)


def standing_at(file: StoredFile, at: int) -> pl.Expr | None:
    """Which rows of a file stood at a commit, ends not folded in apart: null means none of them.

    A literal true means all, so that the columns with the commits need not be read.
    """
    holds, number = _said(file)
    came = pl.lit(True) if commit_of(file) <= at else pl.col("known_from") <= at
    if number is not None and commit_of(file) > at:
        return None
    if holds == STANDING:
        return came
    if holds == ENDED and (number is not None or commit_of(file) <= at):
        return None
    # A pool from before the two were kept apart, or a commit before the compaction.
    return came & (pl.col("known_until").is_null() | (pl.col("known_until") > at))


def _said(file: StoredFile) -> tuple[str, str | None]:
    said = PurePath(file.path).stem.split("-")[1:]
    return said[-1], said[-2] if len(said) == 2 else None
