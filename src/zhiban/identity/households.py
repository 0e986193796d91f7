"""Who belongs to a household on a day, and who to two at once?

Belonging is a row of a register with a first and a last day (SEM 19), kept by the pool like any
other: superseded, withdrawn, read as of a commit, under whoever somebody turned out to be. A day
that is not known makes belonging unknown around it, never a yes and never a no.
"""

from __future__ import annotations

import polars as pl

#: Of a household and a person (ids); day numbers, null where unknown, `NEVER_DAY` for none.
SCHEMA: dict[str, pl.DataType] = {
    "household": pl.String(), "person": pl.String(), "from_on": pl.Int64(), "until_on": pl.Int64(),
}  # fmt: skip


def members_on(rows: pl.DataFrame, day: int) -> pl.DataFrame:
    """household, person, is_member on `day`: true, or null where it is not known.

    `rows` as SCHEMA says. Sure non-members are left out; a person surely in two households stands
    in both: see `doubles`.
    """
    # Kleene's and: surely not yet or surely no longer decides, whatever the other day is.
    is_member = (pl.col("from_on") <= day) & (pl.col("until_on") >= day)
    stays = rows.select("household", "person", is_member=is_member)
    stays = stays.filter(pl.col("is_member").ne_missing(False))
    # Several stays of one person: one sure stay is enough.
    by_both = stays.group_by("household", "person")
    return by_both.agg(pl.col("is_member").any(ignore_nulls=False)).sort("household", "person")


def doubles(rows: pl.DataFrame, day: int) -> pl.DataFrame:
    """person, households: who is surely a member of several on `day`; for a person to settle."""
    sure = members_on(rows, day).filter(pl.col("is_member"))
    by_person = sure.group_by("person").agg(pl.col("household").sort().alias("households"))
    return by_person.filter(pl.col("households").list.len() > 1).sort("person")
