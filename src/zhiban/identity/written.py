"""What does a number say in plain characters, however it was typed?

Full-width digits, blanks, lower case and characters that nobody sees do not change which number is
meant, as long as its check character fits afterwards; they are put right and reported.
"""

from __future__ import annotations

import polars as pl

#: Format and control characters, variation selectors, Hangul fillers: they take no place on paper.
INVISIBLE = r"[\p{Cf}\p{Cc}\x{FE00}-\x{FE0F}\x{115F}\x{1160}\x{3164}]"
_BLANK = r"\s"
_WIDE = r"[\x{FF01}-\x{FF5E}\x{2160}-\x{217F}]"
_PLACEHOLDERS = (
    "无",
    "暂无",
    "不详",
    "未知",
    "无证件",
    "NULL",
    "NONE",
    "N/A",
    "NA",
    "NIL",
    "-",
    "—",
    "*",
)


def plain(column: pl.Series, known_form: str) -> pl.Series:
    """`column` in plain upper-case characters without blanks; an empty cell is null.

    Texts that match the regular expression `known_form` are plain already and not looked at again.
    """
    text = column.cast(pl.String)
    odd = ~text.str.contains(known_form).fill_null(True)
    if not odd.any():
        return text
    put_right = (
        text.filter(odd)
        .str.normalize("NFKC")
        .str.replace_all(INVISIBLE, "")
        .str.replace_all(_BLANK, "")
        .str.to_uppercase()
    )
    put_right = put_right.set(put_right.str.len_bytes() == 0, None)
    return text.clone().scatter(odd.arg_true(), put_right)


def visible(column: pl.Series) -> pl.Series:
    """Names and the like: without characters nobody sees, and without blanks at both ends."""
    text = column.cast(pl.String).str.replace_all(INVISIBLE, "").str.strip_chars()
    return text.set(text.str.len_bytes() == 0, None)


def placeholders(text: pl.Series) -> pl.Series:
    """Which texts say "none" instead of a number: 无, N/A, or one character again and again."""
    alike = text.str.len_chars() > 3
    first = text.str.slice(0, 1)
    alike &= text.str.strip_chars_start(first).str.len_bytes() == 0
    return text.is_in(_PLACEHOLDERS) | alike


def how_written(column: pl.Series) -> pl.Series:
    """The worst oddity in the writing of each text, by its code in `key_reasons`; or null."""
    text = column.cast(pl.String)
    frame = pl.DataFrame({"text": text})
    return frame.select(
        pl.when(pl.col("text").str.contains(INVISIBLE))
        .then(pl.lit("key-invisible"))
        .when(pl.col("text").str.contains(_WIDE))
        .then(pl.lit("key-wide"))
        .when(pl.col("text").str.contains(_BLANK))
        .then(pl.lit("key-blank"))
        .when(pl.col("text").str.contains(r"\p{Ll}"))
        .then(pl.lit("key-case"))
        .otherwise(None)
        .alias("note")
    )["note"]
