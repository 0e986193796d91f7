"""What was found by a scan, as a list: the columns of `judge`, the area and the next change."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.language.rules import Rule
from zhiban.loop.judging import verdict_word
from zhiban.packs import Library
from zhiban.pool.pool import Pool
from zhiban.registers.wide import date_texts
from zhiban.scan.catalogue import Scan, Scans
from zhiban.scan.findings import KEY, standing


def findings(
    pool: Pool, library: Library, scans: Scans, scan: Scan, rules: Sequence[Rule]
) -> pl.LazyFrame:
    """The findings of some rules that stood after a scan, sorted by id, rule and occasion:
    `KEY`, `area`, verdict (yes, no, unknown), amount_fen, outputs, unmet, because, next_change."""
    frames = []
    for rule in rules:
        rows = standing(scans, scan.no, [rule.id])
        frames.append(with_area(rows, pool, library, rule.subject.id, scan.pin.known_at))
    if not frames:
        return pl.LazyFrame(schema={c: pl.String for c in (*KEY, "area", "verdict")})
    return pl.concat(frames).sort("id", "rule", "occasion")


def with_area(
    rows: pl.LazyFrame, pool: Pool, library: Library, kind: str, known_at: int
) -> pl.LazyFrame:
    """`rows` with the `area` where each subject is counted; null where nobody says."""
    subject = library.kinds[kind]
    register = library.registers.get(subject.register)
    if register is None or not subject.area or not pool.catalogue.deliveries(register.id):
        return rows.with_columns(area=pl.lit(None, pl.String))
    own = pool.rows(register, known_at=known_at)
    areas = own.select(id=pl.col(register.key[0]), area=pl.col(subject.area))
    # Two rows of one subject that disagree say nothing of where it is.
    once = areas.group_by("id").agg(
        pl.when(pl.col("area").n_unique() == 1).then(pl.col("area").first()).alias("area")
    )
    return rows.join(once, on="id", how="left")


def as_file(rows: pl.DataFrame, as_of: int) -> pl.DataFrame:
    """The form that `zhiban findings` writes."""
    day = pl.repeat(as_of, rows.height, dtype=pl.Int64, eager=True).alias("as_of")
    return rows.select(
        "id", pl.when(pl.col("occasion") != "").then("occasion").alias("occasion"), "rule", "area",
        verdict_word(), "amount_fen", "outputs", "unmet", "because", date_texts(day),
        date_texts(rows["next_change"]), "since",
    )  # fmt: skip
