"""Who is in a household on a day, when some days are not known?"""

from __future__ import annotations

import polars as pl

from zhiban.identity.households import SCHEMA, doubles, members_on
from zhiban.model.types import NEVER_DAY


def stays(*rows):
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def on(rows, day):
    return {(h, p): m for h, p, m in members_on(rows, day).iter_rows()}


def test_membership_holds_from_the_first_day_to_the_last():
    rows = stays(("H", "a", 100, 199))
    assert on(rows, 99) == {} == on(rows, 200)
    assert on(rows, 100) == {("H", "a"): True} == on(rows, 199)


def test_a_day_that_is_not_known_is_neither_yes_nor_no():
    rows = stays(("H", "a", None, 199), ("H", "b", 100, None), ("H", "c", 100, NEVER_DAY))
    assert on(rows, 150) == {("H", "a"): None, ("H", "b"): None, ("H", "c"): True}
    assert on(rows, 250) == {("H", "b"): None, ("H", "c"): True}
    assert on(rows, 50) == {("H", "a"): None}


def test_of_several_stays_one_sure_one_is_enough():
    rows = stays(("H", "a", None, 199), ("H", "a", 120, 160))
    assert on(rows, 150) == {("H", "a"): True} and on(rows, 170) == {("H", "a"): None}


def test_two_households_at_once_are_for_a_person_to_settle():
    rows = stays(("H1", "a", 0, NEVER_DAY), ("H2", "a", 50, NEVER_DAY), ("H2", "b", 0, None))
    assert doubles(rows, 49).is_empty()
    assert doubles(rows, 50).rows() == [("a", ["H1", "H2"])]
