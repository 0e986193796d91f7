"""Does a pack outside the tree work, with no edit anywhere else? (雾屿县 wuyu, invented)"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.both_engines import differences_of
from typer.testing import CliRunner

from zhiban.cli.main import app
from zhiban.cli.reading import covered, day, files
from zhiban.loop.folders import covered_in, files_of
from zhiban.loop.receiving import receive
from zhiban.packs import load

FIXTURES = Path(__file__).parents[1] / "fixtures"
PACK, REGISTERS = FIXTURES / "wuyu", FIXTURES / "wuyu_registers"
SRC = Path(__file__).parents[2] / "src"
AS_OF = "2025-12-31"
RULES = ("wuyu_closed_season_allowance", "wuyu_new_trade_grant", "wuyu_safety_refit_subsidy")


def judged(rule: str, *more: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The findings of a rule over the county's register files, by subject and occasion."""
    result = CliRunner().invoke(
        app,
        ["judge", rule, "--pack", str(PACK), "--register", str(REGISTERS), "--as-of", AS_OF, *more],
    )
    assert result.exit_code == 0, result.stderr
    rows = csv.DictReader(io.StringIO(result.stdout))
    return {(r["id"].removeprefix("虚构"), r["occasion"]): _read(r) for r in rows}


def _read(row: dict[str, str]) -> dict[str, Any]:
    return {
        "verdict": row["verdict"],
        "fen": row["amount_fen"],
        "payable": json.loads(row["outputs"]).get("payable"),
        "unmet": [u["article"] for u in json.loads(row["unmet"])],
        "because": [b.get("fact", b.get("parameter")) for b in json.loads(row["because"])],
    }


def test_nothing_in_the_tree_names_the_pack() -> None:
    told = [p for p in SRC.rglob("*.py") if "wuyu" in p.read_text(encoding="utf-8")]
    assert told == []


def test_its_rules_are_listed_beside_the_others() -> None:
    result = CliRunner().invoke(app, ["rules", "--pack", str(PACK)])
    listed = {line.split()[0] for line in result.stdout.splitlines()}
    assert {*RULES, "unemployment_benefit"} <= listed


def test_a_boat_is_judged_for_each_of_its_refits() -> None:
    found = judged("wuyu_safety_refit_subsidy")
    assert {key: (one["verdict"], one["fen"]) for key, one in found.items()} == {
        ("渔001", "G1"): ("yes", "360000"),
        ("渔001", "G2"): ("no", ""),
        ("渔001", "G3"): ("yes", ""),  # the cost is empty: entitled, not priced
        ("渔001", "G6"): ("unknown", ""),
        ("渔002", "G4"): ("no", ""),
        ("渔003", "G5"): ("unknown", ""),
    }
    assert found["渔001", "G2"]["unmet"] == ["listed_yard"]  # looked up at the yard
    assert found["渔002", "G4"]["unmet"] == ["old_enough", "accepted"]
    assert found["渔001", "G6"]["because"] == ["wuyu.refit_by_listed_yard"]
    assert found["渔003", "G5"]["because"] == ["wuyu.boat_built_on"]


def test_the_firm_is_the_one_of_the_day_the_season_closes() -> None:
    found = judged("wuyu_closed_season_allowance", "--occasion", "2024")
    reasons = {
        key: (one["verdict"], one["unmet"] or one["because"]) for (key, _), one in found.items()
    }
    assert reasons == {
        "甲": ("yes", []),
        "乙": ("no", ["fishing_firm"]),
        "丙": ("no", ["served"]),  # with that firm only since April
        "丁": ("unknown", ["wuyu.employer_fishes"]),
        "戊": ("no", ["fishing_firm"]),  # of two crews the one joined later
        "己": ("no", ["on_a_crew"]),  # left the day before
        "庚": ("unknown", ["wuyu.firms_served", "wuyu.employer_fishes", "wuyu.months_served"]),
        "辛": ("no", ["on_a_crew"]),
        "壬": ("no", ["on_a_crew"]),
    }


def test_a_grant_shuts_out_the_other_in_its_year_only() -> None:
    found = judged("wuyu_closed_season_allowance")
    assert found["甲", "2024"]["payable"] == "no"
    assert found["甲", "2025"]["payable"] == "yes"
    assert found["丁", "2024"]["payable"] is None  # nothing to pay while it is unknown


def test_two_grants_within_five_years_leave_nothing() -> None:
    found = judged("wuyu_new_trade_grant", "--occasion", "2024")
    yes = {key: one["payable"] for (key, _), one in found.items() if one["verdict"] == "yes"}
    assert yes == {"甲": "yes", "己": "yes", "辛": "no"}  # of 己 the earlier one was reversed
    assert found["壬", "2024"]["because"] == ["wuyu.passed_a_course"]


def test_courses_not_yet_delivered_are_not_a_no() -> None:
    found = judged("wuyu_new_trade_grant", "--occasion", "2025")
    assert {one["verdict"] for one in found.values()} == {"unknown"}


@pytest.mark.parametrize("rule_id", RULES)
def test_both_engines_agree_over_its_registers(rule_id: str) -> None:
    library = load([PACK])
    registers = receive(
        library, files(files_of(REGISTERS, library)), covered(covered_in(REGISTERS))
    )
    assert not differences_of(library, library.rules[rule_id], registers, day(AS_OF, ""))
