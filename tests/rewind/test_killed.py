"""Killed at any point of scan, compare or rewind and run again: is the result the same?"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.rewind.killed import RULES, run
from tests.rewind.paying import pay, send
from tests.scan.town import DAY, LIBRARY, found

from zhiban.pool.failpoints import COMPARE_POINTS, REWIND_POINTS, SCAN_POINTS
from zhiban.pool.pool import Pool
from zhiban.scan.catalogue import Scans
from zhiban.scan.scanning import scan

ROOT = Path(__file__).resolve().parents[2]
POINTS = [
    (what, point.split()[0])
    for what, points in (
        ("scan", SCAN_POINTS), ("compare", COMPARE_POINTS), ("rewind", REWIND_POINTS),
    )
    for point in points
]  # fmt: skip


@pytest.fixture(scope="module")
def story(town, tmp_path_factory):
    """A pool with one scan, paid out; a late stop after it."""
    folder = tmp_path_factory.mktemp("story")
    shutil.copytree(town / "pool", folder / "pool")
    pool = Pool.open(folder / "pool")
    with pool.catalogue._transaction() as _:  # the town was received a month before it was judged
        pool.catalogue._db.execute("update commits set at = '2026-09-30T12:00:00.000+08:00'")
    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    pay(pool, folder, found(pool))
    awarded = found(pool).filter(rule="unemployment_benefit", verdict=True)
    stops = [(who, "imprisoned", "2024-05-15") for who in awarded["id"].unique().sort()[:5]]
    send(pool, folder, "stops", stops, ("person", "kind", "happened_on"))
    return folder / "pool"


@pytest.fixture(scope="module")
def whole(story, tmp_path_factory):
    """What comes out of a copy that nobody kills, and the copy."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(story, folder / "pool")
    for what in ("scan", "compare", "rewind"):
        run(what, folder / "pool", folder / f"{what}.csv")
    return folder


@pytest.mark.parametrize(("what", "point"), POINTS)
def test_killed_at_a_point_and_run_again(what, point, story, whole, tmp_path):
    pool = tmp_path / "pool"
    shutil.copytree(story if what == "scan" else whole / "pool", pool)
    out = tmp_path / "out.csv"
    known = os.environ | {"ZHIBAN_KILL_AT": point, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    program = [sys.executable, "-m", "tests.rewind.killed", what, str(pool), str(out)]
    killed = subprocess.run(program, env=known, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not out.exists()
    run(what, pool, out)
    if what == "scan":
        last = Scans(pool).the(None).no
        assert last == (3 if point == "scan.3" else 2)
        assert content(pool, last) == content(whole / "pool", 2)
    else:
        assert out.read_bytes() == (whole / f"{what}.csv").read_bytes()
        assert len(out.read_text().splitlines()) > 5
    assert not [p for p in (pool / "aside").glob("*") if p.is_dir()]
    scans = Scans(pool)
    named = {path for (path,) in scans._db.execute("select path from files")}
    there = {str(p.relative_to(scans.folder)) for p in scans.folder.rglob("*.parquet")}
    assert there == named


def content(pool, no):
    return found(Pool.open(pool), no).rows()


def test_every_point_is_there():
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert all(f'reach("{point}")' in source for _, point in POINTS)
