"""Do numbers of people become subjects, and stand nowhere but sealed in the vault?"""

import pytest
from tests.pool.deliveries import batches, order
from tests.pool.registers import Hires, Paid

from zhiban.errors import DataError
from zhiban.pool import quarantine
from zhiban.pool.pool import Pool

JAN = 24300
KEYS = {"person": "resident", "enterprise": "uscc"}
#: Canaries: numbers in the right form that no one has (made up, dates in the 19th century).
BODY = "5001031890010{:04d}"
FIRM = "91500103MA5U000000"


def number(n):
    body = BODY.format(n)
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    rest = (12 - sum(int(c) * w for c, w in zip(body, weights, strict=True))) % 11
    return body + "0123456789X"[rest]


@pytest.fixture
def pool(tmp_path, monkeypatch):
    monkeypatch.delenv("ZHIBAN_VAULT_KEYS", raising=False)
    monkeypatch.delenv("ZHIBAN_VAULT_KEY_FILE", raising=False)
    pool = Pool.open(tmp_path / "pool", create=True)
    pool.named_by(KEYS)
    return pool


def paid(person, amount=1):
    return {"person": person, "for_month": JAN, "amount": amount}


def numbers():
    return [number(1001 + n) for n in range(20)]


def test_a_number_is_one_subject_in_every_register(pool):
    first, second = numbers()[:2]
    pool.receive(order(Paid, 20100), batches(Paid, [paid(first), paid(second)]))
    hires = [{"hire_id": "h", "person": first.lower(), "firm": None, "hired_on": 20000}]
    pool.receive(order(Hires, 20100), batches(Hires, hires))
    people = pool.rows(Paid).collect()["person"]
    assert people.n_unique() == 2 and people.str.contains("^P[0-9A-Z]{12}$").all()
    assert pool.rows(Hires).collect()["person"][0] in people.to_list()


def test_a_wrong_number_is_held_back_and_not_repeated_anywhere(pool):
    wrong = number(1001)[:17] + ("0" if number(1001)[17] != "0" else "1")
    found, _ = pool.receive(order(Paid, 20100), batches(Paid, [paid(wrong)]))
    assert (found.accepted, found.quarantined) == (0, 1)
    reasons = quarantine.read(pool.folder, found)
    assert reasons["column"].to_list() == ["person"]
    assert wrong not in str(reasons.rows())


def test_the_same_file_after_a_killed_run_gets_the_same_ids(pool):
    def broken():
        yield from batches(Paid, [paid(n) for n in numbers()], size=50)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pool.receive(order(Paid, 20100), broken())
    assert pool.subjects.ledger.last_commit() >= 1
    found, _ = pool.receive(order(Paid, 20100), batches(Paid, [paid(n) for n in numbers()]))
    assert found.no == 1 and pool.rows(Paid).collect()["person"].n_unique() == 20


def test_what_numbers_subjects_go_by_is_said_once(pool):
    pool.receive(order(Paid, 20100), batches(Paid, [paid(numbers()[0])]))
    with pytest.raises(DataError, match="不能改"):
        pool.named_by({"person": "passport"})
    again = Pool.open(pool.folder)
    again.named_by({})
    again.receive(order(Paid, 20110), batches(Paid, [paid(numbers()[0], 2)]))
    assert again.rows(Paid).collect()["person"].n_unique() == 1


def test_without_its_keys_nothing_is_received(pool, tmp_path):
    (tmp_path / "pool-keys").unlink()
    with pytest.raises(DataError, match="密钥"):
        Pool.open(pool.folder).named_by({})


@pytest.mark.parametrize("gone", ["vault", "vault/vault.sqlite", "vault/ledger.sqlite"])
def test_a_pool_whose_vault_is_missing_gets_no_new_one(pool, gone):
    pool.receive(order(Paid, 20100), batches(Paid, [paid(numbers()[0])]))
    away = pool.folder.parent / "away"
    (pool.folder / gone).rename(away)
    with pytest.raises(DataError, match="不会另建一个") as caught:
        Pool.open(pool.folder).named_by({})
    assert {p.code for p in caught.value.problems} == {"vault-missing"}
    assert "the same person would become another subject" in caught.value.problems[0].what_en
    assert not (pool.folder / gone).exists()
    away.rename(pool.folder / gone)
    again = Pool.open(pool.folder)
    again.named_by({})
    again.receive(order(Paid, 20110), batches(Paid, [paid(numbers()[0], 2)]))
    assert again.rows(Paid).collect()["person"].n_unique() == 1


def test_a_copy_is_read_without_the_vault_and_takes_nothing_in(pool, tmp_path):
    pool.receive(order(Paid, 20100), batches(Paid, [paid(numbers()[0])]))
    pool.back_up(tmp_path / "copy")
    copy = Pool.open(tmp_path / "copy")
    assert copy.rows(Paid).collect().height == 1
    with pytest.raises(DataError, match="zhiban pool backup 不复制保险库"):
        copy.named_by({})
    assert not (copy.folder / "vault").exists() and not (tmp_path / "copy-keys").exists()


def test_keys_said_with_a_delivery_that_was_refused_may_be_said_anew(tmp_path):
    pool = Pool.open(tmp_path / "pool", create=True)
    pool.named_by({"person": "passport"})
    pool.named_by({"person": "resident"})
    pool.named_by({})
    assert pool.catalogue.note("keys") == '{"person": "resident"}'


def test_of_a_delivery_refused_while_it_is_read_nothing_is_left(pool):
    def cut():
        yield from batches(Paid, [paid(n) for n in numbers()], size=50)
        raise DataError([])

    with pytest.raises(DataError):
        pool.receive(order(Paid, 20100), cut())
    assert pool.subjects.ledger.last_commit() == 0
    assert not list(pool.folder.glob("staging"))
