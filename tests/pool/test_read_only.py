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
        ("", "pool-disk"),
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


@pytest.fixture
def archived(pool, tmp_path):
    """A pool that knows people by numbers, in a place that takes nothing, as on an archive's disk;
    and what it answered before."""
    people = tmp_path / "people.csv"
    people.write_text(
        "person,sex,born_on,household_district\n"
        "11010519491231002X,2,1949-12-31,500103\n110105194912310021,2,1949-12-31,500103\n",
        encoding="utf-8",
    )
    city = tmp_path / "city"
    done = zhiban("receive", "persons", people, "--pool", city, "--keys", "person=resident",
                  "--extracted-on", "2026-10-01", "--kind", "full",
                  "--covers", "2000-01-01..2026-09-30")  # fmt: skip
    assert done.returncode == 0, done.stderr
    before = answers(city)
    for path in (*city.rglob("*"), city):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield city, before
    for path in (city, *city.rglob("*")):
        path.chmod(0o755)


def zhiban(*words):
    return run("-c", "from zhiban.cli.main import main; main()", *map(str, words))


def answers(city):
    asked = [
        ("pool", "status"), ("pool", "check"), ("pool", "report", "1"), ("subjects", "conflicts"),
        ("judge", "unemployment_benefit", "--as-of", "2026-09-30"),
        ("judge", "unemployment_benefit", "--as-of", "2026-09-30", "--known-at", "0"),
    ]  # fmt: skip
    out = []
    for words in asked:
        done = zhiban(*words, "--pool", city)
        assert done.returncode == 0, (words, done.stderr)
        out.append(done.stdout)
    return out


def test_a_pool_that_cannot_be_written_is_read_as_before(archived):
    city, before = archived
    names = {p for p in city.rglob("*")}
    assert answers(city) == before
    assert {p for p in city.rglob("*")} == names  # not even a log beside the catalogue
    done = zhiban("receive", "persons", city.parent / "people.csv", "--pool", city,
                  "--extracted-on", "2026-10-02")  # fmt: skip
    assert done.returncode == 1 and "权限" in done.stderr and "Traceback" not in done.stderr


def test_what_stands_in_a_log_beside_the_catalogue_is_read_too(tmp_path, pool):
    """Somebody writes it while one who may only read looks."""
    writer = Pool.open(pool)
    writer.receive(order(Paid, 20110), batches(Paid, [{"person": "b", "for_month": 24300}]))
    assert (pool / "catalogue.sqlite-wal").stat().st_size
    pool.chmod(0o555)
    look = run(
        "-c", "import sys; from pathlib import Path; from zhiban.pool.pool import Pool; "
        "print(Pool.open(Path(sys.argv[1])).catalogue.last_commit())", str(pool),
    )  # fmt: skip
    pool.chmod(0o755)
    writer.catalogue.close()
    assert look.stdout.strip() == "2", look.stderr
