"""`zhiban examples`: do the worked examples of the rules come out as they are written?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, reading
from zhiban.cli.options import Lang, Pack

if TYPE_CHECKING:
    from zhiban.cli.listing import Listing
    from zhiban.language.rules import Rule
    from zhiban.packs import Library
    from zhiban.packs.example_runs import Runs


def examples(
    rules: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RULE…]",
            help="规则编号，不写则为 --pack 的全部规则（没有 --pack 则为所有规则） · "
            "ids of rules; all of those packs without it, or simply all",
        ),
    ] = None,
    lang: Lang = "zh",
    pack: Pack = None,
) -> None:
    """例子：逐个判定规则的例子，列出应为什么、实为什么。 Judge the examples of rules."""
    words = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cli.progress import steps
    from zhiban.packs.example_runs import run_examples

    asked = _asked(library, rules or [], pack or [])
    found = []
    with steps(len(asked)) as step:
        for rule in asked:
            step(rule.id)
            found.append(run_examples(rule))
    console.out("\n".join(line for runs in found for line in _lines(runs, words)))
    total = sum(len(runs.ran) for runs in found)
    failed = sum(bool(one.wrong) for runs in found for one in runs.ran)
    console.out(words.say(
        f"{len(asked)} 条规则，{total} 个例子，{failed} 个不符",
        f"{len(asked)} rules, {total} examples, {failed} failed",
    ))  # fmt: skip
    if not all(runs.hold for runs in found):
        raise typer.Exit(1)


def _asked(library: Library, names: Sequence[str], packs: Sequence[Path]) -> list[Rule]:
    if names:
        return list({rule.id: rule for rule in map(library.rule, names)}.values())
    roots = [pack.resolve() for pack in packs]
    return [
        rule
        for rule in library.rules.values()
        if not roots or any(rule.folder.resolve().is_relative_to(root) for root in roots)
    ]


def _lines(runs: Runs, words: Listing) -> Iterator[str]:
    """A rule on one line, and below it only what does not hold."""
    say = words.say
    mark = "✓" if runs.hold else "✗"
    yield f"{mark} {runs.rule.id}  {len(runs.ran)} {say('例', 'examples')}"
    for problem in runs.problems:
        yield "  " + problem.text(say("zh", "en"))
    for one in runs.ran:
        if one.wrong:
            yield f"  ✗ {one.example.name} [{one.example.where}]"
        for wrong in one.wrong:
            yield f"      {wrong.of}: " + say(
                f"应为 {wrong.expected}，实为 {wrong.found}",
                f"expected {wrong.expected}, found {wrong.found}",
            )
    if runs.missing:
        lacking, place = ", ".join(runs.missing), f"{runs.rule.folder.name}/examples.yaml"
        yield "  ✗ " + say(f"没有这样的例子：{lacking} [{place}]",
                           f"no example that is: {lacking} [{place}]")  # fmt: skip
