"""Are ids different, free of meaning, and traceable to their subject?"""

from __future__ import annotations

import polars as pl
import pytest

from zhiban.identity import ids


@pytest.mark.parametrize("seed", [0, 1, 2**60 - 1, 2**63])
def test_an_id_stands_for_one_ordinal_and_can_be_traced_back(seed):
    ordinals = pl.concat([pl.Series(range(1, 50_000)), pl.Series([2**59, 2**60 - 1])])
    made = ids.ids_of(ordinals, "P", seed)
    assert made.str.contains(ids.FORM).all()
    assert made.n_unique() == len(ordinals)
    assert (ids.ordinals_of(made, seed) == ordinals).all()


def test_neighbours_do_not_look_alike_and_ledgers_differ():
    one = ids.ids_of(pl.Series(range(1, 1000)), "P", 1)
    assert one.str.slice(0, 4).n_unique() > 900
    assert one.sort().to_list() != one.to_list()
    other = ids.ids_of(pl.Series(range(1, 1000)), "P", 2)
    assert not set(one) & set(other)


def test_a_text_that_is_no_id_stands_for_nobody():
    texts = pl.Series(["", "x", None, "P00000000000I", "X000000000000", "P0000000000000"])
    assert ids.ordinals_of(texts, 3).to_list() == [None] * 6


def test_kinds_of_subject_show_in_the_first_letter():
    assert [ids.letter(k) for k in ("person", "enterprise", "household", "place", "vessel")] == [
        "P", "E", "H", "L", "S",
    ]  # fmt: skip
    mixed = ids.ids_of(pl.Series([None, 7, 8]), pl.Series(["P", "E", "H"]), 0)
    assert mixed[0] is None and mixed[1][0] == "E" and mixed[2][0] == "H"
