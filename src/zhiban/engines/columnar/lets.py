"""How does a long expression stay short? By naming its parts: each becomes a column of its own.

An expression used twice inside another would double it at every step; a named part is worked out
once, in an earlier stage, and then is only a column. The stages are added to a frame by `on`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import polars as pl

from zhiban.engines.columnar.fractions import Fraction

_numbers = count()
PREFIX = "~"


class Let:
    """Names expressions; call it with one to get the column it will be."""

    def __init__(self) -> None:
        self._named: dict[str, tuple[pl.Expr, list[str], int]] = {}

    def __call__(self, expr: pl.Expr) -> pl.Expr:
        """The column that will hold `expr`; columns and constants stay as they are."""
        if expr.meta.is_column() or expr.meta.is_literal():
            return expr
        roots = expr.meta.root_names()
        stage = max((self._named[r][2] for r in roots if r in self._named), default=-1) + 1
        name = f"{PREFIX}{next(_numbers)}"
        self._named[name] = (expr.alias(name), roots, stage)
        return pl.col(name)

    def fraction(self, value: Fraction) -> Fraction:
        """A fraction with both parts named."""
        return Fraction(self(value.num), self(value.den), value.num_most, value.den_most)

    def on(self, frame: pl.LazyFrame, wanted: Iterable[pl.Expr] | None = None) -> pl.LazyFrame:
        """`frame` with every named column added, or with those that `wanted` rest on."""
        names = self._named if wanted is None else self._below(wanted)
        stages: dict[int, list[pl.Expr]] = {}
        for name in names:
            expr, _, stage = self._named[name]
            stages.setdefault(stage, []).append(expr)
        for stage in sorted(stages):
            frame = frame.with_columns(stages[stage])
        return frame

    def _below(self, wanted: Iterable[pl.Expr]) -> dict[str, None]:
        found: dict[str, None] = {}
        open_ = [root for expr in wanted for root in expr.meta.root_names()]
        while open_:
            name = open_.pop()
            if name in self._named and name not in found:
                found[name] = None
                open_ += self._named[name][1]
        return found
