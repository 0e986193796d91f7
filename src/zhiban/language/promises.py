"""What does a register promise across the columns of a row?

class Hires(Register):
    promises = (not_after("hired_on", "ended_on"), goes_with("reason", needs="ended_on"))

A promise speaks only of cells that are filled: an empty cell is unknown and breaks none, unless
the promise is that it be filled.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotAfter:
    """`first` is not after (or, for numbers, not greater than) `second`."""

    first: str
    second: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it speaks of."""
        return (self.first, self.second)


@dataclass(frozen=True, slots=True)
class SomeFilled:
    """At least one of these cells is filled."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoesWith:
    """Where `column` is filled, `needs` is filled too."""

    column: str
    needs: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it speaks of."""
        return (self.column, self.needs)


Promise = NotAfter | SomeFilled | GoesWith


def not_after(first: str, second: str) -> NotAfter:
    """A day, month, amount or number that is never after (greater than) another one."""
    return NotAfter(first, second)


def some_filled(*columns: str) -> SomeFilled:
    """At least one of the columns is filled in every row."""
    return SomeFilled(columns)


def goes_with(column: str, *, needs: str) -> GoesWith:
    """A column that is filled only together with another one."""
    return GoesWith(column, needs)
