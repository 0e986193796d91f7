"""Killed between ledger, vault and catalogue, and run again: as if nothing had happened?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.pool.killed_people import NUMBERS, Cards

from zhiban.identity.attaching import contested
from zhiban.identity.decisions import history
from zhiban.identity.readings import read
from zhiban.pool.failpoints import IDENTITY_POINTS
from zhiban.pool.pool import Pool

ROOT = Path(__file__).resolve().parents[2]


def start(folder, kill_at=""):
    env = {k: v for k, v in os.environ.items() if not k.startswith("ZHIBAN_")}
    env |= {"ZHIBAN_KILL_AT": kill_at, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    return subprocess.run(
        [sys.executable, "-m", "tests.pool.killed_people", str(folder)], env=env, check=False
    ).returncode


def content(folder, monkeypatch):
    """What is known of each number at every commit; ids differ from pool to pool."""
    for name in ("ZHIBAN_VAULT_KEYS", "ZHIBAN_VAULT_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    pool = Pool.open(folder)
    pool.named_by({})
    vault, ledger = pool.subjects.vault, pool.subjects.ledger
    ids = ledger.find("resident", vault.blind("resident", pl.Series(NUMBERS)))
    names = dict(zip(ids, NUMBERS, strict=True))
    told = []
    for commit in range(1, pool.catalogue.last_commit() + 1):
        rows = pool.rows(Cards, known_at=commit).collect()
        found = read(
            vault, ids, ["killed_cards.name", "killed_cards.passport", "resident"],
            actor="test", purpose="compare", known_at=commit,
        )  # fmt: skip
        told.append((
            sorted((names[p], on) for p, on in rows.select("person", "issued_on").iter_rows()),
            sorted((names[s], field, value) for s, field, value in found.iter_rows()),
            sorted(sorted(names[i] for i in each) for each in contested(
                ledger, known_at=commit)["subjects"]),
        ))  # fmt: skip
    entries = [(e.number, e.commit, e.act, names[e.a], names[e.b]) for e in history(ledger)]
    links = ledger.connection.execute("SELECT count(*), sum(known_from) FROM link").fetchone()
    return told, entries, links, pool.check()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "pool"
    assert start(folder) == 0
    return folder


@pytest.mark.parametrize("point", [p.split()[0] for p in IDENTITY_POINTS])
def test_killed_between_ledger_vault_and_catalogue(point, whole, tmp_path, monkeypatch):
    folder = tmp_path / "pool"
    assert start(folder, point) == -signal.SIGKILL
    assert start(folder) == 0
    expected = content(whole, monkeypatch)
    assert len(expected[0]) == 4 and len(expected[0][1][2]) == 4  # four passports of two people
    # The number that ids are made of is drawn anew; the order of keys, and so of ids, with it.
    found = content(folder, monkeypatch)
    assert found[0][:2] == expected[0][:2] and found[2:] == expected[2:]
    assert [e[:3] for e in found[1]] == [e[:3] for e in expected[1]]
    assert found[0][1] == found[0][3] and len(found[0]) == 4  # the merge was undone


def test_another_command_after_a_kill_takes_nothing_over(tmp_path, monkeypatch):
    """A commit of a run that knows no keys must not make count what a killed delivery left."""
    folder = tmp_path / "pool"
    assert start(folder, "subjects.4") == -signal.SIGKILL
    Pool.open(folder).recover()
    pool = Pool.open(folder)
    pool.named_by({"person": "resident"})
    vault, ledger = pool.subjects.vault, pool.subjects.ledger
    assert ledger.last_commit() == 0
    assert vault.connection.execute("SELECT count(*) FROM secret").fetchone() == (0,)
