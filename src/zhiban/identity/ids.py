"""What does a subject id look like, and which subject does it stand for?

A letter for the kind of subject and 12 characters of base 32 (no I, L, O, U): `P7K2Q…`. Subjects
are numbered as they are made; an id is that ordinal, scrambled by a bijection of 60 bits that is
different for every ledger. So no id is given twice, none says anything of its subject, not even
whether it was made early or late, and no index from ids to subjects has to be kept.
"""

from __future__ import annotations

import polars as pl

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Letters of the kinds of subject; a kind that a pack adds has S.
LETTERS = {"person": "P", "enterprise": "E", "household": "H", "place": "L"}
FORM = f"^[PEHLS][{ALPHABET}]{{12}}$"
_MASK = (1 << 60) - 1
_HALF = 1 << 30
_FIRST, _SECOND = 0x9E3779B97F4A7C1, 0xD6E8FEB86659FD9
_PAIRS = [a + b for a in ALPHABET for b in ALPHABET]


def letter(kind: str) -> str:
    """The letter with which ids of this kind of subject begin."""
    return LETTERS.get(kind, "S")


def ids_of(ordinals: pl.Series, letters: pl.Series | str, seed: int) -> pl.Series:
    """The ids of subjects by their ordinals (integers); null for null."""
    pairs = pl.Series(_PAIRS)
    number = pl.col("number")
    parts = [pl.lit(pairs).gather(number // 1024**i % 1024) for i in range(5, -1, -1)]
    frame = pl.DataFrame({"number": _scrambled(ordinals, seed)})
    if isinstance(letters, str):
        return frame.select(id=pl.concat_str(pl.lit(letters), *parts))["id"]
    return frame.with_columns(letters.alias("letter")).select(id=pl.concat_str("letter", *parts))[
        "id"
    ]


def ordinals_of(ids: pl.Series, seed: int) -> pl.Series:
    """The ordinals that ids stand for, as Int64; null for a text that is no id."""
    fits = ids.str.contains(FORM)
    texts = pl.DataFrame({"id": ids.set(~fits, None)})
    digit = [
        pl.col("id")
        .str.slice(place, 1)
        .replace_strict(list(ALPHABET), list(range(32)), default=None, return_dtype=pl.UInt64)
        for place in range(1, 13)
    ]
    number = digit[0]
    for further in digit[1:]:
        number = number * 32 + further
    return _restored(texts.select(number=number)["number"], seed).cast(pl.Int64)


def _scrambled(ordinals: pl.Series, seed: int) -> pl.Series:
    x = ordinals.cast(pl.UInt64)
    x = (x * _FIRST + (seed & _MASK)) & _MASK  # unsigned products wrap, which is what is wanted
    x = x ^ (x // _HALF)
    x = (x * _SECOND) & _MASK
    return x ^ (x // _HALF)


def _restored(numbers: pl.Series, seed: int) -> pl.Series:
    x = numbers
    x = x ^ (x // _HALF)  # undoes itself: 30 is half of 60
    x = (x * pow(_SECOND, -1, _MASK + 1)) & _MASK
    x = x ^ (x // _HALF)
    return ((x + (_MASK + 1) - (seed & _MASK)) * pow(_FIRST, -1, _MASK + 1)) & _MASK
