"""By which numbers do made-up people and firms go in deliveries? Right by rule, and nobody's.

Resident numbers (GB 11643) and credit codes (GB 32100) carry a division code that stands in no list
(500199, 500198, …), so that no real number can be hit; birth date, sex and check characters are
right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl
from stdnum.cn import ric

from zhiban.model.types import date_of

_NOWHERE = ("500199", "500198", "500197", "500196", "500195")
_SEQUENCES = 500
_CODES = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def resident_numbers(persons: pl.DataFrame) -> dict[str, str]:
    """A number for each of `persons` (person, sex GB/T 2261.1, born_on as day number)."""
    met: Counter[tuple[int, bool]] = Counter()
    out = {}
    for person, sex, born_on in persons.select("person", "sex", "born_on").iter_rows():
        is_man = sex == "1"
        rank = met[born_on, is_man]
        met[born_on, is_man] += 1
        area, place = divmod(rank, _SEQUENCES)
        body = f"{_NOWHERE[area]}{date_of(born_on):%Y%m%d}{2 * place + is_man:03d}"
        out[person] = body + ric.calc_check_digit(body + "0")
    return out


def credit_codes(firms: Iterable[str]) -> dict[str, str]:
    """A unified social credit code for each firm."""
    return {firm: _credit_code(number) for number, firm in enumerate(firms, 1)}


def _credit_code(number: int) -> str:
    digits = ""
    for _ in _WEIGHTS:
        number, digit = divmod(number, 31)
        digits = _CODES[digit] + digits
    rest = sum(
        (ord(c) - 55 if c.isalpha() else int(c)) * w for c, w in zip(digits, _WEIGHTS, strict=True)
    )
    organisation = digits + "0123456789X0"[(11 - rest % 11) % 11]
    body = "91" + _NOWHERE[0] + organisation
    total = sum(_CODES.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return body + _CODES[-total % 31]
