"""Which rows of a delivery are held back, and why? Kept without what is written in them.

Only the number of the row, the column and the reason are kept: the cells may name a person, and
stand in the supplier's file, of which the checksum is known. From it the rows are taken out again,
put right, and received as a repair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from zhiban.errors import DataError, Problem
from zhiban.pool.catalogue import Delivery
from zhiban.pool.writer import QUARANTINE

SCHEMA = {"row": pl.Int64(), "column": pl.String(), "kind": pl.String(), "zh": pl.String(),
          "en": pl.String()}  # fmt: skip
#: What is quoted from a cell, and what may be a number of a person.
_QUOTED = "“[^”]*”"
#: What the last column of exported rows is called; the second where the first is taken.
WHY = ("问题", "问题（智办）")
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


def in_columns_of_the_file(
    reasons: pl.DataFrame, sources: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    """The reasons, each with the name its column has in the file; `sources` says which it is made
    of."""
    names = {column: "、".join(from_) for column, from_ in sources.items() if [*from_] != [column]}
    return reasons.with_columns(pl.col("column").replace(names))


def rows_in(source: pl.DataFrame, reasons: pl.DataFrame) -> pl.DataFrame:
    """The rows held back as the supplier wrote them, each with its reasons in a last column; where
    the cells of a row cannot be told apart, its whole line is said there too."""
    said = reasons.group_by("row", maintain_order=True).agg(
        _why=pl.when(pl.col("column") == "").then("zh")
        .otherwise(pl.format("{}：{}", pl.col("column"), pl.col("zh"))).str.join("；")
    )  # fmt: skip
    found = source.join(said, on="row", how="inner", maintain_order="left")
    if "torn" in found.columns:
        line = pl.format("；原文：{}", pl.col("torn").struct.field("line")).fill_null("")
        found = found.with_columns(pl.col("_why") + line).drop("torn")
    return found.drop("row").rename({"_why": next(n for n in WHY if n not in source.columns)})


def without_reasons(names: Sequence[str], known: Sequence[str]) -> list[str]:
    """The columns of a repaired file that hold only our reasons; `known`: those it should have."""
    return [name for name in names if name in WHY and name not in known]


def same_file(delivery: Delivery, sha256: str, where: str) -> None:
    """DataError unless what is given is what was delivered."""
    if sha256 != delivery.sha256:
        raise DataError(Problem(
            "quarantine-source", where,
            f"这不是第 {delivery.no} 次交付的内容（{delivery.source}），校验和不同",
            f"this is not what delivery {delivery.no} brought ({delivery.source}): other checksum",
            "给出当时交付的原文件；数据库的表变了，就从当时的副本取，或再接收一次",
            "give the file that was delivered; of a table that has changed since, a copy of then, "
            "or receive it again",
        ))  # fmt: skip
