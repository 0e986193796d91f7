"""In which of 32 buckets does a subject lie? All rows about one subject lie in one."""

from __future__ import annotations

import polars as pl

#: A number that never changes: it decides in which folder a row lies.
BUCKETS = 32

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_OF_CHARACTER = {chr(code): code % BUCKETS for code in range(128)} | {
    character: number for number, character in enumerate(_ALPHABET)
}


def bucket_of(subject: str) -> pl.Expr:
    """The bucket of a column of subject ids, Int8: by the last character, which the ledger draws
    evenly; null without an id."""
    last = pl.col(subject).str.slice(-1)
    return last.replace_strict(_OF_CHARACTER, default=0, return_dtype=pl.Int8)
