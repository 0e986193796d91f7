"""Is a city of many blocks the same whoever makes it, and does it hang together?"""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl
import pytest

from zhiban.made_up import blocks, giant
from zhiban.made_up.city import City, make_city
from zhiban.made_up.registers import as_text
from zhiban.made_up.town import imagine

PEOPLE, FIRMS, BLOCK = 2_100, 150, 800


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("city")
    return make_city(PEOPLE, FIRMS, 5, folder, block_people=BLOCK)


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.rglob("*"))
        if f.is_file()
    }


def test_the_bytes_are_the_same_whatever_the_number_of_workers(city: City, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    again = make_city(
        PEOPLE, FIRMS, 5, tmp_path, workers=2, block_people=BLOCK, done=lambda *n: told.append(n)
    )
    assert bytes_of(tmp_path) == bytes_of(city.folder)
    assert (again.rows, again.cases) == (city.rows, city.cases)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_another_seed_gives_other_people_in_every_block(city: City) -> None:
    for block in city.blocks:
        here = blocks.Block(6, block.number, block.people, block.firms, block.of_people)
        assert block.dice("people").between(0, 10**9) != here.dice("people").between(0, 10**9)
    dice = {block.dice("people").between(0, 10**9) for block in city.blocks}
    assert len(dice) == len(city.blocks)


def test_blocks_add_up_to_the_city(city: City) -> None:
    assert [b.people for b in city.blocks] == [800, 800, 500]
    assert sum(b.firms for b in city.blocks) == FIRMS
    assert city.register("persons").collect()["person"].n_unique() == PEOPLE
    firms = city.register("enterprises").collect()["enterprise"]
    assert firms.n_unique() == firms.len() == city.firms


@pytest.mark.parametrize(
    ("register", "key"), [("hires", "hire_id"), ("jobseekers", "registration_id"),
                          ("grants", "grant_id"), ("unemployment_spells", "spell_id")]
)  # fmt: skip
def test_no_number_is_given_out_in_two_blocks(city: City, register: str, key: str) -> None:
    keys = city.register(register).collect()[key]
    assert keys.n_unique() == keys.len() == city.rows[register]


def test_only_the_first_block_has_planted_cases_and_is_a_town_of_its_own(city: City) -> None:
    first = city.blocks[0]
    town = imagine(first.people, first.firms, 5)
    assert [c.id for c in city.cases] == [c.id for c in town.cases]
    made = pl.read_parquet(city.folder / "registers" / "jobseekers" / "00000.parquet")
    assert made.equals(as_text("jobseekers", town.registers["jobseekers"]))


def test_one_firm_has_staff_in_every_block_and_is_on_record_once(city: City) -> None:
    on_record = city.register("enterprises").filter(pl.col("enterprise") == giant.ID).collect()
    assert on_record["staff"].to_list() == [int(PEOPLE * giant.STAFF_PER_THOUSAND / 1000)]
    for file in sorted((city.folder / "registers" / "contributions").iterdir()):
        assert (pl.read_parquet(file)["enterprise"] == giant.ID).any(), file.name


def test_the_truth_has_the_same_rows_and_no_cell_more_is_empty(city: City) -> None:
    emptied = 0
    for name, count in city.rows.items():
        if not count:
            continue
        told, true = city.register(name).collect(), city.register(name, truth=True).collect()
        assert told.height == true.height == count
        same = true.select(
            (pl.col(c).eq_missing(told[c]) | told[c].is_null()).all().alias(c) for c in true.columns
        )
        assert all(same.row(0)), name
        emptied += told.select(pl.sum_horizontal(pl.all().null_count())).item()
        emptied -= true.select(pl.sum_horizontal(pl.all().null_count())).item()
    assert emptied > 100


def test_everybody_has_one_home_in_a_street_of_the_district(city: City) -> None:
    homes = city.register("homes", truth=True).collect()
    assert homes["person"].n_unique() == homes.height == PEOPLE
    assert (homes["street"].str.slice(0, 6) == homes["district"]).all()
    persons = city.register("persons", truth=True).collect()
    assert (persons["residence_street"] == homes["street"]).all()


def test_what_is_imagined_of_a_block_needs_no_other() -> None:
    plan = blocks.cut(90, 7, 1, 40)
    assert [(b.number, b.people, b.firms) for b in plan] == [(0, 40, 3), (1, 40, 3), (2, 10, 1)]
    assert {b.mark for b in plan} == {"虚构", "虚构0001", "虚构0002"}
