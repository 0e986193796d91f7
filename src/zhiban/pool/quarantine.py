"""Which rows of a delivery are held back, and why? Kept without what is written in them.

Only the number of the row, the column and the reason are kept: the cells may name a person, and
stand in the supplier's file, of which the checksum is known. From it the rows are taken out again,
put right, and received as a repair.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from zhiban.errors import DataError, Problem
from zhiban.pool.catalogue import Delivery
from zhiban.pool.writer import QUARANTINE

SCHEMA = {"row": pl.Int64(), "column": pl.String(), "kind": pl.String(), "zh": pl.String(),
          "en": pl.String()}  # fmt: skip
#: What is quoted from a cell, and what may be a number of a person.
_QUOTED = "“[^”]*”"
_LONG_NUMBER = r"[0-9０-９]{7,}[Xx]?"


def reasons_of(held: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One line a row and reason, without the words of the cells; in the order of the file."""
    frames = [
        rows.select("row", "reasons").explode("reasons").unnest("reasons")
        for rows in held
        if rows.height
    ]
    if not frames:
        return pl.DataFrame(schema=SCHEMA)
    hidden = [
        pl.col(words).str.replace_all(_QUOTED, "“…”").str.replace_all(_LONG_NUMBER, "…")
        for words in ("zh", "en")
    ]
    together = pl.concat([frame.select(list(SCHEMA)) for frame in frames], how="vertical_relaxed")
    return (
        together.with_columns(hidden)
        .select(pl.col(name).cast(type_) for name, type_ in SCHEMA.items())
        .sort("row", maintain_order=True)
    )


def path_of(folder: Path, no: int) -> Path:
    """Where the reasons of a delivery lie."""
    return folder / QUARANTINE / f"{no:09d}.parquet"


def write(folder: Path, no: int, reasons: pl.DataFrame) -> None:
    """Keep the reasons of a delivery, before it is committed."""
    if reasons.height:
        path = path_of(folder, no)
        path.parent.mkdir(exist_ok=True)
        reasons.write_parquet(path)


def read(folder: Path, delivery: Delivery) -> pl.DataFrame:
    """The reasons of a delivery; empty when nothing was held back."""
    path = path_of(folder, delivery.no)
    return pl.read_parquet(path) if path.exists() else pl.DataFrame(schema=SCHEMA)


def rows_in(source: pl.DataFrame, reasons: pl.DataFrame) -> pl.DataFrame:
    """The rows held back as the supplier wrote them, each with its reasons in a last column."""
    said = reasons.group_by("row").agg(
        reason=pl.format("{}：{}", pl.col("column"), pl.col("zh")).str.join("；")
    )
    return source.join(said, on="row", how="inner", maintain_order="left").rename(
        {"reason": "问题"}
    )


def same_file(delivery: Delivery, sha256: str, path: Path) -> None:
    """DataError unless the file is the one that was delivered."""
    if sha256 != delivery.sha256:
        raise DataError(Problem(
            "quarantine-source", str(path),
            f"这不是第 {delivery.no} 次交付的文件（{delivery.source}），校验和不同",
            f"this is not the file of delivery {delivery.no} ({delivery.source}): other checksum",
            "给出当时交付的原文件", "give the file that was delivered",
        ))  # fmt: skip
