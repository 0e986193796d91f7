"""How is something made smaller as long as it still fails? One step at a time, greatest first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

P = TypeVar("P")


def smallest(
    program: P, candidates: Callable[[P], Iterator[P]], fails: Callable[[P], bool], seconds: float
) -> P:
    """The last that still fails within the time; an exception inside counts as not failing."""
    until = time.monotonic() + seconds

    def still(candidate: P) -> bool:
        try:
            return fails(candidate)
        except Exception:
            return False

    improved = True
    while improved and time.monotonic() < until:
        improved = False
        for candidate in candidates(program):
            if time.monotonic() > until:
                break
            if still(candidate):
                program, improved = candidate, True
                break
    return program
