"""Is this a resident identity number (GB 11643), and what does it say of its holder?

18 characters: division of first registration, date of birth, sequence (odd for men), and a check
character by ISO 7064 MOD 11-2. Numbers of 15 digits, given until 1999, are brought to 18. The
residence permits of Hong Kong, Macao (81, 82) and Taiwan (83) residents and, since December 2023,
the permanent residence cards of foreigners (9…) have numbers of the same form and check.
Divisions are abolished and renamed all the time, so only the first two digits are looked at.
"""

from __future__ import annotations

import functools
import operator

import polars as pl

FORM = r"^[0-9]{17}[0-9X]$"
#: A text of this form is plain already.
PLAIN = r"^([0-9]{17}[0-9X]|[0-9]{15})$"
#: GB/T 2260, first two digits; 83: Taiwan residents' permits (State Council Office 2018 No. 81).
_PROVINCES = (
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
    50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FIRST_YEAR, _LAST_YEAR = 1850, 2199


def read(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Plain texts as numbers of 18 characters and, where they are none, the code of the reason."""
    frame = pl.DataFrame({"text": text})
    old = frame.select(pl.col("text").str.contains(r"^[0-9]{15}$").alias("old"))["old"]
    if old.any():
        frame = frame.select(_brought_to_18(pl.col("text"), old))
    text = frame["text"]
    fits = text.str.contains(FORM)
    frame = frame.with_columns(body=text.str.slice(0, 17).cast(pl.Int64, strict=False))
    reason = frame.select(_fault(old).alias("reason"))["reason"]
    misfits = (~fits).fill_null(False)
    if misfits.any():
        few = frame.filter(misfits).select(_misfit(pl.col("text")).alias("reason"))["reason"]
        reason = reason.scatter(misfits.arg_true(), few)
    return text.set(reason.is_not_null(), None), reason


def born_on(number: pl.Series) -> pl.Series:
    """The date of birth in each number of 18 characters, as Date."""
    return number.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)


def is_man(number: pl.Series) -> pl.Series:
    """Whether the sequence in each number is odd: a man's."""
    return number.str.slice(16, 1).cast(pl.Int64, strict=False) % 2 == 1


def _brought_to_18(text: pl.Expr, old: pl.Series) -> pl.Expr:
    body = text.str.slice(0, 6) + "19" + text.str.slice(6, 9)
    check = _check(body.cast(pl.Int64, strict=False))
    last = check.replace_strict(list(range(11)), list(_CHECKS), default=None)
    return pl.when(old).then(body + last).otherwise(text).alias("text")


def _check(body: pl.Expr) -> pl.Expr:
    """Sum of weighted digits mod 11, for 17 digits held in one 64-bit number."""
    terms = [body // 10 ** (16 - i) % 10 * weight for i, weight in enumerate(_WEIGHTS)]
    total: pl.Expr = functools.reduce(operator.add, terms) % 11
    return total


def _fault(old: pl.Series) -> pl.Expr:
    """What is wrong with texts of the right form; nonsense for the others."""
    text, body = pl.col("text"), pl.col("body")
    province = body // 10**15
    area = province.is_in(_PROVINCES) | (province // 10 == 9)
    last = text.str.slice(17, 1)
    wanted = _check(body).replace_strict(list(range(11)), list(_CHECKS), default=None)
    birth = pl.when(old).then(pl.lit("key-birth-15")).otherwise(pl.lit("key-birth"))
    wrong = pl.when(text.str.ends_with("000")).then(pl.lit("key-rounded"))
    return (
        pl.when(text.is_null())
        .then(None)
        .when(~area)
        .then(pl.lit("key-area"))
        .when(~_real_day(body))
        .then(birth)
        .when(last != wanted)
        .then(wrong.otherwise(pl.lit("key-check")))
        .otherwise(None)
    )


def _misfit(text: pl.Expr) -> pl.Expr:
    return (
        pl.when(text.str.contains(r"^[0-9](\.[0-9]+)?E\+?[0-9]{2}$"))
        .then(pl.lit("key-scientific"))
        .when(~text.str.contains(r"^[0-9]*X?$"))
        .then(pl.lit("key-characters"))
        .otherwise(pl.lit("key-length"))
    )


def _real_day(body: pl.Expr) -> pl.Expr:
    """Whether digits 7 to 14 are a day of the calendar; arithmetic, as parsing dates is slow."""
    year, month, day = body // 10**7 % 10**4, body // 10**5 % 100, body // 1000 % 100
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    short = pl.when(month == 2).then(28 + leap.cast(pl.Int64))
    days = short.otherwise(30 + (month + month // 8) % 2)
    in_years = year.is_between(_FIRST_YEAR, _LAST_YEAR)
    return in_years & month.is_between(1, 12) & day.is_between(1, days)
