"""`zhiban explain`: how did a rule come to its verdict on one subject?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhiban.cli import console, files, reading, sources
from zhiban.cli.options import (
    AsJson,
    AsOf,
    Covered,
    Facts,
    KnownAt,
    Lang,
    LawKnownAt,
    Occasion,
    Pack,
    PoolDir,
    Register,
    Table,
)
from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.findings import Explanation
    from zhiban.packs import Library
    from zhiban.scan.pin import Pin


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="规则编号 · id of the rule")],
    id: Annotated[str, typer.Argument(metavar="ID", help="主体 · the subject")],
    facts: Facts = None,
    register: Register = None,
    table: Table = None,
    covered: Covered = None,
    pool: PoolDir = None,
    known_at: KnownAt = None,
    scan: Annotated[
        int | None,
        typer.Option(
            metavar="SCAN", help="按这次扫描的版本说明 · as pinned by this scan of the pool"
        ),
    ] = None,
    as_of: AsOf = None,
    law_known_at: LawKnownAt = None,
    occasion: Occasion = None,
    as_json: AsJson = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="写成一页网页，可打印 · one page to print"),
    ] = None,
    lang: Lang = "zh",
    pack: Pack = None,
) -> None:
    """说明：逐条列出条件、查到的值、要求的值、缺什么。 Explain each condition of one finding."""
    language = reading.language(lang)
    sources.one_source(facts, register, pool)
    library = reading.load_packs(pack)
    asked = library.rule(rule)
    law_at = reading.optional_day(law_known_at, "--law-known-at")
    from zhiban.loop.explaining import explain_facts, explain_registers

    if scan is not None:
        pin = _pinned(scan, facts, register, pool)
        on, known_at, law_at = pin.as_of, str(pin.known_at), pin.law_known_at
    else:
        on = reading.as_of(as_of)
    if facts is not None:
        found, notes = explain_facts(
            library, asked, id, facts, on, occasion=occasion, law_known_at=law_at
        )
    else:
        read = sources.registers(
            library,
            register,
            covered,
            pool=pool,
            known_at=known_at,
            tables=table,
            rules=[asked],
        )
        found, notes = explain_registers(
            library, asked, id, read, on, occasion=occasion, law_known_at=law_at
        )
    sources.say_notes(notes)
    if html is not None:
        _write_page(html, found, library, language)
        return
    console.out(_json(found, library) if as_json else _text(found, library, language))


def _pinned(no: int, facts: Path | None, register: list[str] | None, pool: Path | None) -> Pin:
    """What a scan was pinned to: the same is explained as was found."""
    from zhiban.pool.pool import Pool
    from zhiban.scan.catalogue import Scans

    if facts is not None or register:
        raise UsageError(Problem(
            "usage", "--scan", "扫描在数据池里", "a scan is of a pool",
            "和 --pool 一起用", "use it with --pool",
        ))  # fmt: skip
    return Scans(Pool.open(reading.pool_folder(pool)).folder).scan(no).pin


def _write_page(path: Path, found: list[Explanation], library: Library, language: str) -> None:
    from zhiban.loop.names import LibraryNames
    from zhiban.packs import fingerprint
    from zhiban.pages.finding import finding_page

    mark = fingerprint(found[0].rule, library)
    files.write(path, finding_page(found, mark, language, LibraryNames(library)))


def _text(found: list[Explanation], library: Library, language: str) -> str:
    from zhiban.loop.names import LibraryNames
    from zhiban.words.speech import Speech
    from zhiban.words.text import as_text
    from zhiban.words.told import tell

    names = LibraryNames(library)
    speech = Speech(language, names)
    return "\n\n".join(as_text(tell(e, language, names), speech) for e in found)


def _json(found: list[Explanation], library: Library) -> str:
    from zhiban.cli.explained import explanation
    from zhiban.cli.shapes import dumps

    return dumps([explanation(e, library) for e in found])
