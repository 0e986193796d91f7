"""`zhiban receive`: take a supplier's file into the pool, row by row, and say what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, reading
from zhiban.cli.options import Lang, Pack, PoolDir
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.cli.listing import Listing
    from zhiban.language.register import Register
    from zhiban.loop.delivering import Report

KINDS = ("full", "changes", "events", "withdrawn")


def receive(
    register: Annotated[str, typer.Argument(metavar="REGISTER", help="登记簿编号 · its id")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="交付的文件 · the file delivered")],
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
    opened = Pool.open(reading.pool_folder(pool), create=True)
    opened.named_by(_keys(keys or []))
    with rows(file.name) as step:
        report = deliver(
            opened, asked, file, extracted_on=day, kind=kind,
            covers=tuple((s.first, s.last) for s in spans), repairs=repairs, mapping=mapping,
            step=step,
        )  # fmt: skip
    console.out(_text(report, asked, words))


def _keys(texts: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    for kind, sign, number in pairs:
        if not (kind and sign and number):
            raise UsageError(Problem(
                "usage", "--keys", f"“{kind}” 不是 主体=号码种类", f"“{kind}” is not KIND=NUMBER",
                "例如 --keys person=resident", "such as --keys person=resident",
            ))  # fmt: skip
    return {kind: number for kind, _, number in pairs}


def _text(report: Report, register: type[Register], words: Listing) -> str:
    found, say = report.delivery, words.say
    title = say(register.title, register.title_en or register.title)
    lines = [say(f"{title}：第 {found.no} 次提交，{found.source}",
                 f"{title}: commit {found.no}, {found.source}")]  # fmt: skip
    counts = (
        (say("交来", "delivered"), found.delivered), (say("收下", "accepted"), found.accepted),
        (say("　其中新增", "  new"), found.new_rows),
        (say("　取代旧行", "  superseding"), found.superseded),
        (say("　来迟不算数", "  late, not counted"), found.late),
        (say("隔离", "quarantined"), found.quarantined), (say("重复", "repeated"), found.repeated),
        (say("不再存在的旧行", "rows that are gone"), found.ended),
    )  # fmt: skip
    lines += [f"  {name}  {number:,}" for name, number in counts]
    if (before := report.before) is not None:
        lines.append(say(
            f"上一次（第 {before.no} 次）交来 {before.delivered:,} 行，"
            f"隔离 {before.quarantined:,} 行",
            f"the delivery before (commit {before.no}): {before.delivered:,} rows, "
            f"{before.quarantined:,} quarantined",
        ))  # fmt: skip
    ranked = report.ranked()
    if ranked.height:
        lines.append(say("隔离的原因", "why rows are held back"))
        lines += [
            f"  {row['rows']:,}  {row['column'] or '—'}：{say(row['zh'], row['en'])}"
            for row in ranked.head(20).iter_rows(named=True)
        ]
        take = f"zhiban pool quarantine {found.no} --source {found.source}"
        lines.append(say(f"取出隔离的行：{take}", f"take them out: {take}"))
    return "\n".join(lines)
