"""`zhiban subjects`: who is who, whose number is contested, and what a person decides about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, reading, sources
from zhiban.cli.layout import table
from zhiban.cli.options import AsOf, KnownAt, Lang, Pack, PoolDir
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.pool.identified import Identified
    from zhiban.pool.pool import Pool

app = typer.Typer(
    help="主体：谁是谁、家庭户、号码相争、合并、拆分、撤销。 "
    "Subjects: households, conflicts, merge, split, undo.",
    no_args_is_help=True,
)
SubjectId = Annotated[str, typer.Argument(metavar="ID", help="主体编号 · subject id")]
Reason = Annotated[
    str, typer.Option(metavar="TEXT", help="理由和依据的材料 · why, and on which documents")
]
Who = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="决定人，默认本机用户 · who; this user by default"),
]
Key = Annotated[
    str,
    typer.Option(
        metavar="KEY", help="键的代称（subjects show 列出），不是号码 · its handle, not the number"
    ),
]


@app.command()
def show(
    subject: SubjectId, known_at: KnownAt = None, pool: PoolDir = None, lang: Lang = "zh"
) -> None:
    """一个主体：用过的编号、键、历次决定。 The ids, the keys and the decisions of a subject."""
    zh = reading.language(lang) == "zh"
    from zhiban.identity.commits import NOW
    from zhiban.identity.decisions import history
    from zhiban.identity.handles import keys_of

    opened, known = _opened(pool)
    at = NOW if known_at is None else sources.commit(opened, known_at)
    _check(known, subject)
    group = known.ledger.group(subject, known_at=at)
    console.out(("现为 " if zh else "now ") + group[0])
    head = ("编号", "键", "种类") if zh else ("id", "key", "kind")
    keys = [
        (o, name, kind) for o in group for name, kind, _ in keys_of(known.ledger, o, known_at=at)
    ]
    console.out(table([head, *keys]))
    entries = history(known.ledger, subject, known_at=at)
    if entries:
        columns = (
            ("记录", "提交", "做什么", "主体", "另一主体", "撤销", "何人", "理由") if zh
            else ("entry", "commit", "act", "subject", "other", "undoes", "who", "why")
        )  # fmt: skip
        told = [
            [str(x or "") for x in (e.number, e.commit, e.act, e.a, e.b, e.undoes, e.by, e.reason)]
            for e in entries
        ]
        console.out(table([columns, *told]))


@app.command()
def conflicts(
    known_at: KnownAt = None, pool: PoolDir = None, lang: Lang = "zh", pack: Pack = None
) -> None:  # fmt: skip
    """几个主体用同一号码，待人决定。 Numbers that several subjects use: for a person to decide."""
    zh = reading.language(lang) == "zh"
    library = reading.load_packs(pack)
    from zhiban.identity.attaching import contested
    from zhiban.identity.commits import NOW
    from zhiban.identity.handles import handle
    from zhiban.loop.questions import first_shown

    opened, known = _opened(pool)
    at = NOW if known_at is None else sources.commit(opened, known_at)
    found = contested(known.ledger, known_at=at)
    head = (
        ("键", "主体", "自", "由谁决定") if zh else ("key", "subjects", "since", "who decides")
    )  # fmt: skip
    rows = []
    for space, key, ids, since in found.iter_rows():
        shown = first_shown(opened, library, since)
        commit = f"第 {since} 次提交" if zh else f"commit {since}"
        rows.append((handle(space, key), " ".join(ids), f"{commit} {shown.day}",
                     shown.owner if zh else shown.owner_en))  # fmt: skip
    if rows:
        console.out(table([head, *rows]))
    console.out(
        f"{len(rows)} 个号码相争；是同一人用 merge，不是用 withdraw" if zh
        else f"{len(rows)} numbers contested; merge if they are one, withdraw if not"
    )  # fmt: skip


@app.command()
def household(
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="户的编号；不写则列出同时在几户的人 · without: who is in several"
        ),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    pool: PoolDir = None,
    pack: Pack = None,
    lang: Lang = "zh",
) -> None:
    """一户当日的成员；或同一天确在几户的人，待人决定。 The members of a household on a day."""
    zh = reading.language(lang) == "zh"
    day = reading.as_of(as_of)
    library = reading.load_packs(pack)
    from zhiban.cli.households import doubles_text, members_text
    from zhiban.loop.households import households_of
    from zhiban.pool.pool import Pool

    opened = Pool.open(reading.pool_folder(pool))
    opened.named_by({})
    at = None if known_at is None else sources.commit(opened, known_at)
    found = households_of(opened, library, day, known_at=at)
    console.out(
        doubles_text(found, day, zh=zh) if subject is None
        else members_text(found, subject, day, zh=zh)
    )  # fmt: skip


@app.command()
def merge(
    one: SubjectId,
    other: Annotated[str, typer.Argument(metavar="ID", help="另一主体 · the other subject")],
    reason: Reason,
    who: Who = None,
    probable: Annotated[
        bool, typer.Option("--probable", help="只是疑似，不合并 · only a question: joins nobody")
    ] = False,
    pool: PoolDir = None,
) -> None:
    """合并：两个主体是同一个；较早的编号留用。 Two subjects are one; the older id goes on."""
    from zhiban.pool import deciding

    opened, _ = _opened(pool)
    strength = "probable" if probable else "confirmed"
    commit, entry = deciding.merge(
        opened, one, other, by=reading.person(who), reason=reason, strength=strength
    )
    _done(commit, entry)


@app.command()
def split(
    subject: SubjectId,
    key: Annotated[
        list[str],
        typer.Option(
            metavar="KEY", help="离开的键的代称，可重复 · the keys that leave; repeatable"
        ),
    ],
    reason: Reason,
    who: Who = None,
    pool: PoolDir = None,
) -> None:
    """拆分：这些键是另一个人的，另立主体。 Some keys are somebody else's: a new subject."""
    import polars as pl

    from zhiban.identity.handles import key_called
    from zhiban.pool import deciding

    opened, known = _opened(pool)
    _check(known, subject)
    called = [key_called(known.ledger, subject, one) for one in key]
    if len({kind for kind, _ in called}) > 1:
        raise UsageError(Problem(
            "usage", "--key", "一次只拆同一种键", "one kind of key at a time",
            "分几次拆", "split in several steps",
        ))  # fmt: skip
    commit, entry, new = deciding.split(
        opened, subject, called[0][0], pl.Series([index for _, index in called]),
        by=reading.person(who), reason=reason,
    )  # fmt: skip
    console.out(f"新主体 · new subject {new}")
    _done(commit, entry)


@app.command()
def withdraw(
    subject: SubjectId, key: Key, reason: Reason, who: Who = None, pool: PoolDir = None
) -> None:
    """撤回：这个键从来不是这个主体的。 This key was never this subject's."""
    from zhiban.identity.handles import key_called
    from zhiban.pool import deciding

    opened, known = _opened(pool)
    _check(known, subject)
    kind, index = key_called(known.ledger, subject, key)
    _done(*deciding.withdraw(opened, subject, kind, index, by=reading.person(who), reason=reason))


@app.command()
def undo(
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help="第几条记录 · number of the entry")],
    reason: Reason,
    who: Who = None,
    pool: PoolDir = None,
) -> None:
    """撤销一条决定；再撤销即恢复。 Take a decision back; undoing that brings it back."""
    from zhiban.pool import deciding

    opened, _ = _opened(pool)
    _done(*deciding.undo(opened, entry, by=reading.person(who), reason=reason))


def _opened(pool: Path | None) -> tuple[Pool, Identified]:
    from zhiban.pool.deciding import identified
    from zhiban.pool.pool import Pool

    opened = Pool.open(reading.pool_folder(pool))
    opened.named_by({})
    return opened, identified(opened)


def _check(known: Identified, subject: str) -> None:
    from zhiban.identity.decisions import kind_of

    kind_of(known.ledger, subject)


def _done(commit: int, entry: int) -> None:
    console.out(
        f"第 {commit} 次提交，第 {entry} 条记录；撤销：zhiban subjects undo {entry} · "
        f"commit {commit}, entry {entry}"
    )
