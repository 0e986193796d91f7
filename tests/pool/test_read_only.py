"""A pool whose folder cannot be written: is it said, and is nothing half written?

Root may write everywhere, whatever the mode of a folder says. So each receive here is a process of
its own that has given that right away (CAP_DAC_OVERRIDE) before it starts: the modes hold for it.
"""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pool.deliveries import batches, order
from tests.pool.registers import Paid

from zhiban.pool.pool import Pool

ROOT = Path(__file__).resolve().parents[2]
_CAPBSET_DROP, _DAC_OVERRIDE = 24, 1
RECEIVE = """
import sys
from pathlib import Path
from tests.pool.deliveries import batches, order
from tests.pool.registers import Paid
from zhiban.errors import DataError
from zhiban.pool.pool import Pool
try:
    pool = Pool.open(Path(sys.argv[1]), create=True)
    pool.receive(order(Paid, 20110), batches(Paid, [{"person": "z", "for_month": 24300}]))
except DataError as error:
    for problem in error.problems:
        print(problem.code, problem.where, problem.what, problem.what_en, problem.attempt, sep="|")
"""


def as_anybody() -> None:
    """Between fork and exec: from the exec on root is bound by the modes of files and folders."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(_CAPBSET_DROP, _DAC_OVERRIDE, 0, 0, 0)


def run(*words, **more):
    known = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    return subprocess.run(
        [sys.executable, *words], env=known, preexec_fn=as_anybody,
        capture_output=True, text=True, check=False, **more,
    )  # fmt: skip


def received(folder):
    return run("-c", RECEIVE, str(folder))


@pytest.fixture
def pool(tmp_path):
    tried = tmp_path / "tried"
    tried.mkdir(mode=0o555)
    if run("-c", f"open({str(tried / 'x')!r}, 'w')").returncode == 0:
        pytest.skip("the right to write everywhere cannot be given away here")
    pool = Pool.open(tmp_path / "pool", create=True)
    pool.receive(order(Paid, 20100), batches(Paid, [{"person": "a", "for_month": 24300}]))
    pool.catalogue.close()  # an open one would leave its log beside it, which stays writable
    return pool.folder


def as_it_was(folder):
    pool = Pool.open(folder)
    assert pool.catalogue.last_commit() == 1 and pool.check() == []
    assert pool.rows(Paid).collect()["person"].to_list() == ["a"]


def files(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and "sqlite" not in p.name}


@pytest.mark.parametrize(
    ("shut", "code"),
    [
        ("", "pool-unusable"),
        ("lock", "pool-disk"),
        ("tables/pool_paid@person", "pool-disk"),
        ("tables/pool_paid@person/_delta_log", "pool-disk"),
        ("catalogue.sqlite", "pool-disk"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_half_written(pool, shut, code):
    before = files(pool)
    (pool / shut).chmod(0o555)
    ran = received(pool)
    assert ran.returncode == 0, ran.stderr
    said, where, zh, en, attempt = ran.stdout.strip().split("|")
    assert (said, where) == (code, str(pool))
    assert "磁盘写不下去" in zh or "不能打开或建立数据池" in zh
    assert "permi" in en.lower() or "readonly" in en or "read-only" in en
    assert "权限" in attempt
    for path in (pool / shut, *pool.glob("catalogue.sqlite-*")):  # SQLite's own have its mode
        path.chmod(0o755)
    as_it_was(pool)
    is_left = files(pool).keys() != before.keys()
    assert is_left == (shut == "catalogue.sqlite")  # even undoing has to be written there
    assert is_left == ("下一次运行会收回" in zh) == ("the next run takes back" in en)
    assert received(pool).stdout == "" and not (pool / "staging").exists()
    assert sorted(Pool.open(pool).rows(Paid).collect()["person"]) == ["a", "z"]


def test_no_pool_is_begun_where_nothing_can_be_written(pool, tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o555)
    ran = received(shut / "pool")
    assert ran.returncode == 0 and ran.stdout.startswith(f"pool-unusable|{shut / 'pool'}|")
    assert list(shut.iterdir()) == []
