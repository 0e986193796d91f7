"""Are the true verdicts of a city, judged block by block, those of everybody judged at once?"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.made_up.conftest import PACKS

from zhiban.cli import reading
from zhiban.cli.demo.run import rules_of_town
from zhiban.cli.verdicts import verdicts
from zhiban.loop.judging import judge_registers
from zhiban.loop.receiving import receive
from zhiban.made_up import giant
from zhiban.made_up.city import City, make_city
from zhiban.made_up.known import LAST_DAY
from zhiban.made_up.registers import COVERED
from zhiban.packs import Library

KEY = ("rule", "id", "occasion")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return make_city(1_100, 110, 5, tmp_path_factory.mktemp("city"), block_people=550)


@pytest.fixture(scope="module")
def counted(city: City) -> dict[str, int]:
    return verdicts(city, packs=PACKS)


@pytest.fixture(scope="module")
def found(city: City, counted: dict[str, int]) -> pl.DataFrame:
    files = sorted((city.folder / "truth" / "verdicts").rglob("*.parquet"))
    return pl.concat([pl.read_parquet(f) for f in files], how="diagonal_relaxed").sort(KEY)


def test_block_by_block_is_as_everybody_at_once(
    city: City, found: pl.DataFrame, library: Library, tmp_path: Path
) -> None:
    files = []
    for name in (n for n, rows in city.rows.items() if rows):
        files.append((name, tmp_path / f"{name}.parquet"))
        city.register(name, truth=True).collect().write_parquet(files[-1][1])
    spans = [f"{n}={a}..{b}" for n, c in COVERED.items() for a, b in c.spans]
    registers = receive(library, files, reading.covered(spans))
    judged = judge_registers(library, rules_of_town(library), registers, LAST_DAY)
    assert not judged.failures
    whole = judged.as_file().select(found.columns).sort(KEY)
    assert whole.height == found.height > 5_000
    assert whole.filter(pl.struct(whole.columns) != found.to_struct()).rows() == []


def test_the_firm_with_staff_in_every_block_is_judged_once_by_each_rule(
    found: pl.DataFrame, counted: dict[str, int]
) -> None:
    own = found.filter(pl.col("id") == giant.ID)
    assert {"job_retention_refund", "enterprise_size"} <= set(own["rule"])
    assert own.select(KEY).is_unique().all()
    assert sum(counted.values()) == found.height


def test_what_was_planted_and_is_known_comes_out_as_planted(
    city: City, found: pl.DataFrame
) -> None:
    said = {(r, i, o or ""): v for r, i, o, v in found.select(*KEY, "verdict").iter_rows()}
    wrong = [
        (case.id, said.get((case.rule, case.subject, case.occasion)))
        for case in city.cases
        if case.verdict != "unknown"
        and said.get((case.rule, case.subject, case.occasion)) != case.verdict
    ]
    assert wrong == []
