"""Copied, restored, written by two at once, from a newer program, without room: what happens?"""

import multiprocessing
import os
import sqlite3
import subprocess

import pytest
from tests.pool.deliveries import batches, order
from tests.pool.registers import Hires, Paid

from zhiban.errors import DataError
from zhiban.pool.pool import Pool

JAN = 24300


def rows(*people):
    return [{"person": person, "for_month": JAN, "amount": 1} for person in people]


def shown(pool):
    return sorted(pool.rows(Paid).collect()["person"])


@pytest.fixture
def pool(tmp_path):
    pool = Pool.open(tmp_path / "pool", create=True)
    pool.receive(order(Paid, 20100), batches(Paid, rows("a", "b")))
    return pool


def test_a_backup_is_a_pool(pool, tmp_path):
    assert pool.back_up(tmp_path / "copy") == len(pool.catalogue.files())
    assert pool.back_up(tmp_path / "copy") == 0
    copy = Pool.open(tmp_path / "copy")
    assert copy.check() == [] and shown(copy) == ["a", "b"]
    copy.receive(order(Paid, 20110), batches(Paid, rows("c")))
    assert shown(copy) == ["a", "b", "c"] and shown(pool) == ["a", "b"]


def test_a_backup_does_not_go_into_the_pool(pool):
    with pytest.raises(DataError, match="不能放在数据池里面"):
        pool.back_up(pool.folder / "copy")


def test_missing_and_damaged_files_come_back(pool, tmp_path):
    pool.back_up(tmp_path / "copy")
    first, second = [pool.folder / "tables" / f.path for f in pool.catalogue.files()]
    first.unlink()
    second.write_bytes(b"PAR1 not any more")
    assert {p.code for p in pool.check()} == {"pool-file-gone", "pool-file-damaged"}
    assert len(pool.restore(tmp_path / "copy")) == 2
    assert pool.check() == [] and shown(pool) == ["a", "b"]
    assert len(list((pool.folder / "damaged").rglob("*.parquet"))) == 1


def test_what_the_backup_does_not_hold_is_named(pool, tmp_path):
    pool.back_up(tmp_path / "copy")
    pool.receive(order(Paid, 20110), batches(Paid, rows("z")))
    (newest,) = [f for f in pool.catalogue.files() if "000000002" in f.path]
    (pool.folder / "tables" / newest.path).unlink()
    with pytest.raises(DataError, match="没有这个文件的完好副本"):
        pool.restore(tmp_path / "copy")


def _receive(folder, person):
    pool = Pool.open(folder)
    pool.wait_seconds = 60
    for number in range(5):
        pool.receive(order(Paid, 20110), batches(Paid, rows(f"{person}{number}")))


def test_two_receive_at_once_and_both_are_in(pool):
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=_receive, args=(pool.folder, who)) for who in ("x", "y")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert len(shown(pool)) == 12 and pool.check() == []


def test_a_pool_that_is_being_written_says_so(pool):
    import fcntl

    pool.wait_seconds = 0.2
    with (pool.folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(DataError, match="正在写这个数据池"):
            pool.receive(order(Paid, 20110), batches(Paid, rows("c")))


def test_a_newer_pool_is_refused(pool):
    pool.catalogue.close()
    with sqlite3.connect(pool.folder / "catalogue.sqlite") as catalogue:
        catalogue.execute("update meta set value = '2'")
    catalogue.close()
    with pytest.raises(DataError, match="第 2 版格式"):
        Pool.open(pool.folder)


def test_a_delivery_that_breaks_off_leaves_nothing(pool):
    def breaking():
        yield from batches(Paid, rows("c", "d"))
        raise DataError([])

    before = pool.catalogue.files()
    with pytest.raises(DataError):
        pool.receive(order(Paid, 20110), breaking())
    assert pool.catalogue.files() == before
    found, _ = pool.receive(order(Paid, 20110), batches(Paid, rows("c")))
    assert found.no == 2 and shown(pool) == ["a", "b", "c"]


def test_the_clock_does_not_order_anything(pool, monkeypatch):
    monkeypatch.setattr("zhiban.pool.receiving.now", lambda: "1999-01-01T00:00:00.000+08:00")
    pool.receive(order(Paid, 20110), batches(Paid, rows("c")))
    assert shown(pool) == ["a", "b", "c"]


@pytest.mark.skipif(os.geteuid() != 0, reason="a small file system can be mounted by root only")
def test_a_full_disk_leaves_the_pool_as_it_was(tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        pool = Pool.open(place / "pool", create=True)
        pool.receive(order(Paid, 20100), batches(Paid, rows("a")))
        many = rows(*(f"P{n:07d}{n % 7}" for n in range(60_000)))
        with pytest.raises(DataError, match="磁盘"):
            pool.receive(order(Paid, 20110), batches(Paid, many, size=60_000))
        assert shown(pool) == ["a"]
        pool.receive(order(Paid, 20110), batches(Paid, rows("b")))
        assert shown(pool) == ["a", "b"] and pool.check() == []
        pool.catalogue.close()
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_registers_are_apart(pool):
    pool.receive(order(Hires, 20100), batches(Hires, [
        {"hire_id": "h", "person": "a", "firm": "F", "hired_on": 20000}
    ]))  # fmt: skip
    assert shown(pool) == ["a", "b"]
