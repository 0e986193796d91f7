"""Do the facts of a pack come out of register files as its rules need them?

Each test is a few rows of a few registers; a register that is not written out is covered and
empty. The rows are judged through the command, as an office would.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from zhiban.cli.main import app

PACKS = Path(__file__).parents[2] / "src" / "zhiban_packs"
NEEDED = {
    "skill_upgrade_subsidy": (
        "persons", "enterprises", "contributions", "certificates", "applications", "grants",
        "benefits",
    ),
    "graduate_jobseeking_subsidy": (
        "persons", "students", "applications", "grants", "hardship", "student_loans",
    ),
    "graduate_jobseeking_subsidy_after_leaving": (
        "persons", "graduates", "jobseekers", "applications", "grants", "hardship",
    ),
    "unemployment_allowance": (
        "persons", "contributions", "allowance_claims", "allowances", "benefits", "awards",
        "pensions", "stops", "grants",
    ),
}  # fmt: skip


@pytest.fixture
def judged(tmp_path: Path) -> Any:
    """The findings of a rule by occasion, from tables written as CSV text."""

    def call(rule: str, as_of: str, **tables: str) -> dict[str, dict[str, Any]]:
        options = []
        for name in NEEDED[rule]:
            options.append(f"--covered={name}=..{as_of}")
            if name in tables:
                lines = [line.strip() for line in tables[name].strip().splitlines()]
                path = tmp_path / f"{name}.csv"
                path.write_text("\n".join(lines) + "\n", encoding="utf-8")
                options.append(f"--register={name}={path}")
        out = tmp_path / "out.csv"
        packs = [f"--pack={PACKS / name}" for name in ("insurance", "employment")]
        result = CliRunner().invoke(
            app, ["judge", rule, f"--as-of={as_of}", f"--out={out}", *options, *packs]
        )
        assert result.exit_code == 0, result.output
        rows = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
        return {row["occasion"]: _read(row) for row in rows}

    return call


def _read(row: dict[str, str]) -> dict[str, Any]:
    return {
        "verdict": row["verdict"],
        "fen": row["amount_fen"],
        "outputs": json.loads(row["outputs"]),
        "unmet": [u["article"] for u in json.loads(row["unmet"])],
        "because": [b.get("fact", b.get("parameter")) for b in json.loads(row["because"])],
    }


def months(person: str, firm: str, first: int, last: int) -> str:
    """Contributions to unemployment insurance, paid in full; months are year × 100 + month."""
    lines = []
    for year in range(first // 100, last // 100 + 1):
        for month in range(1, 13):
            if first <= year * 100 + month <= last:
                lines.append(f"{person},{firm},210,{year}-{month:02d},never,true,100,50,0")
    return "\n".join(lines)


CONTRIBUTIONS = (
    "person,enterprise,scheme,for_month,paid_on,fully_paid,unit_fen,personal_fen,refunded_fen\n"
)
ENTERPRISES = """enterprise,unit_type
    E1,enterprise
    E2,public_body"""
CERTIFICATES = "certificate_id,person,kind,occupation,level,demand,issued_on,verified\n"
APPLICATIONS = "application_id,rule,person,enterprise,occasion,applied_on\n"
GRANTS = (
    "grant_id,rule,enterprise,person,occasion,counted_person,granted_on,amount_fen,reversed_on\n"
)
SKILL = "skill_upgrade_subsidy"


def test_a_grant_blocks_only_what_came_after_it(judged: Any) -> None:
    found = judged(
        SKILL,
        "2025-12-31",
        persons="person,sex,born_on\nP1,1,1990-05-01",
        enterprises=ENTERPRISES,
        contributions=CONTRIBUTIONS + months("P1", "E1", 202303, 202512),
        certificates=CERTIFICATES
        + """C1,P1,skill_level,电工,4,outside,2024-03-10,true
        C2,P1,skill_level,电工,3,outside,2024-05-10,true
        C3,P1,skill_level,电工,5,outside,2024-07-10,true
        C4,P1,skill_level,焊工,5,outside,2024-07-10,true
        C5,P1,skill_level,钳工,5,outside,2024-07-11,true""",
        applications=APPLICATIONS
        + """A1,skill_upgrade_subsidy,P1,,C1,2024-04-01
        A2,skill_upgrade_subsidy,P1,,C2,2024-06-01
        A3,skill_upgrade_subsidy,P1,,C3,2024-08-01
        A4,skill_upgrade_subsidy,P1,,C4,2024-08-01
        A5,startup_subsidy,P1,,C5,2024-08-01""",
        grants=GRANTS
        + """G1,skill_upgrade_subsidy,,P1,C1,,2024-05-01,150000,never
        G2,skill_upgrade_subsidy,,P1,C2,,2024-07-01,200000,never
        G3,startup_subsidy,,P1,C4,,2024-07-01,200000,never""",
    )
    assert found["C1"]["verdict"] == "yes"  # granted before the higher level was
    assert found["C2"]["verdict"] == "yes"
    assert found["C3"]["unmet"] == ["first_of_its_kind"]
    assert found["C4"]["verdict"] == "yes"  # another occupation; the grant of another rule is none
    assert found["C5"]["unmet"] == ["applied", "in_time"]  # applied for something else
    assert found["C4"]["outputs"]["payable"] == "yes"


def test_a_reversed_grant_leaves_its_place_free(judged: Any) -> None:
    grant = "G1,skill_upgrade_subsidy,,P1,C1,,2021-05-01,150000,{}\n"
    tables = {
        "persons": "person,sex,born_on\nP1,1,1990-05-01",
        "enterprises": ENTERPRISES,
        "contributions": CONTRIBUTIONS + months("P1", "E1", 201901, 202112),
        "certificates": CERTIFICATES
        + """C1,P1,skill_level,电工,5,outside,2021-03-10,true
        C2,P1,skill_level,焊工,5,outside,2021-04-10,true""",
        "applications": APPLICATIONS
        + """A1,skill_upgrade_subsidy,P1,,C1,2021-04-20
        A2,skill_upgrade_subsidy,P1,,C2,2021-06-01""",
    }
    kept = judged(SKILL, "2021-12-31", **tables, grants=GRANTS + grant.format("never"))
    assert kept["C1"]["outputs"]["payable"] == "yes"  # its own grant uses nothing up
    assert kept["C2"]["outputs"]["payable"] == "no"
    reversed_ = judged(SKILL, "2021-12-31", **tables, grants=GRANTS + grant.format("2021-08-01"))
    assert reversed_["C2"]["outputs"]["payable"] == "yes"


def test_who_was_insured_by_an_enterprise_when_the_certificate_was_issued(judged: Any) -> None:
    found = judged(
        SKILL,
        "2024-12-31",
        persons="person,sex,born_on\nP1,1,1990-05-01\nP2,1,1990-05-01\nP3,2,1974-03-01",
        enterprises=ENTERPRISES,
        contributions=CONTRIBUTIONS
        + "\n".join(
            (
                months("P1", "E1", 202301, 202402),
                months("P1", "E1", 202404, 202412),
                months("P2", "E2", 202301, 202412),
                months("P3", "E1", 202303, 202402),
                "P3,E1,210,2024-03,never,true,100,50,0",
            )
        ),
        certificates=CERTIFICATES
        + """C1,P1,skill_level,电工,5,outside,2024-03-31,true
        C2,P1,skill_level,焊工,5,outside,2024-04-01,true
        C3,P2,skill_level,电工,5,outside,2024-03-10,true
        C4,P3,skill_level,电工,5,outside,2024-03-10,true""",
        applications=APPLICATIONS
        + """A1,skill_upgrade_subsidy,P1,,C1,2024-05-01
        A2,skill_upgrade_subsidy,P1,,C2,2024-05-01
        A3,skill_upgrade_subsidy,P2,,C3,2024-05-01
        A4,skill_upgrade_subsidy,P3,,C4,2024-02-01""",
        benefits="person,enterprise,stopped_on,for_month,paid_fen\nP2,E2,never,2024-04,168000",
    )
    assert found["C1"]["unmet"] == ["who"]  # nothing paid for March
    assert found["C2"]["verdict"] == "yes"
    assert found["C3"]["unmet"] == ["who"]  # a public body; the benefit was for another month
    # Fifty and of an unknown kind of post; an application before the certificate is none.
    assert found["C4"]["unmet"] == ["applied"]


def test_groups_of_a_student_on_the_day_of_the_application(judged: Any) -> None:
    student = "secondary_vocational,500112,2024-06-30,true"
    found = judged(
        "graduate_jobseeking_subsidy",
        "2024-03-01",
        persons="person\n" + "\n".join(f"P{i}" for i in range(1, 9)),
        students="student_id,person,school_type,school_district,graduates_on,seeks_work\n"
        + "\n".join(f"X{i},P{i},{student}" for i in range(1, 8))
        + "\nX8,P8,university,500112,2024-06-30,true",
        applications=APPLICATIONS
        + "\n".join(
            f"A{i},graduate_jobseeking_subsidy,P{i},,X{i},2023-10-20" for i in (1, 2, 3, 4, 6, 8)
        ),
        hardship="""person,group,from_on,until_on
        P1,dibao_household,2020-01-01,2023-10-20
        P2,dibao_household,2020-01-01,2023-10-19
        P3,disabled,2023-10-20,never
        P4,disabled,2023-10-21,never
        P5,special_hardship,2024-03-01,never
        P7,special_hardship,2023-01-01,2024-02-29""",
        student_loans="""loan_id,person,kind,granted_on
        L1,P6,commercial,2021-09-01
        L2,P8,home_place,2021-09-01
        L3,P8,campus,2023-11-01""",
        grants=GRANTS + "G1,graduate_jobseeking_subsidy,,P8,X0,,2021-12-01,80000,never",
    )
    assert {k: v["verdict"] for k, v in found.items() if v["verdict"] == "yes"} == dict.fromkeys(
        ("X1", "X3", "X8"), "yes"
    )
    assert found["X2"]["unmet"] == found["X4"]["unmet"] == found["X6"]["unmet"] == ["group"]
    assert found["X5"]["unmet"] == ["applied"] and found["X5"]["outputs"]["near"] == "applied"
    assert found["X7"]["unmet"] == ["group", "applied"]
    assert found["X1"]["outputs"]["payable"] == "yes"
    assert found["X8"]["outputs"]["payable"] == "no"  # had it once, at an earlier school


def test_an_application_more_than_two_years_before_leaving_school_is_none(judged: Any) -> None:
    days = ("2022-06-30", "2022-06-29")
    found = judged(
        "graduate_jobseeking_subsidy",
        "2024-03-01",
        persons="person\nP0\nP1",
        students="student_id,person,school_type,school_district,graduates_on,seeks_work\n"
        + "\n".join(
            f"X{i},P{i},secondary_vocational,500112,2024-06-30,true" for i in range(len(days))
        ),
        applications=APPLICATIONS
        + "\n".join(f"A{i},graduate_jobseeking_subsidy,P{i},,X{i},{d}" for i, d in enumerate(days)),
        hardship="""person,group,from_on,until_on
        P0,disabled,2020-01-01,never
        P1,disabled,2020-01-01,never""",
    )
    assert "applied" not in found["X0"]["unmet"]
    assert found["X1"]["unmet"] == ["applied"]


def test_a_list_joined_after_the_application_does_not_count(judged: Any) -> None:
    """Listed the day before, on, and the day after the application."""
    people = ("P1", "P2", "P3")
    days = ("2024-03-09", "2024-03-10", "2024-03-11")
    found = {}
    for person, listed in zip(people, days, strict=True):
        rule = "graduate_jobseeking_subsidy_after_leaving"
        found[person] = judged(
            rule,
            "2024-06-30",
            persons=f"person,household_district\n{person},500112",
            graduates=f"person,graduated_on,education_form,level\n{person},2023-06-30,ordinary,21",
            jobseekers="registration_id,person,registered_on,cancelled_on\n"
            f"J1,{person},{listed},never",
            applications=APPLICATIONS + f"A1,{rule},{person},,,2024-03-10",
            hardship=f"person,group,from_on,until_on\n{person},disabled,{listed},never",
        )[""]["unmet"]
    assert found == {"P1": [], "P2": [], "P3": ["unemployed", "group"]}


CLAIMS = "claim_id,person,applied_on,ended_on,reason\n"
BENEFITS = "person,enterprise,stopped_on,for_month,paid_fen\n"
ALLOWANCE = "unemployment_allowance"


def test_both_doors_to_the_allowance(judged: Any) -> None:
    drawn = [("P2", m) for m in (3, 4, 5)] + [("P3", m) for m in (3, 4)]
    found = judged(
        ALLOWANCE,
        "2023-06-30",
        persons="person\nP1\nP2\nP3\nP4\nP5",
        contributions=CONTRIBUTIONS
        + "\n".join(
            (
                months("P1", "E1", 202110, 202206),
                months("P2", "E1", 202012, 202202),
                months("P3", "E1", 202012, 202202),
                months("P4", "E1", 202110, 202112),
                months("P5", "E1", 202110, 202203),
                months("P5", "E1", 202208, 202208),
            )
        ),
        allowance_claims=CLAIMS
        + """B1,P1,2022-09-05,2022-06-20,dismissed_without_fault
        B2,P2,2022-05-10,2022-02-20,dismissed_without_fault
        B3,P3,2022-05-10,2022-02-20,dismissed_without_fault
        B4,P4,2022-05-10,2021-12-20,dismissed_without_fault
        B5,P5,2022-09-10,2022-03-20,dismissed_without_fault""",
        awards="""award_id,person,awarded_on,months_granted,months_drawn
        W2,P2,2022-03-01,3,0
        W3,P3,2022-03-01,3,0""",
        benefits=BENEFITS + "\n".join(f"{p},E1,2022-02-20,2022-{m:02d},168000" for p, m in drawn),
    )
    assert found["B1"]["fen"] == "120000"
    assert found["B1"]["outputs"]["first_month"] == "2022-09"
    assert found["B2"]["fen"] == "120000"  # the benefit ran out in May
    assert found["B2"]["outputs"]["first_month"] == "2022-06"
    assert found["B3"]["unmet"] == ["door"]  # one month of benefit is left
    assert found["B4"]["unmet"] == ["door"]  # nothing paid in the year
    assert found["B5"]["unmet"] == ["unemployed"]  # worked in August


def test_months_of_the_allowance_that_are_left(judged: Any) -> None:
    found = judged(
        ALLOWANCE,
        "2023-06-30",
        persons="person\nP1\nP2",
        contributions=CONTRIBUTIONS + months("P1", "E1", 202201, 202206)
        + "\n" + months("P2", "E1", 202201, 202206),
        allowance_claims=CLAIMS
        + """B1,P1,2022-09-05,2022-06-20,dismissed_without_fault
        B2,P2,2022-09-05,2022-06-20,dismissed_without_fault""",
        allowances="""person,for_month,paid_fen
        P1,2020-07,20000
        P1,2020-08,20000
        P1,2022-09,20000""",
        benefits=BENEFITS + "P2,E1,2022-06-20,2022-11,168000\nP2,E1,2022-06-20,2023-03,168000",
        stops="person,kind,happened_on\nP2,conscripted,2022-12-31",
        pensions="person,scheme,first_drawn_on\nP1,110,2022-11-15",
    )  # fmt: skip
    assert found["B1"]["fen"] == "60000"  # four are left, the pension ends them in November
    assert found["B2"]["fen"] == "60000"  # not November, none after December


def test_a_grant_shuts_out_a_claim_of_its_own_year_whenever_it_is_judged(judged: Any) -> None:
    found = judged(
        "unemployment_allowance",
        "2026-10-31",
        persons="person,sex,born_on\nP1,1,1990-05-01\nP2,1,1990-05-01",
        contributions=CONTRIBUTIONS + months("P1", "E1", 202110, 202205)
        + "\n" + months("P2", "E1", 202110, 202205),
        allowance_claims="""claim_id,person,applied_on,ended_on,reason
        2026-1,P1,2022-06-10,2022-05-20,resigned
        2026-2,P2,2022-06-10,2022-05-20,resigned""",
        grants=GRANTS
        + """G1,temporary_living_allowance,,P1,2022,,2022-08-01,20000,never
        G2,temporary_living_allowance,,P2,2026,,2026-08-01,20000,never""",
    )  # fmt: skip
    assert {key: one["outputs"]["payable"] for key, one in found.items()} == {
        "2026-1": "no", "2026-2": "yes",
    }  # fmt: skip
