"""How fast is the pool? Contributions of known people received, corrected, read and compacted."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from bench.measuring import in_turns, peak_mib, say
from bench.rows import Paid
from zhiban.pool.pool import Pool

ROWS = int(os.environ.get("ZHIBAN_BENCH_POOL_ROWS", "12000000"))
CORRECTED = 10_000
EXTRACTED = 20_500


def write_delivery(path: Path, rows: int) -> None:
    """A CSV of made-up contributions: twelve months a person, a firm for a thousand people."""
    people = rows // 12
    frame = pl.LazyFrame({"row": pl.int_range(people * 12, eager=True)}).select(
        person=pl.format("虚构P{}", pl.col("row") // 12),
        firm=pl.format("虚构E{}", pl.col("row") // 12 % max(1, people // 1000)),
        for_month=pl.format("2025-{}", (pl.col("row") % 12 + 1).cast(pl.String).str.zfill(2)),
        paid_fen=pl.when(pl.col("row").hash(7) % 50 != 0).then(pl.col("row").hash(9) % 100_000),
    )
    frame.sink_csv(path)


def receive(folder: str) -> None:
    """The whole delivery into a new pool; what came of it into result.json."""
    start = time.perf_counter()
    _deliver(folder, f"{folder}/paid.csv", EXTRACTED, kind="full")
    seconds = time.perf_counter() - start
    (Path(folder) / "result.json").write_text(json.dumps(seconds), encoding="utf-8")


def _deliver(folder: str, path: str, extracted_on: int, kind: str = "changes") -> None:
    from zhiban.loop.delivering import deliver

    pool = Pool.open(Path(folder) / "pool", create=True)
    covers = ((20_000, 20_454),) if kind == "full" else ()
    deliver(pool, Paid, Path(path), extracted_on=extracted_on, kind=kind, covers=covers)


def measure(repeat: int, rows: int = ROWS) -> dict[str, Any]:
    """Seconds, rows a second, MiB."""
    folder = tempfile.mkdtemp(prefix="zhiban-pool-")
    try:
        say("数据 data")
        write_delivery(Path(folder) / "paid.csv", rows)
        peak = peak_mib("bench.pool", "receive", folder)
        received = json.loads((Path(folder) / "result.json").read_text(encoding="utf-8"))
        pool = Pool.open(Path(folder) / "pool")
        say("correction")
        (pl.scan_csv(f"{folder}/paid.csv").gather_every(rows // CORRECTED + 1)
         .with_columns(paid_fen=pl.lit(1)).sink_csv(f"{folder}/corrected.csv"))  # fmt: skip
        corrected = _seconds(
            lambda: _deliver(folder, f"{folder}/corrected.csv", EXTRACTED + 1)
        )  # fmt: skip
        first = pool.rows(Paid, known_at=1)
        files = [pool.folder / "tables" / f.path for f in pool.catalogue.files("bench_paid@person")]
        wanted = [pl.col("for_month").max(), pl.col("paid_fen").sum(), pl.len()]
        reads = in_turns(
            {
                "plain": lambda: pl.scan_parquet(files).select(wanted).collect(),
                "known_at": lambda: first.select(wanted).collect(),
                "now": lambda: pool.rows(Paid).select(wanted).collect(),
            },
            repeat,
        )
        say("compaction")
        compacted = _seconds(lambda: pool.compact([Paid]))
        later = in_turns(
            {
                "known_at_compacted": lambda: pool.rows(Paid, known_at=1).select(wanted).collect(),
                "now_compacted": lambda: pool.rows(Paid).select(wanted).collect(),
            },
            repeat,
        )
    finally:
        shutil.rmtree(folder)
    return {
        "rows": rows, "repeat": repeat,
        "seconds": {
            "receive": round(received, 2), "correct_10000": round(corrected, 2),
            "compact": round(compacted, 2), **{k: round(v, 3) for k, v in (reads | later).items()},
        },
        "rows_per_second": {
            "receive": round(rows / received), "compact": round(2 * rows / compacted)
        },
        "ratios": {
            f"{name} / plain": round(seconds / reads["plain"], 2)
            for name, seconds in (reads | later).items()
            if name != "plain"
        },
        "peak_mib": peak,
    }  # fmt: skip


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    seconds, rate, ratio = found["seconds"], found["rows_per_second"], found["ratios"]
    return f"""## The pool

{found["rows"]:,} rows of made-up contributions as one CSV, kept by person and by firm.

| what | seconds | |
|---|---|---|
| receive the file (read, judged cell by cell, compared, written twice) | {seconds["receive"]} | \
{rate["receive"]:,} rows a second, {found["peak_mib"]:,} MiB |
| correct {CORRECTED:,} rows scattered over it | {seconds["correct_10000"]} | |
| read all its files, whatever stands | {seconds["plain"]} | |
| read what stood before the correction | {seconds["known_at"]} | \
{ratio["known_at / plain"]} × the plain read |
| read what stands now, the correction not yet compacted | {seconds["now"]} | \
{ratio["now / plain"]} × |
| compact both tables | {seconds["compact"]} | {rate["compact"]:,} rows a second |
| then read what stood before the correction | {seconds["known_at_compacted"]} | \
{ratio["known_at_compacted / plain"]} × |
| and what stands now | {seconds["now_compacted"]} | {ratio["now_compacted / plain"]} × |
"""
