"""How long is the longest run of set bits over several words? By doubling, all rows at once."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

WORD = 60
FULL = 2**WORD - 1


def longest_runs(blocks: Sequence[int], words: Sequence[pl.Expr]) -> pl.Expr:
    """The longest run of ones in words of 60 bits; runs go on where blocks follow each other."""
    if not words:
        return pl.lit(0, dtype=pl.Int64)
    places = tuple(blocks)

    def over_all(series: Sequence[pl.Series]) -> pl.Series:
        return _longest(places, [s.cast(pl.Int64) for s in series])

    return pl.map_batches(list(words), over_all, return_dtype=pl.Int64, is_elementwise=True)


def _longest(blocks: tuple[int, ...], words: list[pl.Series]) -> pl.Series:
    height = max(len(word) for word in words)
    words = [w.new_from_index(0, height) if len(w) < height else w for w in words]
    best = suffix = pl.repeat(0, height, dtype=pl.Int64, eager=True)
    previous: int | None = None
    for block, word in zip(blocks, words, strict=True):
        if previous is None or block != previous + 1:
            suffix = best.clear(height).fill_null(0)
        previous = block
        frame = pl.DataFrame({"w": word, "best": best, "suffix": suffix, "inner": _inside(word)})
        w, rest = pl.col("w"), FULL - pl.col("w")
        joined = pl.col("suffix") + w.bitwise_trailing_ones().cast(pl.Int64)
        tail = rest.bitwise_leading_zeros().cast(pl.Int64) - (64 - WORD)
        frame = frame.select(
            best=pl.max_horizontal("best", "inner", joined),
            suffix=pl.when(w == FULL).then(pl.col("suffix") + WORD).otherwise(tail),
        )
        best, suffix = frame["best"], frame["suffix"]
    return best


def _inside(word: pl.Series) -> pl.Series:
    """The longest run within one word: starts of runs of 1, 2, 4 … bits, then the exact length."""
    starts = [word]
    for step in (1, 2, 4, 8, 16):
        starts.append(starts[-1] & (starts[-1] // 2**step))
    at = pl.repeat(FULL, len(word), dtype=pl.Int64, eager=True)
    length = pl.repeat(0, len(word), dtype=pl.Int64, eager=True)
    for power in range(5, -1, -1):
        frame = pl.DataFrame({"at": at, "length": length, "starts": starts[power]})
        there = pl.col("at") & pl.col("starts").floordiv(
            pl.lit(2, dtype=pl.Int64).pow(pl.col("length"))
        )
        frame = frame.with_columns(there=there.cast(pl.Int64)).select(
            at=pl.when(pl.col("there") != 0).then("there").otherwise("at"),
            length=pl.col("length") + pl.when(pl.col("there") != 0).then(2**power).otherwise(0),
        )
        at, length = frame["at"], frame["length"]
    return length
