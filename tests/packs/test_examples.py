"""Do the worked examples of every rule come out as written, with a yes, a no and an unknown?"""

from pathlib import Path

import pytest

from zhiban.engines.rowwise import Unit, judge
from zhiban.engines.rowwise.inputs import inputs_of_row
from zhiban.packs import load
from zhiban.packs.examples import examples_of, mismatches, read_examples

PACKS = Path(__file__).parents[2] / "src" / "zhiban_packs"
LIBRARY = load([PACKS / "insurance", PACKS / "employment", PACKS / "pensions"])


@pytest.mark.parametrize("rule", LIBRARY.rules.values(), ids=lambda r: r.id)
def test_every_example_comes_out(rule):
    examples = examples_of(rule)
    facts = read_examples(rule, examples)
    wrong = []
    for example, row in zip(examples, facts.frame.iter_rows(named=True), strict=True):
        unit = Unit(row["id"], rule.subject.id, row["occasion"])
        finding = judge(rule, unit, inputs_of_row(rule, row), row["as_of"])
        wrong += [f"{example.name}: {m}" for m in mismatches(example, finding)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("rule", LIBRARY.rules.values(), ids=lambda r: r.id)
def test_examples_show_yes_no_and_unknown(rule):
    shown = {e.expect.get("verdict") for e in examples_of(rule)}
    assert shown == {"yes", "no", "unknown"}
