"""A row names its subject twice, by its own id and by a number: what follows for the number?

The number becomes a further key of the subject. If another subject has it already, both keep it
and the number is contested: it leads to nobody (an adverse finding must not rest on it, G5) until
a person merges the two or withdraws the number from one. What a person has decided is not undone
by the next delivery that says the same again.
"""

from __future__ import annotations

import polars as pl

from zhiban.identity import commits, ids
from zhiban.identity.commits import NOW, held
from zhiban.identity.database import transaction
from zhiban.identity.ledger import WHERE, Ledger
from zhiban.identity.ledger_tables import STRENGTHS
from zhiban.identity.survivors import groups, survivors

#: What `attach` answers: a key of this subject from now on; it was already; two subjects use it;
#: a person decided earlier that it is not this subject's.
NEW, KNOWN, CONTESTED, DECIDED = "new", "known", "contested", "decided"


def attach(
    ledger: Ledger,
    kind: str,
    indexes: pl.Series,
    subject_ids: pl.Series,
    commit: int,
    *,
    subject: str = "person",
    strength: str = "exact",
) -> pl.Series:
    """Give each subject the key in its row; what came of it, for each row (null without a key).

    `indexes`: Binary; `subject_ids`: as `assign` gives them, of the kind `subject`.
    """
    rows = pl.DataFrame({"key": indexes, "id": subject_ids})
    asked = rows.drop_nulls().unique()
    asked = asked.with_columns(subject=ids.ordinals_of(asked["id"], ledger.seed))
    with transaction(ledger.connection):
        commits.begin(ledger.connection, commit, WHERE)
        space = ledger.space_number(ledger.space_of(kind, subject), commit)
        outcome = _outcomes(ledger, space, asked)
        added = outcome.filter("added").sort("key", "subject")
        ledger.connection.executemany(
            f"INSERT INTO link VALUES ({space}, ?, ?, {STRENGTHS[strength]}, {commit}, NULL)",
            added.select("key", "subject").iter_rows(),
        )
        ledger.connection.executemany(
            f"INSERT OR IGNORE INTO contest VALUES ({space}, ?, {commit})",
            outcome.filter("shared").select("key").unique().iter_rows(),
        )
    answers = outcome.select("key", "id", "outcome")
    return rows.join(answers, on=["key", "id"], how="left", maintain_order="left")["outcome"]


def contested(ledger: Ledger, *, known_at: int = NOW) -> pl.DataFrame:
    """space, key, subjects, since (the commit that first showed it): the keys that several
    subjects use, for a person to settle."""
    joined = groups(ledger.connection, known_at, STRENGTHS["confirmed"])
    rows = ledger.connection.execute(
        "SELECT space.name, link.key, link.subject, contest.known_from FROM contest "
        "JOIN space ON space.number = contest.space "
        "JOIN link ON link.space = contest.space AND link.key = contest.key "
        f"WHERE contest.known_from <= :at AND {held('link')}",
        {"at": known_at},
    ).fetchall()
    schema = {
        "space": pl.String(), "key": pl.Binary(), "subject": pl.Int64(), "since": pl.Int64(),
    }  # fmt: skip
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    frame = frame.with_columns(survivors(frame["subject"], joined).alias("subject")).unique()
    frame = frame.sort("space", "key", "subject")
    frame = frame.with_columns(ledger.ids_of(frame["subject"]).alias("subjects"))
    together = frame.group_by("space", "key", maintain_order=True).agg(
        "subjects", pl.col("since").first()
    )
    return together.filter(pl.col("subjects").list.len() > 1)


def _outcomes(ledger: Ledger, space: int, asked: pl.DataFrame) -> pl.DataFrame:
    """key, id, subject, outcome for each pair; added: whether a link has to be written; shared:
    whether several subjects have the key, be they one at present or not.
    """
    joined = groups(ledger.connection, NOW, STRENGTHS["confirmed"])

    def with_owner(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(survivors(frame["subject"], joined).alias("owner"))

    links = ledger.links(space, asked["key"].unique())
    standing = with_owner(links.filter(pl.col("known_until").is_null()))
    live = standing.select("key", "owner").unique()
    # Links end by decisions alone.
    ended = links.filter(pl.col("known_until").is_not_null()).select("key", "subject").unique()
    pairs = (
        with_owner(asked)
        .join(live.with_columns(has=True), on=["key", "owner"], how="left")
        .join(ended.with_columns(ended=True), on=["key", "subject"], how="left")
        .with_columns(pl.col("has", "ended").fill_null(False))
        .with_columns(decided=pl.col("ended") & ~pl.col("has"))
    )
    pairs = pairs.with_columns(added=~pl.col("decided") & ~pl.col("has"))
    added = pairs.filter("added")
    users = pl.concat([live, added.select("key", "owner")]).unique().group_by("key").len("users")
    holders = pl.concat([standing.select("key", "subject"), added.select("key", "subject")])
    holders = holders.unique().group_by("key").len("holders")
    outcome = (
        pl.when("decided")
        .then(pl.lit(DECIDED))
        .when(pl.col("users") > 1)
        .then(pl.lit(CONTESTED))
        .when("has")
        .then(pl.lit(KNOWN))
        .otherwise(pl.lit(NEW))
    )
    counted = pairs.join(users, on="key", how="left").join(holders, on="key", how="left")
    shared = (pl.col("holders") > 1).fill_null(False)
    return counted.select("key", "id", "subject", "added", outcome=outcome, shared=shared)
