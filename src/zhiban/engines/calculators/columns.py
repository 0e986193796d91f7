"""What does a calculator answer for a frame of units? The same corners as row by row, in columns.

Inputs and outputs lie in columns as two ends each (null = open); words and truths as one column.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from zhiban.model.calculators import Between, Calculator, Gives, Pair, Takes
from zhiban.model.types import Code, Ordered, Rate, Ratio, Text, Truth
from zhiban.model.values import LIMIT


@dataclass(frozen=True, eq=False)
class Span:
    """Two ends: Int64, or for ratios pairs of Int64."""

    lo: pl.Expr | Pair
    hi: pl.Expr | Pair


#: An input: two ends, or one column of words or truths.
InputPlane = Span | pl.Expr
Held = pl.Expr | Pair


@dataclass(frozen=True, eq=False)
class Output:
    """Two ends of an output, and where it is undefined or left open by the law (never null).

    Without the promise of the type; `lo` is `hi` where one expression is both.
    """

    lo: pl.Expr
    hi: pl.Expr
    undefined: pl.Expr
    law: pl.Expr


@dataclass(frozen=True, eq=False)
class _Answer:
    lo: pl.Expr
    hi: pl.Expr
    complete: pl.Expr
    law: pl.Expr


_Point = tuple[Held, ...]
_Side = str | int
_Key = tuple[_Side, ...]


class Columnar:
    """A calculator over the columns of one frame."""

    def __init__(self, calculator: Calculator, planes: Mapping[str, InputPlane]) -> None:
        self.calculator = calculator
        self.planes = planes
        self._points: dict[_Key, tuple[_Point, Mapping[str, Any]]] = {}

    def output(self, name: str) -> Output:
        """One output: its least and most over everything the inputs can be."""
        gives = self.calculator.output(name)
        keys = list(self._corners(name))
        answers = {key: self._answer(gives, key) for corner in keys for key in corner}
        lo = _extreme([answers[low].lo for low, _ in keys], pl.min_horizontal)
        hi = _extreme([answers[high].hi for _, high in keys], pl.max_horizontal)
        law = pl.any_horizontal([a.law for a in answers.values()])
        undefined = pl.any_horizontal(
            [a.complete & ~a.law & (a.lo.is_null() | a.hi.is_null()) for a in answers.values()]
        )
        return Output(lo, hi, undefined, law)

    def _corners(self, output: str) -> Iterator[tuple[_Key, _Key]]:
        sides = (_sides(t, output, self.planes[t.name]) for t in self.calculator.inputs)
        for chosen in itertools.product(*sides):
            yield tuple(low for low, _ in chosen), tuple(high for _, high in chosen)

    def _answer(self, gives: Gives, key: _Key) -> _Answer:
        """The columnar definition at one point of every row.

        An input the output does not depend on may be null there, or outside its bounds.
        """
        inputs = self.calculator.inputs
        if key not in self._points:
            point = tuple(
                _held(t, self.planes[t.name], side) for t, side in zip(inputs, key, strict=True)
            )
            names = (t.name for t in inputs)
            given = self.calculator.columns(**dict(zip(names, point, strict=True)))
            self._points[key] = (point, given)
        point, given = self._points[key]
        used = [
            (t, h) for t, h in zip(inputs, point, strict=True) if t.moves(gives.name) != "apart"
        ]
        complete = pl.all_horizontal(
            [pl.lit(True), *(_first(held).is_not_null() for _, held in used)]
        )
        inside = [condition for t, held in used for condition in _inside(t, held)]
        usable = pl.all_horizontal([complete, *inside])
        answer = given[gives.name]
        if not isinstance(answer, Between):
            end = _end(gives, answer, usable)
            return _Answer(end, end, complete, pl.lit(False))
        lo, hi = _end(gives, answer.lo, usable), _end(gives, answer.hi, usable)
        differ = (lo != hi) if answer.open_where is None else answer.open_where
        return _Answer(lo, hi, complete, usable & differ.fill_null(False))


def _end(gives: Gives, given: pl.Expr | None, usable: pl.Expr) -> pl.Expr:
    if given is None:
        return pl.lit(None, dtype=pl.Int64)
    if isinstance(gives.type, Truth):
        return pl.when(usable).then(given.cast(pl.Int64))
    return pl.when(usable & given.is_between(-LIMIT, LIMIT)).then(given).cast(pl.Int64)


def _sides(takes: Takes, output: str, plane: InputPlane) -> list[tuple[_Side, _Side]]:
    """Which side of this input stands at the least and at the most of `output`.

    "lo" "hi" an end · "known" only where the ends meet · "is" the word · a number: the word, or
    that choice where it is unknown.
    """
    moves = takes.moves(output)
    if isinstance(plane, pl.Expr):
        if moves == "apart" or not takes.whichever:
            return [("is", "is")]
        return [(choice, choice) for choice in range(len(takes.choices))]
    if plane.lo is plane.hi:
        return [("lo", "lo")]
    if moves in ("up", "apart"):
        return [("lo", "hi")]
    return [("hi", "lo")] if moves == "down" else [("known", "known")]


def _held(takes: Takes, plane: InputPlane, side: _Side) -> Held:
    if isinstance(plane, pl.Expr):
        return plane.fill_null(takes.choices[side]) if isinstance(side, int) else plane
    if side == "known":
        return _where(_meet(plane), plane.lo)
    return plane.lo if side == "lo" else plane.hi


def _where(condition: pl.Expr, held: Held) -> Held:
    if isinstance(held, Pair):
        return Pair(pl.when(condition).then(held.num), held.den)
    return pl.when(condition).then(held)


def _meet(plane: Span) -> pl.Expr:
    lo, hi = plane.lo, plane.hi
    if isinstance(lo, Pair) and isinstance(hi, Pair):
        same: pl.Expr = lo.num.cast(pl.Int128) * hi.den == hi.num.cast(pl.Int128) * lo.den
        return same
    assert isinstance(lo, pl.Expr) and isinstance(hi, pl.Expr)
    meet: pl.Expr = lo == hi
    return meet


def _inside(takes: Takes, held: Held) -> list[pl.Expr]:
    """Whether an end lies in the domain of its input; empty where there are no bounds."""
    conditions = []
    if isinstance(held, Pair):
        num, den = held.num.cast(pl.Int128), held.den.cast(pl.Int128)
        if takes.least is not None:
            conditions.append(num >= den * takes.least)
        if takes.most is not None:
            conditions.append(num <= den * takes.most)
        return conditions
    if takes.least is not None:
        conditions.append(held >= takes.least)
    if takes.most is not None:
        conditions.append(held <= takes.most)
    return conditions


def _first(held: Held) -> pl.Expr:
    expr: pl.Expr = held.num if isinstance(held, Pair) else held
    return expr


def _extreme(ends: list[pl.Expr], of: object) -> pl.Expr:
    """The least or greatest of the ends; open where one of them is."""
    if len(ends) == 1:
        return ends[0]
    assert callable(of)
    chosen: pl.Expr = of(ends)
    return pl.when(pl.all_horizontal([e.is_not_null() for e in ends])).then(chosen)


def promised(gives: Gives, lo: pl.Expr, hi: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The ends with what the type promises where they are open."""
    if isinstance(gives.type, Ordered):
        return lo.fill_null(0), hi.fill_null(len(gives.type.list.codes) - 1)
    floor = getattr(gives.type, "at_least", None)
    return (lo if floor is None else lo.fill_null(floor)), hi


def truth(lo: pl.Expr, hi: pl.Expr) -> pl.Expr:
    """The value of a truth from its ends: true, false or null."""
    return pl.when(lo == 1).then(True).when(hi == 0).then(False)


def plane_of(takes: Takes, names: tuple[str, ...]) -> InputPlane:
    """The plane of an input that lies in columns of the canonical frame (`x.lo`, `x.hi`, `x`)."""
    name = takes.name
    if isinstance(takes.type, (Truth, Code, Text)):
        return pl.col(name)
    if isinstance(takes.type, (Ratio, Rate)):
        if f"{name}.num" in names:
            one = Pair(pl.col(f"{name}.num"), pl.col(f"{name}.den"))
            return Span(one, one)
        lo = Pair(pl.col(f"{name}.lo.num"), pl.col(f"{name}.lo.den"))
        return Span(lo, Pair(pl.col(f"{name}.hi.num"), pl.col(f"{name}.hi.den")))
    if name in names:
        one_column = pl.col(name)
        return Span(one_column, one_column)
    return Span(pl.col(f"{name}.lo"), pl.col(f"{name}.hi"))


def evaluate_frame(calculator: Calculator, frame: pl.LazyFrame) -> pl.LazyFrame:
    """`frame` of inputs by name → outputs as `<name>.lo`, `<name>.hi`; truths as `<name>`.

    An input lies in one column of its name (null = unknown), or in two, `.lo` and `.hi`.
    """
    names = tuple(frame.collect_schema().names())
    columnar = Columnar(calculator, {t.name: plane_of(t, names) for t in calculator.inputs})
    ends, out = [], []
    for gives in calculator.outputs:
        name, output = gives.name, columnar.output(gives.name)
        ends.append(output.lo.alias(f"{name}.lo"))
        high = f"{name}.lo" if output.lo is output.hi else f"{name}.hi"
        if output.lo is not output.hi:
            ends.append(output.hi.alias(high))
        lo, hi = promised(gives, pl.col(f"{name}.lo"), pl.col(high))
        if isinstance(gives.type, Truth):
            out.append(truth(lo, hi).alias(name))
        else:
            out += [lo.alias(f"{name}.lo"), hi.alias(f"{name}.hi")]
    return frame.select(ends).select(out)
