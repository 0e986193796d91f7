"""Does `pool check` see what a checksum cannot: rows out of place, strangers, broken seals?"""

from __future__ import annotations

import random

import polars as pl
import pytest
from tests.pool.deliveries import batches, order
from tests.pool.registers import Hires, Paid
from tests.unit.identity.people import credit_code, resident_numbers

from zhiban.identity.ciphers import _HEAD
from zhiban.identity.erasure import erase
from zhiban.pool.pool import Pool
from zhiban.pool.tables import digest

NUMBERS = resident_numbers(40, seed=4)
MONTH = 24300


@pytest.fixture
def pool(tmp_path, monkeypatch):
    for name in ("ZHIBAN_VAULT_KEYS", "ZHIBAN_VAULT_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    pool = Pool.open(tmp_path / "pool", create=True)
    pool.named_by({"person": "resident", "enterprise": "uscc"})
    chance = random.Random(2)
    paid = [{"person": n, "for_month": MONTH + m, "amount": 1} for n in NUMBERS for m in (0, 1)]
    pool.receive(order(Paid, 20100), batches(Paid, paid))
    pool.receive(order(Paid, 20110), batches(Paid, [paid[0] | {"amount": 2}]))
    hires = [
        {"hire_id": f"h{i}", "person": n, "firm": credit_code(chance), "hired_on": 20000 + i}
        for i, n in enumerate(NUMBERS)
    ]
    pool.receive(order(Hires, 20100), batches(Hires, hires))
    assert pool.check() == []
    return pool


def rewritten(pool, table, change):
    """A file of a table, written wrongly from the start: its checksum is that of the wrong rows."""
    file = max((f for f in pool.catalogue.files() if f.tbl == table), key=lambda f: f.row_count)
    path = pool.folder / "tables" / file.path
    said = pl.read_parquet_metadata(path)["sorted_by"]
    change(pl.read_parquet(path, hive_partitioning=False)).write_parquet(
        path, metadata={"sorted_by": said}
    )
    count = pl.read_parquet(path, hive_partitioning=False).height
    pool.catalogue._db.execute(
        "update files set sha256 = ?, bytes = ?, row_count = ? where path = ?",
        (digest(path), path.stat().st_size, count, file.path),
    )


def told(pool):
    return sorted(problem.code for problem in pool.check())


def test_a_file_that_is_not_sorted(pool):
    rewritten(pool, "pool_paid@person", lambda rows: rows.reverse())
    (problem,) = pool.check()
    assert problem.code == "pool-file-order" and "person、for_month、row_id" in problem.what


def test_rows_in_the_wrong_bucket(pool):
    ids = pool.rows(Paid).select("person").unique().collect()["person"].sort()

    def moved(rows):
        last = rows["person"][0][-1]
        other = next(i for i in ids if i[-1] != last)
        return rows.with_columns(person=pl.lit(other))

    rewritten(pool, "pool_paid@person", moved)
    assert "pool-file-bucket" in told(pool)


def test_a_row_that_stands_twice(pool):
    rewritten(pool, "pool_paid@person", lambda rows: pl.concat([rows[:1], rows]))
    assert told(pool) == ["pool-row-twice", "pool-sums"]


def test_a_row_that_is_lost_from_a_file_and_its_checksum(pool):
    rewritten(pool, "pool_paid@person", lambda rows: rows[1:])
    (problem,) = [p for p in pool.check() if p.code == "pool-sums"]
    assert problem.where == "pool_paid 1" and problem.what == "收下 80 行，表里却有 79 行"
    assert problem.what_en == "80 rows were accepted, and the tables hold 79"


def test_a_delivery_that_says_more_than_it_brought(pool):
    pool.catalogue._db.execute(
        "update deliveries set accepted = accepted + 2, delivered = delivered + 2 where no = 2"
    )
    (problem,) = pool.check()
    assert (problem.code, problem.where) == ("pool-sums", "pool_paid 2")
    assert problem.what == "收下 3 行，表里却有 1 行"


def test_reasons_of_a_quarantine_that_are_gone(pool):
    rows = batches(Paid, [], bad=[{"person": NUMBERS[0], "for_month": MONTH}])
    pool.receive(order(Paid, 20120), rows)
    assert pool.check() == []
    (pool.folder / "quarantine" / "000000004.parquet").unlink()
    (problem,) = pool.check()
    assert problem.where == "pool_paid 4" and "隔离 1 行，留下原因的却有 0 行" in problem.what


def test_rows_lost_by_damage_are_not_told_again_as_a_wrong_sum(pool):
    file = next(f for f in pool.catalogue.files() if f.tbl == "pool_paid@person")
    (pool.folder / "tables" / file.path).unlink()
    assert told(pool) == ["pool-file-gone"]


def test_a_log_of_a_table_that_cannot_be_read(pool):
    log = pool.folder / "tables" / "pool_paid@person" / "_delta_log"
    max(log.glob("*.json")).write_text("{")
    assert told(pool) == ["pool-delta"]


def test_a_row_that_one_of_its_two_tables_lacks(pool):
    rewritten(pool, "pool_hires@firm", lambda rows: rows[1:])
    (problem,) = pool.check()
    assert problem.code == "pool-row-apart" and "person" in problem.what and "firm" in problem.what


def test_the_end_of_a_row_that_is_not_there(pool):
    def another(ends):
        return ends.with_columns(row_id=pl.col("row_id") + (1 << 40))

    rewritten(pool, "pool_paid@person.ends", another)
    assert told(pool) == ["pool-end-alone"]


def test_somebody_whom_the_ledger_does_not_know(pool):
    def stranger(rows):
        made_up = "P" + "0" * 11 + rows["person"][0][-1]
        return rows.with_columns(person=pl.lit(made_up)).sort("for_month", "row_id")

    rewritten(pool, "pool_paid@person", stranger)
    (problem,) = [p for p in pool.check() if p.code == "pool-id-unknown"]
    assert "P00000000000" in problem.what
    assert pool.check(with_vault=False) == []


def test_something_sealed_that_was_changed(pool):
    vault = pool.subjects.vault.connection
    number, sealed = vault.execute("select holder, sealed from secret limit 1").fetchone()
    spoilt = sealed[:-1] + bytes([sealed[-1] ^ 1])
    vault.execute("update secret set sealed = ? where holder = ?", (spoilt, number))
    (problem,) = pool.check()
    assert problem.code == "vault-damaged" and "1 个封存的值" in problem.what
    assert NUMBERS[0] not in problem.what


def test_a_holder_whom_the_vault_lacks(pool):
    vault = pool.subjects.vault.connection
    number, subject = vault.execute("select number, subject from holder limit 1").fetchone()
    vault.execute("delete from secret where holder = ?", (number,))
    vault.execute("delete from holder where number = ?", (number,))
    problems = pool.check()
    assert {p.code for p in problems} == {"vault-holder-gone"}
    assert all(subject in p.what and "1 个主体" in p.what for p in problems)
    assert pool.check(with_vault=False) == []


def test_something_sealed_that_stands_under_another_index(pool):
    vault = pool.subjects.vault.connection
    (holder,) = vault.execute("select holder from secret limit 1").fetchone()
    vault.execute("update secret set blind = ? where holder = ?", (b"x" * 16, holder))
    (problem,) = pool.check()
    assert problem.code == "vault-index" and "1 个封存的值" in problem.what


def test_somebody_erased_is_no_damage(pool):
    one = pool.rows(Paid).select("person").limit(1).collect()["person"]
    subjects = pool.subjects
    erase(subjects.vault, subjects.ledger, one, actor="虚构经办人", reason="本人申请")
    assert pool.check() == []


def test_a_key_of_the_vault_that_is_gone(pool):
    vault = pool.subjects.vault.connection
    number, wrapped = vault.execute("select number, wrapped from holder limit 1").fetchone()
    by_key_nine = wrapped[:1] + (9).to_bytes(_HEAD - 1, "big") + wrapped[_HEAD:]
    vault.execute("update holder set wrapped = ? where number = ?", (by_key_nine, number))
    vault.commit()
    problems = {problem.code: problem for problem in pool.check()}
    assert (
        "seal 9" in problems["vault-key-gone"].what
        and "1 个主体" in problems["vault-key-gone"].what
    )


def test_a_damaged_file_is_named_and_what_follows_from_it_is_not(pool):
    file = next(f for f in pool.catalogue.files() if f.tbl == "pool_hires@firm")
    (pool.folder / "tables" / file.path).write_bytes(b"PAR1")
    (problem,) = pool.check()
    assert problem.code == "pool-file-damaged" and file.path in problem.where


def test_a_backup_without_its_vault(pool, tmp_path):
    pool.back_up(tmp_path / "copy")
    copy = Pool.open(tmp_path / "copy")
    assert {p.code for p in copy.check()} == {"vault-missing"}
    assert copy.check(with_vault=False) == []


def test_files_after_compaction_are_in_order_too(pool):
    pool.compact([Paid, Hires])
    assert pool.check() == []
