"""`zhiban city`: make up a city of any size, block by block; how near to published totals?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, layout, progress, reading
from zhiban.cli.options import Lang, Pack
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhiban.made_up.totals import Total

#: The planted cases take so many firms and more.
LEAST_FIRMS = 60


def city(
    people: Annotated[
        int, typer.Option(min=1, max=40_000_000, metavar="N", help="多少人 · how many people")
    ] = 20_000,
    firms: Annotated[
        int | None,
        typer.Option(
            min=1, max=2_000_000, metavar="M",
            help="多少单位，默认每千人 40 个 · how many firms; 40 for 1,000 people by default",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="S", help="种子，同一种子同一城市 · same seed, same city")
    ] = 1,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="写到哪个空文件夹 · an empty folder")
    ] = Path("city"),
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, max=256, metavar="W", help="几个进程，默认每核一个 · processes; one a core"
        ),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="FILE", help="把对照表写成文档 · write the table as a page"),
    ] = None,
    judged: Annotated[
        bool, typer.Option("--verdicts", help="另写真实情况下的结论 · the true verdicts as well")
    ] = False,
    pack: Pack = None,
    lang: Lang = "zh",
) -> None:  # fmt: skip
    """造城：按公布的数据虚构整座城市，登记簿和真实情况分别写出。 Make up a whole city."""
    language = reading.language(lang)
    from zhiban.made_up.blocks import FIRMS_PER_THOUSAND
    from zhiban.made_up.city import make_city
    from zhiban.made_up.totals import totals
    from zhiban.made_up.totals_page import totals_page

    _refuse_used(out)
    count = firms or max(LEAST_FIRMS, people * FIRMS_PER_THOUSAND // 1000)
    with progress.parts() as part:
        made = make_city(
            people, count, seed, out, workers=workers or os.cpu_count() or 1,
            done=lambda done, of: part("造城 · making the city", done, of),
        )  # fmt: skip
        if judged:
            from zhiban.cli.verdicts import verdicts

            verdicts(
                made, packs=pack, workers=workers or os.cpu_count() or 1,
                done=lambda done, of: part("判定真实情况 · judging the truth", done, of),
            )  # fmt: skip
    found = totals(made)
    if page is not None:
        page.write_text(totals_page(made, found), encoding="utf-8")
    is_zh = language == "zh"
    rows = sum(made.rows.values())
    console.out(
        f"虚构：{made.people:,} 人，{made.firms:,} 个单位，{rows:,} 行登记 → {out} · all made up"
        if is_zh
        else f"Made up: {made.people:,} people, {made.firms:,} firms, {rows:,} rows → {out}"
    )
    console.out("")
    console.out(_table(found, is_zh))


def _refuse_used(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(Problem(
            "city-not-empty", f"--out {out}", "已有别的文件，不会覆盖",
            "holds other files, which are not overwritten",
            "换一个 --out 文件夹", "choose another folder for --out",
        ))  # fmt: skip


def _table(found: Sequence[Total], is_zh: bool) -> str:
    """Every total but the districts; these only where they are too far off."""
    from zhiban.made_up.totals_page import off

    head = (
        (
            "每千人 · for a thousand people",
            "公布 published",
            "虚构 made up",
            "差 off",
            "出处 status",
        )
        if is_zh
        else ("For a thousand people", "published", "made up", "off", "status")
    )
    rows = [
        (
            f"{one.title} · {one.title_en}" if is_zh else one.title_en,
            "–" if one.published is None else f"{one.published:,.1f}",
            f"{one.made_up:,.1f}", off(one).replace("*", ""), one.status,
        )
        for one in found
        if not one.id.isdigit() or not one.is_within
    ]  # fmt: skip
    return layout.table([head, *rows])
