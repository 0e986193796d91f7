"""Do the commands of the vault tell who looked, turn a key, and erase with a proof?"""

from __future__ import annotations

import polars as pl
import pytest
from tests.unit.identity.people import resident_numbers

from zhiban.identity.decisions import merge
from zhiban.identity.key_file import FILE_VARIABLE, TEXT_VARIABLE, Keys
from zhiban.identity.readings import read
from zhiban.pool.identified import Identified

NUMBERS = resident_numbers(2, seed=5)


@pytest.fixture
def pool(tmp_path, monkeypatch):
    """A pool's folder with two persons in ledger and vault, and their ids."""
    monkeypatch.delenv(TEXT_VARIABLE, raising=False)
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    folder = tmp_path / "pool"
    opened = Identified.open(folder, {"person": "resident"})
    ids = opened.named("person", pl.Series(NUMBERS), 1).ids
    read(opened.vault, ids[:1], ["resident"], actor="虚构经办人", purpose="核发待遇")
    yield folder, ids.to_list(), opened
    opened.vault.close()
    opened.ledger.close()


def test_who_looked_shows_every_reading(run, pool):
    folder, ids, _ = pool
    shown = run("vault", "who-looked", ids[0], "--pool", folder, packs=False)
    assert shown.exit_code == 0, shown.output
    assert "虚构经办人" in shown.output and "核发待遇" in shown.output and "共 1 次" in shown.output
    nobody = run("vault", "who-looked", ids[1], "--pool", folder, "--lang", "en", packs=False)
    assert "0 readings" in nobody.output


def test_a_new_key_seals_everything_and_the_old_one_may_go(run, pool):
    folder, ids, _ = pool
    done = run("vault", "rotate", "--new-key", "--pool", folder, packs=False)
    assert done.exit_code == 0, done.output
    assert "2 data keys sealed anew" in done.output and "seal 2: 2" in done.output
    path = folder.parent / "pool-keys"
    keys = Keys.read(path)
    Keys(keys.index, {2: keys.seals[2]}).write(path)
    opened = Identified.open(folder, {}, make=False)
    shown = read(opened.vault, pl.Series(ids), ["resident"], actor="a", purpose="p")
    assert sorted(shown["value"]) == sorted(NUMBERS)


def test_erasure_takes_the_whole_person_and_writes_a_proof(run, pool, tmp_path):
    folder, ids, opened = pool
    older, younger = ids
    merge(opened.ledger, older, younger, 2, by="虚构经办人", reason="户口簿")
    said = ("--actor", "虚构经办人", "--reason", "本人申请", "--pool", folder)
    refused = run("vault", "erase", younger, *said, packs=False)
    assert (
        refused.exit_code == 1
        and opened.vault.known_holders(pl.Series(ids))["wrapped"].null_count() == 0
    )

    proof = tmp_path / "proof.txt"
    done = run("vault", "erase", younger, *said, "--yes", "--out", proof, packs=False)
    assert done.exit_code == 0, done.output
    text = proof.read_text(encoding="utf-8")
    assert text.count("清除证明") == 2 and all(one in text for one in ids) and "本人申请" in text
    assert not any(number in text for number in NUMBERS)
    assert read(opened.vault, pl.Series(ids), ["resident"], actor="a", purpose="p").is_empty()


def test_mistakes_are_told_and_nothing_is_made(run, pool, tmp_path):
    folder, _, _ = pool
    none = run("vault", "rotate", "--pool", tmp_path / "nowhere", packs=False)
    assert none.exit_code == 1 and not (tmp_path / "nowhere").exists()
    wrong = run("vault", "who-looked", "P000000000000", "--pool", folder, packs=False)
    assert wrong.exit_code == 2
