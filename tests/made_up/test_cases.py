"""Does every rule say yes, no and unknown of the town, and what was planted as planted?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from zhiban.cli.demo.run import Done, rules_of_town, run
from zhiban.law.calendar import first_day
from zhiban.made_up.cases import rule_ids
from zhiban.made_up.known import LAST_DAY, rows
from zhiban.packs import Library

RULES = rule_ids()


@pytest.fixture(scope="module")
def done(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    folder: Path = tmp_path_factory.mktemp("demo")
    yield run(
        library, rules_of_town(library), folder, people=2_000, firms=150, seed=1, as_of=LAST_DAY
    )


def test_every_rule_of_the_packs_is_judged_and_has_planted_cases(library: Library) -> None:
    assert {rule.id for rule in rules_of_town(library)} == set(library.rules) == set(RULES)
    shown: dict[str, set[str]] = {}
    for row in rows("cases.csv"):
        shown.setdefault(row["rule"], set()).add(row["verdict"])
    assert {
        rule for rule, verdicts in shown.items() if verdicts < {"yes", "no", "unknown"}
    } == set()


def test_no_rule_fails(done: Done) -> None:
    assert done.failures == []


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_says_yes_no_and_unknown(done: Done, rule: str) -> None:
    found = done.findings.filter(pl.col("rule") == rule)
    assert set(found["verdict"]) == {"yes", "no", "unknown"}


def test_what_was_planted_comes_out_as_planted(done: Done) -> None:
    found = {
        (row["rule"], row["id"], row["occasion"] or ""): row
        for row in done.findings.rows(named=True)
    }
    assert len(done.town.cases) >= 120
    wrong = []
    for case in done.town.cases:
        row = found[case.rule, case.subject, case.occasion]
        is_sum = case.amount_fen is None or case.amount_fen == row["amount_fen"]
        if row["verdict"] != case.verdict or not is_sum:
            wrong.append((case.id, row["verdict"], row["amount_fen"], row["because"]))
    assert wrong == []


def test_the_unknown_have_reasons_of_many_kinds(done: Done) -> None:
    kinds = set()
    for row in done.findings.rows(named=True):
        items = json.loads(row["because"]) + json.loads(row["outputs"]).get("amount_because", [])
        for item in items:
            kinds |= {reason["kind"] for reason in item.get("reasons", [item])}
    assert {"empty", "gap", "stale", "undated", "conflict", "law"} <= kinds


def test_one_graduate_counts_for_one_firm(done: Done) -> None:
    second = next(case for case in done.town.cases if case.id == "second_of_two")
    row = done.findings.row(
        by_predicate=(pl.col("id") == second.subject) & (pl.col("occasion") == second.occasion),
        named=True,
    )
    assert [item["article"] for item in json.loads(row["unmet"])] == ["counted_once"]


def test_the_town_ends_on_a_month_that_is_over() -> None:
    assert first_day(2026 * 12 + 10) == LAST_DAY + 1
