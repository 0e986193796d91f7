"""From register files to findings: do both engines say the same of pensions?"""

import csv
import json
import random
from pathlib import Path

import pytest
from tests import rowwise_frames

from zhiban.cli.reading import covered, day
from zhiban.engines.columnar.judge import judge_frame
from zhiban.loop.deriving import derive
from zhiban.loop.names import inputs_of
from zhiban.loop.receiving import receive
from zhiban.loop.units import units
from zhiban.packs import load

PACKS = Path(__file__).parents[3] / "src" / "zhiban_packs"
LIBRARY = load([PACKS / name for name in ("insurance", "employment", "pensions")])
AS_OF = day("2025-07-10", "")
RULES = ("employee_pension", "resident_pension")
PEOPLE = 150


def registers_of(folder: Path):
    """Random people with a blank here and there."""
    chance = random.Random(11)

    def maybe(cell: object) -> str:
        return "" if chance.random() < 0.08 else str(cell)

    ids = [f"P{i:03d}" for i in range(PEOPLE)]
    tables = {
        "persons": [
            {
                "person": id,
                "sex": maybe(chance.choice("112220")),
                "born_on": maybe(f"{chance.randint(1950, 1972)}-{chance.randint(1, 12):02d}-28"),
                "household_district": maybe(chance.choice(("500103", "500231", "510000"))),
            }
            for id in ids
        ],
        "pension_records": [
            {
                "person": id,
                "women_group": maybe(chance.choice(("original_50", "original_55"))),
                "chosen_in": maybe(chance.choice(("never", "never", "2025-03", "2021-06"))),
                "special_early": maybe(chance.choice(("false", "false", "true"))),
                "place_here": maybe(chance.choice(("true", "true", "true", "false"))),
                "months_paid": maybe(chance.randint(150, 420)),
                "pre_account_months": maybe(chance.choice((0, 0, 31, 90))),
                "average_index": maybe(f"{chance.randint(600, 3000)}/1000"),
                "account_fen": maybe(chance.randint(0, 20_000_000)),
            }
            for id in ids
        ],
        "resident_pension_records": [
            {
                "person": id,
                "months_paid": maybe(chance.randint(150, 260)),
                "back_paid_months": maybe(chance.choice((0, 0, 24))),
                "need_not_fill_up": maybe(chance.choice(("false", "true"))),
                "account_fen": maybe(chance.randint(0, 2_000_000)),
                "has_only_child": maybe(chance.choice(("false", "true"))),
            }
            for id in ids
        ],
        "pensions": [
            {"person": id, "scheme": chance.choice(("110", "170")), "first_drawn_on": "2024-05-01"}
            for id in ids[:20]
        ],
    }
    files = []
    for name, rows in tables.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        files.append((name, path))
    return receive(LIBRARY, files, covered([f"{name}=..2025-06-30" for name in tables]))


def plain(value: object) -> object:
    is_json = isinstance(value, str) and value.startswith(("[", "{"))
    return json.loads(value) if is_json else value


@pytest.mark.parametrize("rule_id", RULES)
def test_both_engines_agree_from_registers_to_findings(rule_id, tmp_path):
    registers = registers_of(tmp_path)
    rule = LIBRARY.rules[rule_id]
    inputs = inputs_of(LIBRARY, [rule])
    frame, _ = units(
        rule.subject, rule.per.occasion, registers, AS_OF,
        open_for_months=rule.per.open_for_months or 0,
    )  # fmt: skip
    wide = derive(LIBRARY, inputs, registers, AS_OF, rules=[rule]).frame
    facts = [i.fact for i in inputs if i.fact is not None]
    slow = rowwise_frames.derive_frame(
        facts, frame, registers.by_id, LIBRARY.facts, as_of=AS_OF, kind=rule.subject.id
    )
    same = [c for c in slow.columns if c in wide.columns and not c.endswith(".lo")]
    for name in same:
        assert [plain(x) for x in slow[name]] == [plain(x) for x in wide[name]], name
    definition = rowwise_frames.judge_frame([rule], wide)
    found = judge_frame([rule], wide)
    for name in definition.columns:
        assert [plain(x) for x in definition[name]] == [plain(x) for x in found[name]], name
    verdicts = set(found["verdict"])
    assert verdicts == {True, False, None}
    assert found["amount_fen"].is_not_null().sum() >= 3
