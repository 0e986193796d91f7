"""What was worked out before about other subjects, on their own side? (SEM 16)

Where registers are read a bucket at a time, the rows about an employer lie elsewhere than those
about the employee. An earlier pass worked out what is asked about employers; here it is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from zhiban.engines.columnar.masks import Mask, Piece, Pieces, joined

#: By the kind of subject asked about, and the column (`register.name`) of the row it is asked about
#: ("": of no row).
Exchange = Mapping[tuple[str, str], "Brought"]


@dataclass(frozen=True, eq=False)
class Brought:
    """Facts of other subjects, or of rows: one line for each `key`, a subject's id or a row's.

    For each fact its canonical columns, `<fact>.because` (JSON) and `<fact>.next_change`.
    """

    frame: pl.DataFrame
    facts: frozenset[str]

    def beside(self, asked: pl.DataFrame, key: str) -> pl.DataFrame:
        """`asked` with the facts beside it. KeyError when something named was not worked out: a
        hole in the exchange must never look like a gap in a register."""
        found = asked.join(
            self.frame.with_columns(pl.lit(True).alias("=there")),
            left_on=key, right_on="key", how="left", maintain_order="left", validate="m:1",
        )  # fmt: skip
        if found["=there"].null_count():
            missing = found.filter(pl.col("=there").is_null())[key].head(3).to_list()
            raise KeyError(f"not in the exchange: {key} {missing}, facts {sorted(self.facts)[:3]}")
        return found.drop("=there")


def reason_mask(frame: pl.DataFrame, fact_id: str, pieces: Pieces) -> Mask:
    """The pieces that a brought fact's reasons name, row by row."""
    column = f"{fact_id}.because"
    texts = frame[column].drop_nulls().unique().sort()
    words: dict[int, dict[str, int]] = {}
    for text in texts:
        for word, bits in _bits(text, pieces).items():
            words.setdefault(word, {})[text] = bits
    return joined(
        {word: pl.col(column).replace_strict(by_text, default=0, return_dtype=pl.UInt64)}
        for word, by_text in words.items()
    )


def _bits(text: str, pieces: Pieces) -> dict[int, int]:
    found: dict[int, int] = {}
    for reason in json.loads(text):
        piece = Piece(
            operation=reason.get("of", ""), kind=reason["kind"],
            register=reason.get("register", ""), column=reason.get("column", ""),
        )  # fmt: skip
        word, bit = pieces.place(piece)
        found[word] = found.get(word, 0) | 1 << bit
    return found
