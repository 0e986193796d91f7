"""How are yuan, fen and rates read, written and rounded without losing anything?

Money is an integer number of fen everywhere; a rate is a Fraction. No float is made or accepted.
Rounding works on the size of an amount, so that a debt rounds like the payment it mirrors:
round(−x) = −round(x) for every way of rounding.
"""

from __future__ import annotations

import re
from fractions import Fraction

#: Rounding units in fen.
UNITS_FEN = {"fen": 1, "jiao": 10, "yuan": 100}
#: 四舍五入 · 四舍六入五成双 · 舍去 · 进一.
WAYS = ("half_up", "half_even", "down", "up")

INT64_MAX = 2**63 - 1

_NUMBER = r"[+-]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_YUAN = re.compile(rf"[¥￥]?\s*({_NUMBER})\s*(元|万元|亿元|yuan)?", re.ASCII)
_RATE = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*([%％‰]?)", re.ASCII)
_QUOTIENT = re.compile(r"([+-]?\d+)\s*/\s*(\d+)", re.ASCII)
_FACTORS = {"万元": 10_000, "亿元": 100_000_000}


def yuan_to_fen(text: str) -> int:
    """ "1864.00 元", "1,864", "0.5 万元" → fen, exactly.

    ValueError if the text is no amount or finer than a fen; OverflowError beyond 64 bits.
    """
    match = _YUAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not an amount in yuan")
    number = Fraction(re.sub("[,，]", "", match[1]))
    fen = number * 100 * _FACTORS.get(match[2] or "元", 1)
    if fen.denominator != 1:
        raise ValueError(f"{text!r} is finer than a fen")
    return _in_64_bits(fen.numerator)


def fen_to_yuan_text(fen: int) -> str:
    """186400 → "1864.00"; the sign stands in front."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02d}"


def round_fraction(num: int, den: int, to: str, how: str) -> int:
    """The amount `num`/`den` fen, rounded to a whole number of `to` (fen, jiao, yuan), in fen.

    `how`: half_up (a half goes away from zero), half_even (a half goes to the even unit), down
    (towards zero), up (away from zero). Never decreasing in the amount. `den` 0 →
    ZeroDivisionError; a result beyond 64 bits → OverflowError; other words → ValueError.
    """
    if to not in UNITS_FEN:
        raise ValueError(f"to is one of {', '.join(UNITS_FEN)}, not {to!r}")
    if how not in WAYS:
        raise ValueError(f"how is one of {', '.join(WAYS)}, not {how!r}")
    unit = UNITS_FEN[to]
    if den == 0:
        raise ZeroDivisionError("an amount over nothing")
    size, whole = abs(num), abs(den) * unit
    units, rest = divmod(size, whole)
    if how == "up":
        units += rest > 0
    elif how == "half_up":
        units += 2 * rest >= whole
    elif how == "half_even":
        units += 2 * rest > whole or (2 * rest == whole and units % 2 == 1)
    return _in_64_bits(units * unit * (-1 if (num < 0) != (den < 0) else 1))


def parse_rate(text: str) -> Fraction:
    """ "5.5 %", "5.5%", "8 ‰", "1/20", "0.055" → the exact fraction; ValueError otherwise."""
    stripped = text.strip()
    if quotient := _QUOTIENT.fullmatch(stripped):
        if int(quotient[2]) == 0:
            raise ValueError(f"{text!r} divides by zero")
        return Fraction(int(quotient[1]), int(quotient[2]))
    match = _RATE.fullmatch(stripped)
    if match is None:
        raise ValueError(f"{text!r} is not a rate")
    return Fraction(match[1]) / {"": 1, "‰": 1000}.get(match[2], 100)


def _in_64_bits(fen: int) -> int:
    if abs(fen) > INT64_MAX:
        raise OverflowError("an amount beyond 64 bits")
    return fen
