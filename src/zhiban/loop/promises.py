"""What if rows say less than a fact is declared to be at least?

A fact declared `at_least=0` is never below 0: a sum of refunds without the payments, or more months
drawn than granted, count as 0. So an end below the floor is the floor.
"""

from __future__ import annotations

import polars as pl

from zhiban.registers.columns import ColumnSpec


def kept_promise(parts: list[pl.Series], spec: ColumnSpec) -> list[pl.Series]:
    """The columns of one fact with no end below its floor; `because` only where it is unknown."""
    floor = spec.floor
    if floor is None:
        return parts
    frame, because = pl.DataFrame(parts), f"{spec.name}.because"
    for end in ("lo", "hi"):
        name = f"{spec.name}.{end}"
        if not spec.is_fraction:
            frame = frame.with_columns(
                pl.when(pl.col(name) < floor).then(floor).otherwise(name).alias(name)
            )
            continue
        num, den = pl.col(f"{name}.num"), pl.col(f"{name}.den")
        low = num.cast(pl.Int128) < den.cast(pl.Int128) * floor
        frame = frame.with_columns(
            pl.when(low).then(floor).otherwise(num).alias(f"{name}.num"),
            pl.when(low).then(1).otherwise(den).alias(f"{name}.den"),
        )
    met = pl.all_horizontal(
        pl.col(f"{spec.name}.lo{s}") == pl.col(f"{spec.name}.hi{s}")
        for s in ((".num", ".den") if spec.is_fraction else ("",))
    )
    frame = frame.with_columns(pl.when(~met.fill_null(False)).then(because).alias(because))
    return frame.get_columns()
