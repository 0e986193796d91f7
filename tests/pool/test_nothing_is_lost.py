"""Is every row that was delivered found again, once: taken in, repeated, or held back as it was?"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from tests.pool.registers import Hires
from tests.written_files import write_any

from zhiban.loop import delivering, held_back
from zhiban.loop.delivering import deliver
from zhiban.loop.held_back import held_back as rows_held_back
from zhiban.pool import quarantine
from zhiban.pool.pool import Pool
from zhiban.pool.tables import ROWS_A_COMMIT

HEADER = ["hire_id", "person", "firm", "hired_on"]


def a_row(chance: random.Random) -> list[str]:
    """A row that may be wrong in one or several ways, or clash with another."""
    return [
        chance.choice(["", "=1+1", *(f"H{n}" for n in range(30))]),
        chance.choice(["", "虚构甲", "虚构乙", "虚构\u200b丙", "11010519491231002X", "两,格"]),
        chance.choice(["", "F1", 'F"2"', "换\n行"]),
        chance.choice(["", "never", "2026-01-05", "2026-01-06", "2026-13-01", "26-1-1", "46027"]),
    ]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl"])
@pytest.mark.parametrize("seed", range(6))
def test_rows_are_conserved(tmp_path: Path, monkeypatch, seed: int, suffix: str) -> None:
    monkeypatch.setattr(delivering, "BATCH", 7)
    monkeypatch.setattr(held_back, "BATCH", 11)
    chance = random.Random(seed)
    rows = [a_row(chance) for _ in range(60)]
    pool = Pool.open(tmp_path / "pool", create=True)
    path = write_any(tmp_path / f"d{suffix}", [HEADER, *rows])
    found = deliver(pool, Hires, path, extracted_on=20500, kind="events").delivery
    assert found.delivered == len(rows) == found.accepted + found.quarantined + found.repeated

    first = 1 if suffix == ".jsonl" else 2
    numbered = {n: tuple(row) for n, row in enumerate(rows, start=first)}
    held = quarantine.read(pool.folder, found)["row"].unique().to_list()
    assert len(held) == found.quarantined
    out = rows_held_back(pool, found, path).select(HEADER).fill_null("").rows()
    assert Counter(out) == Counter(numbered[n] for n in held)

    ids = pool.rows(Hires).collect()["row_id"].to_list()
    stored = [row_id % ROWS_A_COMMIT for row_id in ids]
    assert len(stored) == found.accepted and not {*stored} & {*held}
    repeated = {*numbered} - {*stored} - {*held}
    assert len(repeated) == found.repeated
    assert {numbered[n] for n in repeated} <= {numbered[n] for n in stored}
