"""Are the registers the pool begins with all declared, and do they hold what they promise?"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.written_files import write_any

from zhiban.loop.delivering import deliver
from zhiban.packs import load
from zhiban.pool import quarantine
from zhiban.pool.pool import Pool

LIBRARY = load(None)
WANTED = {
    "persons", "households", "household_members", "enterprises", "hires", "contributions",
    "unemployment_spells", "jobseekers", "benefits", "certificates", "graduates", "sanctions",
    "credit", "grants", "payments",
}  # fmt: skip


def test_what_the_first_rules_and_the_office_need_is_declared():
    assert set(LIBRARY.registers) >= WANTED
    for name in WANTED:
        register = LIBRARY.registers[name]
        assert register.owner and register.owner_en and register.rhythm and register.purposes
        assert all(c.title and c.title_en for c in register.columns.values()), name


def test_contributions_have_their_three_dates():
    columns = LIBRARY.registers["contributions"].columns
    assert {"for_month", "paid_on"} <= set(columns)  # the third is the day of the delivery


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    return Pool.open(tmp_path / "pool", create=True)


HEADER = ["payment_id", "grant_id", "person", "paid_on", "amount_fen", "returned_on",
          "return_reason"]  # fmt: skip
GOOD = ["虚构1", "虚构G1", "虚构甲", "2026-03-02", "100", "never", ""]
BROKEN = [
    (["虚构2", "", "", "2026-03-02", "100", "", ""],
     "收款单位、收款人都是空的；可以这样做：至少填一格"),
    (["虚构3", "", "虚构甲", "2026-03-02", "100", "2026-03-01", "closed"],
     "付款日期 2026-03-02 晚于退回日期 2026-03-01；"
     "可以这样做：核对原件，改正其中一格"),
    (["虚构4", "", "虚构甲", "2026-03-02", "100", "", "closed"],
     "填了退回原因，退回日期却是空的；"
     "可以这样做：补上退回日期"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "said"), BROKEN)
def test_a_payment_that_breaks_a_promise_is_held_back(pool, tmp_path, row, said):
    path = write_any(tmp_path / "p.csv", [HEADER, GOOD, row])
    register = LIBRARY.registers["payments"]
    report = deliver(pool, register, path, extracted_on=20500, kind="events")
    assert (report.delivery.accepted, report.delivery.quarantined) == (1, 1)
    reasons = quarantine.read(pool.folder, report.delivery)
    assert reasons["zh"].to_list() == [said]


def test_a_file_of_keys_promises_nothing_of_the_other_columns(pool, tmp_path):
    register = LIBRARY.registers["payments"]
    whole = write_any(tmp_path / "p.csv", [HEADER, GOOD])
    deliver(pool, register, whole, extracted_on=20500, kind="events")
    keys = write_any(tmp_path / "k.csv", [["payment_id"], ["虚构1"]])
    report = deliver(pool, register, keys, extracted_on=20501, kind="withdrawn")
    assert (report.delivery.ended, report.delivery.quarantined) == (1, 0)
    assert pool.rows(register).collect().is_empty()
