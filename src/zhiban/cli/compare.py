"""`zhiban compare`: what is otherwise in one scan than in another, and why?"""

from __future__ import annotations

from typing import Annotated

import polars as pl
import typer

from zhiban.cli import console, reading
from zhiban.cli.layout import table
from zhiban.cli.options import Lang, Out, Pack, PoolDir

First = Annotated[int, typer.Argument(metavar="SCAN", help="较早的一次 · the earlier scan")]
Second = Annotated[int, typer.Argument(metavar="SCAN", help="较晚的一次 · the later scan")]
ByArea = Annotated[
    bool, typer.Option("--by-area", help="按区县分开数 · counted by district as well")
]


def compare(
    first: First,
    second: Second,
    pool: PoolDir = None,
    by_area: ByArea = False,
    out: Out = None,
    pack: Pack = None,
    lang: Lang = "zh",
) -> None:
    """比较：两次扫描之间新增、改变、消失多少，因为什么；--out 写名单。 What changed, and why."""
    words = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.pool.pool import Pool
    from zhiban.registers.writing import check_output, write_table
    from zhiban.scan.catalogue import Scans
    from zhiban.scan.comparing import REASONS, STATES, summary
    from zhiban.scan.comparing import compare as run

    if out is not None:
        check_output(out)
    opened = Pool.open(reading.pool_folder(pool))
    scans = Scans(opened.folder)
    changes = run(
        opened, library, scans, scans.scan(first), scans.scan(second), list(library.rules.values())
    )
    by = ("rule", "area") if by_area else ("rule",)
    said = {
        "rule": ("规则", "rule"), "area": ("区县", "area"), "new": ("新增", "new"),
        "standing": ("不变", "standing"), "changed": ("改变", "changed"), "gone": ("消失", "gone"),
    }  # fmt: skip
    reasons = {
        "rule": ("因规则", "by rule"), "parameter": ("因参数", "by parameter"),
        "fact": ("因事实", "by fact"), "time": ("因时间", "by time"),
        "other": ("因他人", "by others"),
    }  # fmt: skip
    counted = summary(changes, by)
    head = [words.say(*said[name]) for name in (*by, *STATES)]
    head += [words.say(*reasons[name]) for name in REASONS]
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in counted.rows()]
    console.out(table([head, *rows]))
    if out is not None:
        write_table(changes.filter(pl.col("state") != "standing"), out)
