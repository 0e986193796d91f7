"""Do the two engines say the same? Of facts over rows, and of rules over inputs."""

from __future__ import annotations

import json

import pytest
from tests import rowwise_frames
from tests.agreement import frames
from tests.agreement.budget import DEFAULT_FACTS, DEFAULT_RULES, seeds
from tests.agreement.checking import check
from tests.agreement.counts import FACTS, FINDINGS, count
from tests.agreement.generator.programs import Program, random_program
from tests.agreement.generator.rules import RuleProgram, random_rules
from tests.agreement.generator.shrinking_rules import show_rules, shrink_rules

from zhiban.engines.columnar import judge as columnar
from zhiban.engines.rowwise import Derived, derive
from zhiban.model.values import Ends, Value, compare_ends, is_known


@pytest.mark.parametrize("seed", seeds(DEFAULT_FACTS))
def test_facts(seed: int) -> None:
    check(random_program(seed), facts_differ)


def facts_differ(program: Program) -> str:
    """Where the engines disagree about a fact: its value, why it is unknown, its next change."""
    world = program.town.world(program.facts)
    frame = frames.derived(program)
    changes = frame["next_change"].to_list() if "next_change" in frame.columns else None
    for place, (unit, row) in enumerate(
        zip(program.town.units, frame.iter_rows(named=True), strict=True)
    ):
        known = {fact: derive(world, fact, unit) for fact in program.asked}
        count(FACTS, len(known))
        for fact, expected in known.items():
            told = difference(program, fact, expected, row)
            if told:
                return f"{fact} of unit {place} ({unit.subject_id} {unit.occasion}): {told}"
        if changes is not None:
            first = min((d.next_change for d in known.values() if d.next_change), default=None)
            if changes[place] != first:
                return f"next change of unit {place}: {first} row-wise, {changes[place]} columnar"
    return ""


def difference(program: Program, fact: str, expected: Derived, row: dict[str, object]) -> str:
    """How a row of the columnar frame differs from what is expected; nothing if it does not."""
    found = frames.value_in(row, fact, program.facts[fact].type)
    if not same_value(expected.value, found):
        return f"{expected.value} row-wise, {found} columnar"
    if f"{fact}.because" in row and not is_known(expected.value):
        reasons = frames.reasons_in(row, fact)
        if reasons != expected.reasons:
            return f"reasons {sorted(expected.reasons)} row-wise, {sorted(reasons)} columnar"
    return ""


def same_value(one: Value, other: Value) -> bool:
    """Equal in worth: a ratio may be written in another way."""
    if isinstance(one, Ends) and isinstance(other, Ends):
        ends = ((one.lo, other.lo), (one.hi, other.hi))
        return all(
            (a is None) == (b is None) and (a is None or b is None or compare_ends(a, b) == 0)
            for a, b in ends
        )
    return one == other


@pytest.mark.parametrize("seed", seeds(DEFAULT_RULES))
def test_rules(seed: int) -> None:
    program = random_rules(seed)
    if rules_differ(program):
        smaller = shrink_rules(program, lambda p: bool(rules_differ(p)))
        pytest.fail(f"{rules_differ(smaller)}\n{show_rules(smaller)}", pytrace=False)


def rules_differ(program: RuleProgram) -> str:
    """Where the engines disagree about a finding."""
    frame = frames.cases_frame(program)
    expected = rowwise_frames.judge_frame(program.rules, frame, law_known_at=program.law_known_at)
    found = columnar.judge_frame(program.rules, frame, law_known_at=program.law_known_at)
    if found.schema != expected.schema or found.height != expected.height:
        return (
            f"{expected.schema} {expected.height} row-wise, {found.schema} {found.height} columnar"
        )
    count(FINDINGS, expected.height)
    pairs = zip(expected.iter_rows(named=True), found.iter_rows(named=True), strict=True)
    for one, other in pairs:
        for column, value in one.items():
            if _read(column, value) != _read(column, other[column]):
                return (
                    f"{column} of {one['rule']} for {one['id']} {one['occasion']}: "
                    f"{value} row-wise, {other[column]} columnar"
                )
    return ""


def _read(column: str, value: object) -> object:
    return json.loads(str(value)) if column in ("outputs", "unmet", "because") else value
