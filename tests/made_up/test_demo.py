"""Does `zhiban demo` end with its page, and do the commands it shows work?"""

from __future__ import annotations

import csv
import shlex
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.made_up.conftest import AS_OF, PACKS
from typer.testing import CliRunner, Result

from zhiban.cli import reading, sources
from zhiban.cli.demo.run import rules_of_town
from zhiban.cli.main import app
from zhiban.loop.judging import judge_registers
from zhiban.made_up import deliveries
from zhiban.made_up.cases import rule_ids
from zhiban.made_up.registers import COVERED
from zhiban.made_up.town import imagine
from zhiban.packs import Library
from zhiban.pool.pool import Pool
from zhiban.registers.writing import write_table

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


def test_the_scan_of_the_pool_finds_what_judging_the_files_does(
    shown: Result, out: Path, library: Library
) -> None:
    """The smallest town has registers without rows: they are delivered all the same."""
    empty = {name for name in COVERED if not (out / "registers" / f"{name}.csv").exists()}
    assert empty
    registers = sources.registers(library, [str(out / "registers")], [])
    rules = rules_of_town(library)
    judged = judge_registers(library, rules, registers, reading.day(AS_OF, "")).as_file()
    write_table(judged, out / "judged.csv")
    assert (out / "judged.csv").read_bytes() == (out / "findings.csv").read_bytes()
    delivered = Pool.open(out / "pool").catalogue.deliveries()
    assert {one.register for one in delivered} == {*COVERED}
    assert {one.register for one in delivered if not one.delivered} == empty
    assert not any(one.quarantined for one in delivered)


def test_the_pool_is_whole_and_can_be_asked_at_once(shown: Result, out: Path) -> None:
    checked = CliRunner().invoke(app, ["pool", "check", "--pool", str(out / "pool")])
    assert checked.exit_code == 0, checked.stderr
    rule = "unemployment_benefit"
    listed = call("findings", rule, "--verdict", "yes", "--pool", out / "pool")
    assert listed.exit_code == 0, listed.stderr
    who = listed.stdout.splitlines()[1].split(",")[0]
    told = call("explain", rule, who, "--pool", out / "pool", "--scan", 1)
    assert told.exit_code == 0 and who in told.stdout, told.stderr


def test_the_later_deliveries_can_be_received(
    shown: Result, out: Path, tmp_path: Path, library: Library
) -> None:
    pool, files = shutil.copytree(out / "pool", tmp_path / "pool"), out / "deliveries"
    expected = [
        ("1", "2026-11-10", (), 6, 0), ("2", "2026-11-17", (), 6, 2),
        ("corrected", "2026-11-24", (), 1, 0),
        ("withdrawn", "2026-11-25", ("--kind", "withdrawn"), 1, 0),
    ]  # fmt: skip
    for name, day, more, count, held in expected:
        file = files / f"jobseekers-{name}.csv"
        done = call("receive", "jobseekers", file, "--extracted-on", day, *more, "--pool", pool)
        assert done.exit_code == 0, done.stderr
        last = Pool.open(pool).catalogue.deliveries()[-1]
        assert (last.delivered, last.quarantined) == (count, held)
    rows = Pool.open(pool).rows(library.register("jobseekers")).collect()
    late = rows.filter(pl.col("registration_id").str.starts_with("虚构N")).sort("registration_id")
    numbers = [int(text[-6:]) for text in late["registration_id"]]
    assert numbers == [1, 3, 4, 5, 6, 7, 9, 11, 12]  # 2 is withdrawn, 8 and 10 are held back
    assert late["cancelled_on"][0] == reading.day("2026-11-20", "")


def test_the_same_town_has_the_same_deliveries(out: Path, shown: Result, tmp_path: Path) -> None:
    deliveries.write(imagine(200, 60, 3).registers, tmp_path)
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (out / "deliveries" / file.name).read_bytes()
    assert len(list(tmp_path.iterdir())) == 5


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
