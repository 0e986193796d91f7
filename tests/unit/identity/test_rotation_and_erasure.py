"""Can a key be changed without losing anything, and a person erased without leaving anything?"""

from __future__ import annotations

import hashlib

import polars as pl
import pytest
from tests.unit.identity.test_vault import WHO, every_byte

from zhiban.errors import DataError, UsageError
from zhiban.identity import rotation
from zhiban.identity.attaching import attach
from zhiban.identity.decisions import undo, withdraw
from zhiban.identity.erasure import erase
from zhiban.identity.key_file import Keys, make_keys
from zhiban.identity.ledger import Ledger
from zhiban.identity.readings import read, who_looked
from zhiban.identity.sealing import Secrets, store
from zhiban.identity.vault import Vault

NUMBERS = ["50019919900101001X", "500199199001010028", "500199199001010036"]
FIELDS = ["persons.number", "persons.name"]


@pytest.fixture
def pool(tmp_path):
    vault = Vault.open(tmp_path / "vault", make_keys())
    ledger = Ledger.open(tmp_path / "ledger.sqlite")
    yield vault, ledger
    vault.close()
    ledger.close()


def deliver(vault: Vault, ledger: Ledger, commit: int = 1) -> pl.Series:
    numbers = pl.Series(NUMBERS)
    ids = ledger.assign("resident", vault.blind("resident", numbers), commit)
    names = pl.Series(["虚构甲", "虚构乙", "虚构乙"])
    columns = {
        "persons.number": Secrets("resident", numbers),
        "persons.name": Secrets("name", names),
    }
    store(vault, ids, columns, commit)
    return ids


def values(vault: Vault, ids: pl.Series) -> dict[str, list[str]]:
    rows = read(vault, ids, FIELDS, **WHO)
    return {key[0]: part["value"].to_list() for key, part in rows.group_by("subject")}


def test_after_rotation_the_new_key_alone_opens_everything(pool, tmp_path, monkeypatch):
    vault, ledger = pool
    ids = deliver(vault, ledger)
    before, old = values(vault, ids), vault.keys
    both = old.with_new_seal()
    monkeypatch.setattr(rotation, "_PORTION", 2)

    turning = Vault.open(tmp_path / "vault", both)
    assert rotation.keys_in_use(turning) == {1: 3}
    assert rotation.rotate(turning) == 3
    assert rotation.keys_in_use(turning) == {2: 3}
    assert rotation.rotate(turning) == 0
    turning.close()

    alone = Vault.open(tmp_path / "vault", Keys(both.index, {2: both.seals[2]}))
    assert values(alone, ids) == before
    alone.close()
    with pytest.raises(DataError, match="seal 2 is not in the key file"):
        values(vault, ids)


def test_an_interrupted_rotation_goes_on_where_it_stopped(pool, tmp_path, monkeypatch):
    vault, ledger = pool
    ids = deliver(vault, ledger)
    before = values(vault, ids)
    monkeypatch.setattr(rotation, "_PORTION", 1)
    turning = Vault.open(tmp_path / "vault", vault.keys.with_new_seal())

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(turning, stop)
    assert rotation.keys_in_use(turning) == {1: 2, 2: 1}
    assert values(turning, ids) == before
    assert rotation.rotate(turning) == 2
    turning.close()


def test_an_old_key_that_is_still_needed_is_asked_for(pool, tmp_path):
    vault, ledger = pool
    ids = deliver(vault, ledger)
    new = vault.keys.with_new_seal()
    hasty = Vault.open(tmp_path / "vault", Keys(new.index, {2: new.seals[2]}))
    with pytest.raises(DataError, match="seal 1 is not in the key file"):
        values(hasty, ids)
    hasty.close()


def test_an_erased_person_is_gone_and_everybody_else_is_whole(pool, tmp_path):
    vault, ledger = pool
    ids = deliver(vault, ledger)
    kept = values(vault, ids[1:])
    (wrapped,) = vault.connection.execute(
        "SELECT wrapped FROM holder WHERE subject = ?", (ids[0],)
    ).fetchone()
    sealed = vault.connection.execute(
        "SELECT sealed, blind FROM secret JOIN holder ON number = holder WHERE subject = ?",
        (ids[0],),
    ).fetchall()
    index = vault.blind("resident", pl.Series(NUMBERS[:1]))

    (proof,) = erase(vault, ledger, ids[:1], actor="虚构经办人", reason="本人申请")

    assert (proof.subject, proof.secrets, proof.ledger_keys) == (ids[0], 2, 1)
    assert proof.data_key_sha256 == hashlib.sha256(wrapped).hexdigest()
    assert not proof.key_found_in_file and "清除证明" in proof.text()
    raw = every_byte(tmp_path)
    for trace in (wrapped, index[0], *(part for row in sealed for part in row)):
        assert trace not in raw
    assert values(vault, ids) == kept
    assert who_looked(vault, ids[:1])["act"].to_list() == ["erase", "read"]

    # The same number met again is a new subject; the old id stays used.
    again = ledger.assign("resident", index, 2)
    assert again[0] not in ids.to_list()
    with pytest.raises(DataError, match="cannot be undone"):
        store(vault, ids[:1], {"persons.name": Secrets("name", pl.Series(["虚构甲"]))}, 2)


def test_a_contested_number_leaves_no_trace_with_its_last_holder(pool, tmp_path):
    vault, ledger = pool
    ids = deliver(vault, ledger)
    index = vault.blind("passport", pl.Series(["虚构E1"]))
    for one in ids[:2]:
        attach(ledger, "passport", index, pl.Series([one]), 2)
    entry = withdraw(ledger, ids[1], "passport", index[0], 3, by="a", reason="r")
    erase(vault, ledger, ids[1:2], actor="a", reason="r")
    assert ledger.find("passport", index)[0] == ids[0]  # still somebody else's
    with pytest.raises(UsageError, match="was erased"):
        undo(ledger, entry, 4, by="a", reason="r")
    erase(vault, ledger, ids[:1], actor="a", reason="r")
    assert index[0] not in every_byte(tmp_path)


def test_a_value_shared_with_others_stays_theirs(pool):
    vault, ledger = pool
    ids = deliver(vault, ledger)
    erase(vault, ledger, ids[1:2], actor="虚构经办人", reason="本人申请")
    assert values(vault, ids[2:]) == {ids[2]: ["虚构乙", NUMBERS[2]]} or values(vault, ids[2:]) == {
        ids[2]: [NUMBERS[2], "虚构乙"]
    }


def test_erasing_again_gives_the_same_proof_and_nobody_is_refused(pool):
    vault, ledger = pool
    ids = deliver(vault, ledger)
    (first,) = erase(vault, ledger, ids[:1], actor="a", reason="r")
    (again,) = erase(vault, ledger, ids[:1], actor="a", reason="r")
    assert again.data_key_sha256 == first.data_key_sha256 and again.secrets == first.secrets
    with pytest.raises(DataError, match="vault-nobody"):
        erase(vault, ledger, pl.Series(["P000000000000"]), actor="a", reason="r")


def test_an_erasure_survives_a_rotation_that_ran_beside_it(pool, tmp_path):
    vault, ledger = pool
    ids = deliver(vault, ledger)
    turning = Vault.open(tmp_path / "vault", vault.keys.with_new_seal())
    opened = turning.data_keys

    def erased_meanwhile(holders):
        erase(vault, ledger, ids[:1], actor="a", reason="r")
        return opened(holders)

    turning.data_keys = erased_meanwhile
    rotation.rotate(turning)
    left = turning.connection.execute("SELECT wrapped FROM holder WHERE subject = ?", (ids[0],))
    assert left.fetchone() == (None,)
    turning.close()
