"""Killed before any statement, is everything after recovery as if nothing had happened?"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.unit.identity import killed

from zhiban.identity.ledger import Ledger
from zhiban.identity.readings import read
from zhiban.identity.vault import Vault

ROOT = Path(__file__).parents[3]
NEVER = 10**9


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Ledger and vault after commit 1, and their content after commit 2 as it should be."""
    folder = tmp_path_factory.mktemp("before")
    ledger, vault = (
        Ledger.open(folder / "ledger.sqlite", seed=1),
        Vault.open(folder / "vault", killed.KEYS),
    )
    killed.deliver(ledger, vault, 1, 0)
    ledger.close()
    vault.close()
    whole = tmp_path_factory.mktemp("whole") / "copy"
    shutil.copytree(folder, whole)
    done = run(whole, NEVER, 1)
    return folder, int(done.stdout), content(whole)


def run(folder: Path, at: int, last_commit: int) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "tests.unit.identity.killed",
        str(folder),
        str(at),
        str(last_commit),
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def content(folder: Path) -> tuple[list[str], list[tuple]]:
    """All of the ledger; all of the vault but its random bytes, with the secrets opened."""
    ledger, vault = Ledger.open(folder / "ledger.sqlite"), Vault.open(folder / "vault", killed.KEYS)
    people = pl.Series([row[0] for row in vault.connection.execute("SELECT subject FROM holder")])
    rows = vault.connection.execute(
        "SELECT holder, field, blind, known_from, known_until FROM secret ORDER BY 1, 2, 3, 4"
    ).fetchall()
    opened = read(vault, people, ["p.number", "p.phone"], actor="test", purpose="compare")
    found = list(ledger.connection.iterdump()), rows + opened.rows()
    ledger.close()
    vault.close()
    return found


def killed_and_run_again(before, tmp_path: Path, at: int) -> None:
    folder, _, expected = before
    copy = tmp_path / f"killed-{at}"
    shutil.copytree(folder, copy)
    died = run(copy, at, 1)
    assert died.returncode == -signal.SIGKILL, died.stderr
    again = run(copy, NEVER, 1)
    assert again.returncode == 0, again.stderr
    assert content(copy) == expected, f"killed before statement {at}"


def test_killed_at_some_statements(before, tmp_path):
    _, statements, (dump, rows) = before
    assert statements > 500 and len(dump) > 100 and len(rows) > 200
    rng = random.Random(3)
    for at in (1, statements, *rng.sample(range(2, statements), 6)):
        killed_and_run_again(before, tmp_path, at)


@pytest.mark.slow
def test_killed_at_a_dozen_statements_from_the_first_to_the_last(before, tmp_path):
    for at in range(1, before[1] + 1, before[1] // 12):
        killed_and_run_again(before, tmp_path, at)
