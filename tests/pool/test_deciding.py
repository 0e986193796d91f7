"""Is a pool after merges, splits and undoing read as if it had known from the start? (SEM 29)"""

from __future__ import annotations

import random

import polars as pl
import pytest
from tests.agreement.budget import seeds
from tests.pool.deliveries import batches, order
from tests.pool.registers import Hires, Paid
from tests.unit.identity.people import credit_code, resident_numbers

from zhiban.identity.attaching import attach, contested
from zhiban.identity.handles import keys_of
from zhiban.pool import deciding
from zhiban.pool.pool import Pool

WHO = {"by": "虚构经办人", "reason": "户口簿"}
NUMBERS = resident_numbers(6, seed=3)
FIRST = 24300
DAY = {FIRST: 20089, FIRST + 1: 20120, FIRST + 2: 20148, FIRST + 3: 20179}


@pytest.fixture
def pool(tmp_path, monkeypatch):
    return make(tmp_path, monkeypatch, {"person": "resident", "enterprise": "uscc"})


def make(tmp_path, monkeypatch, keys):
    for name in ("ZHIBAN_VAULT_KEYS", "ZHIBAN_VAULT_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    pool = Pool.open(tmp_path / "pool", create=True)
    pool.named_by(keys)
    return pool


def paid(number, amount, month=FIRST):
    return {"person": number, "for_month": month, "amount": amount}


def deliver(pool, rows, day=20200, kind="changes", covers=()):
    found, _ = pool.receive(order(Paid, day, kind, covers), batches(Paid, rows))
    return found.no


def id_of(pool, number):
    vault, ledger = pool.subjects.vault, pool.subjects.ledger
    return ledger.find("resident", vault.blind("resident", pl.Series([number])))[0]


def shown(pool, known_at=None, buckets=None):
    frame = pool.rows(Paid, known_at=known_at, buckets=buckets).collect()
    return sorted(frame.select("person", "for_month", "amount").rows())


def test_after_a_merge_both_are_read_as_the_older_and_the_past_stays(pool):
    deliver(pool, [paid(NUMBERS[0], 1), paid(NUMBERS[1], 2, FIRST + 1)])
    a, b = sorted((id_of(pool, n) for n in NUMBERS[:2]), key=pool.subjects.ledger.group)
    before = shown(pool)
    commit, entry = deciding.merge(pool, a, b, **WHO)
    one = pool.subjects.ledger.group(a)[0]
    assert [row[0] for row in shown(pool)] == [one, one]
    assert shown(pool, known_at=commit - 1) == before
    deciding.undo(pool, entry, **WHO)
    assert shown(pool) == before and {r[0] for r in shown(pool, known_at=commit)} == {one}


def test_a_merged_row_lies_in_the_bucket_of_the_survivor_alone(pool):
    deliver(pool, [paid(n, 1) for n in NUMBERS])
    ids = [id_of(pool, n) for n in NUMBERS]
    for other in ids[1:]:
        deciding.merge(pool, ids[0], other, **WHO)
    rows = [row for bucket in range(32) for row in shown(pool, buckets=[bucket])]
    assert rows == shown(pool) and len(rows) == 1  # one month, said alike by all


def test_what_is_delivered_while_merged_is_each_ones_own_again_afterwards(pool):
    deliver(pool, [paid(NUMBERS[0], 7)])
    deliver(pool, [paid(NUMBERS[1], 3, FIRST + 1)])
    ids = [id_of(pool, n) for n in NUMBERS[:2]]
    _, entry = deciding.merge(pool, *ids, **WHO)
    deliver(pool, [paid(NUMBERS[1], 7)], day=20205)  # what the other had said already
    assert len(shown(pool)) == 2
    deciding.undo(pool, entry, **WHO)
    assert shown(pool) == sorted(
        [(ids[0], FIRST, 7), (ids[1], FIRST, 7), (ids[1], FIRST + 1, 3)]
    )  # fmt: skip


def test_rows_of_one_delivery_that_contradict_each_other_are_in_doubt(pool):
    deliver(pool, [paid(NUMBERS[0], 1), paid(NUMBERS[1], 2)])
    ids = [id_of(pool, n) for n in NUMBERS[:2]]
    commit, _ = deciding.merge(pool, *ids, **WHO)
    assert shown(pool) == []
    assert pool.punctured(Paid) == [pool.subjects.ledger.group(ids[0])[0]]
    assert pool.punctured(Paid, known_at=commit - 1) == []


def test_rows_that_nobody_can_tell_apart_after_a_split_are_nobodys(pool):
    """Two numbers of one person, who turns out to be two."""
    deliver(pool, [paid(NUMBERS[0], 1)])
    one = id_of(pool, NUMBERS[0])
    vault, ledger = pool.subjects.vault, pool.subjects.ledger
    second = vault.blind("resident", pl.Series([NUMBERS[1]]))
    attach(ledger, "resident", second, pl.Series([one]), 1)
    deliver(pool, [paid(NUMBERS[1], 5, FIRST + 1)])
    assert {row[0] for row in shown(pool)} == {one}
    _, entry, other = deciding.split(pool, one, "resident", second, **WHO)
    assert shown(pool) == [] and pool.punctured(Paid) == sorted((one, other))
    deliver(pool, [paid(NUMBERS[0], 1), paid(NUMBERS[1], 5, FIRST + 1)], day=20210)
    assert shown(pool) == sorted([(one, FIRST, 1), (other, FIRST + 1, 5)])
    assert pool.punctured(Paid) == sorted((one, other))  # until a full delivery ends the old row
    deciding.undo(pool, entry, **WHO)
    survivor = ledger.group(one)[0]
    assert shown(pool) == [(survivor, FIRST, 1), (survivor, FIRST + 1, 5)]
    assert pool.punctured(Paid) == []


def test_a_passport_that_leaves_takes_no_rows_with_it(pool):
    deliver(pool, [paid(NUMBERS[0], 1)])
    one = id_of(pool, NUMBERS[0])
    index = pool.subjects.vault.blind("passport", pl.Series(["E1234567"]))
    attach(pool.subjects.ledger, "passport", index, pl.Series([one]), 1)
    deciding.split(pool, one, "passport", index, **WHO)
    assert shown(pool) == [(one, FIRST, 1)] and pool.punctured(Paid) == []


def test_a_contested_number_settled_by_withdrawal_takes_its_rows_along(pool):
    deliver(pool, [paid(NUMBERS[0], 1), paid(NUMBERS[1], 2)])
    one, other = (id_of(pool, n) for n in NUMBERS[:2])
    vault, ledger = pool.subjects.vault, pool.subjects.ledger
    index = vault.blind("resident", pl.Series([NUMBERS[0]]))
    attach(ledger, "resident", index, pl.Series([other]), 1)
    assert {*contested(ledger)["subjects"][0]} == {one, other}
    deciding.withdraw(pool, one, "resident", index[0], **WHO)
    # Both rows are the other's now: of one delivery, and they contradict each other.
    assert contested(ledger).is_empty() and pool.punctured(Paid) == [other]
    assert [kind for _, kind, _ in keys_of(ledger, other)] == ["resident", "resident"]


def test_a_row_of_two_subjects_moves_in_both_its_tables(pool):
    rows = [
        {"hire_id": "h1", "person": NUMBERS[0], "firm": None, "hired_on": 20000},
        {
            "hire_id": "h2",
            "person": NUMBERS[1],
            "firm": credit_code(random.Random(1)),
            "hired_on": 20001,
        },
    ]
    pool.receive(order(Hires, 20200), batches(Hires, rows))
    ids = [id_of(pool, n) for n in NUMBERS[:2]]
    deciding.merge(pool, *ids, **WHO)
    one = pool.subjects.ledger.group(ids[0])[0]
    assert set(pool.rows(Hires).collect()["person"]) == {one}
    (row,) = pool.rows(Hires, by="firm").collect().iter_rows(named=True)
    assert row["person"] == one and row["hire_id"] == "h2"


class Story:
    """What was delivered and decided, so that it can be told anew with the final knowledge."""

    def __init__(self, pool, chance):
        self.pool, self.chance = pool, chance
        self.deliveries = []
        self.entries = []
        self.days = chance.sample(range(20200, 20212), 12)

    def deliver(self):
        chance = self.chance
        kind, covers = "changes", []
        if chance.random() < 0.3:
            kind, covers = "full", [tuple(sorted(chance.sample([20080, 20119, 20150, 20190], 2)))]
        elif chance.random() < 0.2:
            kind = "withdrawn"
        # Of one delivery no two people have a row under one month: contradictions are tested apart.
        months = chance.sample(range(FIRST, FIRST + 4), chance.randrange(1, 5))
        said = [
            (chance.choice(NUMBERS), month, None if kind == "withdrawn" else chance.randrange(3))
            for month in months
        ]
        # In any order, but no two of one day: what was said twice on a day is decision 0010's.
        one = said, self.days.pop(), kind, covers
        self.deliveries.append(one)
        deliver(self.pool, [paid(n, a, m) for n, m, a in said], *one[1:])

    def decide(self):
        known = [i for i in (id_of(self.pool, n) for n in NUMBERS) if i]
        if self.entries and self.chance.random() < 0.4:
            _, entry = deciding.undo(self.pool, self.entries.pop(), **WHO)
            self.entries.append(entry)
        elif len(set(known)) > 1:
            a, b = self.chance.sample(sorted(set(known)), 2)
            _, entry = deciding.merge(self.pool, a, b, **WHO)
            self.entries.append(entry)


@pytest.mark.parametrize("seed", seeds(10))
def test_any_story_is_read_as_if_it_had_been_known_from_the_start(
    seed, pool, tmp_path_factory, monkeypatch
):
    story = Story(pool, random.Random(seed))
    for _ in range(story.chance.randrange(5, 12)):
        (story.deliver if story.chance.random() < 0.6 else story.decide)()
        if story.chance.random() < 0.15:
            pool.compact([Paid])
    # Anew: every number under the name of the one who has it in the end.
    names = {n: id_of(pool, n) for n in NUMBERS}
    fresh = make(tmp_path_factory.mktemp("fresh"), monkeypatch, {})
    for said, day, kind, covers in story.deliveries:
        deliver(fresh, [paid(names[n], a, m) for n, m, a in said], day, kind, covers)
    assert shown(pool) == shown(fresh)
    assert pool.punctured(Paid) == fresh.punctured(Paid) == []
