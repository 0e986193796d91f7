"""How is chance thrown so that one seed always gives the same town?"""

from __future__ import annotations

import math
import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Dice of their own for each purpose: more throws for one do not move the others.

    Only `random()` is drawn from, whose sequence Python promises to keep.
    """

    def __init__(self, seed: int | str, purpose: str) -> None:
        self._throw = random.Random(f"{seed}/{purpose}").random

    def chance(self, share: float) -> bool:
        """True in `share` of all throws."""
        return self._throw() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._throw() * (high - low + 1))

    def pick(self, things: Sequence[T]) -> T:
        """One of `things`, all alike."""
        return things[int(self._throw() * len(things))]

    def weighted(self, things: Sequence[T], heaped: Sequence[float]) -> T:
        """One of `things`; `heaped` are their weights added up from the left."""
        return things[min(bisect(heaped, self._throw() * heaped[-1]), len(things) - 1)]

    def waiting(self, mean: float) -> int:
        """A whole number of at least 1, as waiting times are, about `mean` on average."""
        return 1 + int(-math.log(1.0 - self._throw()) * (mean - 0.5))

    def factor(self, spread: float) -> float:
        """A positive number around 1; the greater `spread`, the further away."""
        return math.exp((self._throw() + self._throw() + self._throw() - 1.5) * 2 * spread)


def heaped(weights: Sequence[float]) -> list[float]:
    """`weights` added up from the left, as `Dice.weighted` wants them."""
    return list(accumulate(weights))
