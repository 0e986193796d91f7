"""How is the value of each kind of node worked out? The definition, node by node.

Numbers, dates and months come with both ends, truths with a third value; see the model for what
each node means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhiban.engines.calculators.rowwise import Answered, Points, output_value
from zhiban.engines.rowwise import aggregates, scalars
from zhiban.engines.rowwise.cells import cell_value, literal
from zhiban.engines.rowwise.month_sets import months_after, months_within
from zhiban.engines.rowwise.parameters import parameter_value
from zhiban.engines.rowwise.world import Row
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.types import month_number
from zhiban.model.values import (
    Ends,
    Value,
    and_,
    compare,
    exactly,
    hull,
    is_rational,
    not_,
    nothing_known,
    or_,
    whole,
)

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator


def work_out(case: Evaluator, node: n.Node, row: Row | None, undefined: scalars.Undefined) -> Value:
    """The value of `node` at `row`; `undefined` is called where it has none (x/0, overflow)."""
    match node:
        # leaves
        case n.Literal():
            return literal(node)
        case n.FactValue():
            return case.fact(node).value
        case n.OccasionColumn():
            return case.occasion_column(node).value
        case n.Column():
            assert row is not None
            return cell_value(row.get(node.name), node.of_type)
        case n.ParameterValue():
            return parameter_value(case, node, row)[0]
        case n.OccasionPeriod():
            return exactly(_occasion_period(node, case.unit.occasion))
        case n.InstalmentMonth():
            assert case.instalment_month is not None
            return exactly(case.instalment_month)
        case n.JudgedDay():
            return exactly(case.world.as_of)
        case n.Unsaid():
            return nothing_known(node.of_type)
        # logic
        case n.Not():
            return not_(case.truth(node.of, row))
        case n.All():
            out: bool | None = True
            for part in node.of:
                out = and_(out, case.truth(part, row))
            return out
        case n.AnyOf():
            out = False
            for part in node.of:
                out = or_(out, case.truth(part, row))
            return out
        case n.Compare():
            return compare(node.symbol, case.ends(node.left, row), case.ends(node.right, row))
        case n.SameCode():
            left, right = case.value(node.left, row), case.value(node.right, row)
            return None if left is None or right is None else left == right
        case n.IsIn():
            return scalars.is_in(case.value(node.of, row), node)
        case n.Reached():
            return compare("<=", case.ends(node.day, row), exactly(case.world.as_of))
        case n.IncludesMonth():
            month = case.ends(node.month, row)
            if not month.known:
                return None
            assert isinstance(month.lo, int)
            return case.months(node.months, row).includes(month.lo)
        # values
        case n.Assume():
            return scalars.assumed(case.value(node.of, row), node)
        case n.Add():
            return scalars.add(
                case.ends(node.left, row), case.ends(node.right, row), node, undefined
            )
        case n.Subtract():
            return scalars.subtract(
                case.ends(node.left, row), case.ends(node.right, row), node, undefined
            )
        case n.Multiply():
            return scalars.multiply(
                case.ends(node.of, row), case.ends(node.factor, row), node, undefined
            )
        case n.Quotient():
            return scalars.quotient(
                case.ends(node.numerator, row),
                case.ends(node.denominator, row),
                node,
                undefined,
            )
        case n.Step():
            return _step(case, node, row)
        case n.Smaller():
            return scalars.smaller_of(
                case.ends(node.left, row), case.ends(node.right, row), is_rational(node.type)
            )
        case n.Larger():
            return scalars.larger_of(
                case.ends(node.left, row), case.ends(node.right, row), is_rational(node.type)
            )
        case n.Case():
            return hull([case.value(v, row) for v in reachable(case, node, row)], node.type)
        case n.Readings():
            return hull([case.value(node.first, row), case.value(node.second, row)], node.type)
        case n.Rounded():
            return scalars.rounded(case.ends(node.of, row), node, undefined)
        case n.Calculated():
            answered = calculated(case, node, row)
            if "undefined" in answered.why:
                undefined()
            return answered.value
        # legal time
        case n.AddMonths():
            day, count = case.ends(node.day, row), case.ends(node.months, row)
            return scalars.two_ends(
                calendar.add_months, (day.lo, count.lo), (day.hi, count.hi), undefined
            )
        case n.AddDays():
            return scalars.monotone(
                lambda d: calendar.add_days(d, node.days),
                case.ends(node.day, row),
                node,
                undefined,
            )
        case n.WorkingDaysAfter():
            return scalars.monotone(
                lambda d: calendar.working_days_after(d, node.days)[0],
                case.ends(node.day, row), node, undefined,
            )  # fmt: skip
        case n.Birthday():
            return scalars.monotone(
                lambda d: calendar.birthday(d, node.years, node.counting),
                case.ends(node.born, row), node, undefined,
            )  # fmt: skip
        case n.AgeOn():
            born, on = case.ends(node.born, row), case.ends(node.on, row)
            return scalars.two_ends(
                lambda b, d: calendar.completed_years(b, d, node.counting),
                (born.hi, on.lo), (born.lo, on.hi), undefined,
            )  # fmt: skip
        case n.MonthsBetween():
            start, end = case.ends(node.start, row), case.ends(node.end, row)
            return scalars.two_ends(
                calendar.months_between, (start.hi, end.lo), (start.lo, end.hi), undefined
            )
        case (
            n.MonthOf() | n.YearOf() | n.FirstDay() | n.LastDay() | n.FirstOfYear() | n.LastOfYear()
        ):
            function = scalars.TIME[type(node)]
            return scalars.monotone(function, case.ends(node.children[0], row), node, undefined)
        # sets of months
        case n.MonthsCount():
            least, most = case.months(node.months, row).count()
            return Ends(least, most)
        case n.LongestRun():
            least, most = case.months(node.months, row).longest_run()
            return Ends(least, most)
        case n.MonthsWithin():
            return months_within(case, node, row)
        case n.MonthsAfter():
            return months_after(case, node, row)
        case n.MonthsOverlap():
            return case.months(node.left, row).overlap(case.months(node.right, row))
        # rows and other subjects
        case n.LookUp():
            other = case.other(node, row)
            return (
                nothing_known(node.of_type)
                if other is None
                else other.value(other.world.facts[node.fact_id].value.node)
            )
        case n.OnlyRow():
            return aggregates.only_row(case, node)[0]
        case _:
            return aggregates.value(case, node, undefined)


def reachable(case: Evaluator, node: n.Case, row: Row | None) -> list[n.Node]:
    """The values of a case that can be the one, in order."""
    out = []
    for condition, value in node.whens:
        truth = case.truth(condition, row)
        if truth is not False:
            out.append(value)
        if truth is True:
            return out
    return [*out, node.otherwise]


def calculated(case: Evaluator, node: n.Calculated, row: Row | None) -> Answered:
    """What a calculator answers for the values of its inputs."""
    pairs = zip(node.calculator.inputs, node.inputs, strict=True)
    values = {takes.name: case.value(of, row) for takes, of in pairs}
    gives = node.calculator.output(node.output)
    return output_value(Points(node.calculator), gives, values)


def _step(case: Evaluator, node: n.Step, row: Row | None) -> Value:
    steps_of = parameter_value(case, node.scale, row)[2]
    x = case.ends(node.of, row)
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


def _occasion_period(node: n.OccasionPeriod, occasion: str) -> int:
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
