"""Are the files of many scans folded into one, and do earlier scans read as before?"""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.scan.town import DAY, LIBRARY, all_at_once, found, random_delivery

from zhiban.pool.failpoints import FOLD_POINTS
from zhiban.pool.pool import Pool
from zhiban.scan import writing
from zhiban.scan.catalogue import Scans
from zhiban.scan.comparing import compare
from zhiban.scan.replaying import replay
from zhiban.scan.scanning import scan

ROOT = Path(__file__).resolve().parents[2]
RULES = [LIBRARY.rules[r] for r in ("job_expansion_subsidy", "skill_upgrade_subsidy")]


@pytest.fixture
def many(pool, town, tmp_path, monkeypatch):
    """Scans that follow each other, folded after two layers."""
    monkeypatch.setattr(writing, "MOST_LAYERS", 2)
    chance = random.Random(11)
    for day in range(DAY, DAY + 6):
        scan(pool, LIBRARY, RULES, day, law_known_at=DAY, since_last=True)
        for _ in range(4):
            random_delivery(pool, town / "registers", tmp_path, chance, day)
    return pool


def layers(scans, no):
    names = {(f.role, f.name) for role in ("answers", "looks") for f in scans.files(role, no)}
    return {name: len(scans.chain(name[0], no, name[1])) for name in names}


def test_few_layers_are_read_and_every_scan_reads_as_it_was(many):
    scans = Scans(many.folder)
    kept = scans.all()
    assert len(kept) == 6 and max(layers(scans, 6).values()) <= 2
    folded = [f for role in ("answers", "looks") for f in scans.files(role, 6)
              if f.is_base and f.scan > 1]  # fmt: skip
    assert folded
    for one in kept:
        assert replay(many, LIBRARY, scans, one).otherwise == ()
    rows = compare(many, LIBRARY, scans, kept[0], kept[4], RULES)
    assert rows.filter(pl.col("state") != "standing").height
    scan(many, LIBRARY, RULES, DAY + 6, law_known_at=DAY, since_last=True)
    assert found(many).equals(all_at_once(many, DAY + 6, DAY, RULES))


@pytest.mark.parametrize("point", [p.split()[0] for p in FOLD_POINTS])
def test_killed_while_folding_and_run_again(point, many, tmp_path):
    program = (
        "import sys; from pathlib import Path; from zhiban.pool.pool import Pool\n"
        "from tests.scan.test_folded import DAY, LIBRARY, RULES, scan, writing\n"
        "writing.MOST_LAYERS = 1\n"
        "scan(Pool.open(Path(sys.argv[1])), LIBRARY, RULES, DAY + 62, law_known_at=DAY,"
        " since_last=True)"
    )
    shutil.copytree(many.folder, tmp_path / "killed")
    known = os.environ | {"ZHIBAN_KILL_AT": point, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    args = [sys.executable, "-c", program, str(tmp_path / "killed")]
    assert subprocess.run(args, env=known, check=False).returncode == -signal.SIGKILL
    killed = Pool.open(tmp_path / "killed")
    for pool in (killed, many):
        done = scan(pool, LIBRARY, RULES, DAY + 62, law_known_at=DAY, since_last=True)
        assert done.scan.no == 7
    assert found(killed).equals(found(many))
    scans = Scans(killed.folder)
    named = {path for (path,) in scans._db.execute("select path from files")}
    there = {str(p.relative_to(scans.folder)) for p in scans.folder.rglob("*.parquet")}
    assert there == named
