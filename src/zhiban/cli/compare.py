"""`zhiban compare`: what is otherwise in one scan than in another, and why?"""

from __future__ import annotations

from typing import Annotated

import polars as pl
import typer

from zhiban.cli import console, reading
from zhiban.cli.layout import table
from zhiban.cli.options import Area, Lang, Out, Pack, PoolDir
from zhiban.errors import Problem, UsageError

First = Annotated[int, typer.Argument(metavar="SCAN", help="较早的一次 · the earlier scan")]
Second = Annotated[int, typer.Argument(metavar="SCAN", help="较晚的一次 · the later scan")]
ByArea = Annotated[
    bool, typer.Option("--by-area", help="按区县分开数 · counted by district as well")
]
OneRule = Annotated[
    str | None,
    typer.Option("--rule", metavar="RULE", help="名单只要这条规则 · list this rule alone"),
]
State = Annotated[
    str | None,
    typer.Option(
        metavar="new|changed|gone|standing", help="名单只要这种变化 · list this change alone"
    ),
]
Reason = Annotated[
    str | None,
    typer.Option(
        metavar="rule|parameter|fact|time|both|other",
        help="名单只要这种原因 · list this reason alone",
    ),
]


def compare(
    first: First,
    second: Second,
    pool: PoolDir = None,
    by_area: ByArea = False,
    rule: OneRule = None,
    state: State = None,
    reason: Reason = None,
    area: Area = None,
    out: Out = None,
    pack: Pack = None,
    lang: Lang = "zh",
) -> None:
    """比较：两次扫描之间新增、改变、消失多少，因为什么；每个数都能列出名单。

    What changed between two scans, and why. With --rule, --state, --reason or --area the list
    behind that number.
    """
    words = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cli.progress import parts
    from zhiban.pool.pool import Pool
    from zhiban.registers.writing import check_output, write_table
    from zhiban.scan.catalogue import Scans
    from zhiban.scan.comparing import REASONS, STATES, summary
    from zhiban.scan.comparing import compare as run

    if out is not None:
        check_output(out)
    opened = Pool.open(reading.pool_folder(pool))
    scans = Scans(opened.folder)
    _known("--state", state, STATES)
    _known("--reason", reason, REASONS)
    asked = [library.rule(rule)] if rule else list(library.rules.values())
    pair = scans.scan(first), scans.scan(second)
    with parts() as step:
        changes = run(opened, library, scans, *pair, asked, step)
    if any((rule, state, reason, area)):
        kept = pl.col("state") == (state or "standing")
        chosen = [kept if state else ~kept]
        if reason:
            chosen.append(pl.col("reason") == reason)
        if area:
            chosen.append(pl.col("area") == area)
        write_table(changes.filter(*chosen), out)
        return
    by = ("rule", "area") if by_area else ("rule",)
    said = {
        "rule": ("规则", "rule"), "area": ("区县", "area"), "new": ("新增", "new"),
        "standing": ("不变", "standing"), "changed": ("改变", "changed"), "gone": ("消失", "gone"),
    }  # fmt: skip
    reasons = {
        "rule": ("因规则", "by rule"), "parameter": ("因参数", "by parameter"),
        "fact": ("因事实", "by fact"), "time": ("因时间", "by time"),
        "both": ("两者都有", "by both"),
        "other": ("因他人", "by others"),
    }  # fmt: skip
    counted = summary(changes, by)
    head = [words.say(*said[name]) for name in (*by, *STATES)]
    head += [words.say(*reasons[name]) for name in REASONS]
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in counted.rows()]
    console.out(table([head, *rows]))
    if out is not None:
        write_table(changes.filter(pl.col("state") != "standing"), out)


def _known(option: str, given: str | None, there: tuple[str, ...]) -> None:
    if given is not None and given not in there:
        raise UsageError(Problem(
            "usage", option, f"没有 {given}", f"there is no {given}",
            "、".join(there), ", ".join(there),
        ))  # fmt: skip
