"""Do judge and derive write what they promise, in order, and the same by both ways?"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from tests.cli.conftest import Run

COLUMNS = [
    "id",
    "occasion",
    "rule",
    "verdict",
    "amount_fen",
    "outputs",
    "unmet",
    "because",
    "as_of",
]
RULES = [
    "job_retention_refund", "unemployment_benefit", "job_expansion_subsidy", "enterprise_size",
]  # fmt: skip
AS_OF = "--as-of=2025-07-10"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_wide_then_judge_is_judge_over_registers(
    run: Run, register_options: list[str], tmp_path: Path, rule: str, suffix: str
) -> None:
    wide, one, two = (tmp_path / f"{name}{suffix}" for name in ("wide", "one", "two"))
    derived = run("derive", "--for", rule, "--wide", AS_OF, "--out", wide, *register_options)
    assert derived.exit_code == 0, derived.stderr
    judged = run("judge", rule, "--facts", wide, AS_OF, "--out", one)
    assert judged.exit_code == 0, judged.stderr
    assert run("judge", rule, AS_OF, "--out", two, *register_options).exit_code == 0
    assert one.read_bytes() == two.read_bytes()
    assert len(set(pl.read_parquet(two)["verdict"] if suffix == ".parquet" else
                   (r["verdict"] for r in rows(two.read_text())))) > 1  # fmt: skip


def test_several_rules_are_each_judged_as_alone_and_sorted(
    run: Run, register_options: list[str]
) -> None:
    together = run("judge", *RULES, AS_OF, *register_options)
    assert together.exit_code == 0, together.stderr
    found = rows(together.stdout)
    alone = [
        row for rule in RULES for row in rows(run("judge", rule, AS_OF, *register_options).stdout)
    ]
    assert list(found[0]) == COLUMNS
    keys = [(row["id"], row["rule"], row["occasion"]) for row in found]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert found == sorted(alone, key=lambda row: (row["id"], row["rule"], row["occasion"]))


def test_the_columns_of_a_finding_are_json_of_the_documented_shape(
    run: Run, register_options: list[str]
) -> None:
    found = rows(run("judge", *RULES, AS_OF, *register_options).stdout)
    seen = set()
    for row in found:
        outputs, unmet, because = (json.loads(row[c]) for c in ("outputs", "unmet", "because"))
        seen.add(row["verdict"])
        assert row["as_of"] == "2025-07-10"
        assert isinstance(outputs, dict)
        assert bool(unmet) == (row["verdict"] == "no")
        assert bool(because) == (row["verdict"] == "unknown")
        for item in unmet:
            assert set(item) == {"article", "no", "title", "parts"}
            assert all(set(part) == {"of", "found", "required"} for part in item["parts"])
        for item in because:
            known = {"fact", "reasons"}, {"parameter", "kind"}, {"of", "kind"}
            assert set(item) in known
            assert all("kind" in reason for reason in item.get("reasons", []))
    assert seen == {"yes", "no", "unknown"}


def test_derive_writes_long_form_sorted(run: Run, register_options: list[str]) -> None:
    facts = ["insurance.paid_fen", "insurance.drawers", "employment.size"]
    result = run("derive", *facts, AS_OF, "--occasion=2025", *register_options)
    assert result.exit_code == 0, result.stderr
    found = rows(result.stdout)
    assert list(found[0]) == ["id", "occasion", "fact", "value", "at_least", "at_most", "because"]
    keys = [(row["id"], row["fact"], row["occasion"]) for row in found]
    assert keys == sorted(keys)
    assert {row["fact"] for row in found} == set(facts)
    assert {row["value"] for row in found if row["fact"] == "employment.size"} <= {
        "", "micro", "small", "medium", "large",
    }  # fmt: skip
    assert any(row["because"] and not row["value"] for row in found)


def test_an_occasion_column_can_be_derived_by_its_name(
    run: Run, register_options: list[str]
) -> None:
    result = run(
        "derive", "unemployment_spells.reason", "insurance.months_paid", AS_OF, *register_options
    )
    assert result.exit_code == 0, result.stderr
    assert {r["fact"] for r in rows(result.stdout)} == {
        "unemployment_spells.reason", "insurance.months_paid",
    }  # fmt: skip


def test_only_the_occasion_asked_for_is_judged(run: Run, register_options: list[str]) -> None:
    options = [AS_OF, "--occasion=2024", *register_options]
    found = rows(run("judge", "job_retention_refund", *options).stdout)
    assert {row["occasion"] for row in found} == {"2024"}
    both = rows(run("judge", "job_retention_refund", AS_OF, *register_options).stdout)
    assert {row["occasion"] for row in both} == {"2024", "2025"}
    assert found == [row for row in both if row["occasion"] == "2024"]


def test_a_text_not_yet_published_is_not_law(run: Run, register_options: list[str]) -> None:
    options = [AS_OF, "--occasion=2025", "--law-known-at=2000-01-01", *register_options]
    result = run("judge", "job_retention_refund", *options)
    assert result.exit_code == 0, result.stderr


def test_without_the_own_register_the_named_ones_are_judged_and_it_is_said(
    run: Run, files: dict[str, Path]
) -> None:
    result = run(
        "judge", "job_retention_refund", AS_OF, f"--register=contributions={files['contributions']}"
    )
    assert result.exit_code == 0
    assert "enterprises" in result.stderr and "contributions" in result.stderr
    assert result.stderr.count("no coverage given") == 1


def test_an_occasion_register_that_covers_makes_silence_no_finding(
    run: Run, files: dict[str, Path], tmp_path: Path
) -> None:
    hires = tmp_path / "hires.csv"
    hires.write_text("hire_id,enterprise,person,hired_on\nH1,E01,P01,2025-03-01\n")
    given = [f"--register=enterprises={files['enterprises']}", f"--register=hires={hires}", AS_OF]
    covered = run("judge", "job_expansion_subsidy", *given, "--covered=hires=..2025-06-30")
    assert [(r["id"], r["occasion"]) for r in rows(covered.stdout)] == [("E01", "H1")]
    silent = rows(run("judge", "job_expansion_subsidy", *given).stdout)
    assert len(silent) == 30
    assert {r["occasion"] for r in silent if r["id"] != "E01"} == {""}
    assert not [r for r in silent if r["verdict"] == "yes"]


def test_a_row_that_happens_later_is_no_occasion_yet(run: Run, tmp_path: Path) -> None:
    hires = tmp_path / "hires.csv"
    hires.write_text(
        "hire_id,enterprise,person,hired_on\nH1,E01,P01,2025-03-01\nH2,E01,P02,2025-08-01\n"
    )
    given = [f"--register=hires={hires}", "--covered=hires=..2025-12-31"]
    found = rows(run("judge", "job_expansion_subsidy", *given, AS_OF).stdout)
    assert [r["occasion"] for r in found] == ["H1"]


HIRED = {
    "enterprises": "enterprise,unit_type,dispatch\nE1,enterprise,false\n",
    "persons": "person,born_on\nP1,2002-05-01\n",
    "graduates": "person,graduated_on,education_form,level\nP1,2024-06-30,ordinary,21\n",
    "jobseekers": "registration_id,person,registered_on\nR1,P9,2020-01-01\n",
    "hires": "hire_id,enterprise,person,hired_on,contract\nH1,E1,P1,2024-09-02,true\n",
    "contributions": "person,enterprise,scheme,for_month,fully_paid\n"
    + "".join(f"P1,E1,{s},2024-{m},true\n" for s in (110, 210, 410) for m in (10, 11, 12)),
}
GRANT = "grant_id,rule,enterprise,counted_person,granted_on,reversed_on\n"


@pytest.mark.parametrize(
    ("grants", "outputs"),
    [
        (None, {"unchecked": ["one_off_hiring_subsidy"]}),
        ("G1,one_off_hiring_subsidy,E7,P1,2024-11-01,never\n", {"payable": "no"}),
        ("G1,one_off_hiring_subsidy,E7,P2,2024-11-01,never\n", {"payable": "yes"}),
        ("G1,one_off_hiring_subsidy,E7,P1,2024-11-01,2025-01-10\n", {"payable": "yes"}),
        ("G1,one_off_hiring_subsidy,E7,P1,2024-11-01,\n", {"payable": "unknown"}),
        ("G1,one_off_hiring_subsidy,E7,,2024-11-01,never\n", {"payable": "unknown"}),
        ("G1,job_expansion_subsidy,E1,P1,2024-11-01,never\n", {"payable": "yes"}),
        ("G1,one_off_hiring_subsidy,E7,P1,2025-07-09,never\n", {"payable": "yes"}),
    ],
)
def test_grants_say_what_is_payable(
    run: Run, tmp_path: Path, grants: str | None, outputs: dict[str, object]
) -> None:
    texts = HIRED if grants is None else HIRED | {"grants": GRANT + grants}
    options = []
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text)
        options += [f"--register={name}={tmp_path}/{name}.csv", f"--covered={name}=..2025-07-05"]
    result = run("judge", "job_expansion_subsidy", "--as-of=2025-07-10", *options)
    (found,) = rows(result.stdout)
    assert found["verdict"] == "yes", found
    assert outputs.items() <= json.loads(found["outputs"]).items()


def test_grants_nobody_covers_are_not_silence(run: Run, tmp_path: Path) -> None:
    options = []
    for name, text in (HIRED | {"grants": GRANT + "G1,other,E7,P2,2024-11-01,never\n"}).items():
        (tmp_path / f"{name}.csv").write_text(text)
        options.append(f"--register={name}={tmp_path}/{name}.csv")
        if name != "grants":
            options.append(f"--covered={name}=..2025-07-05")
    result = run("judge", "job_expansion_subsidy", "--as-of=2025-07-10", *options)
    (found,) = rows(result.stdout)
    assert json.loads(found["outputs"])["payable"] == "unknown"


@pytest.mark.parametrize("days", ["..2025-07", "0001-01-01..9999-12-31", "2000..2025-07-31"])
def test_coverage_may_begin_and_end_anywhere(run: Run, files: dict[str, Path], days: str) -> None:
    given = [
        f"--register=contributions={files['contributions']}",
        f"--covered=contributions={days}",
    ]
    result = run("derive", "insurance.firm_months_paid", "--occasion=2025", *given, AS_OF)
    assert result.exit_code == 0, result.stderr
    assert not [row["because"] for row in rows(result.stdout) if "gap" in row["because"]]


def test_a_register_covered_without_a_file_has_no_rows_and_it_is_said(
    run: Run, files: dict[str, Path]
) -> None:
    given = [f"--register=enterprises={files['enterprises']}", "--covered=credit=..2025-07-31"]
    result = run("derive", "employment.dishonest", *given, AS_OF)
    assert {row["value"] for row in rows(result.stdout)} == {"false"}
    assert "without a file" in result.stderr


def test_nobody_to_judge_gives_a_header_only_and_it_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "hires.csv").write_text(
        "hire_id,enterprise,person,hired_on\nH1,E01,P01,2025-09-01\n"
    )
    given = [f"--register=hires={tmp_path}/hires.csv", "--covered=hires=..2025-12-31", AS_OF]
    judged = run("judge", "job_expansion_subsidy", *given)
    assert judged.exit_code == 0, judged.stderr
    assert judged.stdout.strip() == ",".join(COLUMNS)
    assert "nothing to judge" in judged.stderr
    assert run("derive", "--for", "job_expansion_subsidy", *given).exit_code == 0


def test_cells_of_the_occasion_alone_can_be_derived(run: Run, files: dict[str, Path]) -> None:
    given = [f"--register=hires={files['hires']}", "--covered=hires=..2025-12-31", AS_OF]
    result = run("derive", "hires.hired_on", "hires.person", *given)
    assert (result.exit_code, "whose" in result.stderr) == (2, True)  # the firms' or the persons'?
    wide = run("derive", "unemployment_spells.ended_on", "--wide", AS_OF,
               f"--register=unemployment_spells={files['unemployment_spells']}")  # fmt: skip
    assert wide.exit_code == 0, wide.stderr
    assert {"id", "occasion", "unemployment_spells.ended_on"} <= set(rows(wide.stdout)[0])
