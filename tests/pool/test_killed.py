"""Killed at any point, and run again: is it as if nothing had happened? (kill -9, every point)"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.pool.registers import Paid

from zhiban.pool.failpoints import POINTS
from zhiban.pool.pool import Pool

ROOT = Path(__file__).resolve().parents[2]


def start(folder, kill_at=""):
    known = os.environ | {"ZHIBAN_KILL_AT": kill_at, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    return subprocess.Popen([sys.executable, "-m", "tests.pool.killed", str(folder)], env=known)


def content(folder):
    """Every row that stood at every commit."""
    pool = Pool.open(folder)
    assert pool.check() == []
    out = []
    for commit in range(pool.catalogue.last_commit() + 1):
        frame = pool.rows(Paid, known_at=commit).collect()
        out.append(sorted(frame.drop("known_until", "ended_by").rows(), key=str))
    return out, [(d.no, d.delivered, d.accepted, d.late) for d in pool.catalogue.deliveries()]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "pool"
    assert start(folder).wait() == 0
    return content(folder)


@pytest.mark.parametrize("point", [p.split()[0] for p in POINTS])
def test_killed_at_a_point_and_run_again(point, whole, tmp_path):
    folder = tmp_path / "pool"
    assert start(folder, point).wait() == -signal.SIGKILL
    assert start(folder).wait() == 0
    assert content(folder) == whole


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_killed_at_any_moment_and_run_again(seed, whole, tmp_path):
    folder, chance = tmp_path / "pool", random.Random(seed)
    for _ in range(3):
        run = start(folder)
        time.sleep(chance.uniform(0.3, 1.2))
        run.kill()
        run.wait()
    assert start(folder).wait() == 0
    assert content(folder) == whole


def test_a_damaged_file_is_named(whole, tmp_path):
    folder = tmp_path / "pool"
    assert start(folder).wait() == 0
    pool = Pool.open(folder)
    victim = folder / "tables" / pool.catalogue.files()[0].path
    body = bytearray(victim.read_bytes())
    body[len(body) // 2] ^= 1
    victim.write_bytes(body)
    (problem,) = pool.check()
    assert problem.code == "pool-file-damaged" and victim.name in problem.where
