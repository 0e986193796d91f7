"""Where, for each unit, may rows of a register be missing without that meaning "no"? (SEM 9, 10)"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.coverage import FIRST_DAY, holes, undated_hole
from zhiban.model.types import NEVER_DAY

if TYPE_CHECKING:
    from zhiban.engines.columnar.units import Units
    from zhiban.engines.columnar.world import RegisterFrame


@dataclass(frozen=True, eq=False)
class OpenHole:
    """Days on which silence means nothing, why, and which units it touches (never null)."""

    kind: str
    first: int
    last: int
    touches: pl.Expr


def open_holes(
    units: Units, held: RegisterFrame, first: pl.Expr, last: pl.Expr
) -> Iterator[OpenHole]:
    """The holes that touch the days from `first` to `last` of some unit."""
    lag, as_of = held.register.lag_days, units.world.as_of
    dated = held.register.happens is not None
    if held.punctured:
        touched = pl.col("id").is_in(sorted(held.punctured))
        if dated:
            touched = touched & (first <= last)
        yield OpenHole("quarantined", FIRST_DAY, NEVER_DAY, touched)
    if dated:
        for hole in holes(held.coverage, lag, as_of):
            touches = (first <= last) & (last >= hole.first) & (first <= hole.last)
            yield OpenHole(hole.kind, hole.first, hole.last, touches)
        return
    kind = undated_hole(held.coverage, lag, as_of)
    if kind is not None:
        yield OpenHole(kind, FIRST_DAY, NEVER_DAY, pl.lit(True))
