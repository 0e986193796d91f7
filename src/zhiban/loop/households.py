"""What does a pool know of the members of households, on a day, as of a commit?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.identity.households import SCHEMA
from zhiban.loop.pooled import days_covered
from zhiban.packs import Library
from zhiban.pool.pool import Pool

#: The register whose rows say who belongs to which household.
MEMBERS = "household_members"


@dataclass(frozen=True)
class Households:
    """Every stay (`identity.households.SCHEMA`); whose rows are held back or in doubt; and whether
    the register speaks for the day asked about at all."""

    rows: pl.DataFrame
    in_doubt: frozenset[str]
    is_covered: bool


def households_of(
    pool: Pool, library: Library, day: int, *, known_at: int | None = None
) -> Households:
    """The stays a pool knew of at a commit (null: now). UsageError without such a register."""
    if MEMBERS not in library.registers:
        raise UsageError(Problem(
            "no-members", MEMBERS, "装载的规则包没有家庭户成员登记簿",
            "no pack that is loaded has a register of the members of households",
            "用 --pack 装载有它的包", "load a pack that has one: --pack",
        ))  # fmt: skip
    register = library.registers[MEMBERS]
    rows = pool.rows(register, known_at=known_at).select(*SCHEMA).collect()
    covered = days_covered(pool.catalogue, MEMBERS, known_at)
    return Households(
        rows,
        frozenset(pool.punctured(register, known_at=known_at)),
        any(first <= day <= last for first, last in covered),
    )
