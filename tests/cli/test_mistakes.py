"""Does every mistake end in words, with all problems and the right exit code?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.cli.conftest import Run
from tests.cli.random_files import LUNCH
from tests.written_files import write_any

from zhiban.language.rules import Rule

HEADER = "id,occasion,insurance.drawers,employment.unit_type,employment.dishonest\n"
GOOD = HEADER + "E1,2025,3,enterprise,false\n"
MEAL = "id,lunch.years,lunch.hunger,lunch.guest\nA,7,great,false\n"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("", ["file-empty"]),
        (HEADER, ["file-header-only"]),
        (GOOD.replace("drawers", "drawer"), ["column-unknown", "insurance.drawers"]),
        (GOOD.replace(",3,", ",three,"), ["cell-type", "row 2", "insurance.drawers"]),
        (GOOD.replace("enterprise,f", "enterprize,f"), ["cell-code", "enterprise"]),
        (GOOD + "E1,2025,4,enterprise,true\n", ["row-twice", "row 3"]),
        (GOOD + "E2,2025,4", ["row-torn", "row 3"]),
        (GOOD.replace(",2025,", ",spring,"), ["occasion", "row 2", "2025"]),
        (GOOD.replace(",2025,", ",,"), ["occasion", "row 2"]),
    ],
)
def test_a_file_at_fault_is_refused_whole(
    run: Run, tmp_path: Path, body: str, wanted: list[str]
) -> None:
    path, out = tmp_path / "facts.csv", tmp_path / "out.csv"
    path.write_text(body)
    result = run("judge", "job_retention_refund", "--facts", path, "--out", out)
    assert result.exit_code == 1
    assert all(word in result.stderr for word in wanted), result.stderr
    assert "Traceback" not in result.stderr
    assert not out.exists()


def test_all_problems_of_a_file_are_shown_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(HEADER.replace("\n", ",colour\n") + "E1,2025,x,lemon,maybe,red\n")
    result = run("judge", "job_retention_refund", "--facts", path)
    assert result.exit_code == 1
    for place in ("colour", "insurance.drawers", "employment.unit_type", "employment.dishonest"):
        assert place in result.stderr
    assert "4 problems" in result.stderr


def test_text_in_gb18030_is_read_and_text_in_another_code_page_refused(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "facts.csv"
    text = HEADER + "企业,2025,3,enterprise,false\n"
    path.write_bytes(text.encode("gb18030"))
    result = run("judge", "job_retention_refund", "--facts", path)
    assert (result.exit_code, "企业,2025" in result.stdout) == (0, True)
    path.write_bytes(text.replace("企业", "企業").encode("euc_jp") + b"\xff")
    result = run("judge", "job_retention_refund", "--facts", path)
    assert (result.exit_code, "GB18030" in result.stderr) == (1, True)


def test_problems_of_all_register_files_come_together(
    run: Run, files: dict[str, Path], tmp_path: Path
) -> None:
    one, two = tmp_path / "benefits.csv", tmp_path / "credit.csv"
    one.write_text("person,enterprise,for_month\nP1,E1,2025-13\n")
    two.write_text("enterprise,kind,listed_on\nE1,bad,2025-02-30\n")
    result = run(
        "judge", "job_retention_refund", f"--register=benefits={one}", f"--register=credit={two}",
        f"--register=enterprises={files['enterprises']}",
    )  # fmt: skip
    assert result.exit_code == 1
    assert all(word in result.stderr for word in ("2025-13", "bad", "2025-02-30"))


@pytest.mark.parametrize("suffix", [".xlsx", ".jsonl", ".tsv"])
def test_a_fault_is_told_the_same_in_every_format(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"benefits{suffix}"
    write_any(path, [["person", "enterprise", "for_month"], ["P1", "E1", "2025-13"]])
    result = run("judge", "job_retention_refund", f"--register=benefits={path}")
    assert (result.exit_code, "没有 2025-13 这个月份" in result.stderr) == (1, True)
    result = run("judge", "job_retention_refund", "--facts", path)
    assert (result.exit_code, "没有名为 “enterprise” 的列" in result.stderr) == (1, True)


def test_files_of_a_format_that_is_not_read_say_which_are(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "benefits.xls"
    path.write_bytes(b"x")
    result = run("judge", "job_retention_refund", f"--register=benefits={path}")
    assert result.exit_code == 1 and "file-extension" in result.stderr
    assert "另存为 CSV、Excel（.xlsx）、JSON 行（.jsonl）或 Parquet" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["judge", "job_retention", "--facts", "x.csv"], "job_retention_refund"),
        (["judge", "job_retention_refund"], "--facts"),
        (["judge", "job_retention_refund", "--facts=x.csv", "--register=a=b.csv"], "--register"),
        (["judge", "job_retention_refund", "--facts=x.csv", "--as-of=1 May"], "--as-of"),
        (["judge", "job_retention_refund", "--facts=x.csv", "--as-of=2025-02-30"], "--as-of"),
        (["judge", "job_retention_refund", "--facts=x.csv", "--law-known-at=x"], "--law-known-at"),
        (["judge", "job_retention_refund", "--facts=x.csv", "--out=x.txt"], ".csv"),
        (["judge", "job_retention_refund", "--register=benefit=b.csv"], "benefits"),
        (["judge", "job_retention_refund", "--register=benefits"], "NAME=FILE"),
        (["judge", "job_retention_refund", "--register=benefits=b", "--register=benefits=c"],
         "two files"),
        (["judge", "job_retention_refund", "--register=credit=c.csv", "--covered=credit=2020"],
         "--covered"),
        (["judge", "job_retention_refund", "--register=credit=c.csv",
          "--covered=credit=2021-01-01..2020-01-01"], "--covered"),
        (["judge", "job_retention_refund", "--register=enterprises=c.csv",
          "--covered=enterprises=..2020-01-01:events"], "covered-kind"),
        (["judge", "job_retention_refund", "unemployment_benefit", "--facts=x.csv"],
         "mixed-kinds"),
        (["derive", "insurance.paid_fn", "--register=credit=c.csv"], "insurance.paid_fen"),
        (["derive", "insurance.paid_fen"], "--register"),
        (["derive", "--register=credit=c.csv"], "zhiban facts"),
        (["explain", "job_retention_refund", "E1"], "--facts"),
        (["explain", "job_retention_refund", "E1", "--facts=x.csv", "--lang=fr"], "--lang"),
        (["rules", "refund"], "job_retention_refund"),
        (["facts", "paid"], "nearest"),
        (["registers", "person"], "persons"),
        (["judge"], "RULE"),
        (["judge", "job_retention_refund", "--fact=x.csv"], "--facts"),
        (["jugde"], "judge"),
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_a_hint(
    run: Run, arguments: Sequence[str], wanted: str
) -> None:
    result = run(*arguments, packs=arguments[0] != "jugde")
    assert result.exit_code == 2, result.stderr
    assert wanted in result.stderr


def test_facts_of_two_occasions_do_not_fit_into_one_table(run: Run, files: dict[str, Path]) -> None:
    given = f"--register=contributions={files['contributions']}"
    result = run("derive", "insurance.paid_fen", "insurance.months_paid", given)
    assert (result.exit_code, "mixed" in result.stderr) == (2, True)


def test_a_missing_file_is_said_in_words(run: Run) -> None:
    result = run("judge", "job_retention_refund", "--facts", "nowhere.csv")
    assert (result.exit_code, "file-unreadable" in result.stderr) == (1, True)


def test_a_missing_column_is_unknown_and_said_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(GOOD + "E2,2025,3,enterprise,false\n")
    result = run("judge", "job_retention_refund", "--facts", path, "--as-of=2025-07-01")
    assert result.exit_code == 0
    assert result.stderr.count("insurance.paid_fen") == 2  # once in each language
    assert result.stdout.count("unknown") == 2


def test_the_judged_day_is_printed_when_it_is_not_given(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(GOOD)
    assert "as of" in run("judge", "job_retention_refund", "--facts", path).stderr


def test_a_rule_that_raises_takes_no_other_down(
    run: Run, register_options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhiban.loop import judging

    whole = judging.judge_frame

    def raising(rules: Sequence[Rule], frame: pl.DataFrame, **options: Any) -> pl.DataFrame:
        if any(rule.id == "enterprise_size" for rule in rules):
            raise ZeroDivisionError("no such luck")
        return whole(rules, frame, **options)

    asked = ["judge", "job_retention_refund", "enterprise_size", "--as-of=2025-07-10"]
    alone = run("judge", "job_retention_refund", "--as-of=2025-07-10", *register_options)
    monkeypatch.setattr(judging, "judge_frame", raising)
    result = run(*asked, *register_options)
    assert result.exit_code == 1
    assert result.stdout == alone.stdout
    assert "enterprise_size" in result.stderr and "no such luck" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_pack_outside_the_tree_is_judged(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "meal.csv"
    path.write_text(MEAL)
    asked = ["judge", "warm_meal", "--facts", path, "--as-of=2025-07-01"]
    result = run(*asked, "--pack", LUNCH, packs=False)
    assert result.exit_code == 0, result.stderr
    assert "A,,warm_meal,yes" in result.stdout
    monkeypatch.setenv("ZHIBAN_PACKS", str(LUNCH))
    assert run(*asked, packs=False).stdout == result.stdout


def test_a_pack_at_fault_is_refused_with_its_problems(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "torn_pack"
    pack.mkdir()
    (pack / "__init__.py").write_text("raise RuntimeError('half written')\n")
    result = run("rules", "--pack", pack)
    assert result.exit_code == 1
    assert "pack-raises" in result.stderr and "half written" in result.stderr
    assert run("rules", "--pack", tmp_path / "nowhere").exit_code == 1


def test_as_a_process_mistakes_show_no_stack_trace(
    shell: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(HEADER + "E1,2025,x,lemon,maybe\n")
    done = shell("judge", "job_retention_refund", "--facts", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr and "3 problems" in done.stderr
    assert shell("judge", "nothing", "--facts", path).returncode == 2
    assert shell("judge").returncode == 2
