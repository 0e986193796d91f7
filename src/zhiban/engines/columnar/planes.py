"""How does a value lie in columns, when it may be only partly known?

A plane holds Polars expressions over the frame at hand; null is unknown, or an open end.
`always` says that no row is unknown, `most` bounds the size of an integer, so that arithmetic can
stay on 64 bits where it surely fits. Two ends that are one and the same expression meet wherever
they are not null.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhiban.engines.columnar.fractions import Fraction

INT64_MOST = 2**63


@dataclass(frozen=True, eq=False)
class TruthPlane:
    """yes, no or null: Boolean."""

    expr: pl.Expr
    always: bool = False
    constant: bool | None = None


@dataclass(frozen=True, eq=False)
class WordPlane:
    """A code, a text or the id of a subject: String."""

    expr: pl.Expr
    always: bool = False
    constant: str | None = None


@dataclass(frozen=True, eq=False)
class SpanPlane:
    """Two ends, Int64, null where open: Integer, Money, Date, Month, Ordered.

    `floor` is set only where `lo` is `hi` with nulls filled by that number: a column whose
    unknown cells are promised to be at least so much.
    """

    lo: pl.Expr
    hi: pl.Expr
    always: bool = False
    most: int = INT64_MOST
    constant: int | None = None
    floor: int | None = None

    @property
    def is_one(self) -> bool:
        """Whether both ends are one expression."""
        return self.lo is self.hi


@dataclass(frozen=True, eq=False)
class PairPlane:
    """Two ends that are fractions, kept as they were computed: Ratio, Rate, Unrounded."""

    lo: Fraction
    hi: Fraction
    always: bool = False

    @property
    def is_one(self) -> bool:
        """Whether both ends are one expression."""
        return self.lo is self.hi


@dataclass(frozen=True, eq=False)
class MonthsPlane:
    """A set of months as bits: bit b of the word (Int64) of block k is month 60·k + b.

    Only blocks in which some row names a month have a word, so that `never` costs one word.

    `sure` and `maybe` hold no month twice and cover every month named one by one; every month up
    to `before` or from `after` on is possible too (Int64, null = none), and `loose` more (Int64).
    None in place of an expression: nowhere in the frame.
    """

    blocks: tuple[int, ...]
    sure: tuple[pl.Expr, ...]
    maybe: tuple[pl.Expr, ...]
    before: pl.Expr | None = None
    after: pl.Expr | None = None
    loose: pl.Expr | None = None


Plane = TruthPlane | WordPlane | SpanPlane | PairPlane | MonthsPlane


def constant_span(value: int) -> SpanPlane:
    """The plane of one known integer."""
    end = pl.lit(value, dtype=pl.Int64)
    return SpanPlane(end, end, always=True, most=abs(value), constant=value)


def open_span() -> SpanPlane:
    """The plane of an integer of which nothing is known."""
    end = pl.lit(None, dtype=pl.Int64)
    return SpanPlane(end, end, most=0)


def is_true(truth: pl.Expr) -> pl.Expr:
    """Where a condition is surely met; never null."""
    return truth.fill_null(False)


def is_false(truth: pl.Expr) -> pl.Expr:
    """Where a condition is surely not met; never null."""
    return ~truth.fill_null(True)
