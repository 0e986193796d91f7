"""What is a random expression of a wanted type? One of the recipes that fit, to a given depth."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from random import Random

from tests.agreement.generator import (
    moments,
    recipes_calculators,  # noqa: F401 - registers its recipes
    recipes_rows,
    recipes_values,
)
from tests.agreement.generator.recipes import RECIPES, Row
from tests.agreement.generator.schema import CLASSES, KINDS, Schema

from zhiban.language.facts import Fact
from zhiban.language.type_rules import never_negative
from zhiban.law.parameters import Parameter
from zhiban.model import nodes as n
from zhiban.model import types as t

TYPES: dict[str, t.Type] = {
    "truth": t.Truth(), "integer": t.Integer(), "money": t.Money(), "ratio": t.Ratio(),
    "rate": t.Rate(), "unrounded": t.Unrounded(), "date": t.Date(), "month": t.Month(),
    "months": t.Months(), "code": t.Code(KINDS), "ordered": t.Ordered(CLASSES), "text": t.Text(),
    "person": t.SubjectId("person"), "enterprise": t.SubjectId("enterprise"),
}  # fmt: skip
#: What facts are asked for, more of what decides.
ASKED = (
    *["truth"] * 6, *["integer"] * 3, "money", "ratio", "date", "month", "months", "code",
    "ordered", "text", "person", "enterprise",
)  # fmt: skip


def name_of(type_: t.Type) -> str:
    """The name of a type here."""
    if isinstance(type_, t.SubjectId):
        return type_.kind
    return next(name for name, example in TYPES.items() if type(example) is type(type_))


@dataclass
class Maker:
    """Makes expressions about subjects of `kind`, at `occasion`.

    `in_rule`: an expression of a rule, over inputs and parameters; else one of a fact, over rows.
    `without`: nodes that must not occur.
    """

    rng: Random
    schema: Schema
    kind: str
    occasion: str = ""
    facts: list[Fact] = field(default_factory=list)
    in_rule: bool = False
    parameters: dict[str, Parameter] = field(default_factory=dict)
    inputs: list[n.Node] = field(default_factory=list)
    instalment: bool = False
    without: Collection[type[n.Node]] = ()
    none_is_known: bool = False

    def make(self, type_name: str, depth: int, row: Row = None) -> n.Node:
        """A random expression of the type, at most `depth` nodes deep (aggregates add some)."""
        if depth > 0:
            fitting = [r for r in RECIPES if type_name in r.types and not self._barred(r.nodes)]
            for _ in range(4):
                if not fitting:
                    break
                recipe = self.rng.choices(fitting, [r.weight for r in fitting])[0]
                self.wanted = type_name
                node = recipe.make(self, depth, row)
                if node is not None:
                    return node
        return self.leaf(type_name, row)

    def _barred(self, nodes: tuple[type[n.Node], ...]) -> bool:
        return any(node in self.without for node in nodes)

    def leaf(self, type_name: str, row: Row = None) -> n.Node:
        """A leaf of the type; a constant only if nothing else is there, or now and then."""
        found = self.leaves(type_name, row)
        chance = self.rng.random()
        literal = self.literal(type_name)
        if found and (literal is None or chance > 0.15):
            return self.rng.choice(found)
        if literal is not None:
            return literal
        return self.last_resort(type_name, row)

    def leaves(self, type_name: str, row: Row = None) -> list[n.Node]:
        """The cells, facts, inputs and parameters of the type."""
        found: list[n.Node] = []
        if row is not None:
            cells = [
                n.Column(row.id, c.name, c.type)
                for c in row.columns.values()
                if name_of(c.type) == type_name and c.name != "no"
            ]
            found += cells * 2
        if self.in_rule:
            found += [i for i in self.inputs if name_of(i.type) == type_name]
            found += self._parameter_leaves(type_name)
        else:
            keyed = self.schema.keyed_by(self.kind)
            found += [
                n.OnlyRow(c.type, keyed.id, c.name, self.kind)
                for c in keyed.columns.values()
                if name_of(c.type) == type_name and n.OnlyRow not in self.without
            ]
            found += [
                n.FactValue(f.id, f.type, f.kind, f.occasion)
                for f in self.facts
                if f.kind == self.kind
                and f.occasion in ("", self.occasion)
                and name_of(f.type) == type_name
            ]
        if self.occasion == "hires" and not self.in_rule:
            found += [
                n.OccasionColumn("hires", c.name, c.type)
                for c in self.schema.registers["hires"].columns.values()
                if name_of(c.type) == type_name and c.name != "no"
            ]
        if self.occasion in ("year", "month"):
            parts = {"date": ("first_day", "last_day"), "integer": ("number",)}
            found += [n.OccasionPeriod(p, self.occasion) for p in parts.get(type_name, ())]
        if self.instalment and type_name == "month":
            found += [n.InstalmentMonth()] * 3
        return found

    def _parameter_leaves(self, type_name: str) -> list[n.Node]:
        return [
            self.parameter(p)
            for p in self.parameters.values()
            if p.type != "scale" and name_of(p.model_type) == type_name
        ]

    def parameter(self, parameter: Parameter) -> n.ParameterValue:
        """The parameter, chosen by some day and by the codes its values are limited to."""
        on: n.Node | None = None
        chance = self.rng.random()
        days = [i for i in self.inputs if isinstance(i.type, t.Date)]
        if chance < 0.25 and days:
            on = self.rng.choice(days)
        elif chance < 0.4:
            on = n.JudgedDay()
        elif chance < 0.8 and self.instalment:
            on = n.FirstDay(n.InstalmentMonth())
        codes = [i for i in self.inputs if isinstance(i.type, t.Code)]
        scope = tuple((d, self.rng.choice(codes)) for d in parameter.dimensions if codes)
        return n.ParameterValue(parameter.name, parameter.model_type, on, scope)

    def literal(self, type_name: str) -> n.Node | None:
        """A constant of the type, if an author can write one."""
        value = moments.constant(self.rng, type_name)
        return None if value is None else n.Literal(TYPES[type_name], value)

    def last_resort(self, type_name: str, row: Row) -> n.Node:
        """Something of a type for which there is neither leaf nor constant."""
        if type_name == "months":
            return recipes_rows.months_of(self, 0, row)
        if type_name == "unrounded":
            return recipes_values.multiply_money(self, 1, row)
        if type_name == "ratio":
            return n.Quotient(self.leaf("integer", row), self.leaf("integer", row))
        assert type_name in ("person", "enterprise"), type_name
        return recipes_rows.pick_subject(self, type_name)

    def never_negative(self, type_name: str, depth: int, row: Row) -> n.Node:
        """An expression that the language accepts as a factor."""
        for _ in range(5):
            node = self.make(type_name, depth, row)
            if never_negative(node):
                return node
        literal = moments.constant(self.rng, type_name)
        assert isinstance(literal, int) or type_name in ("rate", "ratio")
        if type_name in ("rate", "ratio"):
            return n.Literal(t.Rate(), moments.rate(self.rng))
        return n.Literal(TYPES[type_name], abs(literal))
