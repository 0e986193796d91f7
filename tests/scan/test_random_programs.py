"""Is what is asked of others the same, worked out on their side, for any facts one can write?

Random programs, with the rows of everybody at hand and part by part with an exchange (SEM 16).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pytest
from tests.agreement import frames
from tests.agreement.budget import seeds
from tests.agreement.checking import check
from tests.agreement.generator.programs import Program, random_program

from zhiban.engines.columnar.brought import Brought
from zhiban.engines.columnar.derive import derive_frame
from zhiban.errors import PackError
from zhiban.loop.deriving import world_of
from zhiban.loop.receiving import Received, Registers
from zhiban.packs import Library
from zhiban.packs.passes import Asked, passes_of
from zhiban.scan.exchange import KEY, WHO, named, work_out
from zhiban.scan.needs import Needs, needs_of_facts

#: The last character of the ids of each part; the last part has all others too.
PARTS = ("0123", "456", "789")
DEFAULT = 12


class Asks:
    """A rule that is judged on one fact."""

    def __init__(self, fact) -> None:
        self.fact_ids = lambda: [fact.id]


@pytest.mark.parametrize("seed", seeds(DEFAULT))
def test_facts_part_by_part(seed: int) -> None:
    check(random_program(seed, subjects=60), parts_differ)


def test_the_programs_ask_others() -> None:
    """The comparison is worth something: many of the programs look something up."""
    asking = [s for s in seeds(DEFAULT) if _passes(random_program(s, subjects=60))]
    assert len(asking) * 2 > DEFAULT or len(seeds(DEFAULT)) != DEFAULT


def parts_differ(program: Program) -> str:
    """Where the facts differ, everybody at once and part by part; nothing if they do not."""
    whole = frames.derived(program)
    passes = _passes(program)
    if passes is None:
        return ""
    town, library = program.town, _library(program)
    answers: dict[Asked, pl.DataFrame] = {}
    for asked in passes:
        found = {}
        for one in asked:
            needs = needs_of_facts(library, one.kind, one.facts)
            for register, column in one.named_in:
                needs.rows[register].add(column)
            parts = [_registers(program, needs, part, answers) for part in PARTS]
            found[one] = pl.concat([work_out(library, one, p, town.as_of) for p in parts])
        answers |= found
    occasion = program.occasion if program.occasion == "hires" else ""
    units = frames.units_frame(town, town.units).with_row_index("place")
    needs = needs_of_facts(library, program.kind, program.asked)
    out = []
    for part in PARTS:
        own = units.filter(_are(part)("id"))
        registers = _registers(program, needs, part, answers, _named_by_units(own))
        world = world_of(library, registers, town.as_of)
        told = derive_frame(program.asked, own.drop("place"), world, program.kind, occasion)
        out.append(told.with_columns(own["place"]))
    here = pl.concat(out).sort("place").drop("place")
    differing = [c for c in whole.columns if not whole[c].equals(here[c], null_equal=True)]
    return f"columns {differing}" if differing else ""


def _passes(program: Program) -> list[list[Asked]] | None:
    """What is asked of others; None where it takes more than four passes."""
    try:
        return passes_of(_library(program), [Asks(program.facts[f]) for f in program.asked])
    except PackError:
        return None


def _library(program: Program) -> Library:
    registers = {id: table.register for id, table in program.town.tables.items()}
    return Library(registers, program.facts, {}, {})


def _are(part: str):
    def are(column: str) -> pl.Expr:
        last = pl.col(column).str.slice(-1)
        mine = last.is_in(list(part)) | (
            pl.lit(part == PARTS[-1]) & ~last.is_in(list("0123456789"))
        )
        return mine.fill_null(False)

    return are


def _registers(
    program: Program, needs: Needs, part: str, answers: Mapping[Asked, pl.DataFrame],
    more: Sequence[pl.Series] = (),
) -> Registers:  # fmt: skip
    """Only the rows about the subjects of a part, and what was answered about those they name."""
    held = {}
    for id, table in program.town.tables.items():
        frame = frames.register_frame(table).frame
        mine = [_are(part)(column) for column in needs.rows.get(id, ())]
        frame = frame.filter(pl.any_horizontal(mine)) if mine else frame.clear()
        held[id] = Received(table.register, frame, table.coverage, True, table.punctured)
    wanted = {(kind, about) for kind, about, _ in needs.asked}
    exchange: dict[tuple[str, str], Brought] = {}
    for asked, frame in answers.items():
        at = (asked.kind, asked.about)
        if at not in wanted:
            continue
        known = frame.drop(WHO)
        if not asked.by_others:
            keys = [named(asked, held), *more]
            known = known.filter(pl.col(KEY).is_in(pl.concat(keys).implode()))
        if at in exchange:
            known = exchange[at].frame.join(known, on=KEY)
        facts = frozenset(asked.facts) | (exchange[at].facts if at in exchange else frozenset())
        exchange[at] = Brought(known, facts)
    return Registers(held, whose=_are(part), exchange=exchange)


def _named_by_units(units: pl.DataFrame) -> list[pl.Series]:
    """Those whom the rows that are occasions name, ids of persons, firms and rows alike."""
    cells = [c for c in units.columns if c.startswith("@")]
    return [units[c].drop_nulls().cast(pl.String).alias(KEY) for c in cells]
