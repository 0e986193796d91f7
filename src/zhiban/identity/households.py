"""Who belongs to which household on which day, as far as was known at a commit?

A household is a subject found by its register key (a `local` key, subject `household`); belonging
is a link with days of its own (SEM 19). A day that is not known makes belonging unknown around it,
never a yes and never a no. Persons and households are shown through their survivors. What the
register does not cover is the pool's to know: here stands only what it said.
"""

from __future__ import annotations

import polars as pl

from zhiban.identity import commits, ids
from zhiban.identity.commits import NOW, held
from zhiban.identity.database import transaction
from zhiban.identity.ledger import WHERE, Ledger
from zhiban.identity.ledger_tables import STRENGTHS
from zhiban.identity.survivors import groups, survivors

_KEY = ["household", "person", "joined_on"]
_WHOLE = pl.Int64()
_STORED: dict[str, pl.DataType] = {
    "household": _WHOLE, "person": _WHOLE, "joined_on": _WHOLE, "left_on": _WHOLE,
}  # fmt: skip


def record(ledger: Ledger, rows: pl.DataFrame, commit: int) -> int:
    """Write down memberships; how many were new or said otherwise before.

    `rows`: household, person (ids), joined_on (first day), left_on (first day no longer a member;
    `NEVER_DAY`: has not left), days as Int64, null = unknown. A row with the same household, person
    and first day supersedes the earlier one.
    """
    told = rows.with_columns(
        ids.ordinals_of(rows["household"], ledger.seed).alias("household"),
        ids.ordinals_of(rows["person"], ledger.seed).alias("person"),
    )
    told = told.select(pl.col(name).cast(kind) for name, kind in _STORED.items())
    told = told.unique(_KEY, keep="last", maintain_order=True)
    with transaction(ledger.connection):
        commits.begin(ledger.connection, commit, WHERE)
        stored = _rows(ledger, NOW)
        changed = told.join(stored, on=list(_STORED), how="anti", nulls_equal=True)
        ended = stored.join(changed, on=_KEY, how="semi", nulls_equal=True)
        this = "household = ? AND person = ? AND joined_on IS ?"
        ledger.connection.executemany(
            f"DELETE FROM membership WHERE {this} AND known_from = {int(commit)}",
            ended.select(_KEY).iter_rows(),
        )
        ledger.connection.executemany(
            f"UPDATE membership SET known_until = {int(commit)} "
            f"WHERE {this} AND known_until IS NULL",
            ended.select(_KEY).iter_rows(),
        )
        insert = f"INSERT INTO membership VALUES (?, ?, ?, ?, {int(commit)}, NULL)"
        ledger.connection.executemany(insert, changed.sort(_KEY).iter_rows())
    return changed.height


def members_on(ledger: Ledger, day: int, *, known_at: int = NOW) -> pl.DataFrame:
    """household, person, is_member on `day` (day number): true, or null where it is unknown.

    Sure non-members are left out. A person surely in two households stands in both: see `doubles`.
    """
    joined = groups(ledger.connection, known_at, STRENGTHS["confirmed"])
    rows = _rows(ledger, known_at)
    rows = rows.with_columns(
        survivors(rows["household"], joined).alias("household"),
        survivors(rows["person"], joined).alias("person"),
    )
    # Kleene's and: surely not yet or surely no longer decides, whatever the other day is.
    is_member = (pl.col("joined_on") <= day) & (pl.col("left_on") > day)
    rows = rows.with_columns(is_member=is_member).filter(pl.col("is_member").ne_missing(False))
    # Several stays of one person: one sure stay is enough.
    rows = rows.group_by("household", "person").agg(pl.col("is_member").any(ignore_nulls=False))
    rows = rows.sort("household", "person")
    return pl.DataFrame(
        {
            "household": ledger.ids_of(rows["household"]),
            "person": ledger.ids_of(rows["person"]),
            "is_member": rows["is_member"],
        }
    )


def doubles(ledger: Ledger, day: int, *, known_at: int = NOW) -> pl.DataFrame:
    """person, households: who is surely a member of several on `day`; a conflict for a person."""
    sure = members_on(ledger, day, known_at=known_at).filter(pl.col("is_member"))
    by_person = sure.group_by("person", maintain_order=True).agg(households="household")
    return by_person.filter(pl.col("households").list.len() > 1)


def _rows(ledger: Ledger, at: int) -> pl.DataFrame:
    found = ledger.connection.execute(
        f"SELECT household, person, joined_on, left_on FROM membership WHERE {held('membership')}",
        {"at": at},
    ).fetchall()
    return pl.DataFrame(found, schema=_STORED, orient="row")
