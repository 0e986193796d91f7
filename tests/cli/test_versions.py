"""What do `rules --compare`, `--against` and `--html` say and refuse?"""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_law_of_two_days_differs_in_texts_figures_and_articles(run: Run) -> None:
    asked = ["rules", "job_retention_refund", "--as-of=2023-09-01", "--compare=2025-09-01"]
    text = run(*asked).stdout
    assert (
        "“中小微企业和参照执行的单位返还比例”从60 %改为20 %（依据渝人社规〔2025〕10号）。" in text
    )
    assert "不再有文件：国办发〔2023〕11号" in text and "新增文件：人社部发〔2025〕18号" in text
    found = json.loads(run(*asked, "--json", "--lang=en").stdout)
    by_name = {d["name"]: d for d in found}
    assert (by_name["share_large"]["before"], by_name["share_large"]["after"]) == ("30 %", "10 %")
    # 2023 asks nothing about abnormal operations; 2025 does.
    standing = by_name["in_good_standing"]
    assert "abnormal" not in standing["before"] and "abnormal" in standing["after"]
    assert "few_laid_off" in by_name


def test_a_day_compared_with_itself_differs_in_nothing(run: Run) -> None:
    asked = ["rules", "unemployment_benefit", "--as-of=2025-09-01", "--compare=2025-09-01"]
    assert "没有不同" in run(*asked).stdout
    assert json.loads(run(*asked, "--json").stdout) == []


def test_published_rules_are_what_a_later_version_is_compared_with(
    run: Run, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    assert run("rules", "--html", site, "--as-of=2025-09-01").exit_code == 0
    assert "没有不同" in run("rules", "--against", site).stdout
    shot = site / "job_retention_refund.json"
    old = json.loads(shot.read_text(encoding="utf-8"))
    old["fingerprint"] = "0" * 64
    words = old["words"]["zh"]
    words["clauses"]["paid_in_full"]["asks"] = "上年度足额缴纳失业保险费的月数不少于6个月"
    del words["clauses"]["few_laid_off"]
    words["figures"]["share_large"]["values"] = ["50 %"]
    shot.write_text(json.dumps(old, ensure_ascii=False), encoding="utf-8")
    (site / "enterprise_size.json").rename(site / "old.json")
    gone = json.loads((site / "old.json").read_text(encoding="utf-8")) | {"rule": "gone"}
    (site / "old.json").write_text(json.dumps(gone), encoding="utf-8")
    text = run("rules", "--against", site).stdout
    assert "新增规则“中小企业划型”" in text and "不再有规则“中小企业划型”" in text
    assert "不少于6个月" in text and "新增条件“裁员率" in text and "50 %" in text
    shape = json.loads(run("rules", "--against", site, "--json").stdout)
    assert (shape["added"], shape["removed"]) == (["enterprise_size"], ["gone"])
    names = [d["name"] for d in shape["changed"]["job_retention_refund"]]
    assert names == ["paid_in_full", "few_laid_off", "share_large", "fingerprint"]


def test_what_cannot_be_compared_is_refused_with_what_to_try(run: Run, tmp_path: Path) -> None:
    result = run("rules", "--compare=2025-01-01")
    assert (result.exit_code, "--compare" in result.stderr) == (2, True)
    result = run("rules", "--against", tmp_path)
    assert result.exit_code == 1 and "--html" in result.stderr
    (tmp_path / "x.json").write_text('{"form": 0}', encoding="utf-8")
    result = run("rules", "--against", tmp_path)
    assert result.exit_code == 1 and "x.json" in result.stderr
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("rules", "--html", tmp_path / "file").exit_code == 2


def test_explain_writes_one_page(run: Run, register_options: list[str], tmp_path: Path) -> None:
    page = tmp_path / "deep" / "why.html"
    ids = run("judge", "enterprise_size", "--as-of=2025-07-10", *register_options).stdout
    first = ids.splitlines()[1].split(",")[0]
    result = run("explain", "enterprise_size", first, "--as-of=2025-07-10", "--html", page,
                 *register_options)  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert result.stdout == ""
