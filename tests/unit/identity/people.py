"""Numbers of nobody: made up by rule for tests, with right check characters."""

from __future__ import annotations

import datetime as dt
import random

from stdnum.cn import ric

CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident_number(
    rng: random.Random, *, born: dt.date | None = None, area: str = "500103"
) -> str:
    born = born or dt.date(1940, 1, 1) + dt.timedelta(rng.randrange(25_000))
    body = f"{area}{born:%Y%m%d}{rng.randrange(1000):03d}"
    return body + ric.calc_check_digit(body + "0")


def resident_numbers(count: int, seed: int = 1) -> list[str]:
    """`count` different numbers of the made-up division 500199."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[resident_number(rng, area="500199")] = None
    return list(found)


def credit_code(rng: random.Random, prefix: str = "91") -> str:
    body = prefix + "500103" + "".join(rng.choices(CODE_ALPHABET, k=9))
    total = sum(CODE_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + CODE_ALPHABET[-total % 31]
