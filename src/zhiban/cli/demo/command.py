"""`zhiban demo`: make up a town, judge everyone in it, write the files, show the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, reading, sources
from zhiban.cli.options import Lang, Pack

if TYPE_CHECKING:
    from zhiban.cli.demo.run import Done
    from zhiban.language.rules import Rule
    from zhiban.packs import Library

#: The day judged unless another is asked for: fixed, so that the same command gives the same page.
AS_OF = "2026-10-31"


def demo(
    people: Annotated[
        int, typer.Option(min=1, max=900_000, metavar="N", help="多少人 · how many people")
    ] = 2_000,
    firms: Annotated[
        int | None,
        typer.Option(
            min=1, max=900_000, metavar="M",
            help="多少单位，默认每 40 人 3 个 · how many firms; 3 for 40 people by default",
        ),
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="判定日 · day judged")
    ] = AS_OF,
    seed: Annotated[
        int, typer.Option(metavar="S", help="种子，同一种子同一小镇 · same seed, same town")
    ] = 1,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="写到哪个文件夹 · folder to write to")
    ] = Path("demo"),
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="不启动页面（目前也还没有页面）· serve nothing")
    ] = False,
    dirt: Annotated[
        bool,
        typer.Option(
            "--dirt",
            help="另作带差错的交付，与真实比 · also send it with faults, and measure",
        ),
    ] = False,
    lang: Lang = "zh",
    pack: Pack = None,
) -> None:  # fmt: skip
    """演示：虚构一个小镇，逐人逐单位判定，说明结果。 Make up a town and judge everyone in it."""
    language = reading.language(lang)
    on = reading.day(as_of, "--as-of")
    from zhiban.cli.demo.folder import replaced
    from zhiban.cli.demo.page import Page
    from zhiban.cli.demo.run import rules_of_town, run
    from zhiban.cli.demo.trying import commands

    library = reading.load_packs(pack)
    rules = rules_of_town(library)
    count = firms if firms is not None else max(60, people * 3 // 40)
    console.say(
        f"虚构 {people:,} 人、{count:,} 个单位，判定日 {as_of} · "
        f"making up {people:,} people and {count:,} firms, judged on {as_of}"
    )
    with replaced(out) as folder:
        done = run(library, rules, folder, people=people, firms=count, seed=seed, as_of=on)
        told = list(done.explained(library, language))
        unknown = next((finding for verdict, finding, _ in told[::-1]), None)
        page = Page(
            library, rules, done.findings, people, done.town.firms, seed, as_of, str(out),
            [(verdict, text) for verdict, _, text in told],
            commands(library.rules[unknown["rule"]], unknown, out, as_of) if unknown else [],
            language,
        ).text()  # fmt: skip
        if dirt:
            page += _errors(done, library, rules, folder, on, language)
        (folder / "summary.txt").write_text(page, encoding="utf-8")
    sources.say_notes(done.notes)
    console.out(page)
    if done.failures:
        console.problems(done.failures)
        raise typer.Exit(1)


def _errors(
    done: Done, library: Library, rules: Sequence[Rule], folder: Path, on: int, language: str
) -> str:
    """The town sent with faults, received and judged; also written to errors.csv."""
    from zhiban.cli.demo.errors_text import text
    from zhiban.cli.demo.measured import measure
    from zhiban.cli.progress import steps
    from zhiban.made_up.dirt.errors import errors
    from zhiban.made_up.registers import COVERED

    with steps(5 * len(COVERED)) as step:
        found = measure(library, rules, done.town, folder, on, step)
    errors(found.both).write_csv(folder / "errors.csv")
    return text(found, library.rules, language)
