"""`zhiban judge`: what do rules say of each row of a file, or of everyone in the registers?"""

from __future__ import annotations

import typer

from zhiban.cli import console, reading, sources
from zhiban.cli.options import (
    AsOf,
    Covered,
    Facts,
    KnownAt,
    LawKnownAt,
    Occasion,
    Out,
    Pack,
    PoolDir,
    Register,
    RuleNames,
    Table,
)


def judge(
    rules: RuleNames,
    facts: Facts = None,
    register: Register = None,
    table: Table = None,
    covered: Covered = None,
    pool: PoolDir = None,
    known_at: KnownAt = None,
    as_of: AsOf = None,
    law_known_at: LawKnownAt = None,
    occasion: Occasion = None,
    out: Out = None,
    pack: Pack = None,
) -> None:
    """研判：是、否，还是未知因为什么。 Judge rules over facts, or over register files."""
    sources.one_source(facts, register, pool)
    library = reading.load_packs(pack)
    asked = list({rule.id: rule for rule in map(library.rule, rules)}.values())
    law_at = reading.optional_day(law_known_at, "--law-known-at")
    from zhiban.cli.progress import steps
    from zhiban.loop.judging import judge_facts, judge_registers
    from zhiban.registers.writing import check_output, write_table

    if out is not None:
        check_output(out)
    on = reading.as_of(as_of)
    with steps(len(register or ()) + len(asked)) as step:
        if facts is not None:
            step(str(facts))
            judged = judge_facts(library, asked, facts, on, occasion=occasion, law_known_at=law_at)
        else:
            read = sources.registers(
                library,
                register,
                covered,
                step,
                pool=pool,
                known_at=known_at,
                tables=table,
                rules=asked,
            )
            judged = judge_registers(
                library, asked, read, on, occasion=occasion, law_known_at=law_at, step=step
            )
    sources.say_notes(judged.notes)
    if judged.frame.is_empty() and not judged.failures:
        console.say("没有可判的事由 · nothing to judge")
    write_table(judged.as_file(), out)
    if judged.failures:
        console.problems(judged.failures)
        raise typer.Exit(1)
