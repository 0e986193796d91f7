"""Who is in a household on a day, when some days are not known?"""

from __future__ import annotations

import polars as pl
import pytest
from tests.unit.identity.blind import blind

from zhiban.identity.decisions import merge
from zhiban.identity.households import doubles, members_on, record
from zhiban.identity.ledger import Ledger
from zhiban.model.types import NEVER_DAY

BY = {"by": "虚构经办人", "reason": "户口簿"}


@pytest.fixture
def town(tmp_path):
    ledger = Ledger.open(tmp_path / "ledger.sqlite", seed=1)
    homes = [ledger.assign("local", blind(k), 1, subject="household")[0] for k in ("h1", "h2")]
    people = [ledger.assign("resident", blind(k), 1)[0] for k in ("a", "b", "c")]
    yield ledger, homes, people
    ledger.close()


def say(ledger: Ledger, commit: int, *rows: tuple) -> int:
    names = ["household", "person", "joined_on", "left_on"]
    return record(ledger, pl.DataFrame(rows, schema=names, orient="row"), commit)


def on(ledger: Ledger, day: int, **options: int) -> dict[tuple[str, str], bool | None]:
    return {(h, p): m for h, p, m in members_on(ledger, day, **options).iter_rows()}


def test_membership_begins_on_the_first_day_and_ends_before_the_day_of_leaving(town):
    ledger, (home, _), (a, _, _) = town
    say(ledger, 2, (home, a, 100, 200))
    assert home[0] == "H" and a[0] == "P"
    assert on(ledger, 99) == {} == on(ledger, 200)
    assert on(ledger, 100) == {(home, a): True} == on(ledger, 199)


def test_a_day_that_is_not_known_is_neither_yes_nor_no(town):
    ledger, (home, _), (a, b, c) = town
    say(ledger, 2, (home, a, None, 200), (home, b, 100, None), (home, c, 100, NEVER_DAY))
    assert on(ledger, 150) == {(home, a): None, (home, b): None, (home, c): True}
    assert on(ledger, 250) == {(home, b): None, (home, c): True}
    assert on(ledger, 50) == {(home, a): None}


def test_a_later_row_of_the_same_stay_supersedes_and_the_past_stays(town):
    ledger, (home, _), (a, _, _) = town
    assert say(ledger, 2, (home, a, 100, NEVER_DAY), (home, a, None, 50)) == 2
    assert say(ledger, 3, (home, a, 100, NEVER_DAY), (home, a, None, 50)) == 0
    assert say(ledger, 4, (home, a, 100, 120)) == 1
    assert say(ledger, 4, (home, a, 100, 130)) == 1
    assert on(ledger, 125) == {(home, a): True}
    assert on(ledger, 150) == {} and on(ledger, 150, known_at=3) == {(home, a): True}
    ledger.recover(3)
    assert on(ledger, 150) == {(home, a): True}


def test_two_households_at_once_are_a_conflict_for_a_person(town):
    ledger, (one, two), (a, b, _) = town
    say(ledger, 2, (one, a, 0, NEVER_DAY), (two, a, 50, NEVER_DAY), (two, b, 0, NEVER_DAY))
    assert doubles(ledger, 49).is_empty()
    assert doubles(ledger, 50).rows() == [(a, [one, two])]


def test_members_are_shown_through_their_survivors(town):
    ledger, (home, _), (a, b, _) = town
    say(ledger, 2, (home, a, 0, 10), (home, b, None, NEVER_DAY))
    merge(ledger, a, b, 3, **BY)
    assert on(ledger, 5) == {(home, a): True}
    assert on(ledger, 20) == {(home, a): None}
    assert on(ledger, 5, known_at=2) == {(home, a): True, (home, b): None}
