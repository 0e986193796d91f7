"""How is a set of months handled as words of bits? Sixty months a word, in Int64.

Block k holds the months 60·k to 60·k + 59. A word is never negative, so that nothing wraps.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, and_, or_

import polars as pl

from zhiban.engines.columnar.lets import Let

WORD = 60
FULL = 2**WORD - 1
Words = tuple[pl.Expr, ...]


def number(value: int | None) -> pl.Expr:
    """A constant word, month or count."""
    return pl.lit(value, dtype=pl.Int64)


def blocks_of(first: int, last: int) -> tuple[int, ...]:
    """The blocks that the months from `first` to `last` lie in."""
    return tuple(range(first // WORD, last // WORD + 1))


def power(of: pl.Expr) -> pl.Expr:
    """2 to the power of 0..60."""
    return number(2).pow(of)


def stretch(blocks: Sequence[int], first: pl.Expr | None, last: pl.Expr | None) -> Words:
    """The months from `first` to `last`; None or null: no limit on that side."""
    words = []
    for block in blocks:
        low, high = number(1), number(2**WORD)
        if first is not None:
            low = power((first - WORD * block).clip(0, WORD).fill_null(0))
        if last is not None:
            high = power((last - (WORD * block - 1)).clip(0, WORD).fill_null(WORD))
        words.append(pl.when(high > low).then(high - low).otherwise(number(0)))
    return tuple(words)


def both(a: Words, b: Words) -> Words:
    """The months in both."""
    return tuple(map(and_, a, b))


def any_of(a: Words, b: Words) -> Words:
    """The months in either."""
    return tuple(map(or_, a, b))


def without(a: Words, b: Words) -> Words:
    """The months of a that are not in b."""
    return tuple(x & (number(FULL) - y) for x, y in zip(a, b, strict=True))


def named(words: Words, let: Let) -> Words:
    """The words as columns."""
    return tuple(let(word) for word in words)


def count(words: Words) -> pl.Expr:
    """How many months."""
    return reduce(add, (word.bitwise_count_ones().cast(pl.Int64) for word in words), number(0))


def has(blocks: Sequence[int], words: Words, month: pl.Expr) -> pl.Expr:
    """Whether the set has the month; never null."""
    found = pl.lit(False)
    for block, word in zip(blocks, words, strict=True):
        offset = month - WORD * block
        inside = offset.is_between(0, WORD - 1)
        hit = (word & power(pl.when(inside).then(offset).otherwise(0))) != 0
        found = found | (inside & hit).fill_null(False)
    return found


def from_lists(blocks: Sequence[int], months: pl.Expr) -> Words:
    """The words of the months in a list column; a null list has none."""
    words = []
    for block in blocks:
        offset = pl.element() - WORD * block
        inside = offset.is_between(0, WORD - 1)
        marked = pl.when(inside).then(power(pl.when(inside).then(offset).otherwise(0)))
        words.append(months.list.eval(marked).list.sum().fill_null(0).cast(pl.Int64))
    return tuple(words)
