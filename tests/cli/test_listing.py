"""Can a stranger write the files from what the commands list?"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from zhiban.packs import Library

WORDS = {
    "truth": "true", "integer": "3", "money": "300", "ratio": "1/2", "date": "2025-01-01",
    "month": "2025-01", "months": "2024-01..2024-03", "text": "x", "subject": "P1",
}  # fmt: skip


def value(shape: dict[str, Any]) -> str:
    return str(shape["codes"][0]["code"]) if "codes" in shape else WORDS[shape["type"]]


def test_rules_are_listed(run: Run, library: Library) -> None:
    shapes = json.loads(run("rules", "--json").stdout)
    assert {s["id"] for s in shapes} >= set(library.rules)
    for s in shapes:
        assert set(s) == {"id", "title", "title_en", "kind", "subject", "per", "occasion"}
    text = run("rules").stdout
    assert all(name in text for name in library.rules)


def test_a_file_written_from_the_listing_is_judged(
    run: Run, library: Library, tmp_path: Path
) -> None:
    for name in library.rules:
        shape = json.loads(run("rules", name, "--json", "--as-of=2025-07-01").stdout)
        cells = {i["name"]: value(i) for i in shape["inputs"]}
        occasion = {"year": "2025", "month": "2025-06"}.get(shape["per"], "one")
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "occasion", *cells])
            writer.writerow(["A", occasion, *cells.values()])
        result = run("judge", name, "--facts", path, "--as-of=2025-07-01")
        assert result.exit_code == 0, result.stderr
        assert "unknown for all" not in result.stderr
        assert len(list(csv.DictReader(io.StringIO(result.stdout)))) == 1


def test_a_rule_shows_basis_and_figures(run: Run) -> None:
    shape = json.loads(run("rules", "job_retention_refund", "--json", "--as-of=2025-07-01").stdout)
    assert {"articles", "inputs", "parameters", "basis", "in_force", "fingerprint"} <= set(shape)
    assert all({"number", "title", "in_force", "until", "status"} <= set(d) for d in shape["basis"])
    values = [v for p in shape["parameters"] for v in p["values"]]
    assert {"value", "text", "from", "until", "document", "status", "in_force"} <= set(values[0])
    used = [i for i in shape["inputs"] if i["interval"]]
    assert used and all(i["columns"][1] == i["name"] + ".at_least" for i in used)


def test_the_text_marks_figures_known_from_memory(run: Run, library: Library) -> None:
    for name, rule in library.rules.items():
        text = run("rules", name, "--as-of=2025-07-01", "--lang=zh").stdout
        assert rule.title in text
        assert all(d.title in text for d in rule.basis.documents)
        assert run("rules", name, "--as-of=2025-07-01", "--lang=en").exit_code == 0


def test_a_template_has_every_column_and_is_never_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    assert run("rules", "unemployment_benefit", "--template", path).exit_code == 0
    header = path.read_text(encoding="utf-8-sig").strip().split(",")
    shape = json.loads(run("rules", "unemployment_benefit", "--json").stdout)
    assert header == ["id", "occasion", "as_of", *(i["name"] for i in shape["inputs"])]
    assert run("rules", "unemployment_benefit", "--template", path).exit_code == 2
    assert run("rules", "unemployment_benefit", "--template", tmp_path / "x.txt").exit_code == 2


def test_facts_are_listed_and_shown(run: Run, library: Library) -> None:
    assert {s["id"] for s in json.loads(run("facts", "--json").stdout)} >= set(library.facts)
    for name in library.facts:
        shape = json.loads(run("facts", name, "--json").stdout)
        assert {"type", "form", "columns", "registers", "used_by", "given", "where"} <= set(shape)
        assert library.facts[name].title in run("facts", name).stdout
    assert "insurance.paid_fen" in run("facts", "--lang=en").stdout


def test_a_register_file_written_from_the_listing_is_read(
    run: Run, library: Library, tmp_path: Path
) -> None:
    options = []
    for name in library.registers:
        shape = json.loads(run("registers", name, "--json").stdout)
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([c["name"] for c in shape["columns"]])
            writer.writerow([value(c) for c in shape["columns"]])
        options += [f"--register={name}={path}", f"--covered={name}=2015..2025-06"]
        assert library.registers[name].title in run("registers", name).stdout
    result = run("judge", *library.rules, "--as-of=2025-07-01", *options)
    assert result.exit_code == 0, result.stderr
    assert {s["id"] for s in json.loads(run("registers", "--json").stdout)} >= set(
        library.registers
    )


def test_version_and_help(run: Run, shell: Callable[..., Any]) -> None:
    assert "judge" in run("--help", packs=False).stdout
    assert run("judge", "--help").exit_code == 0
    assert run(packs=False).exit_code == 2
    assert shell("--help").returncode == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_verdict_is_explained(
    run: Run, register_options: list[str], library: Library, lang: str
) -> None:
    rules = ["job_retention_refund", "unemployment_benefit", "job_expansion_subsidy"]
    judged = run("judge", *rules, "--as-of=2025-07-10", *register_options).stdout
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for row in csv.DictReader(io.StringIO(judged)):
        seen.setdefault((row["rule"], row["verdict"]), row)
    for (name, verdict), row in seen.items():
        rule = library.rules[name]
        asked = ["explain", name, row["id"], "--as-of=2025-07-10", *register_options]
        if row["occasion"]:
            asked.append(f"--occasion={row['occasion']}")
        text = run(*asked, f"--lang={lang}")
        assert text.exit_code == 0, text.stderr
        titles = [a.title if lang == "zh" else a.title_en for a in rule.articles]
        conditions = text.stdout.partition("条件（" if lang == "zh" else "\nConditions (")[2]
        places = [conditions.index(title) for title in titles]
        assert places == sorted(places)
        (shape,) = json.loads(run(*asked, "--json").stdout)
        assert shape["verdict"] == verdict
        for key in ("outputs", "unmet", "because"):
            assert shape[key] == json.loads(row[key])
        assert [a["article"] for a in shape["articles"]] == [a.id for a in rule.articles]
        assert shape["basis"] and shape["parameters"]
        mark = {"yes": "✓", "no": "✗", "unknown": "?"}[verdict]
        assert mark in text.stdout


def test_nobody_there_is_said(run: Run, register_options: list[str]) -> None:
    asked = ["explain", "job_retention_refund", "E999", "--as-of=2025-07-10", *register_options]
    result = run(*asked)
    assert (result.exit_code, "E" in result.stderr) == (2, True)


def test_a_register_as_schema_and_as_template(run: Run, tmp_path: Path) -> None:
    schema = json.loads(run("registers", "contributions", "--json-schema").stdout)
    assert schema["required"] == ["person", "enterprise", "scheme"]
    assert schema["properties"]["unit_fen"]["x-unit"] == "fen"
    path = tmp_path / "contributions.xlsx"
    assert run("registers", "contributions", "--template", path).exit_code == 0
    filled = path.read_bytes()
    again = run("registers", "contributions", "--template", path)
    assert (again.exit_code, path.read_bytes() == filled) == (2, True)
    result = run("judge", "unemployment_benefit", f"--register=contributions={path}")
    assert result.exit_code == 1 and "file-header-only" in result.stderr
    wrong = run("registers", "contributions", "--template", tmp_path / "c.csv")
    assert wrong.exit_code == 2 and ".xlsx" in wrong.stderr
    assert run("registers", "--json-schema").exit_code == 2
