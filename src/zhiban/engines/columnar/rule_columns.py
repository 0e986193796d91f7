"""What does one rule need in columns? Its leaves, its law, its verdict and its missing pieces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import polars as pl

from zhiban.engines.columnar import parameters as dated
from zhiban.engines.columnar.applicable import Applicable, applicable
from zhiban.engines.columnar.calendar_exprs import month_start
from zhiban.engines.columnar.comparisons import compare, known
from zhiban.engines.columnar.inputs import Inputs
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.masks import Mask, Masks, Piece, Pieces, joined, limited
from zhiban.engines.columnar.months import Extent
from zhiban.engines.columnar.planes import (
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
    constant_span,
)
from zhiban.engines.columnar.scalars import Scalars
from zhiban.engines.columnar.scalars import joined as joined_truths
from zhiban.language.rules import DutyRule, GradeRule, Rule, input_id
from zhiban.law.parameters import Parameter
from zhiban.model import nodes as n

MONTH = "~month"


class RuleColumns:
    """The expressions of one rule over one frame.

    `month` is the column of the instalment judged, if there is one.
    """

    def __init__(
        self,
        rule: Rule,
        parameters: Mapping[str, Parameter],
        inputs: Inputs,
        as_of: SpanPlane,
        let: Let,
        *,
        pieces: Pieces | None = None,
        month: pl.Expr | None = None,
        extent: Extent | None = None,
    ) -> None:
        self.rule = rule
        self.parameters = parameters
        self.inputs = inputs
        self.as_of = as_of
        self.let = let
        self.pieces = pieces if pieces is not None else Pieces()
        self._month = month
        self._applicable: dict[n.ParameterValue, Applicable] = {}
        self.scalars = Scalars(self._leaf, let, extent)
        self.masks = Masks(self.scalars, self.pieces, self._leaf_mask)

    @property
    def has_month(self) -> bool:
        """Whether an instalment is judged."""
        return self._month is not None

    # --- leaves ---

    def _leaf(self, node: n.Node) -> Plane:
        match node:
            case n.FactValue() | n.OccasionColumn():
                return self.inputs.plane(node)
            case n.JudgedDay():
                return self.as_of
            case n.OccasionPeriod():
                return self._period(node)
            case n.InstalmentMonth():
                assert self._month is not None
                return SpanPlane(self._month, self._month, always=True)
            case n.ParameterValue():
                return dated.value_plane(self.applicable(node), node.type, self.let)
            case n.Step():
                found = self.applicable(node.scale)
                return dated.step_plane(node, self.scalars.span(node.of), found, self.let)
            case _:
                raise TypeError(f"{type(node).__name__} stands only in facts, not in rules")

    def _period(self, node: n.OccasionPeriod) -> SpanPlane:
        text = pl.col("occasion")
        first = text.str.slice(0, 4).cast(pl.Int64) * 12
        length = 12
        if node.period == "month":
            first, length = first + text.str.slice(5, 2).cast(pl.Int64) - 1, 1
        parts = {
            "number": first.floordiv(12) if node.period == "year" else first,
            "first_day": month_start(first),
            "last_day": month_start(first + length) - 1,
        }
        value = self.let(parts[node.part])
        return SpanPlane(value, value, always=True)

    def law_day(self, node: n.ParameterValue) -> n.Node | None:
        """The day that picks the text of a parameter; None: the judged day."""
        return node.on if node.on is not None else self.rule.law_on

    def applicable(self, node: n.ParameterValue) -> Applicable:
        """The dated values of a parameter that may apply."""
        held = self._applicable.get(node)
        if held is None:
            on = self.law_day(node)
            day = self.as_of if on is None else self.scalars.span(on)
            scope = {}
            for dimension, code in node.scope:
                plane = self.scalars.plane(code)
                assert isinstance(plane, WordPlane)
                scope[dimension] = plane
            held = self._applicable[node] = applicable(
                self.parameters[node.name], day, pl.col("occasion"), scope, self.let
            )
        return held

    def _leaf_mask(self, node: n.Node) -> Mask:
        match node:
            case n.FactValue() | n.OccasionColumn():
                unknown = ~known(self.inputs.plane(node))
                return self.pieces.where(Piece(fact=input_id(node)), unknown)
            case n.ParameterValue():
                return self._parameter_mask(node)
            case n.Step():
                return joined([self.masks.mask(node.of), self._parameter_mask(node.scale)])
            case _:
                return {}

    def _parameter_mask(self, node: n.ParameterValue) -> Mask:
        on = self.law_day(node)
        parts = [self.masks.mask(code) for _, code in node.scope]
        if on is not None:
            parts.append(self.masks.mask(on))
        unsettled = self.applicable(node).unsettled
        if unsettled is not False:
            where = pl.lit(True) if unsettled is True else unsettled
            parts.append(self.pieces.where(Piece(parameter=node.name), where))
        return joined(parts)

    # --- the rule ---

    @cached_property
    def law(self) -> TruthPlane:
        """Whether the basis is in force on the rule's `law_on` day."""
        on = self.rule.law_on
        day = self.as_of if on is None else self.scalars.span(on)
        inside = []
        for first, last in self.rule.basis.spans():
            ends = [compare(">=", day, constant_span(first))]
            if last is not None:
                ends.append(compare("<=", day, constant_span(last)))
            inside.append(joined_truths(ends, True))
        return joined_truths(inside, False)

    @cached_property
    def conditions(self) -> list[n.Node]:
        """What must hold for a yes, besides the law being in force."""
        out = [article.condition for article in self.rule.articles]
        if isinstance(self.rule, DutyRule) and self.rule.done is not None:
            out.append(n.Not(self.rule.done))
        return out

    @cached_property
    def clauses(self) -> TruthPlane:
        """The verdict before the class of a grade is asked for."""
        parts = [self.truth_plane(condition) for condition in self.conditions]
        return joined_truths([self.law, *parts], True)

    @cached_property
    def verdict(self) -> pl.Expr:
        """yes, no or null."""
        clauses = self.clauses.expr
        if not isinstance(self.rule, GradeRule):
            return clauses
        assert self.rule.class_of is not None
        is_known = self.scalars.known(self.rule.class_of)
        return pl.when(clauses & is_known).then(True).when(~clauses).then(False)

    def truth_plane(self, node: n.Node) -> TruthPlane:
        """The plane of a condition."""
        plane = self.scalars.plane(node)
        assert isinstance(plane, TruthPlane)
        return plane

    @cached_property
    def unknown_because(self) -> Mask:
        """The pieces that keep the verdict unknown, where it is."""
        roots: list[n.Node] = list(self.conditions)
        parts: list[Mask] = []
        if self.rule.law_on is not None and not self.law.always:
            law_mask = self.masks.mask(self.rule.law_on)
            parts.append(limited(law_mask, self.law.expr.is_null()))
        if isinstance(self.rule, GradeRule):
            assert self.rule.class_of is not None
            roots.append(self.rule.class_of)
        return joined([*parts, *(self.masks.mask(root) for root in roots)])

    def named(self, mask: Mask) -> Mask:
        """The mask with its words as columns."""
        return {word: self.let(expr) for word, expr in mask.items()}

    def depends_on_time(self) -> bool:
        """Whether the judged day can move the verdict."""
        steps = (step for root in self.rule.nodes() for step in root.walk())
        return self.rule.law_on is None or any(
            isinstance(s, (n.Reached, n.JudgedDay)) for s in steps
        )


def by_instalment(node: n.Node) -> bool:
    """Whether the node speaks of the instalment's month."""
    return any(isinstance(step, n.InstalmentMonth) for step in node.walk())
