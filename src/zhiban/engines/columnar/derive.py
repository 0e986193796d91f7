"""What is known of declared facts for many units, why not more, and when can time change it?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.engines.columnar.masks import Pieces
from zhiban.engines.columnar.planes import MonthsPlane
from zhiban.engines.columnar.reason_texts import reason_texts
from zhiban.engines.columnar.row_changes import UnitChanges
from zhiban.engines.columnar.row_reasons import UnitMasks
from zhiban.engines.columnar.tables import new_name
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
    *,
    for_others: bool = False,
) -> pl.DataFrame:
    """The facts of each unit, in the order of `units`.

    `units`: `id`, `occasion`, and the cells of the occasion's row as `@column` where the occasions
    are rows of `occasion_register`. Out: `id`, `occasion`, `next_change`, and for each fact its
    canonical columns and `<fact>.because` (JSON, null where the fact is known). `for_others`: as
    `Brought` has them, with `<fact>.next_change` of each.
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
    because = _because(table, fact_ids)
    changes = UnitChanges(table)
    exprs.append(_next_change(changes, fact_ids).alias("next_change"))
    if for_others:
        exprs += [_next_change(changes, [f]).alias(f"{f}.next_change") for f in fact_ids]
    values = table.evaluate([pl.col("id"), pl.col("occasion"), *exprs])
    return pl.concat([values, *lists, because], how="horizontal")


def _next_change(changes: UnitChanges, fact_ids: Sequence[str]) -> pl.Expr:
    """The first day after the judged day on which any of the facts may change by itself."""
    facts = changes.units.world.facts
    days = [changes.next_of(facts[fact_id].value.node) for fact_id in fact_ids]
    given = [day for day in days if day is not None]
    return pl.min_horizontal(given) if given else pl.lit(None, dtype=pl.Int64)


def _because(table: Units, fact_ids: Sequence[str]) -> pl.DataFrame:
    """Why each fact is unknown, as `<fact>.because`."""
    pieces = Pieces()
    nodes = [table.world.facts[fact_id].value.node for fact_id in fact_ids]
    unknown = [~table.scalars.known(node) for node in nodes]
    only = new_name()
    table.add(**{only: pl.any_horizontal(unknown) if unknown else pl.lit(False)})
    none = pl.repeat(None, table.frame.height, dtype=pl.String, eager=True)
    if not table.frame[only].any():
        return pl.DataFrame([none.alias(f"{fact_id}.because") for fact_id in fact_ids])
    masks = UnitMasks(table, pieces, only)
    out = []
    for fact_id, node in zip(fact_ids, nodes, strict=True):
        mask = masks.kept(node)
        words = table.evaluate([expr.alias(str(word)) for word, expr in mask.items()])
        texts = reason_texts(words, pieces) if mask else none
        out.append(texts.alias(f"{fact_id}.because"))
    return pl.DataFrame(out)
