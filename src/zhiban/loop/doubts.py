"""Why is a derived value not more than it is, and when can time change it?

The values come from the columnar engine, for everybody at once. The second pass looks only at
what is not known, unit by unit, with the definition itself: those are few.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.engines.rowwise import Evaluator, Unit, World
from zhiban.engines.rowwise.changes import changes
from zhiban.language.facts import Fact
from zhiban.loop.receiving import Registers
from zhiban.loop.rowwise_frames import occasion_row, table_of, text
from zhiban.model.types import NEVER_DAY, Months, Ratio, is_interval
from zhiban.packs import Library


def because(
    library: Library, facts: Sequence[Fact], values: pl.DataFrame, units: pl.DataFrame,
    registers: Registers, as_of: int, kind: str,
) -> pl.DataFrame:  # fmt: skip
    """`<fact>.because` of each fact: JSON text, null where it is known; one row a unit."""
    unknown = {f.id: values.select(~known(f)).to_series() for f in facts}
    doubtful = pl.select(pl.any_horizontal(list(unknown.values()))).to_series().arg_true()
    texts: dict[str, list[str | None]] = {f.id: [None] * units.height for f in facts}
    if len(doubtful):
        world = world_of(library, facts, registers, as_of)
        for at, row in zip(doubtful, units[doubtful].rows(named=True), strict=True):
            case = Evaluator(world, Unit(row["id"], kind, row["occasion"], occasion_row(row)))
            for fact in facts:
                if unknown[fact.id][at]:
                    reasons = sorted(case.reasons(fact.value.node))
                    texts[fact.id][at] = text([r.as_json() for r in reasons])
    columns = [pl.Series(f"{f.id}.because", texts[f.id], dtype=pl.String) for f in facts]
    return pl.DataFrame(columns)


def next_changes(
    library: Library, facts: Sequence[Fact], units: pl.DataFrame, registers: Registers,
    as_of: int, kind: str,
) -> pl.Series:  # fmt: skip
    """The first later day on which time alone may change one of the facts, for each unit."""
    world = world_of(library, facts, registers, as_of)
    days = []
    for row in units.rows(named=True):
        case = Evaluator(world, Unit(row["id"], kind, row["occasion"], occasion_row(row)))
        moves = (d for f in facts for d in changes(case, f.value.node) if as_of < d < NEVER_DAY)
        days.append(min(moves, default=None))
    return pl.Series("next_change", days, dtype=pl.Int64)


def world_of(library: Library, facts: Sequence[Fact], registers: Registers, as_of: int) -> World:
    """The registers the facts rest on, as rows of plain Python."""
    names = library.registers_of([f.id for f in facts])
    return World(as_of, {n: table_of(registers.by_id[n]) for n in names}, library.facts)


def known(fact: Fact) -> pl.Expr:
    """Whether a fact of a canonical frame is fully known."""
    name, type_ = fact.id, fact.type
    if isinstance(type_, Months):
        return pl.all_horizontal(
            pl.col(f"{name}.maybe").list.len() == 0, pl.col(f"{name}.before").is_null(),
            pl.col(f"{name}.after").is_null(), pl.col(f"{name}.loose") == 0,
        ).fill_null(False)  # fmt: skip
    if isinstance(type_, Ratio):
        low, high = (
            pl.col(f"{name}.{a}.num").cast(pl.Int128) * pl.col(f"{name}.{b}.den")
            for a, b in (("lo", "hi"), ("hi", "lo"))
        )
        return (low == high).fill_null(False)
    if is_interval(type_):
        return (pl.col(f"{name}.lo") == pl.col(f"{name}.hi")).fill_null(False)
    return pl.col(name).is_not_null()
