"""Which value does a text stand for? Whole columns at once; null where there is none.

Each function takes trimmed text (null = unknown) and gives null for what it cannot read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

import polars as pl

from zhiban.model import types as t

NEVER_WORDS = ("never", "从未")
TRUE_WORDS = ("true", "是")
FALSE_WORDS = ("false", "否")
_FIRST_DAY = t.day_number(dt.date(1, 1, 1))
_FRACTION = r"^(?P<num>-?[0-9]+) */ *(?P<den>[0-9]+)$"
_DECIMAL = r"^(?P<whole>-?[0-9]+)(?:\.(?P<part>[0-9]+))? *(?P<percent>%?)$"
_MOST_PLACES = 18


def trimmed(column: pl.Series) -> pl.Series:
    """Text without blanks at both ends; an empty cell is null (unknown)."""
    text = column.str.strip_chars()
    return text.set(text.str.len_bytes() == 0, None)


#: Controls, marks of direction and blanks without width: two texts that look alike differ by them.
INVISIBLE = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u{80}-\u{9f}\u{ad}\u{200b}-\u{200f}"
    r"\u{202a}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}]"
)


def texts(text: pl.Series) -> pl.Series:
    """Text without invisible characters; null where there are any."""
    return text.set(text.str.contains(INVISIBLE), None)


def integers(text: pl.Series) -> pl.Series:
    """Whole numbers within 64 bits, as Int64."""
    return text.cast(pl.Int64, strict=False)


def truths(text: pl.Series) -> pl.Series:
    """true/false in any case of letters, 是/否, as Boolean."""
    known = dict.fromkeys(TRUE_WORDS, True) | dict.fromkeys(FALSE_WORDS, False)
    lower = text.str.to_lowercase()
    return lower.replace_strict(known, default=None, return_dtype=pl.Boolean)


def real_days(days: pl.Series) -> pl.Series:
    """Day numbers between the years 1 and 9999; null outside."""
    return days.set((days < _FIRST_DAY) | (days > t.NEVER_DAY), None)


def dates(text: pl.Series) -> pl.Series:
    """ISO dates or the word for never, as day numbers."""
    iso = text.set(~text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), None)
    days = real_days(iso.str.to_date("%Y-%m-%d", strict=False).to_physical().cast(pl.Int64))
    return days.set(text.is_in(NEVER_WORDS), t.NEVER_DAY)


def months(text: pl.Series) -> pl.Series:
    """`2024-07` or the word for never, as month numbers."""
    fits = text.str.contains(r"^[0-9]{4}-[0-9]{2}$")
    iso = text.set(~fits, None)
    year, month = integers(iso.str.slice(0, 4)), integers(iso.str.slice(5, 2))
    number = year * 12 + month - 1
    number = number.set((month < 1) | (month > 12) | (year < 1), None)
    return number.set(text.is_in(NEVER_WORDS), t.NEVER_MONTH)


def fractions(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """`2/40`, `0.05`, `5 %` or `3` as numerator and denominator (> 0), not reduced."""
    quotient = text.str.extract_groups(_FRACTION).struct
    decimal = text.str.extract_groups(_DECIMAL).struct
    part = decimal.field("part").fill_null("")
    percent = (decimal.field("percent") == "%").fill_null(False)
    places = part.str.len_bytes().cast(pl.Int64) + 2 * percent.cast(pl.Int64)
    digits = integers(decimal.field("whole") + part)
    powers = {n: 10**n for n in range(_MOST_PLACES + 1)}
    power = places.replace_strict(powers, default=None, return_dtype=pl.Int64)
    num = integers(quotient.field("num")).zip_with(quotient.field("num").is_not_null(), digits)
    den = integers(quotient.field("den")).zip_with(quotient.field("num").is_not_null(), power)
    lost = num.is_null() | den.is_null() | (den <= 0)
    return num.set(lost, None), den.set(lost, None)


def spellings(codes: t.CodeList) -> dict[str, str]:
    """Every way to write a code of the list: the code, or its Chinese title if it is its alone."""
    pairs = list(zip(codes.titles, codes.codes, strict=False))
    times = Counter(codes.titles)
    alone = {title: code for title, code in pairs if title and times[title] == 1}
    return alone | {code: code for code in codes.codes}


def codes_of(text: pl.Series, codes: t.CodeList) -> pl.Series:
    """Codes of the list, as text."""
    return text.replace_strict(spellings(codes), default=None, return_dtype=pl.String)


def places_of(text: pl.Series, codes: t.CodeList) -> pl.Series:
    """Places in the ordered list (0 = lowest), as Int64."""
    place = {code: n for n, code in enumerate(codes.codes)}
    known = {word: place[code] for word, code in spellings(codes).items()}
    return text.replace_strict(known, default=None, return_dtype=pl.Int64)
