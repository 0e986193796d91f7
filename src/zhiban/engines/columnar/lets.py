"""How does a long expression stay short? By naming its parts: each becomes a column of its own.

An expression used twice inside another would double it at every step; a named part is worked out
once, in an earlier stage, and then is only a column. The stages are added to a frame by `on`.
"""

from __future__ import annotations

from itertools import count

import polars as pl

from zhiban.engines.columnar.fractions import Fraction

_numbers = count()
PREFIX = "~"


class Let:
    """Names expressions; call it with one to get the column it will be."""

    def __init__(self) -> None:
        self._stages: list[list[pl.Expr]] = []
        self._stage_of: dict[str, int] = {}

    def __call__(self, expr: pl.Expr) -> pl.Expr:
        """The column that will hold `expr`; columns and constants stay as they are."""
        if expr.meta.is_column() or expr.meta.is_literal():
            return expr
        stage = max((self._stage_of.get(c, -1) for c in expr.meta.root_names()), default=-1) + 1
        name = f"{PREFIX}{next(_numbers)}"
        while len(self._stages) <= stage:
            self._stages.append([])
        self._stages[stage].append(expr.alias(name))
        self._stage_of[name] = stage
        return pl.col(name)

    def fraction(self, value: Fraction) -> Fraction:
        """A fraction with both parts named."""
        return Fraction(self(value.num), self(value.den), value.num_most, value.den_most)

    def on(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """`frame` with every named column added."""
        for stage in self._stages:
            frame = frame.with_columns(stage)
        return frame

