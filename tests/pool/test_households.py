"""Are members of households received, corrected and read as of a commit like any other rows?"""

from __future__ import annotations

import pytest
from tests.pool.deliveries import batches, order
from tests.unit.identity.people import resident_numbers

from zhiban.cli.households import doubles_text, members_text
from zhiban.errors import UsageError
from zhiban.loop.households import MEMBERS, households_of
from zhiban.model.types import NEVER_DAY
from zhiban.packs import load
from zhiban.pool import deciding
from zhiban.pool.pool import Pool

A, B = resident_numbers(2, seed=8)
WHO = {"by": "虚构经办人", "reason": "户口簿"}


@pytest.fixture(scope="module")
def library():
    return load([])


@pytest.fixture
def pool(tmp_path, monkeypatch, library):
    for name in ("ZHIBAN_VAULT_KEYS", "ZHIBAN_VAULT_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    pool = Pool.open(tmp_path / "pool", create=True)
    pool.named_by({"person": "resident", "household": "local"})
    deliver(pool, library, 20200, ("J1", A, 100, NEVER_DAY), ("J2", B, 0, None))
    deliver(pool, library, 20210, ("J2", A, 15000, NEVER_DAY))
    return pool


def deliver(pool, library, extracted_on, *stays):
    register = library.registers[MEMBERS]
    names = ("household", "person", "from_on", "until_on")
    rows = [dict(zip(names, stay, strict=True)) for stay in stays]
    pool.receive(order(register, extracted_on, "changes", [(0, 20300)]), batches(register, rows))


def test_a_person_in_two_households_is_listed_and_a_correction_settles_it(pool, library):
    found = households_of(pool, library, 20000)
    text = doubles_text(found, 20000, zh=True)
    assert "1 人同时在几户" in text and A not in text
    deliver(pool, library, 20220, ("J1", A, 100, 14999))
    assert "0 人同时在几户" in doubles_text(households_of(pool, library, 20000), 20000, zh=True)
    before = households_of(pool, library, 20000, known_at=2)
    assert "1 people" in doubles_text(before, 20000, zh=False)


def test_members_of_one_household_with_what_is_not_known(pool, library):
    found = households_of(pool, library, 20000)
    (home,) = {h for h, p, *_ in found.rows.iter_rows() if found.rows.filter(person=p).height == 1}
    text = members_text(found, home, 20000, zh=False)
    assert "unknown" in text and "yes" in text
    assert "no" in members_text(found, home, 14000, zh=False)
    with pytest.raises(UsageError, match="没有这一户"):
        members_text(found, "H000000000000", 20000, zh=True)


def test_outside_its_days_the_register_says_nothing(pool, library):
    found = households_of(pool, library, 30000)
    assert "没有列出的不等于不在户" in doubles_text(found, 30000, zh=True)


def test_two_who_are_one_are_one_member(pool, library):
    people = sorted(set(households_of(pool, library, 20000).rows["person"]))
    deciding.merge(pool, *people, **WHO)
    assert len(set(households_of(pool, library, 20000).rows["person"])) == 1
