"""What is known of declared facts for many units, why not more, and when can time change it?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.engines.columnar.planes import MonthsPlane
from zhiban.engines.columnar.units import Units
from zhiban.engines.columnar.wide import month_lists, wide_columns
from zhiban.engines.columnar.world import ColumnarWorld, RegisterFrame

__all__ = ["ColumnarWorld", "RegisterFrame", "derive_frame"]

_CELL = "@"


def derive_frame(
    fact_ids: Sequence[str],
    units: pl.DataFrame,
    world: ColumnarWorld,
    kind: str,
    occasion_register: str = "",
) -> pl.DataFrame:
    """The facts of each unit, in the order of `units`.

    `units`: `id`, `occasion`, and the cells of the occasion's row as `@column` where the occasions
    are rows of `occasion_register`. Out: `id`, `occasion`, `next_change`, and for each fact its
    canonical columns and `<fact>.because` (JSON, null where the fact is known).
    """
    has_rows = occasion_register in world.registers
    table = Units(world, kind, units, has_rows)
    exprs: list[pl.Expr] = []
    lists: list[pl.DataFrame] = []
    for fact_id in fact_ids:
        plane = table.kept(world.facts[fact_id].value.node)
        exprs += wide_columns(fact_id, plane)
        if isinstance(plane, MonthsPlane):
            lists.append(month_lists(table.frame, fact_id, plane))
    values = table.evaluate([pl.col("id"), pl.col("occasion"), *exprs])
    return pl.concat([values, *lists], how="horizontal")
