"""`zhiban new`: how does an author begin a pack, a register or a rule?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhiban.cli import console
from zhiban.errors import Problem, UsageError

#: What can be made, and which options each takes.
TAKES: dict[str, frozenset[str]] = {
    "pack": frozenset({"--title"}),
    "register": frozenset({"--title", "--subject"}),
    "policy": frozenset({"--title", "--subject", "--per"}),
    "duty": frozenset({"--title", "--subject", "--per"}),
    "watch": frozenset({"--title", "--subject"}),
}


def new(
    kind: Annotated[str, typer.Argument(metavar="|".join(TAKES), help="做什么 · what to make")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="编号，如 harvest_aid · its id")],
    into: Annotated[
        Path,
        typer.Option(
            "--in",
            metavar="DIR",
            help="知识包的文件夹；做知识包时是放它的文件夹；默认当前文件夹 · "
            "the folder of the pack; for a pack the folder to hold it; here if left out",
        ),
    ] = Path("."),
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="中文标题 · title in Chinese")
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="对谁：person（默认）、enterprise、household、place 或知识包里的主体 · about whom",
        ),
    ] = None,
    per: Annotated[
        str | None,
        typer.Option(
            metavar="once|month|year|REGISTER",
            help="多久判定一次，默认 once；写登记簿编号则每行一次 · "
            "how often it is judged; once if left out; a register for each of its rows",
        ),
    ] = None,
) -> None:
    """新建：一个能载入、例子成立的文件夹，再往里填。 Make a folder that loads, to be filled in."""
    from zhiban.cli.new import making, names

    _check_usage(kind, {"--title": title, "--subject": subject, "--per": per})
    names.check_name(name)
    if title is not None:
        names.check_title(title, "--title")
    made: making.Made
    if kind == "pack":
        made = making.pack(name, into, title)
    elif kind == "register":
        made = making.register(name, into, title, subject)
    else:
        made = making.rule(kind, name, into, title, subject, per)
    console.out(f"已写好 {made.path} · written")
    for zh, en, line in made.next:
        console.say(f"  {zh} · {en}\n    {line}")


def _check_usage(kind: str, options: dict[str, str | None]) -> None:
    if kind not in TAKES:
        kinds = ", ".join(TAKES)
        raise UsageError(Problem(
            "new-kind", kind, f"不会做这个，会做 {kinds}", f"cannot make this; {kinds} can be made",
            "zhiban new policy harvest_aid --in lake", "zhiban new policy harvest_aid --in lake",
        ))  # fmt: skip
    for option, value in options.items():
        if value is not None and option not in TAKES[kind]:
            raise UsageError(Problem(
                "new-option", option, f"做 {kind} 用不到 {option}",
                f"{option} means nothing for a {kind}", f"去掉 {option}", f"leave {option} out",
            ))  # fmt: skip
