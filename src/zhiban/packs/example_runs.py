"""Do the worked examples of a rule come out as written, with both engines?

Each example is judged alone, as `zhiban judge --facts` would judge its row: where something counts
once over all claims, one example is no rival of another.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import polars as pl

from zhiban.engines.columnar.judge import judge_frame
from zhiban.engines.findings import Finding
from zhiban.engines.rowwise import Unit, judge
from zhiban.engines.rowwise.inputs import GRANTED, inputs_of_row
from zhiban.errors import PackError, Problem
from zhiban.language.rules import PolicyRule, Rule
from zhiban.packs.examples import Example, Mismatch, examples_of, mismatches, read_examples

VERDICTS = ("yes", "no", "unknown")


@dataclass(frozen=True)
class Ran:
    """One example with what came out otherwise; `wrong` is empty where it holds."""

    example: Example
    wrong: tuple[Mismatch, ...]


@dataclass(frozen=True)
class Runs:
    """The examples of one rule, and which verdicts none of them shows."""

    rule: Rule
    ran: tuple[Ran, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Of yes, no and unknown, those that no example expects: every rule shows all three."""
        shown = {one.example.expect.get("verdict") for one in self.ran}
        return tuple(v for v in VERDICTS if v not in shown) if self.ran else ()

    @property
    def hold(self) -> bool:
        """Whether everything came out as written and all three verdicts are shown."""
        return not (self.problems or self.missing or any(one.wrong for one in self.ran))


def run_examples(rule: Rule) -> Runs:
    """Judge the examples of `rule`; a file that cannot be read becomes its problems."""
    ran: dict[str, Ran] = {}
    try:
        examples = examples_of(rule)
        for group in _by_grants_given(examples):
            ran |= _run(rule, group)
    except PackError as error:
        return Runs(rule, (), error.problems)
    return Runs(rule, tuple(ran[one.where] for one in examples))


def _by_grants_given(examples: list[Example]) -> list[list[Example]]:
    """The examples apart by the grants they name: one not named is unchecked, not unknown."""
    groups: dict[tuple[str, ...], list[Example]] = {}
    for one in examples:
        named = tuple(sorted(name for name in one.cells if name.startswith(GRANTED)))
        groups.setdefault(named, []).append(one)
    return list(groups.values())


def _run(rule: Rule, examples: list[Example]) -> dict[str, Ran]:
    frame = read_examples(rule, examples).frame
    columns = _columnar(rule, frame)
    ran = {}
    for example, row in zip(examples, frame.iter_rows(named=True), strict=True):
        unit = Unit(row["id"], rule.subject.id, row["occasion"])
        finding = judge(rule, unit, inputs_of_row(rule, row), row["as_of"])
        wrong = mismatches(example, finding) + _apart(finding, columns[row["id"]])
        ran[example.where] = Ran(example, tuple(wrong))
    return ran


def _columnar(rule: Rule, frame: pl.DataFrame) -> dict[str, dict[str, object]]:
    """The findings of the columnar engine by id."""
    alone = isinstance(rule, PolicyRule) and rule.counted_once is not None
    parts = [frame[i] for i in range(frame.height)] if alone else [frame]
    found = pl.concat([judge_frame([rule], part) for part in parts])
    return {row["id"]: row for row in found.iter_rows(named=True)}


def _apart(finding: Finding, row: dict[str, object]) -> list[Mismatch]:
    """Where the engines differ: then a calculator of the pack is defined in two ways, or worse."""
    sides: dict[str, tuple[object, object]] = {
        "verdict": (finding.verdict, row["verdict"]),
        "amount_fen": (finding.amount_fen, row["amount_fen"]),
        "outputs": (finding.outputs, json.loads(str(row["outputs"]))),
        "unmet": ([u.as_json() for u in finding.unmet], json.loads(str(row["unmet"]))),
        "because": ([b.as_json() for b in finding.because], json.loads(str(row["because"]))),
    }
    return [
        Mismatch(f"{name}: rowwise ≠ columnar", str(slow), str(fast))
        for name, (slow, fast) in sides.items()
        if slow != fast
    ]
