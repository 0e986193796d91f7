"""`zhiban findings`: what did a scan find? As a list, or counted."""

from __future__ import annotations

from typing import Annotated

import polars as pl
import typer

from zhiban.cli import console, reading
from zhiban.cli.options import Area, Out, Pack, PoolDir, SomeRules
from zhiban.errors import Problem, UsageError

ScanNo = Annotated[
    int | None,
    typer.Option("--scan", metavar="SCAN", help="第几次扫描，默认最近一次 · the last by default"),
]
Verdict = Annotated[
    str | None, typer.Option(metavar="yes|no|unknown", help="只列这种结果 · this verdict alone")
]


def findings(
    rules: SomeRules = None,
    pool: PoolDir = None,
    scan: ScanNo = None,
    verdict: Verdict = None,
    area: Area = None,
    out: Out = None,
    pack: Pack = None,
) -> None:
    """发现：某次扫描对谁说了是、否、未知，从第几次起如此。 What a scan found of whom."""
    if verdict not in (None, "yes", "no", "unknown"):
        raise UsageError(Problem(
            "usage", "--verdict", f"没有结果 {verdict}", f"there is no verdict {verdict}",
            "yes、no 或 unknown", "yes, no or unknown",
        ))  # fmt: skip
    library = reading.load_packs(pack)
    from zhiban.pool.pool import Pool
    from zhiban.registers.writing import check_output, write_table
    from zhiban.scan.catalogue import Scans
    from zhiban.scan.listing import as_file
    from zhiban.scan.listing import findings as listed

    if out is not None:
        check_output(out)
    opened = Pool.open(reading.pool_folder(pool))
    scans = Scans(opened.folder)
    found = scans.the(scan)
    asked = [library.rule(name) for name in rules or found.pin.rules if name in library.rules]
    rows = listed(opened, library, scans, found, asked)
    if verdict is not None:
        wanted = {"yes": True, "no": False, "unknown": None}[verdict]
        rows = rows.filter(pl.col("verdict").eq_missing(pl.lit(wanted, pl.Boolean)))
    if area is not None:
        rows = rows.filter(pl.col("area") == area)
    frame = as_file(rows.collect(), found.pin.as_of)
    if frame.is_empty():
        console.say("没有这样的发现 · no such findings")
    write_table(frame, out)
