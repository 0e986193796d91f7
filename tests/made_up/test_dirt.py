"""Do the faults of deliveries come out as planted, and nothing wrong that no fault explains?"""

from __future__ import annotations

import polars as pl
import pytest
from stdnum.cn import ric, uscc

from zhiban.cli import reading
from zhiban.cli.demo.measured import SENT, measure
from zhiban.cli.demo.run import rules_of_town
from zhiban.identity.keys import read_keys
from zhiban.made_up.dirt import send
from zhiban.made_up.dirt.errors import beside, errors, unexplained
from zhiban.made_up.dirt.faults import HELD_BACK, LASTING, SHARES
from zhiban.made_up.dirt.numbers import credit_codes, resident_numbers
from zhiban.made_up.registers import as_text
from zhiban.made_up.town import imagine
from zhiban.packs import load


@pytest.fixture(scope="module")
def library():
    return load([])


@pytest.fixture(scope="module")
def town():
    return imagine(600, 150, 3)


@pytest.fixture(scope="module")
def numbers(town):
    return {
        "person": resident_numbers(town.truth["persons"]),
        "enterprise": credit_codes(town.truth["enterprises"]["enterprise"]),
    }


def sent(town, library, numbers, folder):
    rows = {n: as_text(n, f) for n, f in town.registers.items() if not f.is_empty()}
    return send(library.registers, rows, numbers, folder, town.seed)


def test_numbers_are_right_by_rule_different_and_of_no_division(numbers):
    people, firms = numbers["person"], numbers["enterprise"]
    assert len({*people.values()}) == len(people) and len({*firms.values()}) == len(firms)
    assert all(number.startswith("50019") for number in people.values())
    read, reason = read_keys(pl.Series(list(people.values())), "resident")
    assert reason.null_count() == read.len()
    assert all(ric.calc_check_digit(n[:17] + "0") == n[17] for n in people.values())
    assert all(uscc.is_valid(code) for code in firms.values())


def test_the_same_seed_sends_the_same_files(town, library, numbers, tmp_path):
    for place in ("one", "other"):
        sent(town, library, numbers, tmp_path / place)
    names = sorted(p.name for p in (tmp_path / "one").glob("*.*"))
    assert names == sorted(p.name for p in (tmp_path / "other").glob("*.*"))
    for name in names:
        if not name.endswith(".xlsx"):  # a workbook says when it was made
            one, other = (tmp_path / place / name for place in ("one", "other"))
            assert one.read_bytes() == other.read_bytes(), name


def test_every_kind_of_fault_is_planted_and_every_row_has_one_at_most(
    town, library, numbers, tmp_path
):
    _, planted = sent(town, library, numbers, tmp_path / "sent")
    common = {kind.__name__ for kind, share in SHARES.items() if share >= 0.001}
    assert common <= {*planted["kind"]} | {"withdrawn"}
    # Which row a fault is in is said by its key; a number spoilt in the key is noted as it was.
    assert planted.select("register", "key").is_duplicated().sum() <= planted.height // 100


@pytest.mark.slow
def test_nothing_is_said_wrong_that_no_lasting_fault_accounts_for(
    town, library, tmp_path, monkeypatch
):
    for name in ("ZHIBAN_VAULT_KEYS", "ZHIBAN_VAULT_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    rules = rules_of_town(library)
    found = measure(library, rules, town, tmp_path, reading.day("2026-10-31", "--as-of"))
    spoilt = found.planted.filter(fate=HELD_BACK)
    assert found.quarantined == spoilt.height
    assert found.repeated == found.planted.filter(kind="repeated").height
    assert unexplained(found.both, found.planted, found.kin).is_empty()
    told = errors(found.both)
    assert told["true_yes"].sum() > 300 and {*told["rule"]} == {rule.id for rule in rules}
    share = told["right_yes"].sum() / told["found_yes"].sum()
    assert share > 0.98, told
    assert (tmp_path / SENT / "deliveries.csv").exists()


def frame(*rows):
    return pl.DataFrame(rows, schema=["rule", "id", "occasion", "verdict"], orient="row")


def test_errors_are_counted_and_unknown_is_neither_right_nor_wrong():
    truth = frame(
        ("r", "a", None, "yes"), ("r", "b", None, "yes"), ("r", "c", None, "yes"),
        ("r", "d", None, "no"), ("r", "e", None, "no"),
    )  # fmt: skip
    found = frame(
        ("r", "a", None, "yes"), ("r", "b", None, "unknown"), ("r", "c", None, "no"),
        ("r", "d", None, "yes"),
    )  # fmt: skip
    (row,) = errors(beside(truth, found)).iter_rows(named=True)
    counts = ("true_yes", "found_yes", "right_yes", "wrong_yes", "missed_no", "missed_unknown")
    assert [row[k] for k in counts] == [3, 2, 1, 1, 1, 1]
    assert (row["precision"], row["recall"]) == (0.5, 1 / 3)


def test_what_a_lasting_fault_does_not_reach_is_not_explained_by_it():
    both = beside(frame(("r", "a", None, "no"), ("r", "f", None, "no")),
                  frame(("r", "a", None, "yes"), ("r", "f", None, "yes")))  # fmt: skip
    planted = pl.DataFrame({"fate": [LASTING, HELD_BACK], "about": ["a", "f"]})
    kin = pl.DataFrame({"a": ["a"], "b": ["g"]})
    assert unexplained(both, planted, kin)["id"].to_list() == ["f"]
