"""`zhiban vault`: who has looked at somebody's data, a new key, and the erasure of a person."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, reading, sources
from zhiban.cli.layout import table
from zhiban.cli.options import KnownAt, Lang, PoolDir
from zhiban.errors import DataError, Problem, UsageError

if TYPE_CHECKING:
    from zhiban.pool.identified import Identified

app = typer.Typer(
    help="保险库：谁看过、换密钥、清除。 The vault: who looked, a new key, erasure.",
    no_args_is_help=True,
)
SubjectId = Annotated[str, typer.Argument(metavar="ID", help="主体编号 · subject id")]


@app.command()
def show(
    subject: SubjectId,
    purpose: Annotated[
        str, typer.Option(metavar="TEXT", help="为何看，写入日志 · what for; it is logged")
    ],
    who: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="何人看，默认本机用户 · who; this user by default"),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="只看这几项，可重复 · only these fields; repeatable"),
    ] = None,
    unmask: Annotated[
        bool, typer.Option("--unmask", help="全文显示，另记一笔 · in full; the log says so")
    ] = False,
    known_at: KnownAt = None,
    pool: PoolDir = None,
    lang: Lang = "zh",
) -> None:
    """看一个人的资料：默认遮盖，每次都写日志。 Read a person's data, masked; always logged."""
    zh = reading.language(lang) == "zh"
    import polars as pl

    from zhiban.identity.commits import NOW
    from zhiban.identity.handles import handle
    from zhiban.identity.keys import kind_in_space
    from zhiban.identity.masking import masked
    from zhiban.identity.readings import fields_of, read

    opened = _opened(pool)
    known = fields_of(opened.vault)
    group = pl.Series(opened.ledger.group(_known(opened, subject)))
    at = NOW
    if known_at is not None:
        from zhiban.pool.pool import Pool

        at = sources.commit(Pool.open(reading.pool_folder(pool)), known_at)
    found = read(
        opened.vault, group, field or list(known), actor=reading.person(who),
        purpose=purpose, known_at=at,
        act="read" if unmask else "read masked",
    )  # fmt: skip
    head = ("主体", "字段", "内容", "键") if zh else ("subject", "field", "value", "key")
    rows = []
    for one, name, value in found.iter_rows():
        domain = known[name]
        kind = kind_in_space(domain)
        index = opened.vault.blind(kind, pl.Series([value]))[0] if kind else None
        shown = value if unmask else masked(value, domain)
        rows.append((one, name, shown, handle(domain, index) if index is not None else ""))
    console.out(table([head, *rows]))
    if not unmask and rows:
        console.out("已遮盖；确需全文用 --unmask" if zh else "masked; --unmask shows it in full")


@app.command("who-looked")
def who_looked(subject: SubjectId, pool: PoolDir = None, lang: Lang = "zh") -> None:
    """谁看过这个人的资料：何时、何人、为何。 Who read this person's data, when, for what."""
    zh = reading.language(lang) == "zh"
    import polars as pl

    from zhiban.identity.readings import who_looked as readings_of

    opened = _opened(pool)
    found = readings_of(opened.vault, pl.Series(opened.ledger.group(_known(opened, subject))))
    head = ("时间（UTC）", "何人", "用途", "做什么", "字段") if zh else (
        "at (UTC)", "who", "purpose", "what", "fields",
    )  # fmt: skip
    console.out(table([head, *found.sort("at").drop("subject").iter_rows()]))
    console.out(f"共 {found.height} 次" if zh else f"{found.height} readings")


@app.command()
def rotate(
    new_key: Annotated[
        bool,
        typer.Option("--new-key", help="先在密钥文件里添一把 · add a key to the key file first"),
    ] = False,
    pool: PoolDir = None,
) -> None:
    """换密钥：数据密钥改用最新的一把封存，可中断后接着做。 Re-seal with the newest key."""
    from zhiban.identity.key_file import FILE_VARIABLE, TEXT_VARIABLE, Keys
    from zhiban.identity.rotation import keys_in_use
    from zhiban.identity.rotation import rotate as turn
    from zhiban.pool.identified import KEY_FILE

    if new_key:
        if os.environ.get(TEXT_VARIABLE):
            raise UsageError(Problem(
                "vault-key-elsewhere", f"${TEXT_VARIABLE}", "密钥不在文件里，本命令添不了",
                "the keys are not in a file: this command cannot add one",
                "在原处添一行 seal，再运行 zhiban vault rotate",
                "add a seal line where they are kept, then run zhiban vault rotate",
            ))  # fmt: skip
        folder = reading.pool_folder(pool)
        default = folder.parent / f"{folder.name}-{KEY_FILE}"
        path = Path(os.environ.get(FILE_VARIABLE) or default)
        Keys.read(path).with_new_seal().write(path)
    vault = _opened(pool).vault
    done = turn(vault)
    used = ", ".join(f"seal {number}: {n:,}" for number, n in sorted(keys_in_use(vault).items()))
    console.out(f"改封 {done:,} 把数据密钥 · {done:,} data keys sealed anew")
    console.out(f"在用 · in use: {used or '—'}")


@app.command()
def erase(
    subject: SubjectId,
    actor: Annotated[str, typer.Option(metavar="NAME", help="经办人 · who does it")],
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="理由和依据 · why, and on what basis")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 · do not ask again")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="证明写到哪里 · where the proof goes")
    ] = None,
    pool: PoolDir = None,
) -> None:
    """清除一个人：销毁其数据密钥，出具证明；不可撤销。 Erase a person, with proof; final."""
    import polars as pl

    from zhiban.identity.erasure import erase as destroy

    opened = _opened(pool)
    group = opened.ledger.group(_known(opened, subject))
    if not yes:
        shown = ", ".join(group)
        typer.confirm(f"清除不可撤销：{shown}？ This cannot be undone. Erase {shown}?", abort=True)
    proofs = destroy(opened.vault, opened.ledger, pl.Series(group), actor=actor, reason=reason)
    text = "\n".join(proof.text() for proof in proofs)
    if out is None:
        console.out(text)
    else:
        out.write_text(text, encoding="utf-8")
    if any(proof.key_found_in_file for proof in proofs):
        raise typer.Exit(1)


def _opened(pool: Path | None) -> Identified:
    from zhiban.pool.identified import VAULT, Identified

    folder = reading.pool_folder(pool)
    if not (folder / VAULT).exists():
        raise DataError(Problem(
            "no-vault", str(folder), "这个数据池没有保险库", "this pool has no vault",
            "核对 --pool；按号码认人的池才有保险库（zhiban receive --keys）",
            "check --pool; only a pool that knows people by numbers has one (receive --keys)",
        ))  # fmt: skip
    return Identified.open(folder, {}, make=False)


def _known(opened: Identified, subject: str) -> str:
    import polars as pl

    if opened.vault.known_holders(pl.Series([subject])).is_empty():
        raise UsageError(Problem(
            "vault-nobody", subject,
            "保险库里没有这个主体", "the vault holds nothing of this subject",
            "核对主体编号", "check the subject id",
        ))  # fmt: skip
    return subject
