"""Does `zhiban demo` end with its page, and do the commands it shows work?"""

from __future__ import annotations

import csv
import shlex
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.made_up.conftest import PACKS
from typer.testing import CliRunner, Result

from zhiban.cli.main import app
from zhiban.made_up.cases import rule_ids

Zhiban = Callable[..., Result]


def call(*args: object) -> Result:
    packs = [text for pack in PACKS for text in ("--pack", str(pack))]
    return CliRunner().invoke(app, [*map(str, args), *packs])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("here") / "demo"


@pytest.fixture(scope="module")
def shown(out: Path) -> Result:
    """The demo of the smallest town."""
    return call("demo", "--people", 200, "--seed", 3, "--no-serve", "--out", out)


def test_it_ends_well_and_the_page_is_kept(shown: Result, out: Path) -> None:
    assert shown.exit_code == 0, shown.stderr
    assert (out / "summary.txt").read_text(encoding="utf-8") in shown.stdout
    assert "判定日 2026-10-31" in shown.stderr


def test_the_page_has_all_its_parts(shown: Result) -> None:
    parts = [line for line in shown.stdout.splitlines() if line.startswith("── ")]
    assert [part.split(" · ")[1].split(" (")[0] for part in parts] == [
        "Findings", "Money", "What is missing", "A yes", "A no", "An unknown", "What to try next",
    ]  # fmt: skip
    assert shown.stdout.count("虚构") > 5 and "made-up" in shown.stdout


def test_the_counts_are_those_of_the_file(shown: Result, out: Path) -> None:
    with (out / "findings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    counted = Counter((row["rule"], row["verdict"]) for row in rows)
    for rule in {row["rule"] for row in rows}:
        line = next(x for x in shown.stdout.splitlines() if f" {rule}  " in x)
        figures = [int(word.replace(",", "")) for word in line.split(rule)[1].split()]
        assert figures == [counted[rule, v] for v in ("yes", "no", "unknown")]
        with (out / "findings" / f"{rule}.csv").open(encoding="utf-8") as file:
            assert list(csv.DictReader(file)) == [row for row in rows if row["rule"] == rule]


def test_the_commands_shown_work(
    shown: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = [x.strip() for x in shown.stdout.splitlines() if x.startswith("  zhiban ")]
    assert [command.split()[1] for command in commands] == ["explain", "judge", "rules"]
    for command in commands:
        result = call(*shlex.split(command)[1:])
        assert result.exit_code == 0, (command, result.stderr)


@pytest.mark.parametrize("rule", rule_ids())
def test_facts_and_registers_give_the_same_findings(
    shown: Result, out: Path, tmp_path: Path, rule: str
) -> None:
    found = tmp_path / "found.csv"
    for source in ("--facts", out / "facts" / f"{rule}.csv"), ("--register", out / "registers"):
        result = call("judge", rule, *source, "--as-of", "2026-10-31", "--out", found)
        assert result.exit_code == 0, result.stderr
        assert found.read_bytes() == (out / "findings" / f"{rule}.csv").read_bytes()


def test_english_alone(tmp_path: Path) -> None:
    args = ("--people", 200, "--firms", 40, "--lang", "en", "--out", tmp_path / "d")
    result = call("demo", *args)
    assert result.exit_code == 0, result.stderr
    assert "── Findings\n" in result.stdout and "? It cannot be said yet whether" in result.stdout


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--people", "20"), "town-small"),
        (("--firms", "3"), "town-small"),
        (("--as-of", "2026-02-30"), "usage"),
        (("--lang", "fr"), "usage"),
    ],
)
def test_mistakes_are_said_in_words_and_leave_nothing(
    tmp_path: Path, args: tuple[str, ...], code: str
) -> None:
    result = call("demo", *args, "--out", tmp_path / "demo")
    assert result.exit_code == 2
    assert f"[{code}]" in result.stderr
    assert list(tmp_path.iterdir()) == []
