"""What is a random program? Facts over the registers of a random schema, and the town they meet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from random import Random

from tests.agreement.generator.maker import ASKED, TYPES, Maker
from tests.agreement.generator.schema import OCCASIONS, Schema, random_schema
from tests.agreement.generator.worlds import Town, random_town

from zhiban.language.facts import Fact
from zhiban.model import nodes as n
from zhiban.model import types as t


@dataclass(frozen=True, eq=False)
class Program:
    """Facts, of which `asked` are worked out for every unit of the town."""

    seed: int
    kind: str
    occasion: str
    facts: dict[str, Fact]
    asked: tuple[str, ...]
    town: Town


def random_program(
    seed: int,
    *,
    subjects: int = 200,
    asked: int = 8,
    without: Collection[type[n.Node]] = (),
    none_is_known: bool = False,
    huge: float | None = None,
) -> Program:
    """The program of a seed; the same on every machine."""
    rng = Random(f"program {seed}")
    schema = random_schema(rng)
    kind = rng.choice(("person", "person", "enterprise"))
    occasion = rng.choices(OCCASIONS, (5, 3, 1, 1))[0]
    facts: list[Fact] = []

    def add(kind: str, occasion: str, name: str, depth: int) -> Fact:
        maker = Maker(
            rng, schema, kind, occasion, facts, without=without, none_is_known=none_is_known
        )
        fact = as_fact(f"f{len(facts)}", maker.make(name, depth), kind, occasion)
        if isinstance(fact.type, (t.Integer, t.Money, t.Ratio)) and rng.random() < 0.3:
            fact = replace(fact, type=replace(fact.type, at_least=rng.choice((0, 0, 2))))
        facts.append(fact)
        return fact

    for helper_kind in ("person", "enterprise") if rng.random() < 0.3 else ():
        type_ = TYPES[rng.choice(ASKED)]
        id = f"f{len(facts)}" + ("_fen" if isinstance(type_, t.Money) else "")
        facts.append(Fact(id, id, id, type_, None, helper_kind, "", "generator"))
    for helper_kind in ("person", "enterprise"):
        for helper_occasion in ("", "", "hires"):
            add(helper_kind, helper_occasion, rng.choice(ASKED), rng.choice((1, 2, 3)))
    wanted = [
        add(kind, occasion, rng.choice(ASKED), rng.choice((2, 3, 4, 5))) for _ in range(asked)
    ]
    much = rng.choice((0.0, 0.0, 0.05, 0.3)) if huge is None else huge
    town = random_town(rng, schema, kind, occasion, subjects, much)
    if occasion == "hires":  # where their register is not covered some subjects have no row
        silent = rng.choice((0.0, 0.0, 0.0, 0.2, 1.0))
        units = tuple(
            replace(u, occasion_row=None) if rng.random() < silent else u for u in town.units
        )
        town = replace(town, units=units)
    steps = [step for fact in facts if fact.expression for step in fact.expression.walk()]
    found_by = {(s.register_id, s.subject_column) for s in steps if isinstance(s, n.Rows)}
    town = replace(town, found_by=frozenset(found_by))
    names = tuple(fact.id for fact in wanted)
    return Program(seed, kind, occasion, {f.id: f for f in facts}, names, town)


def as_fact(id: str, node: n.Node, kind: str, occasion: str) -> Fact:
    """The fact an author would declare for the expression."""
    id = f"{id}_fen" if isinstance(node.type, t.Money) else id
    return Fact(id, id, id, node.type, node, kind, occasion, "generator")


__all__ = ["Program", "Schema", "as_fact", "random_program"]
