"""Does what is known stay true however the missing turns out? (SEM 4, 5)

On the row-wise engine, whose meaning this tests; `test_engines` carries it over to the other.
Programs have no assume(): it answers for what is missing, so filling may change its answer; and no
value that is too old or joined by no exact key: no filled cell makes it known.
"""

from __future__ import annotations

from random import Random

import pytest
from tests.agreement import completions as c
from tests.agreement.budget import seeds
from tests.agreement.checking import check
from tests.agreement.counts import COMPLETED_FACTS, count
from tests.agreement.generator.programs import Program, random_program
from tests.agreement.generator.worlds import Town

from zhiban.engines.coverage import evidence_day
from zhiban.engines.rowwise import Derived, derive
from zhiban.model import nodes as n
from zhiban.model.months import MonthsValue
from zhiban.model.reasons import Reason
from zhiban.model.values import Value, is_known

WITHOUT = (n.Assume, n.Unsaid)


def small(seed: int, **options: object) -> Program:
    return random_program(seed, subjects=14, asked=6, without=WITHOUT, **options)  # type: ignore[arg-type]


def found(program: Program, town: Town) -> dict[tuple[str, int], Derived]:
    """What is known of each fact asked, for each unit by its place."""
    world = town.world(program.facts)
    count(COMPLETED_FACTS, len(program.asked) * len(town.units))
    return {
        (fact, place): derive(world, fact, unit)
        for fact in program.asked
        for place, unit in enumerate(town.units)
    }


def undefined(derived: Derived) -> bool:
    """Whether it is unknown because something is undefined: then nothing is claimed."""
    return any(r.kind == "undefined" for r in derived.reasons)


@pytest.mark.parametrize("seed", seeds(60))
def test_a_value_holds_under_every_completion(seed: int) -> None:
    check(small(seed), broken_by_a_completion)


def broken_by_a_completion(program: Program) -> str:
    before = found(program, program.town)
    rng = Random(f"completion {program.seed}")
    for _ in range(4):
        after = found(program, c.completed(program.town, rng))
        for at, known in before.items():
            outcome = after[at]
            held = c.compatible if stays_open(outcome) else c.allows
            if not (held(known.value, outcome.value) or undefined(outcome)):
                return f"{at}: {known.value} became {outcome.value}"
    return ""


def stays_open(derived: Derived) -> bool:
    """Whether it is unknown for want of a row that no completion adds (`if_none=unknown`, lag).

    Then the outcome may say less than what was known before: an undated month, for one, is
    remembered without the hole it came from. It must not say otherwise.
    """
    return any(r.kind == "gap" and r.register for r in derived.reasons)


@pytest.mark.parametrize("seed", seeds(30))
def test_less_knowledge_never_gives_another_answer(seed: int) -> None:
    check(small(seed), broken_by_blanking)


def broken_by_blanking(program: Program) -> str:
    rng = Random(f"blank {program.seed}")
    before = found(program, program.town)
    for town in (
        c.blanked(program.town, rng, 0.02),
        c.blanked(program.town, rng, 0.3),
        c.punctured(program.town, rng, 0.3),
    ):
        after = found(program, town)
        for at, full in before.items():
            less = after[at]
            held = c.compatible if has_loose_months(full.value) else c.allows
            if not (held(less.value, full.value) or undefined(full)):
                return f"{at}: {full.value} became {less.value}"
    return ""


def has_loose_months(value: Value) -> bool:
    """Whether it is a set with undated months, which have no window of their own.

    Met with another set they are still any month; less knowledge of one of the two may leave only
    the months that the other names. Both are sound, and neither allows for the other.
    """
    return isinstance(value, MonthsValue) and value.loose > 0


def in_lag(town: Town, register_id: str) -> bool:
    """Whether the register is read as of its end."""
    table = town.tables[register_id]
    return evidence_day(table.coverage, table.register.lag_days, town.as_of) != town.as_of


def named(reasons: frozenset[Reason], *kinds: str) -> set[str]:
    return {r.register for r in reasons if r.kind in kinds and r.register}


def columns_named(reasons: frozenset[Reason]) -> set[tuple[str, str]]:
    return {(r.register, r.column) for r in reasons if r.kind in ("empty", "undated")}


@pytest.mark.parametrize("seed", seeds(40))
def test_what_because_does_not_name_changes_nothing(seed: int) -> None:
    check(small(seed), broken_from_outside)


def broken_from_outside(program: Program) -> str:
    rng = Random(f"outside {program.seed}")
    cases = [(k, d) for k, d in found(program, program.town).items() if not is_known(d.value)]
    for (fact, place), before in rng.sample(cases, min(len(cases), 12)):
        cells = columns_named(before.reasons)
        holes = named(before.reasons, "gap", "stale")
        quarantine = named(before.reasons, "quarantined")
        town = c.with_cells(program.town, rng, lambda r, col, cells=cells: (r, col) not in cells)
        town = c.repaired(town, rng, sorted(set(town.tables) - quarantine - holes))
        town = c.covered(town, rng, sorted(set(town.tables) - holes - quarantine))
        after = derive(town.world(program.facts), fact, town.units[place])
        if after.value != before.value and not undefined(after):
            return f"{fact, place}: {before} became {after}"
    return ""


def filled(town: Town, rng: Random, reasons: frozenset[Reason], rows: float) -> Town:
    """The town with all that the reasons name filled; `rows`: how often a hole held some."""
    cells = columns_named(reasons)
    town = c.with_cells(town, rng, lambda r, col: (r, col) in cells)
    open_ = named(reasons, "gap", "stale", "quarantined")
    town = c.repaired(town, rng, sorted(named(reasons, "quarantined")), round(2 * rows))
    for id in sorted(open_):
        if c.keyed(town.tables[id]):
            column, kind = ("firm", "enterprise") if id == "firms" else ("person", "person")
            for subject in (*town.subjects[kind], "nobody"):
                town = c.with_row(town, rng, id, column, subject)
    return c.covered(town, rng, sorted(named(reasons, "gap", "stale")), rows)


@pytest.mark.parametrize("seed", seeds(40))
def test_filling_all_that_because_names_settles_it(seed: int) -> None:
    check(small(seed, none_is_known=True), broken_by_filling)


@pytest.mark.parametrize("seed", seeds(20))
def test_filling_settles_it_in_the_end_if_rows_appear_in_holes(seed: int) -> None:
    program = small(seed, none_is_known=True)
    check(program, lambda smaller: broken_by_filling(smaller, rounds=4, rows=0.5))


def broken_by_filling(program: Program, rounds: int = 1, rows: float = 0.0) -> str:
    rng = Random(f"filling {program.seed}")
    if looks_up(program):
        rounds += 3  # the subject that a filled cell names has gaps of its own
    cases = [(k, d) for k, d in found(program, program.town).items() if not is_known(d.value)]
    for (fact, place), before in rng.sample(cases, min(len(cases), 12)):
        now, town = before, program.town
        for _ in range(rounds):
            town = filled(town, rng, now.reasons, rows)
            now = derive(town.world(program.facts), fact, town.units[place])
        if not is_known(now.value) and any(not lasting(r, town) for r in now.reasons):
            return f"{fact, place}: {before} became {now}"
    return ""


def lasting(reason: Reason, town: Town) -> bool:
    """Whether filling leaves it open: law, what is undefined, ties, days within a lag.

    Nor does it bring a fact that is only given, or the row of an occasion that has none.
    """
    if reason.kind in ("law", "undefined", "conflict"):
        return True
    if reason.kind == "gap" and (not reason.register or _without_row(town, reason.register)):
        return True
    if (reason.register, reason.column) in town.found_by:
        return True
    return reason.kind == "gap" and in_lag(town, reason.register)


def _without_row(town: Town, register_id: str) -> bool:
    """Whether units have occasions in that register, and some of them no row there."""
    rows = [unit.occasion_row for unit in town.units]
    return register_id == "hires" and None in rows


def looks_up(program: Program) -> bool:
    return any(
        isinstance(step, n.LookUp)
        for fact in program.facts.values()
        if fact.expression is not None
        for step in fact.expression.walk()
    )
