"""`zhiban rewind`: what was told then, what is known now, and what is owed or overpaid for it?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import polars as pl
import typer

from zhiban.cli import console, reading, sources
from zhiban.cli.layout import table
from zhiban.cli.options import AsOf, KnownAt, Lang, Pack, PoolDir, SomeRules
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.cli.listing import Listing
    from zhiban.packs import Library
    from zhiban.rewind.rewinding import Days, Rewound

Months = Annotated[
    int, typer.Option(metavar="N", help="往回看几个月，1 到 120 · how many months back, 1 to 120")
]
One = Annotated[
    str | None,
    typer.Option("--id", metavar="ID", help="只看这一个主体，逐日对照 · one subject, day by day"),
]
State = Annotated[
    str | None,
    typer.Option(metavar="STATE", help="只列这种，如 owed、overpaid · lines of this state alone"),
]
OutFile = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE",
        help="名单写到 .csv、.parquet 或 .xlsx · the list behind every number",
    ),
]  # fmt: skip


def rewind(
    rules: SomeRules = None,
    months: Months = 12,
    pool: PoolDir = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    id: One = None,
    state: State = None,
    out: OutFile = None,
    pack: Pack = None,
    lang: Lang = "zh",
) -> None:
    """回看：当时怎么说、现在知道什么，应补多少、多发多少；只是建议，不是欠款。

    What was told then beside what is known now: owed and overpaid, as proposals, never debts.
    """
    words = reading.listing(lang)
    from zhiban.registers.writing import EXCEL, FORMATS, check_output, write_table
    from zhiban.rewind.weighing import STATES

    formats = (*FORMATS, EXCEL)
    if out is not None:
        check_output(out, formats=formats)
    if not 1 <= months <= 120:
        raise UsageError(Problem(
            "usage", "--months", f"{months} 不是 1 到 120 个月", f"{months} is not 1 to 120 months",
            "例如 --months 12", "such as --months 12",
        ))  # fmt: skip
    if state is not None and state not in STATES:
        known = "、".join(f"{name}（{zh}）" for name, (zh, _) in STATES.items())
        raise UsageError(Problem(
            "usage", "--state", f"没有 {state} 这种", f"there is no state {state}",
            known, ", ".join(STATES),
        ))  # fmt: skip
    library = reading.load_packs(pack)
    from zhiban.cli.progress import parts
    from zhiban.pool.pool import Pool
    from zhiban.rewind.listing import as_list, summary
    from zhiban.rewind.rewinding import rewind as run

    asked = [library.rule(name) for name in rules or library.rules]
    opened = Pool.open(reading.pool_folder(pool))
    on = reading.as_of(as_of)
    at = None if known_at is None else sources.commit(opened, known_at)
    with parts() as step:
        found = run(opened, library, asked, months, on, known_at=at, one=id, step=step)
    sources.say_notes(found.notes)
    commit = opened.catalogue.last_commit() if at is None else at
    listed = as_list(opened, library, found, commit)
    if id is not None:
        listed = listed.filter(pl.col("id") == id)
    counted = summary(listed)
    if id is None:
        console.out(table(_counts(counted, words)))
        console.out(_foot(found, words))
    else:
        console.out(_detail(found, listed, library, words, id))
    if out is not None:
        rows = listed if state is None else listed.filter(pl.col("state") == state)
        write_table(rows, out, formats=formats)
    if found.failed:
        console.problems([
            Problem("rule-raises", rule, "规则出错，没有回看", "the rule raised: not looked at")
            for rule in found.failed
        ])  # fmt: skip
        raise typer.Exit(1)


def _counts(counted: pl.DataFrame, words: Listing) -> list[tuple[str, ...]]:
    from zhiban.rewind.weighing import PROPOSED, STATES

    rest = [state for state in STATES if state not in PROPOSED]
    head = [
        words.say("规则", "rule"), words.say("说法不同", "differ"),
        words.say("当时 是/否/未知", "then yes/no/unknown"),
        words.say("现在 是/否/未知", "now yes/no/unknown"),
    ]  # fmt: skip
    for state in PROPOSED:
        head += [words.say(*STATES[state]), words.say("元", "yuan")]
    head += [words.say(*STATES[state]) for state in rest]
    rows = [tuple(head)]
    for row in counted.iter_rows(named=True):
        sides = [
            "/".join(str(row[f"{side}_{word}"]) for word in ("yes", "no", "unknown"))
            for side in ("then", "now")
        ]
        cells = [row["rule"], f"{row['findings']:,}", *sides]
        for state in PROPOSED:
            cells += [f"{row[state]:,}", _yuan(row[f"{state}_fen"])]
        rows.append((*cells, *(f"{row[state]:,}" for state in rest)))
    return rows


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100:,}.{fen % 100:02d}"


def _foot(found: Rewound, words: Listing) -> str:
    scans = sum(telling.scan is not None for telling in found.tellings)
    judged = len(found.tellings) - scans
    lines = [words.say(
        f"回看 {scans + judged} 次：扫描 {scans} 次，按当时已知重判 {judged} 次",
        f"looked at {scans + judged} tellings: {scans} scans, {judged} judged as known then",
    )]  # fmt: skip
    limits = found.limits
    if limits.unconfirmed:
        names = "、".join(limits.unconfirmed)
        lines.append(words.say(
            f"追回的限度没有核实：{names}；核实以前，多发的只供核对",
            f"limits of recovery nobody has confirmed: {', '.join(limits.unconfirmed)}; until then "
            "what is overpaid is for checking only",
        ))  # fmt: skip
    lines.append(words.say(
        "都是建议：补发要两个人同意，追回要有人写明理由作出决定",
        "these are proposals: two people agree to a payment, a person decides on recovery",
    ))  # fmt: skip
    return "\n".join(lines)


def _detail(
    found: Rewound, listed: pl.DataFrame, library: Library, words: Listing, id_: str
) -> str:
    """One subject: every day side by side, then what follows and from which row."""
    from zhiban.rewind.weighing import STATES

    blocks = []
    for (rule, occasion), days in sorted(found.one.items()):
        title = library.rules[rule].title
        head = f"{words.say(title, library.rules[rule].title_en)} {rule} {id_} {occasion}".rstrip()
        lines = [head, table(_days(days, words), indent="  ")]
        mine = listed.filter(pl.col("rule") == rule, pl.col("occasion") == occasion)
        for row in mine.iter_rows(named=True):
            told = words.say(*STATES[row["state"]])
            parts = [f"{row['month'] or ''} {told} {_yuan(row['amount_fen'])}".strip()]
            if row["received_fen"] is not None:
                parts.append(words.say(
                    f"应得 {_yuan(row['fen_now'])} 元，审定 {_yuan(row['granted_fen'])} 元，"
                    f"实收 {_yuan(row['received_fen'])} 元",
                    f"due {_yuan(row['fen_now'])}, granted {_yuan(row['granted_fen'])}, "
                    f"received {_yuan(row['received_fen'])}",
                ))  # fmt: skip
            if row["late_row"] is not None:
                parts.append(words.say(
                    f"因为 {row['late_register']} 的行 {row['late_row']}，"
                    f"{row['late_known_on']} 才知道（提交 {row['late_commit']}）",
                    f"because of row {row['late_row']} of {row['late_register']}, known on "
                    f"{row['late_known_on']} (commit {row['late_commit']})",
                ))  # fmt: skip
            elif row["reason"] in ("rule", "parameter"):
                parts.append(
                    words.say("因为规则或参数改了", "because the rule or a figure is another")
                )
            if row["unconfirmed"]:
                parts.append(words.say(
                    f"未核实：{row['unconfirmed']}", f"unconfirmed: {row['unconfirmed']}"
                ))  # fmt: skip
            lines.append("  → " + words.say("；", "; ").join(parts))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) or words.say(
        f"没有对 {id_} 说过什么", f"nothing was told of {id_}"
    )  # fmt: skip


def _days(days: Days, words: Listing) -> list[tuple[str, ...]]:
    from zhiban.model.types import date_of

    verdicts = {
        "yes": ("是", "yes"), "no": ("否", "no"), "unknown": ("未知", "unknown"), "": ("—", "—"),
    }  # fmt: skip
    rows: list[tuple[str, ...]] = [(
        words.say("判定日", "as of"), words.say("扫描", "scan"), words.say("当时", "then"),
        words.say("元", "yuan"), words.say("现在", "now"), words.say("元", "yuan"),
    )]  # fmt: skip
    for telling, then, now in days:
        if telling is None:
            rows.append((words.say("今天", "today"), "", "", "",
                         words.say(*verdicts[now.word]), _yuan(now.fen)))  # fmt: skip
            continue
        rows.append((
            str(date_of(telling.as_of)), str(telling.no or ""),
            words.say(*verdicts[then.word]), _yuan(then.fen),
            words.say(*verdicts[now.word]), _yuan(now.fen),
        ))  # fmt: skip
    return rows
