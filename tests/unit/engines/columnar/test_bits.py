"""Words of sixty months: which words, which of their bits? Edges of words and of stretches."""

from __future__ import annotations

import polars as pl
import pytest

from zhiban.engines.columnar.bits import FULL, WORD, blocks_of, stretch


@pytest.mark.parametrize(
    ("first", "last", "blocks"),
    [
        (0, 0, (0,)), (0, 59, (0,)), (0, 60, (0, 1)), (59, 60, (0, 1)), (60, 60, (1,)),
        (119, 120, (1, 2)), (24288, 24299, (404,)), (24299, 24300, (404, 405)),
    ],
)  # fmt: skip
def test_a_stretch_lies_in_the_words_that_hold_its_months(
    first: int, last: int, blocks: tuple[int, ...]
) -> None:
    assert blocks_of(first, last) == blocks


def months_of(first: int | None, last: int | None) -> set[int]:
    """The months that `stretch` gives in the first two words."""
    frame = pl.DataFrame({"first": [first], "last": [last]},
                         schema={"first": pl.Int64, "last": pl.Int64})  # fmt: skip
    words = frame.select(
        pl.Series(name, [0]) if expr is None else expr.alias(name)
        for name, expr in zip("ab", stretch((0, 1), pl.col("first"), pl.col("last")), strict=True)
    ).row(0)
    return {
        WORD * k + bit for k, word in enumerate(words) for bit in range(WORD) if word >> bit & 1
    }


@pytest.mark.parametrize(
    ("first", "last"),
    [(0, 0), (0, 59), (59, 60), (60, 60), (3, 2), (60, 59), (119, 119), (-5, 0), (118, 500),
     (-9, -1), (120, 130), (0, 119)],
)  # fmt: skip
def test_a_stretch_holds_its_first_and_its_last_month_and_none_beside(
    first: int, last: int
) -> None:
    assert months_of(first, last) == set(range(first, last + 1)) & set(range(2 * WORD))


def test_an_open_side_has_no_limit() -> None:
    assert months_of(None, 2) == {0, 1, 2}
    assert months_of(117, None) == {117, 118, 119}
    assert len(months_of(None, None)) == 2 * WORD and FULL.bit_count() == WORD
