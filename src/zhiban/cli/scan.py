"""`zhiban scan`: judge everybody of the pool, and keep what is found from scan to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, reading, sources
from zhiban.cli.layout import table
from zhiban.cli.options import AsOf, KnownAt, Lang, LawKnownAt, Pack, PoolDir, SomeRules
from zhiban.errors import DataError, Problem

if TYPE_CHECKING:
    from zhiban.cli.listing import Listing
    from zhiban.packs import Library
    from zhiban.pool.pool import Pool
    from zhiban.scan.scanning import Done

Since = Annotated[
    bool,
    typer.Option(
        "--since-last",
        help="接着上一次扫描，只重判可能变了的 · only those of whom something may have changed",
    ),
]
Replay = Annotated[
    int | None,
    typer.Option(metavar="SCAN", help="照当时的版本重做并逐字节核对 · make that scan again"),
]


def scan(
    rules: SomeRules = None,
    pool: PoolDir = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    law_known_at: LawKnownAt = None,
    since_last: Since = False,
    replay: Replay = None,
    pack: Pack = None,
    lang: Lang = "zh",
) -> None:
    """扫描：对数据池里的每个主体逐条研判，记下从哪次起如此。 Judge everybody, keep the findings."""
    words = reading.listing(lang)
    library = reading.load_packs(pack)
    asked = [library.rule(name) for name in rules or library.rules]
    from zhiban.cli.progress import parts
    from zhiban.pool.pool import Pool
    from zhiban.scan.scanning import scan as run

    opened = Pool.open(reading.pool_folder(pool))
    if replay is not None:
        _replay(opened, library, replay, words)
        return
    on = reading.as_of(as_of)
    at = None if known_at is None else sources.commit(opened, known_at)
    with parts() as step:
        done = run(
            opened, library, asked, on, known_at=at,
            since_last=since_last, step=step,
            law_known_at=reading.optional_day(law_known_at, "--law-known-at"),
        )  # fmt: skip
    sources.say_notes(done.notes)
    console.out(table(_rows(done, words)))
    console.out(_summary(done, words))
    if done.failures:
        console.problems(done.failures)
        raise typer.Exit(1)


def _rows(done: Done, words: Listing) -> list[tuple[str, ...]]:
    head = (
        words.say("规则", "rule"), words.say("是", "yes"), words.say("否", "no"),
        words.say("未知", "unknown"), words.say("本次判", "judged now"),
        words.say("新起", "begun"), words.say("终止", "ended"),
    )  # fmt: skip
    kept = done.keeping
    return [head] + [
        (rule, *(f"{n:,}" for n in (
            *(counts.get(v, 0) for v in ("yes", "no", "unknown")),
            kept.judged[rule], kept.begun[rule], kept.ended[rule],
        )))
        for rule, counts in sorted(done.scan.counts.items()) if rule in done.scan.pin.rules
    ]  # fmt: skip


def _summary(done: Done, words: Listing) -> str:
    from zhiban.model.types import date_of

    pin, since = done.scan.pin, done.scan.since
    after = "" if since is None else words.say(f"，接着第 {since} 次", f", following scan {since}")
    no, day = done.scan.no, date_of(pin.as_of)
    return words.say(
        f"第 {no} 次扫描：判定日 {day}，看到提交 {pin.known_at} 为止{after}",
        f"scan {no}: as of {day}, known at commit {pin.known_at}{after}",
    )


def _replay(pool: Pool, library: Library, no: int, words: Listing) -> None:
    from zhiban.cli.progress import parts
    from zhiban.scan.catalogue import Scans
    from zhiban.scan.replaying import replay

    scans = Scans(pool.folder)
    with parts() as step:
        found = replay(pool, library, scans, scans.scan(no), step)
    for name in found.pins:
        console.say(words.say(f"和当时不同：{name}", f"not what it was: {name}"))
    if found.otherwise:
        raise DataError(
            Problem(
                "replay", rule, f"重做第 {no} 次扫描，结果不同", f"scan {no} comes out otherwise",
                "用当时的程序版本和锁定文件再试", "use the program and lock file of that day",
            )
            for rule in found.otherwise
        )  # fmt: skip
    console.out(words.say(
        f"第 {no} 次扫描重做一遍，{len(found.rules)} 条规则逐字节相同  {found.digest}",
        f"scan {no} made again: {len(found.rules)} rules, the same byte for byte  {found.digest}",
    ))  # fmt: skip
