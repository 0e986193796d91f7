"""Is the town the same for the same seed, fit for its registers, and plainly made up?"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from tests.made_up.conftest import ROOT

from zhiban.errors import UsageError
from zhiban.loop.folders import covered_in, files_of
from zhiban.made_up import Town, make_town
from zhiban.made_up.known import month
from zhiban.made_up.registers import COLUMNS, COVERED
from zhiban.packs import Library
from zhiban.registers.declared import specs_of
from zhiban.registers.reading import read_register


def bytes_of(folder: Path) -> dict[str, str]:
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.iterdir())}


def test_one_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        make_town(200, seed, tmp_path / name, firms=40)
    a, b, c = (bytes_of(tmp_path / name) for name in "abc")
    assert a == b
    same = {name for name in a if a[name] == c.get(name)}
    assert not same & {f"{n}.csv" for n in ("persons", "enterprises", "contributions", "hires")}


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_the_order_of_sets_does_not_show(tmp_path: Path, hash_seed: str) -> None:
    program = (
        "import sys; from pathlib import Path; from zhiban.made_up import make_town;"
        "make_town(200, 7, Path(sys.argv[1]), firms=40)"
    )
    env = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "there")], env=env, check=True)
    make_town(200, 7, tmp_path / "here", firms=40)
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")


@pytest.mark.parametrize("name", COLUMNS)
def test_each_file_is_accepted_by_its_register(
    town: Town, folder: Path, library: Library, name: str
) -> None:
    register = library.registers[name]
    frame = read_register(folder / f"{name}.csv", specs_of(register), key=register.key, name=name)
    assert frame.height == town.registers[name].height > 0
    assert set(COLUMNS[name]) <= set(register.columns)


def test_the_rules_find_every_register_they_ask_for(town: Town, library: Library) -> None:
    for rule_id in {case.rule for case in town.cases}:
        rule = library.rule(rule_id)
        facts = [node.fact_id for node in rule.inputs() if hasattr(node, "fact_id")]
        assert set(library.registers_of(facts)) <= set(town.registers), rule_id


def test_the_folder_says_what_is_covered(town: Town, folder: Path, library: Library) -> None:
    assert {text.split("=")[0] for text in files_of(folder, library)} == set(COLUMNS)
    spans = [f"{name}={a}..{b}" for name, c in COVERED.items() for a, b in c.spans]
    assert covered_in(folder) == spans


def test_everything_is_labelled_and_nothing_looks_like_an_identity_number(
    town: Town, folder: Path
) -> None:
    assert "虚构" in (folder / "README.txt").read_text(encoding="utf-8")
    for file in folder.glob("*.csv"):
        body = file.read_text(encoding="utf-8").splitlines()
        assert all("虚构" in line for line in body[1:]), file.name
    small = (f for f in folder.iterdir() if f.name != "contributions.csv")
    for text in (f.read_text(encoding="utf-8") for f in small):
        assert not re.search(r"(?<!\d)\d{15,18}[\dXx]?(?!\d)", text)


def test_rows_name_only_people_and_firms_that_are_there(town: Town) -> None:
    people = town.registers["persons"]["person"].implode()
    firms = town.registers["enterprises"]["enterprise"].implode()
    for name, frame in town.registers.items():
        for column, known in (("person", people), ("enterprise", firms)):
            if column in frame.columns:
                named = frame[column].drop_nulls()
                assert named.is_in(known).all(), (name, column)


def test_the_firm_at_the_ceiling_has_exactly_five_and_a_half_percent(town: Town) -> None:
    """Counted by hand, apart from any rule: 11 drawers over 2400 months paid / 12."""
    firm = next(case.subject for case in town.cases if case.id == "eleven_of_two_hundred")
    paid = town.registers["contributions"].filter(
        pl.col("enterprise") == firm,
        pl.col("scheme") == "210",
        pl.col("for_month").is_between(month(2024, 1), month(2024, 12)),
        pl.col("fully_paid"),
    )
    drawn = town.registers["benefits"].filter(pl.col("enterprise") == firm)
    assert Fraction(drawn["person"].n_unique() * 12, paid.height) == Fraction(55, 1000)


def test_all_classes_industries_and_districts_are_there(town: Town) -> None:
    firms = town.registers["enterprises"]
    assert {"micro", "small", "medium", "large"} <= set(firms["size"])
    assert firms["industry"].n_unique() > 20
    assert firms["district"].n_unique() > 20
    assert firms["staff"].null_count() and firms["industry"].null_count()


@pytest.mark.parametrize(("people", "firms"), [(20, 150), (2_000, 12)])
def test_a_town_too_small_for_its_cases_is_refused(tmp_path: Path, people: int, firms: int) -> None:
    with pytest.raises(UsageError) as refused:
        make_town(people, 1, tmp_path / "town", firms=firms)
    assert refused.value.problems[0].code == "town-small"
    assert not (tmp_path / "town").exists()
