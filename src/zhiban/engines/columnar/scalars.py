"""What is the value of an expression in every row of a frame? Nodes in, planes of columns out.

`engines/rowwise/evaluator.py` says what each node means; this is the same on whole columns.
Leaves, parameters, step tables and everything about rows of registers come from the `leaf` hook.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from zhiban.engines.calculators.columns import Columnar
from zhiban.engines.columnar import arithmetic, calculated, choices, comparisons, months
from zhiban.engines.columnar import calendar_exprs as time
from zhiban.engines.columnar import fractions as fr
from zhiban.engines.columnar.arithmetic import Undefined, as_pair, either
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import (
    MonthsPlane,
    PairPlane,
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
    constant_span,
)
from zhiban.engines.columnar.stored import nothing
from zhiban.engines.rowwise.scalars import TIME
from zhiban.model import nodes as n
from zhiban.model.types import Month, Ordered, Rate, Ratio, is_interval
from zhiban.model.values import is_rational

_TIME: dict[type[n.Node], Callable[[pl.Expr, Let], pl.Expr]] = {
    n.MonthOf: time.month_of,
    n.YearOf: time.year_of,
    n.FirstDay: time.first_day,
    n.LastDay: time.last_day,
    n.FirstOfYear: time.first_of_year,
    n.LastOfYear: time.last_of_year,
}


class Scalars:
    """The planes of expressions over one frame; equal nodes share one plane.

    `leaf(node)` gives the plane of a leaf, a step table or an aggregate; the judged day is
    `leaf(JudgedDay())`. Expressions name their parts with `let`: before they are evaluated, the
    frame must pass through `let.on`.
    """

    def __init__(
        self, leaf: Callable[[n.Node], Plane], let: Let | None = None,
        extent: months.Extent | None = None,
    ) -> None:  # fmt: skip
        self.let = let if let is not None else Let()
        self._leaf = leaf
        self._extent = extent
        self._planes: dict[n.Node, Plane] = {}
        self._undefined: dict[n.Node, pl.Expr] = {}
        self._open_law: dict[n.Node, pl.Expr] = {}
        self._calculators: dict[tuple[object, tuple[n.Node, ...]], Columnar] = {}

    def plane(self, node: n.Node) -> Plane:
        """The value of `node` in every row."""
        held = self._planes.get(node)
        if held is None:
            held = self._planes[node] = _closed(self._work_out(node), node)
        return held

    def truth(self, node: n.Node) -> pl.Expr:
        """The value of a condition: Boolean, null = unknown."""
        return self._truth(node).expr

    def span(self, node: n.Node) -> SpanPlane:
        """The value of an ordered node that is held as integers."""
        plane = self.plane(node)
        assert isinstance(plane, SpanPlane), (node, plane)
        return plane

    def pair(self, node: n.Node) -> PairPlane:
        """The value of an ordered node as fractions."""
        return as_pair(self.plane(node))

    def months(self, node: n.Node) -> MonthsPlane:
        """The value of a set of months."""
        plane = self.plane(node)
        assert isinstance(plane, MonthsPlane), (node, plane)
        return plane

    def known(self, node: n.Node) -> pl.Expr:
        """Where the value is fully known; never null."""
        return comparisons.known(self.plane(node))

    def undefined(self, node: n.Node) -> pl.Expr | None:
        """Where the node's own operation is undefined; never null. None: nowhere."""
        self.plane(node)
        return self._undefined.get(node)

    def open_law(self, node: n.Node) -> pl.Expr | None:
        """Where a calculator says that the law leaves its answer open; never null."""
        self.plane(node)
        return self._open_law.get(node)

    def _truth(self, node: n.Node) -> TruthPlane:
        plane = self.plane(node)
        assert isinstance(plane, TruthPlane), (node, plane)
        return plane

    def _flag(self, node: n.Node, undefined: Undefined) -> None:
        if undefined is not None:
            self._undefined[node] = undefined

    def _work_out(self, node: n.Node) -> Plane:
        match node:
            case n.Literal():
                return literal(node)
            case n.Unsaid():
                return nothing(node.of_type)
            # logic
            case n.Not():
                of = self._truth(node.of)
                held = None if of.constant is None else not of.constant
                return TruthPlane(~of.expr, of.always, held)
            case n.All():
                return joined([self._truth(part) for part in node.of], True)
            case n.AnyOf():
                return joined([self._truth(part) for part in node.of], False)
            case n.Compare():
                return comparisons.compare(
                    node.symbol, self.plane(node.left), self.plane(node.right)
                )
            case n.Reached():
                return comparisons.compare("<=", self.plane(node.day), self.plane(n.JudgedDay()))
            case n.SameCode():
                left, right = self.plane(node.left), self.plane(node.right)
                assert isinstance(left, WordPlane) and isinstance(right, WordPlane)
                return TruthPlane(left.expr == right.expr, left.always and right.always)
            case n.IsIn():
                type_ = node.of.type
                all_codes = type_.list.codes if isinstance(type_, Ordered) else ()
                return comparisons.is_among(self.plane(node.of), node.codes, all_codes)
            case n.IncludesMonth():
                return months.includes(self.months(node.months), self.span(node.month), self.let)
            # values
            case n.Case():
                conditions = [self._truth(c) for c, _ in node.whens]
                values = [*(v for _, v in node.whens), node.otherwise]
                _, reached = choices.reaches(conditions, self.let)
                planes = [
                    (reach, self.plane(value))
                    for reach, value in zip(reached, values, strict=True)
                    if not choices.is_nowhere(reach)
                ]
                return choices.hull(planes, node.type, self.let)
            case n.Readings():
                both: list[tuple[choices.Reach, Plane]] = [
                    (None, self.plane(node.first)), (None, self.plane(node.second)),
                ]  # fmt: skip
                return choices.hull(both, node.type, self.let)
            case n.Smaller() | n.Larger():
                choose = choices.smaller if isinstance(node, n.Smaller) else choices.larger
                left, right = self.plane(node.left), self.plane(node.right)
                if is_rational(node.type):
                    left, right = as_pair(left), as_pair(right)
                return choose(left, right, self.let)
            case n.Assume():
                return choices.assumed(self.plane(node.of), node.value, node.type, self.let)
            case n.Add() | n.Subtract() | n.Multiply() | n.Quotient() | n.Rounded():
                plane, undefined = self._arithmetic(node)
                self._flag(node, undefined)
                return plane
            case n.Calculated():
                return self._calculated(node)
            # legal time
            case n.AddMonths():
                day, count = self.span(node.day), self.span(node.months)
                return self._two_ends(
                    node, lambda a, b: time.add_months(a, b, self.let),
                    (day.lo, count.lo), (day.hi, count.hi), day.is_one and count.is_one,
                )  # fmt: skip
            case n.AddDays():
                return self._monotone(node, node.day, lambda d: time.add_days(d, node.days))
            case n.WorkingDaysAfter():
                return self._monotone(
                    node, node.day, lambda d: time.working_days_after(d, node.days)
                )
            case n.Birthday():
                return self._monotone(
                    node, node.born,
                    lambda d: time.birthday(d, node.years, node.counting, self.let),
                )  # fmt: skip
            case n.AgeOn():
                born, on = self.span(node.born), self.span(node.on)
                return self._two_ends(
                    node, lambda b, d: time.completed_years(b, d, node.counting, self.let),
                    (born.hi, on.lo), (born.lo, on.hi), born.is_one and on.is_one,
                )  # fmt: skip
            case n.MonthsBetween():
                start, end = self.span(node.start), self.span(node.end)
                return self._two_ends(
                    node, lambda a, b: time.months_between(a, b, self.let),
                    (start.hi, end.lo), (start.lo, end.hi), start.is_one and end.is_one,
                )  # fmt: skip
            case (
                n.MonthOf() | n.YearOf() | n.FirstDay() | n.LastDay() | n.FirstOfYear()
                | n.LastOfYear()
            ):  # fmt: skip
                return self._calendar(node)
            # sets of months
            case n.MonthsCount():
                return months.count(self.months(node.months), self.let)
            case n.LongestRun():
                return months.longest_run(self.months(node.months), self.let)
            case n.MonthsWithin():
                first, last = self._month_span(node.first), self._month_span(node.last)
                return months.within(self.months(node.months), first, last, self.let, self._extent)
            case n.MonthsAfter():
                return months.after(
                    self.months(node.months), self.span(node.month), self.let, self._extent
                )
            case n.MonthsOverlap():
                return months.overlap(
                    self.months(node.left), self.months(node.right), self.let, self._extent
                )
            case _:
                return self._leaf(node)

    def _arithmetic(self, node: n.Node) -> tuple[Plane, Undefined]:
        match node:
            case n.Add():
                return arithmetic.add(self.span(node.left), self.span(node.right), self.let)
            case n.Subtract():
                return arithmetic.subtract(self.span(node.left), self.span(node.right), self.let)
            case n.Multiply():
                if is_rational(node.type):
                    of, factor = self.pair(node.of), self.pair(node.factor)
                    return arithmetic.multiply(of, factor, node.type, self.let)
                return arithmetic.multiply_whole(
                    self.span(node.of), self.span(node.factor), self.let
                )
            case n.Quotient():
                return arithmetic.quotient(
                    self.pair(node.numerator), self.pair(node.denominator), self.let
                )
            case _:
                assert isinstance(node, n.Rounded)
                return arithmetic.rounded(self.pair(node.of), node.to, node.how, self.let)

    def _calculated(self, node: n.Calculated) -> Plane:
        key = (node.calculator, node.inputs)
        columnar = self._calculators.get(key)
        if columnar is None:
            planes = [self.plane(of) for of in node.inputs]
            columnar = calculated.columnar(node.calculator, planes, self.let)
            self._calculators[key] = columnar
        output = columnar.output(node.output)
        self._undefined[node], self._open_law[node] = output.undefined, output.law
        return calculated.plane(node.calculator.output(node.output), output, self.let)

    def _calendar(self, node: n.Node) -> SpanPlane:
        of, function = node.children[0], TIME[type(node)]
        constant = self.span(of).constant
        if constant is not None:
            try:
                return constant_span(function(constant))
            except (OverflowError, ValueError):
                pass
        return self._monotone(node, of, lambda e: _TIME[type(node)](e, self.let))

    def _monotone(
        self, node: n.Node, of: n.Node, function: Callable[[pl.Expr], pl.Expr]
    ) -> SpanPlane:
        """A function of time that never decreases, applied to both ends."""
        ends = self.span(of)
        lo = self.let(function(ends.lo))
        hi = lo if ends.is_one else self.let(function(ends.hi))
        bad = [ends.lo.is_not_null() & lo.is_null()]
        bad += [] if ends.is_one else [ends.hi.is_not_null() & hi.is_null()]
        self._flag(node, either(*bad))
        return SpanPlane(lo, hi)

    def _two_ends(
        self, node: n.Node, function: Callable[[pl.Expr, pl.Expr], pl.Expr],
        low: tuple[pl.Expr, pl.Expr], high: tuple[pl.Expr, pl.Expr], is_one: bool,
    ) -> SpanPlane:  # fmt: skip
        """A function of two times: its least value from `low`, its greatest from `high`."""
        lo = self.let(function(*low))
        hi = lo if is_one else self.let(function(*high))
        pairs = [(low, lo)] if is_one else [(low, lo), (high, hi)]
        bad = [a.is_not_null() & b.is_not_null() & out.is_null() for (a, b), out in pairs]
        self._flag(node, either(*bad))
        return SpanPlane(lo, hi)

    def _month_span(self, node: n.Node | None) -> SpanPlane | None:
        """The month of an end of a window; a day outside the calendar is an open end."""
        if node is None:
            return None
        ends = self.span(node)
        if isinstance(node.type, Month):
            return ends
        lo = self.let(time.month_of(ends.lo, self.let))
        return SpanPlane(lo, lo if ends.is_one else self.let(time.month_of(ends.hi, self.let)))


def joined(parts: list[TruthPlane], is_and: bool) -> TruthPlane:
    """Kleene's and (or) of any number of conditions."""
    if any(part.constant is (not is_and) for part in parts):
        return TruthPlane(pl.lit(not is_and), always=True, constant=not is_and)
    open_parts = [part for part in parts if part.constant is None]
    if not open_parts:
        return TruthPlane(pl.lit(is_and), always=True, constant=is_and)
    if len(open_parts) == 1:
        return open_parts[0]
    join = pl.all_horizontal if is_and else pl.any_horizontal
    return TruthPlane(
        join([part.expr for part in open_parts]), all(part.always for part in open_parts)
    )


def literal(node: n.Literal) -> Plane:
    """The plane of a constant."""
    value = node.value
    if isinstance(node.of_type, Rate):
        end = fr.constant(value.numerator, value.denominator)  # type: ignore[union-attr]
        return PairPlane(end, end, always=True)
    if is_interval(node.of_type):
        assert isinstance(value, int)
        span = constant_span(value)
        return as_pair(span) if isinstance(node.of_type, Ratio) else span
    if isinstance(value, bool):
        return TruthPlane(pl.lit(value), always=True, constant=value)
    assert isinstance(value, str)
    return WordPlane(pl.lit(value), always=True, constant=value)


def _closed(plane: Plane, node: n.Node) -> Plane:
    """An ordered class lies between the lowest and the highest of its list."""
    if not isinstance(plane, SpanPlane) or not isinstance(node.type, Ordered) or plane.always:
        return plane
    top = len(node.type.list.codes) - 1
    return SpanPlane(plane.lo.fill_null(0), plane.hi.fill_null(top), always=True, most=top)
