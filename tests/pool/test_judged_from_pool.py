"""Do rules say the same over a pool as over the files that were delivered to it?"""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from tests.pool.deliveries import Batch, order

from zhiban.cli import reading
from zhiban.loop import receive
from zhiban.loop.folders import covered_in, files_of
from zhiban.loop.judging import judge_registers
from zhiban.loop.pooled import registers_of
from zhiban.made_up import make_town
from zhiban.model.types import day_number
from zhiban.packs import load
from zhiban.pool.pool import Pool

PACKS = Path(__file__).parents[2] / "src" / "zhiban_packs"
LIBRARY = load([PACKS / name for name in ("insurance", "employment", "pensions")])


@pytest.fixture(scope="module")
def from_files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    make_town(300, 1, folder, firms=40)
    covered = reading.covered(covered_in(folder))
    files = reading.files(files_of(folder, LIBRARY))
    return receive(LIBRARY, files, covered), covered


@pytest.fixture(scope="module")
def pool(from_files, tmp_path_factory):
    read, covered = from_files
    pool = Pool.open(tmp_path_factory.mktemp("pool") / "pool", create=True)
    for name, one in read.by_id.items():
        if one.is_given:
            spans = [(c.first, c.last) for c in covered if c.register == name]
            rows = one.frame.drop("row_id").with_row_index("row", offset=2)
            batch = Batch(rows.cast({"row": pl.Int64}), pl.DataFrame(schema={"row": pl.Int64}))
            found, _ = pool.receive(order(one.register, 20700, "full", spans), [batch])
            assert found.accepted == one.frame.height
    return pool


@pytest.mark.parametrize("rule", ["unemployment_benefit", "job_retention_refund",
                                  "job_expansion_subsidy", "enterprise_size"])  # fmt: skip
def test_findings_are_those_of_the_files(rule, from_files, pool):
    rules, as_of = [LIBRARY.rule(rule)], day_number(dt.date(2026, 10, 31))
    files = judge_registers(LIBRARY, rules, from_files[0], as_of).as_file()
    assert files.height > 20
    pooled = judge_registers(LIBRARY, rules, registers_of(pool, LIBRARY), as_of).as_file()
    assert pooled.equals(files)


def test_before_the_first_delivery_nothing_is_known(pool):
    read = registers_of(pool, LIBRARY, known_at=0)
    assert all(one.frame.is_empty() and not one.coverage for one in read.by_id.values())
