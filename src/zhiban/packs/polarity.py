"""Can a yes come from silence? Which way an expression moves as rows are added (SEM 25, G2).

`Polarity.way` is sound, not complete: UP means that a row more never lowers the value (no < yes),
so a row less never makes a yes. `needs_rows` says that without any row the value is not yes.
Facts are followed to their registers, look-ups to the facts of the other subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from math import inf

from zhiban.language.rules import Rule
from zhiban.law.parameters import Parameter
from zhiban.model import nodes as n
from zhiban.model.types import Integer, Money, Ordered
from zhiban.packs.library import Library


class Way(Enum):
    """How a value moves when rows are added."""

    FIXED = "fixed"
    UP = "up"
    DOWN = "down"
    EITHER = "either"


_OPPOSITE = {">=": "<", "<": ">=", "<=": ">", ">": "<=", "==": "!=", "!=": "=="}
_FLIPPED = {Way.UP: Way.DOWN, Way.DOWN: Way.UP}
_RISING = (
    n.AddDays, n.WorkingDaysAfter, n.MonthOf, n.YearOf, n.FirstDay, n.LastDay, n.FirstOfYear,
    n.LastOfYear, n.MonthsCount, n.LongestRun, n.Add, n.AddMonths, n.Smaller, n.Larger,
    n.Readings, n.Rounded, n.MonthsOverlap, n.All, n.AnyOf,
)  # fmt: skip
_CELLS = (n.Column, n.OccasionColumn, n.OnlyRow, n.Unsaid)


class Polarity:
    """The polarity of the expressions of one rule."""

    def __init__(self, rule: Rule, library: Library) -> None:
        self._parameters = rule.parameters
        self._library = library
        self._ways: dict[n.Node, Way] = {}

    def reached(self, root: n.Node) -> Iterator[n.Node]:
        """Every node below `root`, through the facts it uses, each fact once."""
        seen: set[str] = set()
        waiting = [root]
        while waiting:
            for node in waiting.pop().walk():
                yield node
                if isinstance(node, (n.FactValue, n.LookUp)) and node.fact_id not in seen:
                    seen.add(node.fact_id)
                    expression = self._expression(node)
                    waiting += [expression] if expression is not None else []

    def _expression(self, node: n.FactValue | n.LookUp) -> n.Node | None:
        fact = self._library.facts.get(node.fact_id)
        return None if fact is None else fact.expression

    # --- which way ---

    def way(self, node: n.Node) -> Way:
        """How the value of `node` moves as rows are added."""
        if node not in self._ways:
            self._ways[node] = Way.EITHER  # what rests on itself
            self._ways[node] = self._way(node)
        return self._ways[node]

    def _way(self, node: n.Node) -> Way:
        match node:
            case n.FactValue():
                expression = self._expression(node)
                return Way.EITHER if expression is None else self.way(expression)
            case n.LookUp():
                expression = self._expression(node)
                if expression is None or self.way(node.subject) is not Way.FIXED:
                    return Way.EITHER
                return self.way(expression)
            case n.Not():
                return flipped(self.way(node.of))
            case n.Reached():
                return flipped(self.way(node.day))
            case n.Compare():
                left, right = self.way(node.left), self.way(node.right)
                if node.symbol in (">=", ">"):
                    return joined(left, flipped(right))
                if node.symbol in ("<=", "<"):
                    return joined(flipped(left), right)
                return Way.FIXED if left is right is Way.FIXED else Way.EITHER
            case n.Exists() | n.Count() | n.Distinct() | n.Sum() | n.MonthsOf() | n.Extreme():
                return self._over_rows(node)
            case n.Every() | n.Mean() | n.Pick() | n.Assume():
                return Way.EITHER
            case n.Subtract():
                return joined(self.way(node.left), flipped(self.way(node.right)))
            case n.MonthsBetween():
                return joined(flipped(self.way(node.start)), self.way(node.end))
            case n.MonthsWithin():
                first = Way.FIXED if node.first is None else flipped(self.way(node.first))
                last = Way.FIXED if node.last is None else self.way(node.last)
                return joined(self.way(node.months), first, last)
            case n.IncludesMonth() if self.way(node.month) is Way.FIXED:
                return self.way(node.months)
            case n.MonthsAfter() if self.way(node.month) is Way.FIXED:
                return self.way(node.months)
            case n.Case() if all(self.way(c) is Way.FIXED for c, _ in node.whens):
                return joined(*(self.way(v) for _, v in node.whens), self.way(node.otherwise))
            case _ if isinstance(node, _RISING):
                return joined(*(self.way(child) for child in node.children))
            case _:
                fixed = all(self.way(child) is Way.FIXED for child in node.children)
                return Way.FIXED if fixed else Way.EITHER

    def _over_rows(self, node: n.Node) -> Way:
        rows: n.Rows = node.rows  # type: ignore[attr-defined]
        parts = [p for p in (getattr(node, "of", None), getattr(node, "month", None)) if p]
        if any(self.way(part) is not Way.FIXED for part in parts) or not self._grows(rows):
            return Way.EITHER
        if isinstance(node, n.Sum) and not _not_negative(node.of):
            return Way.EITHER
        if isinstance(node, n.Extreme):
            if node.if_none is not None:
                return Way.EITHER
            return Way.UP if node.which == "greatest" else Way.DOWN
        return Way.UP

    def _grows(self, rows: n.Rows) -> bool:
        """Whether more rows can only mean more rows among these."""
        filters = all(self.way(c) in (Way.FIXED, Way.UP) for c in rows.where)
        firsts = [w.first for w in rows.windows if w.first is not None]
        lasts = [w.last for w in rows.windows if w.last is not None]
        return (
            filters
            and all(self.way(day) in (Way.FIXED, Way.DOWN) for day in firsts)
            and all(self.way(day) in (Way.FIXED, Way.UP) for day in lasts)
        )

    # --- with no row at all ---

    def needs_rows(self, node: n.Node, wanted: bool = True) -> bool:
        """Whether `node` surely does not have the truth `wanted` where there is no row."""
        match node:
            case n.Not():
                return self.needs_rows(node.of, not wanted)
            case n.All() | n.AnyOf():
                one_is_enough = isinstance(node, n.All) is wanted
                return (any if one_is_enough else all)(
                    self.needs_rows(part, wanted) for part in node.of
                )
            case n.FactValue():
                expression = self._expression(node)
                return expression is not None and self.needs_rows(expression, wanted)
            case n.Exists():
                return wanted
            case n.IncludesMonth():
                return wanted and self.way(node.months) is Way.UP
            case n.IsIn():
                every = isinstance(node.of.type, Ordered) and set(node.codes) >= set(
                    node.of.type.list.codes
                )
                return self._is_unknown(node.of) and not every
            case n.SameCode():
                return self._is_unknown(node.left) or self._is_unknown(node.right)
            case n.Reached():
                lowest, highest = self._ends(node.day)
                return highest == inf if wanted else lowest == -inf
            case n.Compare():
                symbol = node.symbol if wanted else _OPPOSITE[node.symbol]
                return not self._may_hold(symbol, node.left, node.right)
            case n.Case():
                branches = [v for _, v in node.whens] + [node.otherwise]
                return all(self.needs_rows(branch, wanted) for branch in branches)
            case _:
                return self._is_unknown(node)

    def _may_hold(self, symbol: str, one: n.Node, other: n.Node) -> bool:
        left, right = self._ends(one), self._ends(other)
        match symbol:
            case ">=":
                return left[0] >= right[1]
            case ">":
                return left[0] > right[1]
            case "<=":
                return right[0] >= left[1]
            case "<":
                return right[0] > left[1]
            case "==":
                return not (self._is_unknown(one) or self._is_unknown(other))
            case _:
                sides = ((one, left), (other, right))
                return not any(self._is_unknown(x) and ends[0] == -inf for x, ends in sides)

    def _is_unknown(self, node: n.Node) -> bool:
        """Whether the value is a cell, of which nothing is known without its row."""
        match node:
            case n.FactValue():
                expression = self._expression(node)
                return expression is not None and self._is_unknown(expression)
            case n.Extreme() | n.Pick():
                return node.if_none is None
            case _:
                return isinstance(node, (*_CELLS, n.LookUp))

    def _ends(self, node: n.Node) -> tuple[float, float]:
        """Without rows: the greatest the lower end can be, the least the upper end can be."""
        match node:
            case n.Literal() if isinstance(node.value, int):
                return node.value, node.value
            case n.ParameterValue():
                return _figures(self._parameters.get(node.name))
            case n.FactValue():
                expression = self._expression(node)
                low, high = (inf, -inf) if expression is None else self._ends(expression)
                return max(low, _floor(node)), high
            case n.Count() | n.Distinct() | n.Sum():
                return (0, 0) if self.way(node) is Way.UP else (inf, -inf)
            case n.MonthsCount() | n.LongestRun():
                return (0, 0) if self.way(node) is Way.UP else (inf, -inf)
            case n.Add():
                (a, b), (c, d) = self._ends(node.left), self._ends(node.right)
                return (inf if inf in (a, c) else a + c), (-inf if -inf in (b, d) else b + d)
            case _ if isinstance(node.type, Ordered):
                return inf, -inf
            case _ if self._is_unknown(node):
                return _floor(node), inf
            case _ if isinstance(node, _RISING) and len(node.children) == 1:
                low, high = self._ends(node.children[0])
                return (-inf if low == -inf else inf), (inf if high == inf else -inf)
            case _:
                return inf, -inf


def flipped(way: Way) -> Way:
    """The way of what moves against it."""
    return _FLIPPED.get(way, way)


def joined(*ways: Way) -> Way:
    """The way of what rises with each of several."""
    moving = {way for way in ways if way is not Way.FIXED}
    if not moving:
        return Way.FIXED
    return moving.pop() if len(moving) == 1 else Way.EITHER


def _not_negative(node: n.Node) -> bool:
    floor = getattr(node.type, "at_least", None)
    return floor is not None and floor >= 0


def _floor(node: n.Node) -> float:
    """What is promised of a number even where nothing is known of it."""
    floor = getattr(node.type, "at_least", None)
    return -inf if floor is None or not isinstance(node.type, (Integer, Money)) else floor


def _figures(parameter: Parameter | None) -> tuple[float, float]:
    """The greatest and the least value that a parameter ever has."""
    if parameter is None:
        return inf, -inf
    known = [v.value for v in parameter.values if isinstance(v.value, int)]
    if len(known) < len([v for v in parameter.values if v.value is not None]) or not known:
        return inf, -inf
    return max(known), min(known)
