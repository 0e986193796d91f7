"""What does a delivery do to the pool? Small deliveries, read back at every commit."""

import pytest
from tests.pool.deliveries import batches, order
from tests.pool.registers import Hires, Paid

from zhiban.errors import DataError
from zhiban.pool.pool import Pool

JAN, FEB, MAR = 24300, 24301, 24302


def paid(person, month, amount):
    return {"person": person, "for_month": month, "amount": amount}


def hire(hire_id, person, firm, on=20000):
    return {"hire_id": hire_id, "person": person, "firm": firm, "hired_on": on}


@pytest.fixture
def pool(tmp_path):
    return Pool.open(tmp_path / "pool", create=True)


def receive(pool, register, rows, day, kind="changes", covers=(), bad=()):
    found, _ = pool.receive(order(register, day, kind, covers), batches(register, rows, bad))
    assert found.delivered == len(rows) + len(bad)
    return found


def shown(pool, register=Paid, by=None, known_at=None):
    frame = pool.rows(register, by=by, known_at=known_at).collect()
    columns = [c for c in frame.columns if c in register.columns]
    return sorted(frame.select(columns).rows(), key=str)


def test_rows_come_back_as_they_were_delivered(pool):
    found = receive(pool, Paid, [paid("a", JAN, 5), paid("b", JAN, None)], 20100)
    assert (found.accepted, found.new_rows) == (2, 2)
    assert shown(pool) == [("a", JAN, 5), ("b", JAN, None)]


def test_the_same_delivery_twice_changes_nothing(pool):
    rows = [paid("a", JAN, 5), paid("b", FEB, 6)]
    receive(pool, Paid, rows, 20100)
    before = sorted(f.path for f in pool.catalogue.files())
    again = receive(pool, Paid, rows, 20100)
    assert (again.accepted, again.repeated) == (0, 2)
    assert sorted(f.path for f in pool.catalogue.files()) == before


def test_a_correction_supersedes_and_the_past_stays(pool):
    receive(pool, Paid, [paid("a", JAN, 5)], 20100)
    fixed = receive(pool, Paid, [paid("a", JAN, 7)], 20110)
    assert fixed.superseded == 1
    assert shown(pool) == [("a", JAN, 7)]
    assert shown(pool, known_at=1) == [("a", JAN, 5)]
    assert shown(pool, known_at=0) == []


def test_an_old_extract_that_arrives_late_is_kept_and_does_not_win(pool):
    receive(pool, Paid, [paid("a", JAN, 7)], 20110)
    late = receive(pool, Paid, [paid("a", JAN, 5)], 20100)
    assert (late.accepted, late.late) == (1, 1)
    assert shown(pool) == [("a", JAN, 7)]


def test_a_repeat_by_a_newer_extract_holds_against_one_in_between(pool):
    receive(pool, Paid, [paid("a", JAN, 5)], 20100)
    receive(pool, Paid, [paid("a", JAN, 5)], 20120)
    late = receive(pool, Paid, [paid("a", JAN, 9)], 20110)
    assert late.late == 1
    assert shown(pool) == [("a", JAN, 5)]


def test_on_one_day_the_later_delivery_wins(pool):
    receive(pool, Paid, [paid("a", JAN, 5)], 20100)
    receive(pool, Paid, [paid("a", JAN, 6)], 20100)
    assert shown(pool) == [("a", JAN, 6)]


def test_what_a_full_delivery_leaves_out_is_gone(pool):
    receive(pool, Paid, [paid("a", JAN, 5), paid("b", JAN, 6), paid("c", MAR, 1)], 20100)
    january_and_february = [(20089, 20147)]
    found = receive(pool, Paid, [paid("a", JAN, 5)], 20110, "full", january_and_february)
    assert found.ended == 1
    assert shown(pool) == [("a", JAN, 5), ("c", MAR, 1)]


def test_a_full_delivery_does_not_end_what_a_newer_extract_brought(pool):
    receive(pool, Paid, [paid("b", JAN, 6)], 20200)
    found = receive(pool, Paid, [paid("a", JAN, 5)], 20110, "full", covers=[(20000, 20300)])
    assert found.ended == 0
    assert shown(pool) == [("a", JAN, 5), ("b", JAN, 6)]


def test_what_a_newer_full_delivery_did_not_know_does_not_come_back_late(pool):
    receive(pool, Paid, [paid("a", JAN, 5)], 20110, "full", covers=[(20000, 20300)])
    late = receive(pool, Paid, [paid("b", JAN, 6)], 20100)
    assert late.late == 1
    assert shown(pool) == [("a", JAN, 5)]


def test_what_a_newer_full_delivery_named_again_is_not_ended_by_an_older_one_arriving_late(pool):
    receive(pool, Paid, [paid("a", JAN, 5)], 20100)
    receive(pool, Paid, [paid("a", JAN, 5)], 20120, "full", covers=[(20000, 20300)])
    late = receive(pool, Paid, [paid("b", MAR, 1)], 20110, "full", covers=[(20000, 20147)])
    assert late.ended == 0
    assert shown(pool) == [("a", JAN, 5)]


def test_what_a_newer_full_delivery_named_again_is_not_withdrawn_by_an_older_extract(pool):
    receive(pool, Paid, [paid("a", JAN, 5)], 20100)
    receive(pool, Paid, [paid("a", JAN, 5)], 20120, "full", covers=[(20000, 20300)])
    late = receive(pool, Paid, [paid("a", JAN, None)], 20110, "withdrawn")
    assert late.ended == 0
    assert shown(pool) == [("a", JAN, 5)]


def test_a_full_delivery_does_not_end_rows_of_someone_held_back(pool):
    receive(pool, Paid, [paid("a", JAN, 5), paid("b", JAN, 6)], 20100)
    bad = [{"person": "b", "for_month": "2025-13", "amount": "6"}]
    found = receive(pool, Paid, [paid("a", JAN, 5)], 20110, "full", [(20000, 20300)], bad)
    assert (found.quarantined, found.ended) == (1, 0)
    assert shown(pool) == [("a", JAN, 5), ("b", JAN, 6)]
    assert pool.catalogue.punctured("pool_paid") == ["b"]
    assert pool.catalogue.punctured("pool_paid", known_at=1) == []


def test_a_repair_of_every_row_held_back_ends_the_doubt(pool):
    bad = [{"person": "b", "for_month": "2025-13"}, {"person": "b", "for_month": "x"}]
    receive(pool, Paid, [paid("a", JAN, 5)], 20100, bad=bad)
    one = order(Paid, 20101, "changes", repairs=1)
    pool.receive(one, batches(Paid, [paid("b", JAN, 1)]))
    assert pool.catalogue.punctured("pool_paid") == ["b"]
    pool.receive(one, batches(Paid, [paid("b", JAN, 1), paid("b", FEB, 1)]))
    assert pool.catalogue.punctured("pool_paid") == []
    assert pool.catalogue.punctured("pool_paid", known_at=2) == ["b"]


def test_rows_about_other_months_do_not_end_the_doubt(pool):
    receive(pool, Paid, [], 20100, bad=[{"person": "b", "for_month": "2025-13"}])
    receive(pool, Paid, [paid("b", FEB, 1)], 20130)
    assert pool.catalogue.punctured("pool_paid") == ["b"]


def test_a_full_delivery_of_all_days_ends_the_doubt(pool):
    bad = [{"person": "b", "for_month": "2025-13"}]
    receive(pool, Paid, [paid("a", JAN, 5)], 20100, "full", [(20000, 20100)], bad)
    receive(pool, Paid, [paid("a", JAN, 5)], 20130, "full", [(20089, 20130)])
    assert pool.catalogue.punctured("pool_paid") == ["b"]
    receive(pool, Paid, [paid("a", JAN, 5)], 20130, "full", [(20000, 20130)])
    assert pool.catalogue.punctured("pool_paid") == []


def test_rows_that_contradict_each_other_are_held_back(pool):
    rows = [paid("a", JAN, 5), paid("a", JAN, 6), paid("b", JAN, 1), paid("b", JAN, 1)]
    found = receive(pool, Paid, rows, 20100)
    assert (found.accepted, found.quarantined, found.repeated) == (1, 2, 1)
    assert shown(pool) == [("b", JAN, 1)]
    assert pool.catalogue.punctured("pool_paid") == ["a"]


def test_a_row_can_move_to_another_person_and_is_kept_once_a_subject(pool):
    receive(pool, Hires, [hire("h1", "a", "F"), hire("h2", "b", None)], 20100)
    receive(pool, Hires, [hire("h1", "c", "G")], 20110)
    assert shown(pool, Hires) == [("h1", "c", "G", 20000), ("h2", "b", None, 20000)]
    assert shown(pool, Hires, by="firm") == [("h1", "c", "G", 20000)]
    assert shown(pool, Hires, by="firm", known_at=1) == [("h1", "a", "F", 20000)]


def test_whoever_a_row_held_back_names_is_in_doubt(pool):
    found = receive(pool, Hires, [hire("h1", "a", "11010519491231002X")], 20100)
    assert (found.accepted, found.quarantined) == (0, 1)
    assert pool.catalogue.punctured("pool_hires") == ["a"]


def test_both_firms_and_both_people_of_a_contradiction_are_in_doubt(pool):
    receive(pool, Hires, [hire("h1", "a", "F"), hire("h1", "b", "G")], 20100)
    assert pool.catalogue.punctured("pool_hires") == ["F", "G", "a", "b"]


def test_every_wrong_number_of_a_row_is_told(pool):
    number = "11010519491231002X"
    _, held = pool.receive(order(Hires, 20100), batches(Hires, [hire("h1", number, number)]))
    assert [r["column"] for r in held.rows[-1]["reasons"][0]] == ["person", "firm"]


def test_a_resident_number_does_not_enter_the_pool_as_it_is(pool):
    found, held = pool.receive(
        order(Paid, 20100), batches(Paid, [paid("11010519491231002X", JAN, 5)])
    )
    assert (found.accepted, found.quarantined) == (0, 1)
    assert "身份证" in held.rows[0]["reasons"][0][0]["zh"]
    assert shown(pool) == []


def test_a_folder_without_a_pool_is_said_to_be_none(tmp_path):
    with pytest.raises(DataError, match="这里没有数据池"):
        Pool.open(tmp_path)
