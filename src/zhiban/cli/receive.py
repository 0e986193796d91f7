"""`zhiban receive`: take a supplier's file into the pool, row by row, and say what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, files, reading
from zhiban.cli.options import Lang, Pack, PoolDir
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.cli.listing import Listing
    from zhiban.loop.delivery_report import Report
    from zhiban.packs import Library
    from zhiban.pool.pool import Pool

KINDS = ("full", "changes", "events", "withdrawn")


def receive(
    register: Annotated[str, typer.Argument(metavar="REGISTER", help="登记簿编号 · its id")],
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="交付的文件，或数据库地址 postgresql://… · the file delivered, or a database",
        ),
    ],
    covers: Annotated[
        list[str] | None,
        typer.Option(
            "--covers", metavar="FROM..UNTIL",
            help="这份文件说全了的日期，可重复 · days for which the file is complete; repeatable",
        ),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="full 全量、changes 变动、events 事件、withdrawn 撤回 · what the file is",
        ),
    ] = "changes",
    extracted_on: Annotated[
        str | None,
        typer.Option(
            "--extracted-on", metavar="DATE",
            help="从来源系统取出的日期，默认今天 · the day of the extract; today by default",
        ),
    ] = None,
    repairs: Annotated[
        int | None,
        typer.Option(
            metavar="COMMIT",
            help="改好的隔离行属于哪次提交 · the commit whose quarantined rows are put right here",
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="这个提供方的映射文件 · how this supplier's columns become those of the register",
        ),
    ] = None,
    table: Annotated[
        str | None, typer.Option(metavar="TABLE", help="数据库的表，如 hr.hires · its table")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Excel 的工作表 · the sheet of an Excel file")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="编码，认不出才写 · utf-8 or gb18030; found if left out"),
    ] = None,
    supplier: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="提供方，和它的上一次比，默认映射文件名 · whose earlier delivery to compare with",
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="报告另写成一页 HTML · the report as a page too"),
    ] = None,
    keys: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND=NUMBER",
            help="主体用什么号码，第一次交付时说明：person=resident、enterprise=uscc、local 等 · "
            "by which numbers subjects go; said at the first delivery",
        ),
    ] = None,
    pool: PoolDir = None,
    lang: Lang = "zh",
    pack: Pack = None,
) -> None:  # fmt: skip
    """接收：登记簿文件入池，报告收下、隔离、重复各多少行。 Receive a file into the pool."""
    words = reading.listing(lang)
    if kind not in KINDS:
        raise UsageError(Problem(
            "usage", "--kind", f"没有 {kind} 这种交付", f"no kind of delivery {kind}",
            "、".join(KINDS), ", ".join(KINDS),
        ))  # fmt: skip
    library = reading.load_packs(pack)
    asked = library.register(register)
    spans = reading.covered([f"{register}={text}:full" for text in covers or ()])
    from zhiban.cli.delivered import text_of
    from zhiban.cli.progress import rows
    from zhiban.loop.delivering import deliver
    from zhiban.pool.pool import Pool

    if kind == "full" and not spans:
        raise UsageError(Problem(
            "usage", "--covers",
            "全量交付要说明覆盖的日期", "a full delivery must say what it covers",
            "加上 --covers 2020-01-01..2026-09-30", "add --covers 2020-01-01..2026-09-30",
        ))  # fmt: skip
    day = reading.as_of(extracted_on)
    where = reading.place(file, "FILE")
    options = {"table": table, "sheet": sheet, "encoding": encoding}
    opened = Pool.open(reading.pool_folder(pool), create=True)
    opened.named_by(_keys(keys or []))
    with rows(where.name if isinstance(where, Path) else table or "") as step:
        found = deliver(
            opened, asked, where, extracted_on=day, kind=kind,
            covers=tuple((s.first, s.last) for s in spans), repairs=repairs, mapping=mapping,
            options={name: text for name, text in options.items() if text is not None},
            supplier=supplier, step=step,
        )  # fmt: skip
    console.out(text_of(found, asked, words))
    say_questions(opened, words, library, register, day)
    if report is not None:
        write_page(report, found, library, lang)


def say_questions(
    pool: Pool, words: Listing, library: Library | None = None, delivered: str = "",
    day: int | None = None,
) -> None:  # fmt: skip
    """What the pool leaves to a person, if anything; the others as `questions` takes them."""
    from zhiban.loop.questions import questions

    for one in questions(pool, library, delivered, day):
        console.out("  ! " + words.say(f"{one.zh}：{one.command}", f"{one.en}: {one.command}"))


def write_page(path: Path, report: Report, library: Library, language: str) -> None:
    """Write the report as a page."""
    from zhiban.loop.names import LibraryNames
    from zhiban.pages.delivery import delivery_page

    register = library.register(report.delivery.register)
    files.write(path, delivery_page(report, register, language, LibraryNames(library)))


def _keys(texts: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    for kind, sign, number in pairs:
        if not (kind and sign and number):
            raise UsageError(Problem(
                "usage", "--keys", f"“{kind}” 不是 主体=号码种类", f"“{kind}” is not KIND=NUMBER",
                "例如 --keys person=resident", "such as --keys person=resident",
            ))  # fmt: skip
    return {kind: number for kind, _, number in pairs}
