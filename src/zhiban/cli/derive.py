"""`zhiban derive`: what do register files say about each subject?"""

from __future__ import annotations

from typing import Annotated

import typer

from zhiban.cli import reading, sources
from zhiban.cli.options import AsOf, Covered, KnownAt, Occasion, Out, Pack, PoolDir, Register, Table
from zhiban.errors import Problem, UsageError


def derive(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FACT…",
            help="事实编号，或事由的 登记簿.列 · ids of facts, or REGISTER.COLUMN",
        ),
    ] = None,
    register: Register = None,
    table: Table = None,
    covered: Covered = None,
    pool: PoolDir = None,
    known_at: KnownAt = None,
    rule: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="RULE", help="这条规则要用的全部事实 · all inputs of a rule"),
    ] = None,
    wide: Annotated[
        bool,
        typer.Option(
            "--wide", help="一个主体一行，就是 judge --facts 要读的 · one row per subject"
        ),
    ] = False,
    as_of: AsOf = None,
    occasion: Occasion = None,
    out: Out = None,
    pack: Pack = None,
) -> None:
    """比对：从登记簿文件得出事实。 Derive facts from register files."""
    if not (names or rule) or bool(register) == (pool is not None):
        raise UsageError(Problem(
            "usage", "derive",
            "写出事实编号（或 --for 规则），再给 --register 名称=文件或 --pool 数据池",
            "give ids of facts (or --for RULE), and --register NAME=FILE or --pool DIR",
            "zhiban facts 列出全部事实", "zhiban facts lists them all",
        ))  # fmt: skip
    library = reading.load_packs(pack)
    from zhiban.cli.progress import steps
    from zhiban.loop.deriving import derive as derive_wide
    from zhiban.loop.granted import wanted_of
    from zhiban.loop.names import input_named, inputs_of
    from zhiban.registers.writing import check_output, write_table

    rules = [library.rule(name) for name in rule or ()]
    inputs = [input_named(library, name) for name in names or ()] + inputs_of(library, rules)
    inputs = list({i.name: i for i in inputs}.values())
    wanted = list(dict.fromkeys(w for r in rules for w in wanted_of(r)))
    if out is not None:
        check_output(out)
    on = reading.as_of(as_of)
    with steps(len(register or ()) + 2) as step:
        read = sources.registers(
            library,
            register,
            covered,
            step,
            pool=pool,
            known_at=known_at,
            tables=table,
            rules=rules,
            inputs=inputs,
        )
        step("derive")
        found = derive_wide(
            library, inputs, read, on, occasion=occasion, rules=rules, wanted=wanted
        )
    sources.say_notes([*read.notes, *found.notes])
    write_table(found.as_file() if wide else found.as_long(), out)
