"""Up to which day does a register speak, and where is it silent without meaning "no"? (SEM 9)

Coverage is a tuple of spans (first day, last day). Within `lag_days` after its end the evidence
date stays at the end; later, the days since are a stale hole.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.model.types import NEVER_DAY

#: A day before every other: coverage that begins here has no beginning.
FIRST_DAY = -NEVER_DAY

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """Days on which silence means nothing, and why (gap, stale)."""

    first: int
    last: int
    kind: str


def evidence_day(coverage: Spans, lag_days: int, as_of: int) -> int:
    """The day up to which the register's rows are read when judged on `as_of`."""
    if not coverage:
        return as_of
    until = coverage[-1][1]
    return until if until < as_of <= until + lag_days else as_of


def holes(coverage: Spans, lag_days: int, as_of: int) -> tuple[Hole, ...]:
    """The holes of a register judged on `as_of`, in order; beyond the evidence date is one too."""
    if not coverage:
        return (Hole(FIRST_DAY, NEVER_DAY, "gap"),)
    out = []
    start = FIRST_DAY
    for first, last in coverage:
        if start < first:
            out.append(Hole(start, first - 1, "gap"))
        start = last + 1
    out.append(Hole(start, NEVER_DAY, "stale" if as_of > coverage[-1][1] + lag_days else "gap"))
    return tuple(out)


def silence_ends(coverage: Spans, lag_days: int) -> int | None:
    """The first day on which the register counts as stale; None if it covers nothing."""
    return coverage[-1][1] + lag_days + 1 if coverage else None


def undated_hole(coverage: Spans, lag_days: int, as_of: int) -> str | None:
    """For a register whose rows do not happen on a day: why its silence means nothing, if so."""
    if not coverage:
        return "gap"
    return "stale" if as_of > coverage[-1][1] + lag_days else None
