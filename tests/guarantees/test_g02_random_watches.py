"""G2 as a theorem: whatever passes the polarity check never fires without rows (SEM 25)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from tests.agreement.budget import seeds
from tests.agreement.generator.maker import Maker
from tests.agreement.generator.programs import Program, as_fact, random_program
from tests.agreement.generator.schema import SUBJECTS, Schema
from tests.agreement.generator.worlds import Table, Town

from zhiban.engines.rowwise import Evaluator
from zhiban.language import Basis, Document, once
from zhiban.language.facts import Fact
from zhiban.language.register import Register
from zhiban.language.rule_parts import Article
from zhiban.language.rules import WatchRule
from zhiban.model import nodes as n
from zhiban.model.types import SubjectId
from zhiban.packs.library import Library
from zhiban.packs.polarity import Polarity, Way

BASIS = Basis((Document("a", "a", "a", "", "1950-01-01"),))
#: Left out, so that enough random conditions pass.
WITHOUT = (n.Every, n.Mean, n.Pick, n.Assume, n.Calculated, n.Case, n.SameCode, n.IsIn)


def conditions(program: Program) -> list[n.Node]:
    """Random conditions over the facts and registers of the program."""
    rng = Random(f"watch {program.seed}")
    schema = Schema({id: table.register for id, table in program.town.tables.items()})
    maker = Maker(rng, schema, program.kind, "", list(program.facts.values()), without=WITHOUT)
    return [maker.make("truth", rng.choice((1, 2, 2, 3))) for _ in range(60)]


def library(program: Program, roots: list[n.Node]) -> tuple[Library, dict[str, Fact]]:
    facts = dict(program.facts)
    for place, root in enumerate(roots):
        facts[f"c{place}"] = as_fact(f"c{place}", root, program.kind, "")
    registers: dict[str, type[Register]] = {i: t.register for i, t in program.town.tables.items()}
    return Library(registers, facts, {}, SUBJECTS), facts


def emptied(town: Town, subjects: set[str] | None, rng: Random) -> Town:
    """The town without any row about the subjects (None: without some rows of anybody).

    Where a register holds one row a subject, two rows contradict each other; of those none is
    taken away alone, for then the other is no longer in doubt.
    """

    def kept(table: Table) -> tuple[dict[str, object], ...]:
        columns = [c.name for c in table.register.columns.values() if isinstance(c.type, SubjectId)]
        if subjects is None:
            one_each = table.register.id in ("persons", "firms")
            return tuple(r for r in table.rows if one_each or rng.random() < 0.6)
        return tuple(r for r in table.rows if not any(r.get(c) in subjects for c in columns))

    tables = {id: replace(t, rows=kept(t), punctured=frozenset()) for id, t in town.tables.items()}
    return replace(town, tables=tables)


def passing(program: Program) -> tuple[dict[str, Fact], list[tuple[n.Node, bool]]]:
    """The conditions of which a missing row never makes a yes; and whether they need rows."""
    roots = conditions(program)
    lib, facts = library(program, roots)
    kind = SUBJECTS[program.kind]
    rule = WatchRule("w", "w", kind, once, BASIS, (Article("a", "", "", "", roots[0]),))
    polarity = Polarity(rule, lib)
    good = [r for r in roots if polarity.way(r) in (Way.UP, Way.FIXED)]
    return facts, [(r, polarity.needs_rows(r)) for r in good]


@pytest.mark.parametrize("seed", seeds(30))
def test_without_rows_a_watch_that_passed_is_never_yes(seed: int) -> None:
    program = random_program(seed, subjects=20, without=WITHOUT)
    facts, found = passing(program)
    rng = Random(f"empty {seed}")
    for unit in program.town.units[:8]:
        nobody = emptied(program.town, {unit.subject_id}, rng).world(facts)
        bare = replace(unit, occasion_row=None)
        for root, needs_rows in found:
            if needs_rows:
                assert Evaluator(nobody, bare).truth(root) is not True, root


@pytest.mark.parametrize("seed", seeds(30))
def test_a_row_less_never_makes_a_yes(seed: int) -> None:
    program = random_program(seed, subjects=20, without=WITHOUT)
    facts, found = passing(program)
    rng = Random(f"less {seed}")
    whole, less = program.town.world(facts), emptied(program.town, None, rng).world(facts)
    for unit in program.town.units:
        bare = replace(unit, occasion_row=None)
        for root, _ in found:
            if Evaluator(less, bare).truth(root) is True:
                assert Evaluator(whole, bare).truth(root) is True, root


def test_many_conditions_pass_and_some_fire() -> None:
    """Or the two tests above would show nothing."""
    passed = fired = 0
    for seed in range(10):
        program = random_program(seed, subjects=20, without=WITHOUT)
        facts, found = passing(program)
        world = program.town.world(facts)
        moving = [root for root, needs_rows in found if needs_rows]
        passed += len(moving)
        for unit in program.town.units[:8]:
            case = Evaluator(world, replace(unit, occasion_row=None))
            fired += sum(case.truth(root) is True for root in moving)
    assert passed >= 60 and fired >= 60, (passed, fired)
