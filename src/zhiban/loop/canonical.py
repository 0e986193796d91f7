"""In which columns of a canonical wide frame does an input lie?"""

from __future__ import annotations

from typing import Any

import polars as pl

from zhiban.model.types import Months, Ratio, Truth, Type, is_interval


def canonical_schema(name: str, type_: Type) -> dict[str, Any]:
    """The columns of an input in a canonical wide frame, with their types."""
    if isinstance(type_, Months):
        months = pl.List(pl.Int64)
        return {f"{name}.sure": months, f"{name}.maybe": months,
                f"{name}.before": pl.Int64, f"{name}.after": pl.Int64,
                f"{name}.loose": pl.Int64}  # fmt: skip
    if isinstance(type_, Ratio):
        return {f"{name}.{end}.{part}": pl.Int64 for end in ("lo", "hi") for part in ("num", "den")}
    if is_interval(type_):
        return {f"{name}.lo": pl.Int64, f"{name}.hi": pl.Int64}
    return {name: pl.Boolean if isinstance(type_, Truth) else pl.String}
