"""Is a scan since the last the same as one over everybody, whatever came in between? (SEM 30)"""

import random

import pytest
from tests.scan.town import DAY, LIBRARY, RULES, all_at_once, found, random_delivery

from zhiban.scan.scanning import scan

#: Always among those judged: claims on one person over all firms; a household that is asked.
ALWAYS = ("job_expansion_subsidy", "one_off_startup_subsidy")


@pytest.mark.parametrize("seed", [1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_random_deliveries_and_days(seed, pool, town, tmp_path):
    chance = random.Random(seed)
    rules = [r for r in RULES if r.id in ALWAYS or chance.random() < 0.35]
    day = DAY
    scan(pool, LIBRARY, rules, day, law_known_at=day)
    for _ in range(4):
        day += chance.choice([0, 1, 3, 20, 62])
        came = []
        for _ in range(chance.choice([1, 2])):
            on = day + chance.choice([-90, 0])
            came.append(random_delivery(pool, town / "registers", tmp_path, chance, on))
        done = scan(pool, LIBRARY, rules, day, law_known_at=day, since_last=True)
        assert done.failures == []
        assert found(pool).equals(all_at_once(pool, day, day, rules)), (day - DAY, came)
        assert done.scan.since == done.scan.no - 1
    assert found(pool).height > 300


def test_where_nothing_changed_nobody_is_judged(pool):
    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    before = found(pool)
    done = scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY, since_last=True)
    assert not any(done.keeping.judged.values())
    assert not any(done.keeping.begun.values()) and not any(done.keeping.ended.values())
    assert found(pool).equals(before)


def test_an_earlier_day_is_judged_over_everybody(pool):
    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    done = scan(pool, LIBRARY, RULES, DAY - 30, law_known_at=DAY, since_last=True)
    assert done.scan.since is None and len(done.notes) == 1
    assert found(pool).equals(all_at_once(pool, DAY - 30, DAY))


def test_a_changed_rule_is_judged_over_everybody(pool, monkeypatch):
    from zhiban.scan import pin

    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    whole = pin.fingerprint
    monkeypatch.setattr(
        pin, "fingerprint",
        lambda rule, library: "other" if rule.id == "enterprise_size" else whole(rule, library),
    )  # fmt: skip
    done = scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY, since_last=True)
    judged = {rule for rule, count in done.keeping.judged.items() if count}
    assert judged == {"enterprise_size"}
    assert found(pool).equals(all_at_once(pool, DAY, DAY))


def test_another_program_judges_everybody(pool, monkeypatch):
    from zhiban.scan import pin

    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    monkeypatch.setattr(pin, "code_digest", lambda: "another program")
    done = scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY, since_last=True)
    assert done.scan.since is None
    assert sum(done.keeping.judged.values()) == found(pool).height
