"""`zhiban office-stub`: a made-up office, so that the circle from finding to payment runs here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from zhiban.cli import console, reading
from zhiban.cli.options import Lang, Pack, PoolDir

app = typer.Typer(
    help="虚构的办理机构（替身，不是工作台）：审定、付款、回单。 A made-up office, not the desk.",
    no_args_is_help=True,
)
Folder = Annotated[Path, typer.Option("--office", metavar="DIR", help="它的文件夹 · its folder")]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="哪一天 · on which day")]


def _count(zh: str, en: str) -> object:
    return typer.Option(min=0, metavar="N", help=f"{zh} · {en}")


@app.command()
def decide(
    on: On, office: Folder = Path("office"), pool: PoolDir = None, pack: Pack = None,
    lang: Lang = "zh",
) -> None:  # fmt: skip
    """审定：两个虚构的人审定办件，写出 grants.csv。 Two made-up people grant what is open."""
    words = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cases.gathering import PAYS
    from zhiban.cases.kept import Cases
    from zhiban.made_up.office import decide as run
    from zhiban.pool.pool import Pool

    paying = {r.id: r.subject.id for r in library.rules.values() if getattr(r, "lane", "") in PAYS}
    cases = Cases(Pool.open(reading.pool_folder(pool)).folder).all()
    asked = cases.filter(
        pl.col("state") == "open", pl.col("amount_fen") > 0, pl.col("rule").is_in(list(paying))
    ).with_columns(kind=pl.col("rule").replace_strict(paying, return_dtype=pl.String))
    done = run(office, asked, reading.day(on, "--on"))
    console.out(words.say(
        f"虚构的机构审定了 {done} 件：{office / 'grants.csv'}",
        f"the made-up office granted {done}: {office / 'grants.csv'}",
    ))  # fmt: skip


@app.command()
def pay(
    on: On, office: Folder = Path("office"),
    refused: Annotated[int, _count("退回几笔", "so many come back")] = 0,
    doubled: Annotated[int, _count("付两次几笔", "so many are paid twice")] = 0,
    wrong: Annotated[int, _count("金额付错几笔", "so many with a wrong sum")] = 0,
    unknown: Annotated[int, _count("来历不明几笔", "so many of nobody's order")] = 0,
    silent: Annotated[int, _count("不知退没退几笔", "so many of which nobody says")] = 0,
    seed: Annotated[int, typer.Option(metavar="S", help="种子 · seed")] = 1,
    lang: Lang = "zh",
) -> None:  # fmt: skip
    """付款：虚构的银行付款，写出 payments.csv。 The made-up bank pays, and says what it did."""
    words = reading.listing(lang)
    from zhiban.made_up.office import Mistakes
    from zhiban.made_up.office import pay as run

    mistakes = Mistakes(refused, doubled, wrong, unknown, silent)
    found = run(office, reading.day(on, "--on"), mistakes, seed)
    told = "，".join(f"{fate} {count}" for fate, count in found.items())
    console.out(words.say(
        f"虚构的银行回单：{told or '没有要付的'}：{office / 'payments.csv'}",
        f"the made-up bank returned: {told or 'nothing to pay'}: {office / 'payments.csv'}",
    ))  # fmt: skip
