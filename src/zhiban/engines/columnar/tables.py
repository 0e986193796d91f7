"""How is an expression worked out step by step over one frame? Values become columns, once each.

A table owns a frame and grows it: whatever a leaf or an aggregate comes to is added as columns, so
that later steps only read them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import count

import polars as pl

from zhiban.engines.columnar.bits import WORD
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import Plane
from zhiban.engines.columnar.scalars import Scalars
from zhiban.engines.columnar.stored import mapped
from zhiban.model import nodes as n

_names = count()


def new_name() -> str:
    """A column name that no other column has."""
    return f"={next(_names)}"


class Table(ABC):
    """A frame with the planes that have been worked out over it."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self._leaves: dict[n.Node, Plane] = {}
        self._kept: dict[n.Node, Plane] = {}
        self.scalars = Scalars(self.leaf, Let(), self.extent)

    def evaluate(self, exprs: Sequence[pl.Expr]) -> pl.DataFrame:
        """The expressions over the frame, one row for each of its rows."""
        held = pl.col(self.frame.columns[0]).alias("")
        lazy = self.scalars.let.on(self.frame.lazy(), exprs)
        return lazy.select(held, *exprs).collect().drop("")

    def add(self, **columns: pl.Expr) -> None:
        """Add the expressions as columns."""
        new = self.evaluate([expr.alias(name) for name, expr in columns.items()])
        self.frame = self.frame.hstack(new)

    def keep(self, plane: Plane) -> Plane:
        """The plane, with each of its expressions now a column of the frame."""
        columns: dict[str, pl.Expr] = {}

        def named(expr: pl.Expr) -> pl.Expr:
            if expr.meta.is_literal():
                return expr
            if expr.meta.is_column() and expr.meta.output_name() in self.frame.columns:
                return expr
            name = new_name()
            columns[name] = expr
            return pl.col(name)

        held = mapped(plane, named)
        if columns:
            self.add(**columns)
        return held

    def kept(self, node: n.Node) -> Plane:
        """The value of a node, kept in columns."""
        held = self._kept.get(node)
        if held is None:
            held = self._kept[node] = self.keep(self.scalars.plane(node))
        return held

    def leaf(self, node: n.Node) -> Plane:
        """The plane of a leaf or an aggregate, worked out once."""
        held = self._leaves.get(node)
        if held is None:
            held = self._leaves[node] = self._work_out(node)
        return held

    @abstractmethod
    def _work_out(self, node: n.Node) -> Plane:
        """The plane of a leaf or an aggregate."""

    def extent(self, first: pl.Expr, last: pl.Expr) -> list[int]:
        """The blocks that the months from `first` to `last` lie in, in any row."""
        ends = self.evaluate([first.floordiv(WORD).alias("a"), last.floordiv(WORD).alias("b")])
        spans = ends.drop_nulls().unique().rows()
        return sorted({block for a, b in spans for block in range(a, b + 1)})
