"""Do the two definitions of every calculator agree, and are their promises about inputs true?

Each calculator is tried on 20,000 random persons, half of them only partly known.
"""

import random

import polars as pl
import pytest
from tests.packs.pensions.random_inputs import completions, held, partly_known, person

from zhiban.engines.calculators.columns import Columnar, evaluate_frame, plane_of
from zhiban.engines.calculators.rowwise import Points, answers_at, evaluate, output_value
from zhiban.language import Fraction
from zhiban.model.types import Code, Ratio, Truth
from zhiban.model.values import Ends, compare_ends, exactly
from zhiban_packs.pensions.calculators.account import account_balance, account_year
from zhiban_packs.pensions.calculators.contribution import (
    employee_contribution,
    flexible_contribution,
)
from zhiban_packs.pensions.calculators.employee_pension import employee_pension
from zhiban_packs.pensions.calculators.minimum_months import minimum_months
from zhiban_packs.pensions.calculators.payout_months import payout_months
from zhiban_packs.pensions.calculators.resident_pension import resident_pension, resident_subsidy
from zhiban_packs.pensions.calculators.retirement_age import retirement_age

CALCULATORS = [
    retirement_age, minimum_months, payout_months, employee_pension, account_year, account_balance,
    resident_pension, resident_subsidy, employee_contribution, flexible_contribution,
]  # fmt: skip
PERSONS = 10_000
each = pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda c: c.id)


def frame_of(calculator, people):
    """The canonical columns of inputs that may be partly known."""
    columns: dict[str, pl.Series] = {}
    for t in calculator.inputs:
        values = [p[t.name] for p in people]
        if isinstance(t.type, (Truth, Code)):
            dtype = pl.Boolean if isinstance(t.type, Truth) else pl.String
            columns[t.name] = pl.Series(values, dtype=dtype)
            continue
        for end in ("lo", "hi"):
            ends = [getattr(v, end) for v in values]
            if isinstance(t.type, Ratio):
                for part, at in (("num", 0), ("den", 1)):
                    cells = [None if e is None else e[at] for e in ends]
                    columns[f"{t.name}.{end}.{part}"] = pl.Series(cells, dtype=pl.Int64)
            else:
                columns[f"{t.name}.{end}"] = pl.Series(ends, dtype=pl.Int64)
    return pl.DataFrame(columns)


def values_of(calculator, frame):
    """The outputs of a frame as the row-wise evaluator gives them, row by row."""
    for row in frame.iter_rows(named=True):
        yield {
            g.name: row[g.name]
            if isinstance(g.type, Truth)
            else Ends(row[f"{g.name}.lo"], row[f"{g.name}.hi"])
            for g in calculator.outputs
        }


def exact_values(point):
    return {k: v if isinstance(v, (bool, str)) else exactly(v) for k, v in point.items()}


@each
def test_row_and_columns_agree(calculator):
    chance = random.Random(20260112)
    known = [exact_values(person(calculator, chance)) for _ in range(PERSONS)]
    people = known + [
        partly_known(calculator, person(calculator, chance), chance) for _ in range(PERSONS)
    ]
    frame = frame_of(calculator, people)
    found = values_of(calculator, evaluate_frame(calculator, frame.lazy()).collect())
    wrong, decided = [], 0
    for given, columnar in zip(people, found, strict=True):
        rowwise = {name: answered.value for name, answered in evaluate(calculator, given).items()}
        decided += all(v is not None and v != Ends(0, None) for v in rowwise.values())
        if rowwise != columnar:
            wrong.append((given, rowwise, columnar))
    assert not wrong, wrong[:3]
    assert decided > PERSONS / 2, "the random persons hardly ever have an answer"


@each
def test_what_keeps_an_output_unknown_agrees(calculator):
    chance = random.Random(4)
    people = [partly_known(calculator, person(calculator, chance), chance) for _ in range(2000)]
    frame = frame_of(calculator, people)
    planes = {t.name: plane_of(t, tuple(frame.columns)) for t in calculator.inputs}
    columnar = Columnar(calculator, planes)
    outputs = {g.name: columnar.output(g.name) for g in calculator.outputs}
    found = frame.select(
        *(o.undefined.alias(f"{name}.undefined") for name, o in outputs.items()),
        *(o.law.alias(f"{name}.law") for name, o in outputs.items()),
    )
    assert not any(found.null_count().row(0))
    for given, row in zip(people, found.iter_rows(named=True), strict=True):
        for name, answered in evaluate(calculator, given).items():
            if answered.value is None or not getattr(answered.value, "known", True):
                why = {word for word in ("undefined", "law") if row[f"{name}.{word}"]}
                assert why == answered.why, (given, name)


@each
def test_every_completion_lies_within_what_was_said(calculator):
    chance = random.Random(2)
    for _ in range(2000):
        known = partly_known(calculator, person(calculator, chance), chance)
        said = evaluate(calculator, known)
        for point in completions(calculator, known, chance):
            for name, answered in evaluate(calculator, exact_values(point)).items():
                assert _within(answered, said[name]), (name, known, point)


def _within(point, said):
    if point.why == {"undefined"}:
        return True  # without an answer there is nothing to compare
    if not isinstance(said.value, Ends):
        return said.value is None or said.value == point.value
    lo, hi = said.value.lo, said.value.hi
    low, high = point.value.lo, point.value.hi
    above = lo is None or (low is not None and compare_ends(lo, low) <= 0)
    return above and (hi is None or (high is not None and compare_ends(high, hi) <= 0))


@each
def test_outputs_move_as_their_inputs_declare(calculator):
    """At two points that differ in one input, the row-wise answers are ordered as promised."""
    chance = random.Random(3)
    tried = dict.fromkeys(("up", "down", "apart"), 0)
    for _ in range(4000):
        point = person(calculator, chance)
        takes = chance.choice(calculator.inputs)
        low, high = sorted((point[takes.name], held(takes, chance)), key=_size)
        below, above = (_answers(calculator, point | {takes.name: v}) for v in (low, high))
        for gives in calculator.outputs:
            moves = takes.moves(gives.name)
            (a, a_why), (b, b_why) = below[gives.name], above[gives.name]
            if not moves or "undefined" in a_why | b_why:
                continue
            tried[moves] += 1
            if moves == "down":
                a, b = b, a
            for side in (0, 1):
                fine = _at_most(a[side], b[side], side)
                assert fine and (moves != "apart" or a == b), (takes.name, gives.name, point)
    assert sum(tried.values()) > 1000 or calculator is resident_subsidy


def _answers(calculator, point):
    exact = tuple(
        Fraction(*point[t.name]) if isinstance(t.type, Ratio) else point[t.name]
        for t in calculator.inputs
    )
    return answers_at(calculator, exact)


def _size(held_value):
    return Fraction(*held_value) if isinstance(held_value, tuple) else held_value


def _at_most(a, b, side):
    """a ≤ b, where an open end is −∞ at the least and +∞ at the most."""
    if side == 0:
        return a is None or (b is not None and a <= b)
    return b is None or (a is not None and a <= b)


@each
def test_an_output_without_a_known_input_is_never_exact_by_chance(calculator):
    """With nothing known at all, nothing is known but what the types promise."""
    nothing = {
        t.name: None if isinstance(t.type, (Truth, Code)) else Ends(None, None)
        for t in calculator.inputs
    }
    points = Points(calculator)
    for gives in calculator.outputs:
        value = output_value(points, gives, nothing).value
        assert value is None or (value.hi is None and value.lo in (None, 0, 180))
