"""How does a calculator stand among the planes of a frame? Inputs as its columns, outputs back."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.engines.calculators.columns import (
    Columnar,
    InputPlane,
    Output,
    Span,
    promised,
    truth,
)
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import (
    MonthsPlane,
    PairPlane,
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
)
from zhiban.model.calculators import Calculator, Gives, Pair, Takes
from zhiban.model.types import Ordered, Rate, Ratio, Truth


def columnar(calculator: Calculator, planes: Sequence[Plane], let: Let) -> Columnar:
    """The calculator over inputs whose planes stand in its order."""
    pairs = zip(calculator.inputs, planes, strict=True)
    return Columnar(calculator, {takes.name: _input(takes, plane, let) for takes, plane in pairs})


def plane(gives: Gives, output: Output, let: Let) -> Plane:
    """The plane of one output."""
    lo = let(output.lo)
    hi = lo if output.lo is output.hi else let(output.hi)
    if isinstance(gives.type, Truth):
        return TruthPlane(lo == 1 if lo is hi else let(truth(lo, hi)))
    low, high = promised(gives, lo, hi)
    if lo is not hi or isinstance(gives.type, Ordered) or low is lo:
        return SpanPlane(low, high)
    return SpanPlane(low, high, floor=getattr(gives.type, "at_least", None))


def _input(takes: Takes, of: Plane, let: Let) -> InputPlane:
    if isinstance(of, (TruthPlane, WordPlane)):
        return let(of.expr)
    if isinstance(of, PairPlane):
        lo = _pair(of.lo, let)
        return Span(lo, lo if of.is_one else _pair(of.hi, let))
    assert not isinstance(of, MonthsPlane)
    low = let(of.lo)
    high = low if of.is_one else let(of.hi)
    if not isinstance(takes.type, (Ratio, Rate)):
        return Span(low, high)
    one = pl.lit(1, dtype=pl.Int64)
    whole = Pair(low, one)
    return Span(whole, whole if of.is_one else Pair(high, one))


def _pair(end: Fraction, let: Let) -> Pair:
    return Pair(let(end.num), let(end.den))
