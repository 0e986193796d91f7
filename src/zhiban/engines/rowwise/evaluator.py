"""What is the value of an expression for one unit, and which missing pieces keep it unknown?

The definition of the language: plain Python, one unit at a time. `value` walks the tree once;
`reasons` explains an unknown value: a missing piece counts if it is unknown and every node above
it is unknown too (SEM 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiban.engines.calculators.rowwise import Answered, Points, output_value
from zhiban.engines.rowwise import aggregates, row_reasons, scalars
from zhiban.engines.rowwise.cells import cell_value, literal, with_promise
from zhiban.engines.rowwise.gathering import Gathered
from zhiban.engines.rowwise.parameters import parameter_value
from zhiban.engines.rowwise.world import Row, Unit, World
from zhiban.law import calendar
from zhiban.law.parameters import Parameter
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.months import MonthsValue
from zhiban.model.reasons import Reason
from zhiban.model.types import (
    NEVER_MONTH,
    Month,
    Ordered,
    month_number,
)
from zhiban.model.values import (
    End,
    Ends,
    Value,
    and_,
    compare,
    exactly,
    hull,
    is_known,
    is_rational,
    not_,
    nothing_known,
    or_,
    whole,
)

Reasons = frozenset[Reason]
NONE: Reasons = frozenset()


@dataclass(frozen=True)
class Input:
    """What is known of an input of a rule, and why not more."""

    value: Value
    reasons: Reasons = NONE


@dataclass(eq=False)
class Evaluator:
    """Evaluates expressions for one unit.

    With `inputs` (judging) facts and occasion columns are given; without (deriving) facts are
    worked out from the registers of `world`, and occasion columns come from the occasion's row.
    """

    world: World
    unit: Unit
    inputs: Mapping[str, Input] | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    law_on: n.Node | None = None
    instalment_month: int | None = None

    def __post_init__(self) -> None:
        self._values: dict[tuple[int, int], Value] = {}
        self._reasons: dict[tuple[int, int], Reasons] = {}
        self._undefined: set[tuple[int, int]] = set()
        self._alive: list[object] = []
        self._others: dict[tuple[str, str, int], Evaluator] = {}
        self.gathered: dict[int, Gathered] = {}

    # --- values ---

    def value(self, node: n.Node, row: Row | None = None) -> Value:
        """The value of `node`, at `row` where it speaks of a row."""
        row = None if is_of_subject(node) else row
        at = (id(node), id(row))
        if at not in self._values:
            self._alive.append((node, row))
            self._values[at] = _closed(
                self._work_out(node, row, lambda: self._undefined.add(at)), node
            )
        return self._values[at]

    def truth(self, node: n.Node, row: Row | None = None) -> bool | None:
        """The value of a condition."""
        value = self.value(node, row)
        assert value is None or isinstance(value, bool)
        return value

    def ends(self, node: n.Node, row: Row | None = None) -> Ends:
        """The value of an ordered node."""
        value = self.value(node, row)
        assert isinstance(value, Ends), (node, value)
        return value

    def months(self, node: n.Node, row: Row | None = None) -> MonthsValue:
        """The value of a set of months."""
        value = self.value(node, row)
        assert isinstance(value, MonthsValue)
        return value

    def _work_out(self, node: n.Node, row: Row | None, undefined: scalars.Undefined) -> Value:
        match node:
            # leaves
            case n.Literal():
                return literal(node)
            case n.FactValue():
                return self._fact(node).value
            case n.OccasionColumn():
                return self._occasion_column(node).value
            case n.Column():
                assert row is not None
                return cell_value(row.get(node.name), node.of_type)
            case n.ParameterValue():
                return parameter_value(self, node, row)[0]
            case n.OccasionPeriod():
                return exactly(occasion_period(node, self.unit.occasion))
            case n.InstalmentMonth():
                assert self.instalment_month is not None
                return exactly(self.instalment_month)
            case n.JudgedDay():
                return exactly(self.world.as_of)
            case n.Unsaid():
                return nothing_known(node.of_type)
            # logic
            case n.Not():
                return not_(self.truth(node.of, row))
            case n.All():
                out: bool | None = True
                for part in node.of:
                    out = and_(out, self.truth(part, row))
                return out
            case n.AnyOf():
                out = False
                for part in node.of:
                    out = or_(out, self.truth(part, row))
                return out
            case n.Compare():
                return compare(node.symbol, self.ends(node.left, row), self.ends(node.right, row))
            case n.SameCode():
                left, right = self.value(node.left, row), self.value(node.right, row)
                return None if left is None or right is None else left == right
            case n.IsIn():
                return scalars.is_in(self.value(node.of, row), node)
            case n.Reached():
                return compare("<=", self.ends(node.day, row), exactly(self.world.as_of))
            case n.IncludesMonth():
                month = self.ends(node.month, row)
                if not month.known:
                    return None
                assert isinstance(month.lo, int)
                return self.months(node.months, row).includes(month.lo)
            # values
            case n.Assume():
                return scalars.assumed(self.value(node.of, row), node)
            case n.Add():
                return scalars.add(
                    self.ends(node.left, row), self.ends(node.right, row), node, undefined
                )
            case n.Subtract():
                return scalars.subtract(
                    self.ends(node.left, row), self.ends(node.right, row), node, undefined
                )
            case n.Multiply():
                return scalars.multiply(
                    self.ends(node.of, row), self.ends(node.factor, row), node, undefined
                )
            case n.Quotient():
                return scalars.quotient(
                    self.ends(node.numerator, row),
                    self.ends(node.denominator, row),
                    node,
                    undefined,
                )
            case n.Step():
                return self._step(node, row)
            case n.Smaller():
                return scalars.smaller_of(
                    self.ends(node.left, row), self.ends(node.right, row), is_rational(node.type)
                )
            case n.Larger():
                return scalars.larger_of(
                    self.ends(node.left, row), self.ends(node.right, row), is_rational(node.type)
                )
            case n.Case():
                return hull([self.value(v, row) for v in self.reachable(node, row)], node.type)
            case n.Readings():
                return hull([self.value(node.first, row), self.value(node.second, row)], node.type)
            case n.Rounded():
                return scalars.rounded(self.ends(node.of, row), node, undefined)
            case n.Calculated():
                answered = self._calculated(node, row)
                if "undefined" in answered.why:
                    undefined()
                return answered.value
            # legal time
            case n.AddMonths():
                day, count = self.ends(node.day, row), self.ends(node.months, row)
                return scalars.two_ends(
                    calendar.add_months, (day.lo, count.lo), (day.hi, count.hi), undefined
                )
            case n.AddDays():
                return scalars.monotone(
                    lambda d: calendar.add_days(d, node.days),
                    self.ends(node.day, row),
                    node,
                    undefined,
                )
            case n.WorkingDaysAfter():
                return scalars.monotone(
                    lambda d: calendar.working_days_after(d, node.days)[0],
                    self.ends(node.day, row), node, undefined,
                )  # fmt: skip
            case n.Birthday():
                return scalars.monotone(
                    lambda d: calendar.birthday(d, node.years, node.counting),
                    self.ends(node.born, row), node, undefined,
                )  # fmt: skip
            case n.AgeOn():
                born, on = self.ends(node.born, row), self.ends(node.on, row)
                return scalars.two_ends(
                    lambda b, d: calendar.completed_years(b, d, node.counting),
                    (born.hi, on.lo), (born.lo, on.hi), undefined,
                )  # fmt: skip
            case n.MonthsBetween():
                start, end = self.ends(node.start, row), self.ends(node.end, row)
                return scalars.two_ends(
                    calendar.months_between, (start.hi, end.lo), (start.lo, end.hi), undefined
                )
            case (
                n.MonthOf()
                | n.YearOf()
                | n.FirstDay()
                | n.LastDay()
                | n.FirstOfYear()
                | n.LastOfYear()
            ):
                function = scalars.TIME[type(node)]
                return scalars.monotone(function, self.ends(node.children[0], row), node, undefined)
            # sets of months
            case n.MonthsCount():
                least, most = self.months(node.months, row).count()
                return Ends(least, most)
            case n.LongestRun():
                least, most = self.months(node.months, row).longest_run()
                return Ends(least, most)
            case n.MonthsWithin():
                return self._months_within(node, row)
            case n.MonthsAfter():
                return self._months_after(node, row)
            case n.MonthsOverlap():
                return self.months(node.left, row).overlap(self.months(node.right, row))
            # rows and other subjects
            case n.LookUp():
                other = self.other(node, row)
                return (
                    nothing_known(node.of_type)
                    if other is None
                    else other.value(other.world.facts[node.fact_id].value.node)
                )
            case n.OnlyRow():
                return aggregates.only_row(self, node)[0]
            case _:
                return aggregates.value(self, node, undefined)

    def reachable(self, node: n.Case, row: Row | None) -> list[n.Node]:
        """The values of a case that can be the one, in order."""
        out = []
        for condition, value in node.whens:
            truth = self.truth(condition, row)
            if truth is not False:
                out.append(value)
            if truth is True:
                return out
        return [*out, node.otherwise]

    def _calculated(self, node: n.Calculated, row: Row | None) -> Answered:
        pairs = zip(node.calculator.inputs, node.inputs, strict=True)
        values = {takes.name: self.value(of, row) for takes, of in pairs}
        gives = node.calculator.output(node.output)
        return output_value(Points(node.calculator), gives, values)

    def _step(self, node: n.Step, row: Row | None) -> Value:
        steps_of = parameter_value(self, node.scale, row)[2]
        x = self.ends(node.of, row)
        results: list[int] = []
        for steps in steps_of:
            if steps is None:
                return Ends(0, None)
            for position in range(-1, len(steps)):
                first = None if position < 0 else steps[position][0]
                last = steps[position + 1][0] - 1 if position + 1 < len(steps) else None
                below = first is not None and x.hi is not None and whole(x.hi) < first
                above = last is not None and x.lo is not None and whole(x.lo) > last
                if not below and not above:
                    results.append(0 if position < 0 else steps[position][1])
        return Ends(min(results), max(results)) if results else Ends(0, None)

    def _months_within(self, node: n.MonthsWithin, row: Row | None) -> MonthsValue:
        months = self.months(node.months, row)
        first = self._month_ends(node.first, row)
        last = self._month_ends(node.last, row)
        sure_first = (
            None
            if node.first is None
            else (NEVER_MONTH + 1 if first.hi is None else whole(first.hi))
        )
        sure_last = None if node.last is None else (-1 if last.lo is None else whole(last.lo))
        return months.restrict(sure_first, sure_last, _end(first.lo), _end(last.hi))

    def _month_ends(self, node: n.Node | None, row: Row | None) -> Ends:
        if node is None:
            return Ends(None, None)
        ends = self.ends(node, row)
        if isinstance(node.type, Month):
            return ends
        return scalars.monotone(calendar.month_of, ends, node, lambda: None)

    def _months_after(self, node: n.MonthsAfter, row: Row | None) -> MonthsValue:
        months, month = self.months(node.months, row), self.ends(node.month, row)
        lo, hi = _end(month.lo), _end(month.hi)
        if lo == NEVER_MONTH:
            return months
        maybe_all = hi is None or hi == NEVER_MONTH
        first = None if lo is None or maybe_all else lo + 1
        return months.restrict(NEVER_MONTH + 1 if maybe_all else whole(hi) + 1, None, first, None)

    # --- leaves ---

    def _fact(self, node: n.FactValue) -> Input:
        if self.inputs is not None:
            return self.inputs.get(node.fact_id) or Input(
                nothing_known(node.of_type), frozenset({Reason("empty", fact=node.fact_id)})
            )
        expression = self.world.facts[node.fact_id].expression
        if expression is None:
            return Input(
                nothing_known(node.of_type), frozenset({Reason("gap", column=node.fact_id)})
            )
        value = with_promise(self.value(expression), node.of_type)
        return Input(value, NONE if is_known(value) else self.reasons(expression))

    def _occasion_column(self, node: n.OccasionColumn) -> Input:
        if self.inputs is not None:
            name = f"{node.register_id}.{node.name}"
            return self.inputs.get(name) or Input(
                nothing_known(node.of_type), frozenset({Reason("empty", fact=name)})
            )
        row = self.unit.occasion_row
        if row is None:
            return Input(nothing_known(node.of_type), frozenset({Reason("gap", node.register_id)}))
        value = cell_value(row.get(node.name), node.of_type)
        return Input(
            value,
            NONE if is_known(value) else frozenset({Reason("empty", node.register_id, node.name)}),
        )

    def other(self, node: n.LookUp, row: Row | None) -> Evaluator | None:
        """The case of the subject that a look-up names; None if it is not known."""
        subject = self.value(node.subject, row)
        if subject is None:
            return None
        assert isinstance(subject, str)
        occasion = self.world.facts[node.fact_id].occasion
        if isinstance(node.subject, n.OccasionColumn):
            row = self.unit.occasion_row
        about_row = occasion and occasion == getattr(node.subject, "register_id", None)
        row = row if about_row else None
        at = (subject, node.kind, id(row))
        if at not in self._others:
            self._others[at] = Evaluator(self.world, Unit(subject, node.kind, occasion_row=row))
            self._others[at]._others = self._others
        return self._others[at]

    # --- reasons ---

    def reasons(self, node: n.Node, row: Row | None = None) -> Reasons:
        """The missing pieces that keep `node` unknown; none if it is known."""
        if is_known(self.value(node, row)):
            return NONE
        row = None if is_of_subject(node) else row
        at = (id(node), id(row))
        if at not in self._reasons:
            own = self._own_reasons(node, row)
            if at in self._undefined:
                own |= {Reason("undefined", operation=label(node))}
            self._reasons[at] = own
        return self._reasons[at]

    def _own_reasons(self, node: n.Node, row: Row | None) -> Reasons:
        match node:
            case n.FactValue():
                return self._fact(node).reasons
            case n.OccasionColumn():
                return self._occasion_column(node).reasons
            case n.Column():
                return frozenset({Reason("empty", node.register_id, node.name)})
            case n.ParameterValue():
                return parameter_value(self, node, row)[1]
            case n.Unsaid():
                return frozenset({Reason(node.kind, operation=node.about)})
            case n.Step():
                return self.reasons(node.of, row) | parameter_value(self, node.scale, row)[1]
            case n.Case():
                out = NONE
                for condition, _ in node.whens:
                    out |= self.reasons(condition, row)
                    if self.truth(condition, row) is True:
                        break
                return out.union(*(self.reasons(v, row) for v in self.reachable(node, row)))
            case n.Readings():
                both = (self.value(node.first, row), self.value(node.second, row))
                if all(is_known(value) for value in both):
                    return frozenset({Reason("law", operation=node.law)})
                return self.reasons(node.first, row) | self.reasons(node.second, row)
            case n.Calculated():
                out = NONE.union(*(self.reasons(of, row) for of in node.used))
                left_open = "law" in self._calculated(node, row).why
                return out | {Reason("law", operation=label(node))} if left_open else out
            case n.LookUp():
                other = self.other(node, row)
                if other is None:
                    return self.reasons(node.subject, row)
                return other.reasons(self.world.facts[node.fact_id].value.node)
            case n.OnlyRow():
                return aggregates.only_row(self, node)[1]
            case (
                n.Count() | n.Exists() | n.Every() | n.Distinct() | n.Sum() | n.Extreme() | n.Mean()
                | n.Pick() | n.MonthsOf()
            ):  # fmt: skip
                return row_reasons.reasons(self, node)
            case _:
                return NONE.union(*(self.reasons(child, row) for child in node.children))


def is_of_subject(node: n.Node) -> bool:
    """Whether the node has rows of its own, so that it does not speak of the row at hand."""
    return isinstance(getattr(node, "rows", None), n.Rows)


def _closed(value: Value, node: n.Node) -> Value:
    """An ordered class lies between the lowest and the highest of its list."""
    if isinstance(value, Ends) and isinstance(node.type, Ordered):
        lo = 0 if value.lo is None else value.lo
        return Ends(lo, len(node.type.list.codes) - 1 if value.hi is None else value.hi)
    return value


def occasion_period(node: n.OccasionPeriod, occasion: str) -> int:
    """The number, first or last day of the year or month that the occasion names."""
    if node.period == "year":
        year = int(occasion)
        parts = {
            "number": year,
            "first_day": calendar.first_of_year(year),
            "last_day": calendar.last_of_year(year),
        }
    else:
        month = month_number(int(occasion[:4]), int(occasion[5:7]))
        parts = {
            "number": month,
            "first_day": calendar.first_day(month),
            "last_day": calendar.last_day(month),
        }
    return parts[node.part]


def _end(end: End) -> int | None:
    return None if end is None else whole(end)
