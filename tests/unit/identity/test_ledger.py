"""Does a key keep its subject, commit by commit, and after an interruption?"""

from __future__ import annotations

import sqlite3

import polars as pl
import pytest
from tests.unit.identity.blind import blind, blinds

from zhiban.errors import DataError, UsageError
from zhiban.identity import ids
from zhiban.identity.ledger import Ledger
from zhiban.identity.ledger_tables import SCHEMA


@pytest.fixture
def ledger(tmp_path):
    made = Ledger.open(tmp_path / "ledger.sqlite", seed=1)
    yield made
    made.close()


def content(ledger: Ledger) -> str:
    return "\n".join(ledger.connection.iterdump())


def test_a_key_makes_a_subject_once_and_finds_it_ever_after(ledger):
    first = ledger.assign("resident", blind("a", "b", "a", None), 1)
    assert first.str.contains(ids.FORM).to_list() == [True, True, True, None]
    assert first[0] == first[2] != first[1]
    again = ledger.assign("resident", blind("b", "c", "a"), 2)
    assert again.to_list()[::2] == [first[1], first[0]]
    assert again[1] not in first.to_list()


def test_ids_do_not_depend_on_the_order_of_rows(tmp_path):
    texts = [f"n{i}" for i in range(500)]
    one = Ledger.open(tmp_path / "one.sqlite", seed=4).assign("resident", blinds(texts), 1)
    other = Ledger.open(tmp_path / "two.sqlite", seed=4).assign("resident", blinds(texts[::-1]), 1)
    assert one.to_list() == other.to_list()[::-1]


def test_a_read_as_known_earlier_does_not_see_later_subjects(ledger):
    early = ledger.assign("resident", blind("a"), 1)
    late = ledger.assign("resident", blind("a", "b"), 3)
    assert ledger.find("resident", blind("a", "b", "z"), known_at=2).to_list() == [
        early[0],
        None,
        None,
    ]
    assert ledger.find("resident", blind("a", "b", "z")).to_list() == [*late, None]
    assert ledger.last_commit() == 3


def test_a_number_is_one_key_on_whatever_card_and_another_in_another_space(ledger):
    person = ledger.assign("resident", blind("a"), 1)[0]
    assert ledger.find("residence_permit", blind("a"))[0] == person
    firm = ledger.assign("uscc", blind("a"), 1)[0]
    own = ledger.assign("local", blind("a"), 1, subject="household")[0]
    assert (person[0], firm[0], own[0]) == ("P", "E", "H")
    assert ledger.find("local", blind("a"), subject="person")[0] is None


def test_the_kind_of_subject_must_fit_the_kind_of_key(ledger):
    with pytest.raises(UsageError, match="names no enterprise"):
        ledger.assign("resident", blind("a"), 1, subject="enterprise")
    with pytest.raises(UsageError, match="which kind of subject"):
        ledger.assign("local", blind("a"), 1)


def test_plain_text_does_not_enter_the_ledger(ledger):
    with pytest.raises(TypeError, match="Binary"):
        ledger.assign("resident", pl.Series(["11010519491231002X"]), 1)
    assert ledger.assign("resident", pl.Series([None, None]), 1).to_list() == [None, None]
    assert ledger.assign("resident", blinds([]), 1).to_list() == []


def test_commits_only_go_forward(ledger):
    ledger.assign("resident", blind("a"), 5)
    with pytest.raises(DataError, match="only go forward"):
        ledger.assign("resident", blind("b"), 4)
    assert ledger.find("resident", blind("b"))[0] is None


def test_recover_takes_back_what_the_catalogue_never_saw(ledger):
    ledger.assign("resident", blind("a", "b"), 1)
    before = content(ledger)
    lost = ledger.assign("resident", blind("b", "c", "d"), 2)
    ledger.assign("uscc", blind("f"), 2)
    assert ledger.recover(1)
    assert content(ledger) == before
    assert ledger.find("resident", blind("c", "d")).to_list() == [None, None]
    assert ledger.last_commit() == 1
    # Received again, the delivery gets the same ids; nothing is left to take back.
    assert ledger.assign("resident", blind("b", "c", "d"), 2).to_list() == lost.to_list()
    assert not ledger.recover(2)


def test_a_ledger_opened_again_is_the_same(tmp_path):
    path = tmp_path / "ledger.sqlite"
    first = Ledger.open(path)
    given = first.assign("resident", blind("a"), 1)
    first.close()
    assert Ledger.open(path).find("resident", blind("a")).to_list() == given.to_list()


def test_a_newer_version_and_other_files_are_refused_untouched(tmp_path):
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version={len(SCHEMA.migrations) + 1}")
    newer.close()
    with pytest.raises(DataError, match="database-newer") as caught:
        Ledger.open(path)
    assert "升级 zhiban" in str(caught.value)

    other = tmp_path / "other.sqlite"
    stranger = sqlite3.connect(other)
    stranger.execute("CREATE TABLE t (x)")
    stranger.close()
    with pytest.raises(DataError, match="database-other"):
        Ledger.open(other)

    picture = tmp_path / "picture.sqlite"
    picture.write_bytes(b"\x89PNG\r\n" * 500)
    with pytest.raises(DataError, match="database-unusable"):
        Ledger.open(picture)
    assert picture.read_bytes() == b"\x89PNG\r\n" * 500

    with pytest.raises(DataError, match="database-missing"):
        Ledger.open(tmp_path / "nowhere.sqlite", make=False)
    assert not (tmp_path / "nowhere.sqlite").exists()
