"""`zhiban pool`: what is in the pool, is it whole, and which rows are held back?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, reading
from zhiban.cli.layout import table
from zhiban.cli.options import AsJson, Lang, Pack, PoolDir
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.pool.catalogue import Delivery
    from zhiban.pool.pool import Pool

Commit = Annotated[int, typer.Argument(metavar="COMMIT", help="哪次提交 · of which commit")]

app = typer.Typer(
    help="数据池：状态、核对、合并、取出隔离的行。 The pool: status, check, compact, quarantine.",
    no_args_is_help=True,
)


@app.command()
def status(pool: PoolDir = None, as_json: AsJson = False, lang: Lang = "zh") -> None:
    """状态：每次交付收下多少行。 What was delivered, and what became of it."""
    words = reading.listing(lang)
    from zhiban.cli.receive import say_questions
    from zhiban.pool.pool import Pool

    opened = Pool.open(reading.pool_folder(pool))
    found = opened.catalogue.deliveries()
    if as_json:
        from dataclasses import asdict

        from zhiban.cli.shapes import dumps

        console.out(dumps([asdict(one) for one in found]))
        return
    files = opened.catalogue.files()
    head = tuple(
        words.say(zh, en)
        for zh, en in (
            ("提交", "commit"), ("登记簿", "register"), ("来源", "source"), ("种类", "kind"),
            ("交来", "delivered"), ("收下", "accepted"), ("隔离", "quarantined"),
            ("重复", "repeated"), ("消失", "gone"),
        )
    )  # fmt: skip
    rows = [
        (str(d.no), d.register, d.source, d.kind, *(f"{n:,}" for n in (
            d.delivered, d.accepted, d.quarantined, d.repeated, d.ended)))
        for d in found
    ]  # fmt: skip
    console.out(table([head, *rows]))
    size = sum(f.bytes for f in files) / 1e6
    last = opened.catalogue.last_commit()
    console.out(words.say(
        f"{len(files)} 个数据文件，{size:,.1f} MB；最近一次提交 {last}",
        f"{len(files)} data files, {size:,.1f} MB; last commit {last}",
    ))  # fmt: skip
    say_questions(opened, words)


@app.command()
def check(
    pool: PoolDir = None,
    without_vault: Annotated[
        bool,
        typer.Option(
            "--without-vault",
            help="不核对保险库（备份里没有）· leave out the vault (a backup has none)",
        ),
    ] = False,
) -> None:
    """核对：文件、合计、每一行的位置、保险库。 Are files, sums, rows and vault as they were?"""
    from zhiban.cli.progress import steps
    from zhiban.pool.pool import Pool

    opened = Pool.open(reading.pool_folder(pool))
    with steps(len(opened.catalogue.files())) as step:
        found = opened.check(with_vault=not without_vault, step=step)
    if found:
        console.problems(found)
        raise typer.Exit(1)
    count = len(opened.catalogue.files())
    console.out(f"完好：{count} 个数据文件 · whole: {count} data files")


@app.command()
def compact(pool: PoolDir = None, pack: Pack = None) -> None:
    """合并：许多小文件并成少数几个，过去各次提交照样可读。 Make many small files few."""
    library = reading.load_packs(pack)
    from zhiban.cli.progress import steps
    from zhiban.pool.pool import Pool

    opened = Pool.open(reading.pool_folder(pool))
    with steps(len(library.registers)) as step:
        fewer = opened.compact(list(library.registers.values()), step=step)
    console.out(f"少了 {fewer} 个数据文件 · {fewer} data files fewer")


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(metavar="DIR", help="备份放哪里 · where to copy it")],
    pool: PoolDir = None,
) -> None:
    """备份：复制到另一个文件夹，再次备份只复制新文件。 Copy the pool; again: only what is new."""
    from zhiban.pool.pool import Pool

    copied = Pool.open(reading.pool_folder(pool)).back_up(to)
    console.out(f"新复制 {copied} 个数据文件到 {to} · {copied} data files copied")


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(metavar="DIR", help="备份 · the backup")],
    pool: PoolDir = None,
) -> None:
    """恢复：从备份取回丢失或损坏的文件。 Bring missing and damaged files back from a backup."""
    from zhiban.pool.pool import Pool

    found = Pool.open(reading.pool_folder(pool)).restore(backup)
    for path in found:
        console.out(path)
    console.out(f"恢复了 {len(found)} 个数据文件 · {len(found)} data files restored")


@app.command()
def quarantine(
    commit: Commit,
    source: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="当时交付的文件，或数据库地址 · the file that was delivered, or the database",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="写到 .csv、.xlsx 或 .parquet · default stdout"),
    ] = None,
    pool: PoolDir = None,
) -> None:
    """取出隔离的行，附上原因，改好后再接收。 The rows held back, with why, to be put right."""
    from zhiban.loop.held_back import held_back
    from zhiban.pool.pool import Pool
    from zhiban.registers.writing import EXCEL, FORMATS, check_output, write_table

    where = reading.place(source, "--source")
    opened = Pool.open(reading.pool_folder(pool))
    found = _delivery(opened, commit)
    formats = (*FORMATS, EXCEL)
    if out is not None:
        check_output(out, formats=formats)
    write_table(held_back(opened, found, where), out, formats=formats)


@app.command()
def report(
    commit: Commit,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="写成一页 HTML · as a page instead")
    ] = None,
    pool: PoolDir = None,
    lang: Lang = "zh",
    pack: Pack = None,
) -> None:
    """报告：一次交付的行数、隔离的原因、和上一次的不同。 What a delivery brought."""
    words = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cli.delivered import text_of
    from zhiban.cli.receive import write_page
    from zhiban.loop.delivery_report import report_of
    from zhiban.pool.pool import Pool
    from zhiban.registers.declared import specs_of

    opened = Pool.open(reading.pool_folder(pool))
    delivery = _delivery(opened, commit)
    register = library.register(delivery.register)
    found = report_of(opened, delivery, specs_of(register))
    if html is not None:
        write_page(html, found, library, lang)
        return
    console.out(text_of(found, register, words, columns=True))


def _delivery(pool: Pool, commit: int) -> Delivery:
    for found in pool.catalogue.deliveries():
        if found.no == commit:
            return found
    raise UsageError(Problem(
        "usage", str(commit), "没有这次交付", "no such delivery",
        "zhiban pool status 列出全部交付", "zhiban pool status lists them",
    ))  # fmt: skip
