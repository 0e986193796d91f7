"""Do random deliveries, extracts in any order, come to what the slow model says at every commit?

Also after compaction, and after a run was killed between any two writes (test_killed.py).
"""

import random

import pytest
from tests.agreement.budget import seeds
from tests.pool.deliveries import batches, order
from tests.pool.model import Model
from tests.pool.registers import Paid

from zhiban.pool.pool import Pool

PEOPLE = [f"P{n:03d}{c}" for n, c in enumerate("0123456789ABCDEFGHJKMNPQRSTVWXYZ")][:12]
FIRST = 24300
MONTHS = range(FIRST, FIRST + 4)
KEYS = [(person, month) for person in PEOPLE for month in MONTHS]
DAY = {FIRST: 20089, FIRST + 1: 20120, FIRST + 2: 20148, FIRST + 3: 20179}


def one_delivery(chance):
    """Rows by key, the extract's day, and for a full delivery the days it covers."""
    keys = chance.sample(KEYS, chance.randrange(1, 30))
    rows = {key: chance.choice([None, 1, 2, 3]) for key in keys}
    day, kind = chance.randrange(20200, 20206), chance.random()
    if kind < 0.15:
        return dict.fromkeys(rows), day, "withdrawn", []
    if kind < 0.6:
        return rows, day, "changes", []
    first, last = sorted(chance.sample([20080, 20119, 20121, 20150, 20190], 2))
    return rows, day, "full", [(first, last)]


def deliver(pool, model, chance):
    rows, day, kind, covers = one_delivery(chance)
    found, _ = pool.receive(
        order(Paid, day, kind, covers),
        batches(Paid, [{"person": p, "for_month": m, "amount": a} for (p, m), a in rows.items()]),
    )
    covered = None
    if covers:
        ((first, last),) = covers
        covered = lambda key: first <= DAY[key[1]] <= last  # noqa: E731
    said = {k: None if kind == "withdrawn" else (v,) for k, v in rows.items()}
    model.deliver(found.no, day, said, covered)
    assert found.delivered == len(rows)


def held(pool, known_at=None):
    frame = pool.rows(Paid, known_at=known_at).collect()
    assert frame.select("person", "for_month").is_unique().all()
    return {(r["person"], r["for_month"]): (r["amount"],) for r in frame.iter_rows(named=True)}


@pytest.mark.parametrize("seed", seeds(8))
def test_random_deliveries(seed, tmp_path):
    chance, model = random.Random(seed), Model()
    pool = Pool.open(tmp_path / "pool", create=True)
    for _ in range(chance.randrange(3, 9)):
        deliver(pool, model, chance)
        if chance.random() < 0.3:
            pool.compact([Paid])
    assert pool.check() == []
    last = pool.catalogue.last_commit()
    for commit in range(last + 1):
        assert held(pool, commit) == model.stands(KEYS, commit), f"commit {commit}"
