"""How is a value kept in columns of a frame, and what is a plane of which nothing is known?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from zhiban.engines.columnar import fractions as fr
from zhiban.engines.columnar import months
from zhiban.engines.columnar.bits import number
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.planes import (
    MonthsPlane,
    PairPlane,
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
    constant_span,
    open_span,
)
from zhiban.model.types import (
    Integer,
    Money,
    Months,
    Ordered,
    Rate,
    Ratio,
    Truth,
    Type,
    is_interval,
)
from zhiban.model.values import is_rational

Change = Callable[[pl.Expr], pl.Expr]


def mapped(plane: Plane, change: Change) -> Plane:
    """`plane` with `change` applied to each of its expressions, once to ends that are one."""

    def fraction(end: Fraction) -> Fraction:
        return replace(end, num=change(end.num), den=change(end.den))

    match plane:
        case TruthPlane() | WordPlane():
            return plane if plane.constant is not None else replace(plane, expr=change(plane.expr))
        case SpanPlane():
            if plane.constant is not None:
                return plane
            lo = change(plane.lo)
            return replace(plane, lo=lo, hi=lo if plane.is_one else change(plane.hi))
        case PairPlane():
            low = fraction(plane.lo)
            return replace(plane, lo=low, hi=low if plane.is_one else fraction(plane.hi))
        case MonthsPlane():
            return MonthsPlane(
                plane.blocks,
                tuple(change(word) for word in plane.sure),
                tuple(change(word) for word in plane.maybe),
                *(
                    None if e is None else change(e)
                    for e in (plane.before, plane.after, plane.loose)
                ),
            )


def variable(plane: Plane) -> Plane:
    """The plane as if it were no constant, so that each row holds the value."""
    if isinstance(plane, (TruthPlane, WordPlane, SpanPlane)) and plane.constant is not None:
        return replace(plane, constant=None)
    return plane


def roots(plane: Plane) -> list[str]:
    """The columns the plane is made of."""
    found: dict[str, None] = {}

    def note(expr: pl.Expr) -> pl.Expr:
        found.update(dict.fromkeys(expr.meta.root_names()))
        return expr

    mapped(plane, note)
    return list(found)


def nothing(type_: Type) -> Plane:
    """What is known of a missing value of a type: only what its register promises."""
    floor = getattr(type_, "at_least", None)
    if isinstance(type_, Months):
        return months.anything()
    if isinstance(type_, Ordered):
        top = len(type_.list.codes) - 1
        return SpanPlane(number(0), number(top), True, most=top)
    if isinstance(type_, Truth):
        return TruthPlane(pl.lit(None, dtype=pl.Boolean))
    if is_rational(type_):
        open_ = Fraction(number(None), number(1), 0, 1)
        return PairPlane(open_ if floor is None else fr.constant(floor, 1), open_)
    if is_interval(type_):
        if floor is None:
            return open_span()
        return SpanPlane(number(floor), number(None), most=abs(floor))
    return WordPlane(pl.lit(None, dtype=pl.String))


def exactly(value: int | bool | str, type_: Type) -> Plane:
    """The plane of a constant of a type, ratios being whole numbers."""
    if isinstance(type_, Truth):
        return TruthPlane(pl.lit(bool(value)), True, bool(value))
    if is_rational(type_):
        end = fr.constant(int(value), 1)
        return PairPlane(end, end, True)
    if is_interval(type_):
        return constant_span(int(value))
    return WordPlane(pl.lit(str(value)), True, str(value))


def cell(name: str, type_: Type, always: bool) -> Plane:
    """What the cells of column `name` say (`name.num`, `name.den` for ratios)."""
    if isinstance(type_, (Ratio, Rate)):
        end = Fraction(pl.col(f"{name}.num"), pl.col(f"{name}.den"))
        floor = getattr(type_, "at_least", None)
        if always or floor is None:
            return PairPlane(end, end, always)
        missing = end.num.is_null()
        low = Fraction(
            end.num.fill_null(floor), pl.when(missing).then(1).otherwise(end.den),
        )  # fmt: skip
        return PairPlane(low, end)
    column = pl.col(name)
    if isinstance(type_, Truth):
        return TruthPlane(column, always)
    if not is_interval(type_):
        return WordPlane(column, always)
    if isinstance(type_, Ordered):
        top = len(type_.list.codes) - 1
        if always:
            return SpanPlane(column, column, True, most=top)
        return SpanPlane(column.fill_null(0), column.fill_null(top), True, most=top)
    floor = type_.at_least if isinstance(type_, (Integer, Money)) else None
    if always or floor is None:
        return SpanPlane(column, column, always)
    return SpanPlane(column.fill_null(floor), column, floor=floor)


def promised(plane: Plane, type_: Type) -> Plane:
    """`plane` with an open lower end closed by the promise of the type, classes by their list."""
    if isinstance(type_, Ordered) and isinstance(plane, SpanPlane):
        if plane.always:
            return plane
        top = len(type_.list.codes) - 1
        return SpanPlane(plane.lo.fill_null(0), plane.hi.fill_null(top), True, most=top)
    floor = getattr(type_, "at_least", None)
    if floor is None:
        return plane
    if isinstance(plane, SpanPlane) and not plane.always:
        return SpanPlane(plane.lo.fill_null(floor), plane.hi, most=max(plane.most, abs(floor)))
    if isinstance(plane, PairPlane) and not plane.always:
        lo = plane.lo
        low = Fraction(
            lo.num.fill_null(floor), pl.when(lo.num.is_null()).then(1).otherwise(lo.den),
            max(lo.num_most, abs(floor)), lo.den_most,
        )  # fmt: skip
        return PairPlane(low, plane.hi)
    return plane
