"""How is a city cut so that it can be made in parts? Blocks of people, each from a seed of its own.

A block keeps to itself: nobody works, marries or borrows beyond it, but for the one firm whose
staff live all over the city. What is in a block follows from (seed, number, people, firms) alone:
who makes it, when and beside what does not show.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from zhiban.made_up.dice import Dice

#: People of a block.
PEOPLE = 25_000
#: Insured units for a thousand people; enterprises among them: `firms.KINDS`. source: 1,115,900
#: private enterprises (2023) for 31,914,300 people are 35 for a thousand; status: derived.
FIRMS_PER_THOUSAND = 40

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a city of `of_people` people. Number 0 holds the planted cases."""

    seed: int
    number: int
    people: int
    firms: int
    of_people: int

    @property
    def mark(self) -> str:
        """What all numbers of the block begin with; those of a town have no number of a block."""
        return f"虚构{self.number:04d}" if self.number else "虚构"

    def dice(self, purpose: str) -> Dice:
        """Dice of the block for a purpose."""
        root = f"{self.seed}.{self.number}" if self.number else f"{self.seed}"
        return Dice(root, purpose)


def cut(people: int, firms: int, seed: int, size: int = PEOPLE) -> list[Block]:
    """The blocks of a city, each of `size` people, the last with what is left."""
    found: list[Block] = []
    for number, start in enumerate(range(0, people, size)):
        end = min(start + size, people)
        mine = firms * end // people - firms * start // people
        found.append(Block(seed, number, end - start, mine, people))
    return found


def each(blocks: Sequence[Block], do: Callable[[Block], T], workers: int = 1) -> Iterator[T]:
    """What `do` gives for each block, in order. With several workers each is a process of its own
    that imports `do`; an error in one ends all."""
    if workers <= 1 or len(blocks) <= 1:
        yield from map(do, blocks)
        return
    with _one_thread_each(workers):
        context = multiprocessing.get_context("spawn")  # polars' threads do not survive a fork
        with ProcessPoolExecutor(min(workers, len(blocks)), mp_context=context) as pool:
            yield from pool.map(do, blocks)


@contextmanager
def _one_thread_each(workers: int) -> Iterator[None]:
    """Share the cores among the workers instead of giving all to each."""
    name = "POLARS_MAX_THREADS"
    before = os.environ.get(name)
    os.environ[name] = str(max(1, (os.cpu_count() or 1) // workers))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
