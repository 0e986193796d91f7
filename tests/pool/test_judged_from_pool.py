"""Do rules say the same over a pool as over the files that were delivered to it?"""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from tests.pool.deliveries import Batch, batches, order
from tests.pool.registers import Paid

from zhiban.cli import reading
from zhiban.errors import UsageError
from zhiban.loop import receive
from zhiban.loop.folders import covered_in, files_of
from zhiban.loop.judging import judge_registers
from zhiban.loop.pooled import known_at, registers_needed, registers_of
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
        if one.is_given or one.coverage:  # without a file: a delivery of no rows
            spans = [(c.first, c.last) for c in covered if c.register == name]
            rows = one.frame.drop("row_id").with_row_index("row", offset=2)
            batch = Batch(rows.cast({"row": pl.Int64}), pl.DataFrame(schema={"row": pl.Int64}))
            found, _ = pool.receive(order(one.register, 20700, "full", spans), [batch])
            assert found.accepted == one.frame.height
    return pool


@pytest.mark.parametrize("rule", sorted(LIBRARY.rules))
def test_findings_are_those_of_the_files(rule, from_files, pool):
    """From the registers the rule needs and no others."""
    rules, as_of = [LIBRARY.rule(rule)], day_number(dt.date(2026, 10, 31))
    files = judge_registers(LIBRARY, rules, from_files[0], as_of).as_file()
    needed = registers_needed(LIBRARY, rules)
    read = registers_of(pool, LIBRARY, needed=needed)
    assert read.by_id.keys() == needed < LIBRARY.registers.keys()
    pooled = judge_registers(LIBRARY, rules, read, as_of)
    assert not pooled.failures
    assert pooled.as_file().equals(files)


def test_before_the_first_delivery_nothing_is_known(pool):
    read = registers_of(pool, LIBRARY, known_at=0)
    assert read.by_id.keys() == LIBRARY.registers.keys()
    assert all(one.frame.is_empty() and not one.coverage for one in read.by_id.values())


def test_while_nobody_is_registered_all_are_read_for_whom_they_name(pool, tmp_path):
    empty = Pool.open(tmp_path / "pool", create=True)
    needed = registers_needed(LIBRARY, [LIBRARY.rule("unemployment_benefit")])
    read = registers_of(empty, LIBRARY, needed=needed)
    assert read.by_id.keys() == LIBRARY.registers.keys()


def test_a_day_stands_for_the_last_commit_not_after_its_end_in_shanghai(tmp_path, monkeypatch):
    days = ["2026-10-01T23:59:59.999+08:00", "2026-10-02T00:00:00.000+08:00",
            "2026-10-05T12:00:00.000+08:00"]  # fmt: skip
    pool = Pool.open(tmp_path / "pool", create=True)
    for no, at in enumerate(days):
        monkeypatch.setattr("zhiban.pool.receiving.now", lambda at=at: at)
        rows = batches(Paid, [{"person": f"P{no}", "for_month": 24300, "amount": 1}])
        pool.receive(order(Paid, 20000 + no), rows)
    asked = {"2026-09-30": 0, "2026-10-01": 1, "2026-10-04": 2, "2026-10-05": 3, "2": 2}
    assert {text: known_at(pool, text) for text in asked} == asked
    for text in ("yesterday", "2026-13-01", "20261005x", "-1"):
        with pytest.raises(UsageError, match="neither the number of a commit nor a date"):
            known_at(pool, text)
