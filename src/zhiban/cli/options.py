"""Which options do the commands share?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RuleNames = Annotated[
    list[str], typer.Argument(metavar="RULE…", help="规则编号 · ids of rules (zhiban rules)")
]
SomeRules = Annotated[
    list[str] | None,
    typer.Argument(metavar="[RULE…]", help="只要这些规则，默认全部 · these rules; all by default"),
]
Facts = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="事实文件 .csv .parquet · a file of facts"),
]
Register = Annotated[
    list[str] | None,
    typer.Option(
        "--register",
        metavar="NAME=FILE",
        help="登记簿文件，可重复；也可给整个文件夹 · a register file; repeatable; or a folder",
    ),
]
Table = Annotated[
    list[str] | None,
    typer.Option(
        "--table",
        metavar="NAME=TABLE",
        help="登记簿在数据库（postgresql://…）的哪个表，可重复 · "
        "the table of a register given as a database; repeatable",
    ),
]
Covered = Annotated[
    list[str] | None,
    typer.Option(
        "--covered",
        metavar="NAME=FROM..UNTIL:KIND",
        help="登记簿覆盖的日期，KIND 为 full（默认）、changes 或 events；可重复 · "
        "days a register covers; KIND full (default), changes or events; repeatable",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="判定日，默认上海时间今天 · day judged; today in Shanghai by default",
    ),
]
LawKnownAt = Annotated[
    str | None,
    typer.Option(
        "--law-known-at",
        metavar="DATE",
        help="只用这天以前公布的文件 · only texts published by then",
    ),
]
Occasion = Annotated[
    str | None,
    typer.Option(metavar="O", help="只判这一个事由，如 2025 或失业编号 · only this occasion"),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE", help="写到 .csv 或 .parquet，默认标准输出 · default stdout"
    ),
]
Pack = Annotated[
    list[Path] | None,
    typer.Option(
        "--pack", metavar="DIR", help="另外的知识包文件夹，可重复 · another pack; repeatable"
    ),
]
PoolDir = Annotated[
    Path | None,
    typer.Option(
        "--pool",
        metavar="DIR",
        help="数据池文件夹，默认 ZHIBAN_POOL 或 ./pool · the pool; default ZHIBAN_POOL or ./pool",
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="COMMIT|DATE",
        help="只看到这次提交或这一天为止，默认最近 · as known after this commit or day",
    ),
]
Name = Annotated[
    str | None, typer.Argument(metavar="NAME", help="编号，不写则列出全部 · an id; all without it")
]
AsJson = Annotated[bool, typer.Option("--json", help="写成 JSON · as JSON")]
Lang = Annotated[str, typer.Option("--lang", metavar="zh|en", help="语言 · language")]
Area = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="只列这个区县，如 500103 · of this district alone"),
]
