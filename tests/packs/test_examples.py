"""Do the worked examples of every rule come out as written, with a yes, a no and an unknown?"""

from pathlib import Path

import pytest

from zhiban.packs import load
from zhiban.packs.example_runs import run_examples

ROOT = Path(__file__).parents[2]
NAMES = ("insurance", "employment", "pensions", "supervision")
PACKS = [ROOT / "src" / "zhiban_packs" / name for name in NAMES]
LIBRARY = load([*PACKS, ROOT / "tests" / "fixtures" / "wuyu"])


@pytest.mark.parametrize("rule", LIBRARY.rules.values(), ids=lambda r: r.id)
def test_every_example_comes_out(rule):
    runs = run_examples(rule)
    assert not runs.problems
    wrong = [f"{one.example.name}: {m}" for one in runs.ran for m in one.wrong]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("rule", LIBRARY.rules.values(), ids=lambda r: r.id)
def test_examples_show_yes_no_and_unknown(rule):
    assert run_examples(rule).missing == ()
