"""What is a random rule? Articles, amounts and the rest over random inputs and parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from tests.agreement.generator import moments
from tests.agreement.generator.figures import random_parameters
from tests.agreement.generator.maker import TYPES, Maker
from tests.agreement.generator.schema import CLASSES, SUBJECTS, Schema, random_schema
from tests.agreement.generator.values import random_known, random_value

from zhiban.language.rule_parts import Article, AtMost, CountedOnce, Excludes, Instalments, Per
from zhiban.language.rules import DutyRule, GradeRule, PolicyRule, Rule, WatchRule, input_id
from zhiban.law.basis import Basis, Document
from zhiban.model import nodes as n
from zhiban.model import types as t
from zhiban.model.values import Value, is_known

PERIODS = {"": ("",), "year": ("2023", "2024", "2025"), "month": ("2024-02", "2024-12", "2025-01"),
           "hires": ("h1", "h2", "h3", "")}  # fmt: skip

LONG_IN_FORCE = Basis((Document("a", "a", "a", "", "1950-01-01"),))


@dataclass(frozen=True)
class Case:
    """What is known of the inputs of a rule for one unit, on its judged day."""

    id: str
    occasion: str
    as_of: int
    values: Mapping[str, Value]
    because: Mapping[str, str]
    granted: Mapping[str, bool | None]
    next_change: int | None


@dataclass(frozen=True, eq=False)
class RuleProgram:
    """Rules of one kind of subject and occasion, and the cases they are judged on.

    `absent`: inputs for which the frame of cases has no columns.
    """

    seed: int
    rules: tuple[Rule, ...]
    inputs: tuple[n.Node, ...]
    cases: tuple[Case, ...]
    law_known_at: int | None = None
    absent: frozenset[str] = frozenset()


def random_rules(
    seed: int, *, cases: int = 200, rules: int = 5, without: Collection[type[n.Node]] = (),
    huge: float | None = None,
) -> RuleProgram:  # fmt: skip
    """The rules and cases of a seed; `huge`: the share of numbers near the limit of a value."""
    rng = Random(f"rules {seed}")
    schema = random_schema(rng)
    kind = rng.choice(("person", "enterprise"))
    occasion = rng.choices(("", "hires", "year", "month"), (4, 4, 2, 1))[0]
    inputs = random_inputs(rng, schema, kind, occasion)
    made = tuple(
        random_rule(rng, schema, kind, occasion, inputs, f"rule{i}", without) for i in range(rules)
    )
    granted = [e.rule_id for r in made if isinstance(r, PolicyRule) for e in r.excludes]
    granted += [r.id for r in made if isinstance(r, PolicyRule) and r.counted_once]
    granted = [g for g in sorted(set(granted)) if rng.random() < 0.7]
    known_at = moments.day(rng) if rng.random() < 0.2 else None
    much = rng.choice((0.0, 0.03, 0.03, 0.3)) if huge is None else huge
    listed = tuple(random_case(rng, i, occasion, inputs, granted, much) for i in range(cases))
    names = [input_id(node) for node in inputs]
    absent = rng.sample(names, 3) if rng.random() < 0.3 else []
    return RuleProgram(seed, made, inputs, listed, known_at, frozenset(absent))


def random_inputs(rng: Random, schema: Schema, kind: str, occasion: str) -> tuple[n.Node, ...]:
    """Two facts of most types and, of a hire, some of its cells."""
    found: list[n.Node] = []
    for name, type_ in TYPES.items():
        if name in ("rate", "unrounded"):
            continue
        for number in range(2):
            held = _with_floor(rng, type_)
            id = f"{name}{number}" + ("_fen" if isinstance(type_, t.Money) else "")
            found.append(n.FactValue(id, held, kind, rng.choice(("", occasion))))
    if occasion == "hires":
        columns = schema.registers["hires"].columns.values()
        cells = [n.OccasionColumn("hires", c.name, c.type) for c in columns if c.name != "no"]
        found += rng.sample(cells, 5)
    return tuple(found)


def _with_floor(rng: Random, type_: t.Type) -> t.Type:
    if isinstance(type_, (t.Integer, t.Money, t.Ratio)):
        return type(type_)(at_least=rng.choice((None, 0, 0)))
    return type_


def random_rule(
    rng: Random, schema: Schema, kind: str, occasion: str, inputs: tuple[n.Node, ...], id: str,
    without: Collection[type[n.Node]] = (),
) -> Rule:  # fmt: skip
    """A policy, grade, watch or duty."""
    parameters = random_parameters(rng, occasion)
    maker = Maker(
        rng, schema, kind, occasion, in_rule=True, parameters=parameters, inputs=list(inputs),
        without=without,
    )  # fmt: skip
    ordinary = rng.random() < 0.35  # so that there are enough yeses to pay, or not
    grain = {"": "once", "hires": "rows"}.get(occasion, occasion)
    register = schema.registers["hires"] if occasion == "hires" else None
    articles = tuple(
        Article(f"a{i}", str(i), f"第{i}条", f"article {i}",
                maker.make("truth", 0 if ordinary else rng.choice((1, 2, 3))), rng.random() < 0.2)
        for i in range(1 if ordinary else rng.choice((1, 2, 3)))
    )  # fmt: skip
    shared: dict[str, Any] = {
        "id": id, "title": id, "subject": SUBJECTS[kind], "per": Per(grain, register, 12),
        "basis": LONG_IN_FORCE if ordinary else random_basis(rng), "articles": articles,
        "law_on": n.JudgedDay() if ordinary else random_law_on(rng, maker),
        "parameters": parameters,
    }  # fmt: skip
    chance = rng.random()
    if chance < 0.12:
        return GradeRule(**shared, classes=CLASSES, class_of=maker.make("ordered", 3))
    if chance < 0.2:
        return WatchRule(**shared)
    if chance < 0.34:
        done = maker.make("truth", 2)
        owed_by = rng.choice(("office", "subject"))
        return DutyRule(**shared, owed_by=owed_by, due=maker.make("date", 2), done=done)
    return PolicyRule(**shared, lane="tell", **_award(rng, maker, inputs))


def _award(rng: Random, maker: Maker, inputs: tuple[n.Node, ...]) -> dict[str, Any]:
    award: dict[str, Any] = {}
    chance = rng.random()
    if chance < 0.5:
        award["amount"] = maker.make("money", rng.choice((1, 2, 3, 4)))
    elif chance < 0.85:
        award["instalments"] = random_instalments(rng, maker)
    if rng.random() < 0.3:
        people = [i for i in inputs if isinstance(i.type, t.SubjectId)]
        days = [i for i in inputs if isinstance(i.type, t.Date)]
        award["counted_once"] = CountedOnce(rng.choice(people), rng.choice(days))
    if rng.random() < 0.3:
        award["excludes"] = tuple(
            Excludes(other, "lifetime", "granted", "某条") for other in rng.sample(("x", "y"), 1)
        )
    if rng.random() < 0.2:
        award["at_most"] = AtMost(rng.choice((0, 1, 2, 3)), maker.make("integer", 1), "某条")
    return award


def random_instalments(rng: Random, maker: Maker) -> Instalments:
    """A running benefit; what it pays and whether it goes on may depend on the month."""
    plain = rng.random() < 0.5
    first: n.Node = n.Literal(t.Month(), moments.month(rng))
    months: n.Node = n.Literal(t.Integer(), rng.choice((0, 1, 3, 6)))
    if not plain:
        first, months = maker.make("month", 1), maker.make("integer", 1)
    stops = tuple(
        maker.make("date", rng.choice((0, 1))) for _ in range(rng.choice((0, 1, 0 if plain else 2)))
    )
    maker.instalment = True
    amount: n.Node = n.Literal(t.Money(), moments.fen(rng, 0, 0.4))
    if not plain:
        amount = maker.make("money", rng.choice((0, 1, 2)))
    continues = tuple(
        Article(f"c{i}", f"c{i}", f"c{i}", f"c{i}", _goes_on(rng, maker))
        for i in range(rng.choice((0, 0, 1) if plain else (0, 1, 1)))
    )
    maker.instalment = False
    return Instalments(first, months, rng.choice((0, 3, 12, 12)), amount, continues, stops)


def _goes_on(rng: Random, maker: Maker) -> n.Node:
    if rng.random() < 0.3:
        return n.Reached(rng.choice((n.FirstDay, n.LastDay))(n.InstalmentMonth()))
    return maker.make("truth", rng.choice((0, 2)))


def random_law_on(rng: Random, maker: Maker) -> n.Node | None:
    """Which day picks the text: none, the judged day, an event, the end of the period.

    A parameter in it has a day of its own: the text that picks the text would pick itself.
    """
    days = [p for p in maker.parameters.values() if p.type == "date"]
    maker = replace(maker, parameters={})
    chance = rng.random()
    if chance < 0.1:
        on = rng.choice((n.JudgedDay(), maker.make("date", 0)))
        return n.ParameterValue(days[0].name, t.Date(), on)
    if chance < 0.2:
        return None
    if chance < 0.3:
        return n.JudgedDay()
    if chance < 0.4:
        return n.Smaller(t.Date(), n.JudgedDay(), maker.make("date", 0))
    return maker.make("date", rng.choice((0, 0, 1)))


def random_basis(rng: Random) -> Basis:
    """One document long in force, or two with a gap or an end."""
    if rng.random() < 0.6:
        return LONG_IN_FORCE
    middle = t.date_of(moments.day(rng))
    later = middle + dt.timedelta(days=rng.choice((1, 2, 60)))
    first = Document("b", "b", "b", "", "2020-01-01", middle.isoformat())
    second = Document("c", "c", "c", "", later.isoformat())
    return Basis(rng.choice(((first,), (first, second), (second,))))


def random_case(
    rng: Random, number: int, occasion: str, inputs: Sequence[n.Node], granted: Sequence[str],
    huge: float,
) -> Case:  # fmt: skip
    """A unit with some of its inputs known, some within bounds, some not at all."""
    as_of = moments.day(rng)
    known_share = rng.choice((0.5, 0.8, 0.95))
    values: dict[str, Value] = {}
    because: dict[str, str] = {}
    for node in inputs:
        name = input_id(node)
        known = rng.random() < known_share
        values[name] = (random_known if known else random_value)(rng, node.type, huge)
        if not is_known(values[name]) and rng.random() < 0.5:
            because[name] = rng.choice((
                '[{"register": "payments", "kind": "gap"}]',
                '[{"register": "payments", "column": "units", "kind": "empty"}, '
                '{"register": "notes", "kind": "stale"}]',
                '[{"of": "ratio(a, b)", "kind": "undefined"}]',
            ))  # fmt: skip
    return Case(
        f"U{number // 2}" if occasion else f"U{number}", rng.choice(PERIODS[occasion]), as_of,
        values, because, {rule: rng.choice((True, False, None)) for rule in granted},
        rng.choice((None, as_of + rng.randint(1, 400))),
    )  # fmt: skip
