"""Are merge, split and withdrawal undone exactly, and does every commit stay as it was?"""

from __future__ import annotations

import polars as pl
import pytest
from tests.unit.identity.blind import blind

from zhiban.errors import UsageError
from zhiban.identity.attaching import attach, contested
from zhiban.identity.decisions import history, merge, split, undo, withdraw
from zhiban.identity.ledger import Ledger

BY = {"by": "虚构经办人", "reason": "户口簿原件"}


@pytest.fixture
def ledger(tmp_path):
    made = Ledger.open(tmp_path / "ledger.sqlite", seed=1)
    yield made
    made.close()


def persons(ledger: Ledger, *keys: str, commit: int = 1) -> list[str]:
    """One person after the other, so that the first is the oldest."""
    return [ledger.assign("resident", blind(key), commit)[0] for key in keys]


def of(*ids: str) -> pl.Series:
    return pl.Series(ids)


def whose(ledger: Ledger, *keys: str, **options: int) -> list[str | None]:
    return ledger.find("resident", blind(*keys), **options).to_list()


def test_the_older_id_survives_a_merge_and_both_come_back(ledger):
    a, b, c = persons(ledger, "a", "b", "c")
    second = merge(ledger, c, b, 2, **BY)
    merge(ledger, c, a, 3, **BY)
    assert whose(ledger, "a", "b", "c") == [a, a, a]
    assert whose(ledger, "a", "b", "c", known_at=2) == [a, b, b]
    assert whose(ledger, "a", "b", "c", known_at=1) == [a, b, c]
    undo(ledger, second, 4, **BY)
    assert whose(ledger, "a", "b", "c") == [a, b, a]
    assert whose(ledger, "a", "b", "c", known_at=3) == [a, a, a]
    assert ledger.group(a) == [a, c] and ledger.group(b) == [b]


def test_an_undone_merge_can_be_brought_back_but_not_undone_twice(ledger):
    a, b = persons(ledger, "a", "b")
    first = merge(ledger, a, b, 2, **BY)
    second = undo(ledger, first, 3, **BY)
    with pytest.raises(UsageError, match=f"entry {first} was undone by entry {second}"):
        undo(ledger, first, 4, **BY)
    undo(ledger, second, 4, **BY)
    assert [whose(ledger, "b", known_at=k)[0] for k in (1, 2, 3, 4)] == [b, a, b, a]
    assert [(e.act, e.undoes) for e in history(ledger, b)] == [
        ("merge", None), ("undo", 1), ("undo", 1),
    ]  # fmt: skip


def test_a_probable_tie_joins_nobody(ledger):
    a, b = persons(ledger, "a", "b")
    merge(ledger, a, b, 2, **BY, strength="probable")
    assert whose(ledger, "b") == [b]
    asked = of(b)
    assert ledger.survivors(asked, at_least="probable").to_list() == [a]
    assert asked.to_list() == [b]  # what was asked with is not written over
    merge(ledger, a, b, 3, **BY)
    assert whose(ledger, "b") == [a]


def test_a_split_makes_a_new_id_and_its_undoing_leads_back(ledger):
    (a,) = persons(ledger, "a")
    attach(ledger, "passport", blind("p"), of(a), 2)
    entry, new = split(ledger, a, "passport", blind("p"), 3, **BY)
    assert ledger.find("passport", blind("p"))[0] == new != a
    assert ledger.find("passport", blind("p"), known_at=2)[0] == a
    # What the new subject got meanwhile comes along.
    attach(ledger, "resident", blind("q"), of(new), 4)
    undo(ledger, entry, 5, **BY)
    assert whose(ledger, "a", "q") == [a, a]
    assert ledger.find("passport", blind("p"))[0] == a
    assert ledger.survivors(of(new, a)).to_list() == [a, a]


def test_a_split_takes_own_keys_and_leaves_some(ledger):
    a, b = persons(ledger, "a", "b")
    merge(ledger, a, b, 2, **BY)
    with pytest.raises(UsageError, match="undoing it"):
        split(ledger, a, "resident", blind("b"), 3, **BY)
    with pytest.raises(UsageError, match=f"nothing of {a} remains"):
        split(ledger, a, "resident", blind("a"), 3, **BY)
    assert whose(ledger, "a", "b") == [a, a] and len(history(ledger)) == 1


def test_one_number_used_by_two_leads_to_neither_and_both_keep_it(ledger):
    one, two = (ledger.assign("local", blind(k), 1, subject="person")[0] for k in ("L1", "L2"))
    told = attach(ledger, "resident", blind("n", "n", None), of(one, two, one), 2)
    assert told.to_list() == ["contested", "contested", None]
    assert whose(ledger, "n") == [None]
    assert contested(ledger)["subjects"].to_list() == [sorted([one, two], key=[one, two].index)]
    assert contested(ledger, known_at=1).is_empty()

    entry = withdraw(ledger, two, "resident", blind("n")[0], 3, **BY)
    assert whose(ledger, "n") == [one] and contested(ledger).is_empty()
    assert contested(ledger, known_at=2).height == 1
    # The supplier says the same next month: what a person decided stands.
    told = attach(ledger, "resident", blind("n", "n"), of(one, two), 4)
    assert told.to_list() == ["known", "decided"] and whose(ledger, "n") == [one]
    undo(ledger, entry, 5, **BY)
    assert whose(ledger, "n") == [None]


def test_a_contest_ends_when_the_two_are_found_to_be_one(ledger):
    one, two = (ledger.assign("local", blind(k), 1, subject="person")[0] for k in ("L1", "L2"))
    assert attach(ledger, "resident", blind("n"), of(one), 2).to_list() == ["new"]
    assert attach(ledger, "resident", blind("n"), of(two), 3).to_list() == ["contested"]
    entry = merge(ledger, one, two, 4, **BY)
    assert whose(ledger, "n") == [one] and contested(ledger).is_empty()
    assert attach(ledger, "resident", blind("n"), of(two), 5).to_list() == ["known"]
    undo(ledger, entry, 6, **BY)
    assert whose(ledger, "n") == [None]


def test_what_makes_no_sense_is_refused_and_leaves_nothing(ledger):
    a, b = persons(ledger, "a", "b")
    firm = ledger.assign("uscc", blind("f"), 1)[0]
    before = list(ledger.connection.iterdump())
    for wrong, words in (
        (lambda: merge(ledger, a, a, 2, **BY), "are one already"),
        (lambda: merge(ledger, a, firm, 2, **BY), "different kinds"),
        (lambda: merge(ledger, a, "P000000000000", 2, **BY), "no subject P000000000000"),
        (lambda: merge(ledger, a, "E" + b[1:], 2, **BY), "no subject E"),
        (lambda: merge(ledger, a, "王某", 2, **BY), "no subject 王某"),
        (lambda: merge(ledger, a, b, 2, by=" ", reason="x"), "who decides and why"),
        (lambda: merge(ledger, a, b, 2, by="x", reason=""), "who decides and why"),
        (lambda: undo(ledger, 7, 2, **BY), "no entry 7"),
        (lambda: withdraw(ledger, a, "resident", blind("b")[0], 2, **BY), "does not have this key"),
    ):
        with pytest.raises(UsageError, match=words):
            wrong()
    assert list(ledger.connection.iterdump()) == before


def test_within_one_commit_only_what_remains_was_ever_seen(ledger):
    a, b = persons(ledger, "a", "b")
    entry = merge(ledger, a, b, 2, **BY)
    entry = undo(ledger, entry, 2, **BY)
    assert whose(ledger, "b", known_at=2) == [b]
    entry = undo(ledger, entry, 2, **BY)
    assert whose(ledger, "b", known_at=2) == [a]
    undo(ledger, entry, 3, **BY)
    undo(ledger, 4, 3, **BY)
    assert whose(ledger, "b", known_at=3) == [a]


def test_history_follows_everybody_a_subject_was_joined_with(ledger):
    a, b, c, d = persons(ledger, "a", "b", "c", "d")
    merge(ledger, a, b, 2, **BY)
    merge(ledger, c, d, 3, **BY)
    merge(ledger, b, c, 4, **BY)
    assert [e.commit for e in history(ledger, a)] == [2, 3, 4]
    assert [e.commit for e in history(ledger, a, known_at=3)] == [2]
    first = history(ledger)[0]
    assert (first.a, first.b, first.by, first.reason) == (a, b, BY["by"], BY["reason"])
