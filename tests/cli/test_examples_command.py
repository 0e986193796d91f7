"""Does `zhiban examples` say what was expected, what was found, and where it stands?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.random_files import ROOT
from typer.testing import CliRunner, Result

from zhiban.cli.main import app

FOLDER = Path("policies") / "closed_season_allowance" / "examples.yaml"


@pytest.fixture
def examples(tmp_path: Path) -> Callable[[str, str], Result]:
    """Run the examples of one rule after changing one thing in their file."""

    def call(old: str, new: str) -> Result:
        pack = tmp_path / "wuyu_changed"
        shutil.copytree(ROOT / "tests" / "fixtures" / "wuyu", pack / "wuyu")
        path = pack / "wuyu" / FOLDER
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        args = ["examples", "wuyu_closed_season_allowance", "--pack", str(pack / "wuyu")]
        return CliRunner().invoke(app, args)

    return call


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test loads its own copy of the pack, under the one name a pack has."""
    import sys

    for name in [m for m in sys.modules if m == "wuyu" or m.startswith("wuyu.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [p for p in sys.path if not (Path(p) / "wuyu").is_dir()])
    yield
    for name in [m for m in sys.modules if m == "wuyu" or m.startswith("wuyu.")]:
        del sys.modules[name]


def test_all_hold(examples: Callable[[str, str], Result]) -> None:
    result = examples("months_served: 6", "months_served: 6")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "✓ wuyu_closed_season_allowance  8 例",
        "1 条规则，8 个例子，0 个不符",
    ]


def test_one_that_fails_shows_expected_and_found_and_its_line(
    examples: Callable[[str, str], Result],
) -> None:
    result = examples("months_served: 6", "months_served: 5")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "✗ wuyu_closed_season_allowance  8 例",
        "  ✗ 正好六个月 [closed_season_allowance/examples.yaml:12]",
        "      verdict: 应为 yes，实为 no",
        "1 条规则，8 个例子，1 个不符",
    ]


def test_a_misspelt_fact_is_named_with_the_nearest(
    examples: Callable[[str, str], Result],
) -> None:
    result = examples("{wuyu.months_served: 6}", "{wuyu.month_served: 6}")
    assert result.exit_code == 1
    assert "“wuyu.month_served”" in result.stdout
    assert "wuyu.months_served" in result.stdout


def test_a_cell_that_cannot_be_read_is_named_by_its_example(
    examples: Callable[[str, str], Result],
) -> None:
    result = examples("{wuyu.months_served: 6}", "{wuyu.months_served: six}")
    assert result.exit_code == 1
    assert "closed_season_allowance/examples.yaml:12 “正好六个月”" in result.stdout


def test_a_verdict_that_no_example_shows_is_missed(
    examples: Callable[[str, str], Result],
) -> None:
    result = examples(
        "{verdict: unknown, because: [wuyu.employer_fishes]}",
        "{verdict: yes, because: [wuyu.employer_fishes]}",
    )
    assert result.exit_code == 1
    assert "没有这样的例子：unknown [closed_season_allowance/examples.yaml]" in result.stdout


def test_what_expect_does_not_know_is_refused(examples: Callable[[str, str], Result]) -> None:
    result = examples("{verdict: yes, amount_fen: 300000", "{verdict: yes, amount: 300000")
    assert result.exit_code == 1
    assert "amount: 应为 300000，实为 ? (expect: verdict, amount_fen" in result.stdout
