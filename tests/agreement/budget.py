"""How many random programs does a run try?

ZHIBAN_PROGRAMS is a factor (10 for ten times as many), ZHIBAN_SEED the first seed.
"""

from __future__ import annotations

import os

#: Programs of the two agreement tests.
DEFAULT_FACTS = 30
DEFAULT_RULES = 30


def seeds(default: int) -> list[int]:
    """The seeds of a test; each is printed as the test's parameter."""
    factor = float(os.environ.get("ZHIBAN_PROGRAMS", "1"))
    first = int(os.environ.get("ZHIBAN_SEED", "0"))
    return list(range(first, first + max(1, round(default * factor))))
