"""`zhiban cases`: which work follows from a scan, and what becomes of it?"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import polars as pl
import typer

from zhiban.cli import console, reading
from zhiban.cli.layout import table
from zhiban.cli.options import Lang, Out, Pack, PoolDir
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.cases.brake import Brake
    from zhiban.cases.kept import Cases
    from zhiban.cli.listing import Listing
    from zhiban.pool.pool import Pool

app = typer.Typer(
    help="办件：提议立办、暂停、恢复、撤回、办结，多付待核。 Cases: what a scan proposes.",
    no_args_is_help=True,
)
ScanNo = Annotated[
    int | None,
    typer.Option("--scan", metavar="SCAN", help="第几次扫描，默认最近一次 · the last by default"),
]
Share = Annotated[
    str,
    typer.Option(
        "--brake",
        metavar="PERCENT",
        help="一区一规则一次变动超过这个比例就停下等人，默认 20% · share that stops for a person",
    ),
]
Least = Annotated[
    int,
    typer.Option(
        "--brake-least", min=1, metavar="N", help="至少变动这么多件才停 · and at least so many"
    ),
]  # fmt: skip
Case = Annotated[int, typer.Argument(metavar="CASE", help="办件编号 · number of the case")]
Who = Annotated[str, typer.Option(metavar="NAME", help="谁决定 · who decides")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="理由和依据的材料 · why")]


@app.command()
def propose(
    scan: ScanNo = None, brake: Share = "20%", brake_least: Least = 10, out: Out = None,
    pool: PoolDir = None, pack: Pack = None, lang: Lang = "zh",
) -> None:  # fmt: skip
    """提议：这次扫描之后哪些办件应立、停、恢复、撤、结。 What a scan proposes; changes nothing."""
    words = reading.listing(lang)
    from zhiban.cases.kept import Cases
    from zhiban.registers.writing import check_output, write_table

    if out is not None:
        check_output(out)
    opened = _pool(pool)
    found, _ = _proposals(opened, Cases(opened.folder), scan, _brake(brake, brake_least), pack)
    console.out(_summary(found, words))
    if out is not None:
        write_table(found, out)


@app.command()
def apply(
    scan: ScanNo = None, brake: Share = "20%", brake_least: Least = 10,
    pool: PoolDir = None, pack: Pack = None, lang: Lang = "zh",
) -> None:  # fmt: skip
    """采用：把提议记进办件，正好一次；被停下的留待放行。 Take the proposals over, exactly once."""
    words = reading.listing(lang)
    from zhiban.cases.kept import Cases
    from zhiban.pool.writer import locked

    opened = _pool(pool)
    with locked(opened.folder, opened.wait_seconds):
        kept = Cases(opened.folder)
        found, number = _proposals(opened, kept, scan, _brake(brake, brake_least), pack)
        taken = kept.apply(found, number)
    console.out(_summary(found, words))
    done = sum(taken.counts.values())
    console.out(words.say(
        f"第 {number} 次扫描：采用 {done} 项，{taken.held} 项等人",
        f"scan {number}: {done} taken over, {taken.held} wait for a person",
    ))  # fmt: skip


@app.command("list")
def list_(
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="只列这种状态 · in this state alone")
    ] = None,
    out: Out = None, pool: PoolDir = None,
) -> None:  # fmt: skip
    """列出办件。 The cases there are."""
    from zhiban.cases.kept import Cases
    from zhiban.cases.states import STATES
    from zhiban.registers.writing import write_table

    if state is not None and state not in STATES:
        raise UsageError(Problem(
            "usage", "--state", f"没有状态 {state}", f"there is no state {state}",
            "、".join(STATES[1:]), ", ".join(STATES[1:]),
        ))  # fmt: skip
    cases = Cases(_pool(pool).folder).all()
    if state is not None:
        cases = cases.filter(pl.col("state") == state)
    write_table(cases.drop("inputs", "dismissed"), out)


@app.command()
def show(case: Case, pool: PoolDir = None, lang: Lang = "zh") -> None:
    """一个办件的每一步：何时、哪次扫描、为什么、谁。 Every step of one case."""
    words = reading.listing(lang)
    from zhiban.cases.kept import Cases
    from zhiban.cases.words import KINDS, REASONS, STATES

    def said(known: dict[str, tuple[str, str]], word: str) -> str:
        return words.say(*known[word]) if word in known else word

    steps = Cases(_pool(pool).folder).events(case)
    head = [words.say(*pair) for pair in (
        ("时间", "at"), ("扫描", "scan"), ("做什么", "what"), ("为什么", "why"),
        ("状态", "state"), ("金额（分）", "fen"), ("谁", "who"), ("理由", "reason"),
    )]  # fmt: skip
    rows = [
        [s["at"], _text(s["scan"]), said(KINDS, s["kind"]), said(REASONS, s["reason"]),
         said(STATES, s["state"]), _text(s["amount_fen"]), s["who"] or "", s["why"] or ""]
        for s in steps.iter_rows(named=True)
    ]  # fmt: skip
    console.out(table([head, *rows]))


@app.command()
def release(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="规则编号 · rule")],
    kind: Annotated[str, typer.Argument(metavar="KIND", help="哪一种提议 · which kind")],
    who: Who, reason: Reason,
    area: Annotated[
        str | None, typer.Option(metavar="CODE", help="只放行这个区县 · this district alone")
    ] = None,
    pool: PoolDir = None, lang: Lang = "zh",
) -> None:  # fmt: skip
    """放行：人看过以后，让被停下的一批提议生效。 Let go what was stopped, with name and reason."""
    words = reading.listing(lang)
    from zhiban.cases.kept import Cases

    _named(who, reason)
    done = Cases(_pool(pool).folder).release(rule, kind, area, who, reason)
    if not done:
        raise UsageError(Problem(
            "cases-release", rule, "没有这样一批被停下的提议", "no such proposals are held",
            "zhiban cases propose 列出被停下的", "zhiban cases propose lists what is held",
        ))  # fmt: skip
    console.out(words.say(f"放行 {done} 项", f"{done} let go"))


def _act(act: str, zh: str, en: str) -> None:
    """One command for what a person does with a case."""

    def run(case: Case, who: Who, reason: Reason, pool: PoolDir = None, lang: Lang = "zh") -> None:
        words = reading.listing(lang)
        from zhiban.cases.kept import Cases
        from zhiban.cases.words import STATES

        _named(who, reason)
        state = Cases(_pool(pool).folder).act(case, act, who, reason)
        said = words.say(*STATES[state])
        console.out(words.say(f"办件 {case}：{said}", f"case {case}: {said}"))

    run.__doc__ = f"{zh} {en}"
    app.command(act)(run)


_act("dismiss", "不办：依据没有变就不再提。", "Dismissed until what it rests on changes.")
_act(
    "reported", "报称已办：只是一个状态，收到的数据才办结。", "Said to be done; only rows close it."
)
_act("object", "有异议：不暂停、不撤回、不追多付。", "An objection: nothing is taken meanwhile.")
_act("settle", "异议已处理。", "The objection is settled.")


def _named(who: str, reason: str) -> None:
    for option, text in (("--who", who), ("--reason", reason)):
        if not text.strip():
            raise UsageError(Problem(
                "usage", option, "不能空着", "may not be empty",
                "写明谁、为什么", "say who, and why",
            ))  # fmt: skip


def _pool(pool: Path | None) -> Pool:
    from zhiban.pool.pool import Pool

    return Pool.open(reading.pool_folder(pool))


def _proposals(
    opened: Pool, kept: Cases, scan: int | None, brake: Brake, pack: list[Path] | None
) -> tuple[pl.DataFrame, int]:
    """The proposals of a scan, and its number; a scan of a day to come opens nothing (SEM 12)."""
    library = reading.load_packs(pack)
    from zhiban.cases.gathering import proposals
    from zhiban.loop.today import today
    from zhiban.model.types import date_of
    from zhiban.scan.catalogue import Scans

    scans = Scans(opened.folder)
    chosen = scans.the(scan)
    if chosen.pin.as_of > today():
        day = date_of(chosen.pin.as_of)
        raise UsageError(Problem(
            "cases-projected", f"--scan {chosen.no}",
            f"这次扫描判的是将来的一天（{day}）：不立办件",
            f"this scan judges a day to come ({day}): no case follows from it",
            "用判定日不晚于今天的扫描", "use a scan of a day up to today",
        ))  # fmt: skip
    kept.check(chosen.no)
    return proposals(opened, library, scans, chosen, kept.all(), brake), chosen.no


def _brake(text: str, least: int) -> Brake:
    from zhiban.cases.brake import Brake

    match = re.fullmatch(r"(\d{1,3}) ?[%％]?", text.strip(), re.ASCII)
    if match is None or int(match[1]) > 100:
        raise UsageError(Problem(
            "usage", "--brake", f"“{text}” 不是 0 到 100 的百分比",
            f"“{text}” is no percentage from 0 to 100", "例如 20%", "such as 20%",
        ))  # fmt: skip
    return Brake(Fraction(int(match[1]), 100), least)


def _summary(found: pl.DataFrame, words: Listing) -> str:
    """How many proposals by kind, rule and district, and what is held with its reason."""
    from zhiban.cases.words import HELD, KINDS, REASONS

    if found.is_empty():
        return words.say("没有新的提议", "nothing new is proposed")
    by = ["kind", "rule", "area", "reason", "held"]
    counted = found.group_by(by).agg(pl.len(), pl.col("amount_fen").sum()).sort(by)
    head = [words.say(*pair) for pair in (
        ("提议", "proposed"), ("规则", "rule"), ("区县", "area"), ("为什么", "why"),
        ("件", "cases"), ("金额（元）", "yuan"), ("停下", "held"),
    )]  # fmt: skip
    rows = [
        [words.say(*KINDS[kind]), rule, area or "", words.say(*REASONS[reason]), f"{count:,}",
         f"{fen // 100:,}.{fen % 100:02d}" if fen else "",
         words.say(*HELD[held]) if held else ""]
        for kind, rule, area, reason, held, count, fen in counted.iter_rows()
    ]  # fmt: skip
    return table([head, *rows])


def _text(value: object) -> str:
    return "" if value is None else str(value)
