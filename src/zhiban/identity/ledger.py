"""Which subject does a key belong to, and has it belonged to at any commit?

Keys come as blind indexes (made by the vault): no number that a person would recognise enters
here. A key that is seen for the first time makes a subject. Everything is written under a commit
number of the pool's catalogue, whose row alone makes it count; `recover` takes back what a commit
left that never got its row.
"""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.identity import commits, ids
from zhiban.identity.commits import NOW, held
from zhiban.identity.database import open_database, transaction
from zhiban.identity.keys import kind_of_key
from zhiban.identity.ledger_tables import LIVING, SCHEMA, STRENGTHS
from zhiban.identity.survivors import groups, survivors

WHERE = "身份台账 (ledger of subjects)"
#: So many keys are looked up at a time.
_PORTION = 250_000


class Ledger:
    """The ledger of one pool. Ids are String columns; null where there is no answer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        (self.seed,) = connection.execute("SELECT seed FROM ledger").fetchone()

    @classmethod
    def open(cls, path: Path, *, make: bool = True, seed: int | None = None) -> Ledger:
        """Open the ledger in the file `path`; `make` it (with this `seed`) if it is not there."""
        connection = open_database(path, SCHEMA, make=make)
        count = "SELECT count(*) FROM ledger"
        if not connection.execute(count).fetchone()[0]:
            with transaction(connection):
                if not connection.execute(count).fetchone()[0]:  # another was not faster
                    chosen = secrets.randbits(60) if seed is None else seed
                    connection.execute("INSERT INTO ledger VALUES (?)", (chosen,))
        return cls(connection)

    def close(self) -> None:
        """Close the file; nothing is pending."""
        self.connection.close()

    def assign(
        self,
        kind: str,
        indexes: pl.Series,
        commit: int,
        *,
        subject: str | None = None,
        own: bool = False,
    ) -> pl.Series:
        """The subject id of each key of `kind`; keys never seen make new subjects in `commit`.

        `indexes`: Binary, blind indexes, null where the row has no key (its id is null). `subject`:
        the kind of subject, needed for `local` keys only. A key that several people use (see
        `contested`) gives null too: which of them a row means cannot be known from the key. `own`:
        the subject that has the key itself, not the one it goes on under after a merge.
        """
        space, subject = self._space(kind, subject)
        distinct = _blind(indexes).drop_nulls().unique(maintain_order=True)
        with transaction(self.connection):
            commits.begin(self.connection, commit, WHERE)
            number = self.space_number(space, commit)
            held = self._held(number, distinct, NOW)
            new = distinct.to_frame("key").join(held, on="key", how="anti")["key"]
            made = self._make(number, new, subject, commit)
        return self._answer(indexes, pl.concat([held, made]), NOW, own=own)

    def find(
        self, kind: str, indexes: pl.Series, *, known_at: int = NOW, subject: str | None = None
    ) -> pl.Series:
        """The subject id that each key had at commit `known_at`; null where it had none."""
        space, _ = self._space(kind, subject)
        row = self.connection.execute("SELECT number FROM space WHERE name = ?", (space,))
        number = (row.fetchone() or (-1,))[0]
        distinct = _blind(indexes).drop_nulls().unique(maintain_order=True)
        return self._answer(indexes, self._held(number, distinct, known_at), known_at)

    def survivors(
        self, subject_ids: pl.Series, *, known_at: int = NOW, at_least: str = "confirmed"
    ) -> pl.Series:
        """The id under which each subject went on at `known_at`, by ties of that strength."""
        ordinals = ids.ordinals_of(subject_ids, self.seed)
        joined = groups(self.connection, known_at, STRENGTHS[at_least])
        there = ordinals.filter(ordinals.is_in(list(joined)))
        if there.is_empty():
            return subject_ids
        changed = self.ids_of(survivors(there, joined))
        return subject_ids.clone().scatter(ordinals.is_in(list(joined)).arg_true(), changed)

    def group(self, subject_id: str, *, known_at: int = NOW) -> list[str]:
        """The ids of everybody who is one with this subject at `known_at`; the survivor first."""
        joined = groups(self.connection, known_at, STRENGTHS["confirmed"])
        ordinal = ids.ordinals_of(pl.Series([subject_id]), self.seed)[0]
        survivor = joined.get(ordinal, ordinal)
        members = [survivor, *sorted(one for one, of in joined.items() if of == survivor)]
        return self.ids_of(pl.Series(members, dtype=pl.Int64)).to_list()

    def recover(self, last_commit: int) -> bool:
        """Take back all that later commits than `last_commit` wrote; whether there was anything.

        Called before anything else after an interruption. Subjects made by a lost commit were seen
        by nobody; their ordinals are free again, so that the delivery, received again, gets the
        same ids.
        """
        if commits.last_commit(self.connection) <= last_commit:
            return False
        lost = {"last": last_commit}
        with transaction(self.connection):
            for table in LIVING:
                self.connection.execute(f"DELETE FROM {table} WHERE known_from > :last", lost)
                self.connection.execute(
                    f"UPDATE {table} SET known_until = NULL WHERE known_until > :last", lost
                )
            for table in ("run", "space", "contest"):
                self.connection.execute(f"DELETE FROM {table} WHERE known_from > :last", lost)
            self.connection.execute("DELETE FROM entry WHERE commit_number > :last", lost)
            self.connection.execute("DELETE FROM written WHERE commit_number > :last", lost)
        return True

    def last_commit(self) -> int:
        """The last commit that wrote here, finished or not; 0 if none did."""
        return commits.last_commit(self.connection)

    def forget(self, subject_ids: pl.Series) -> dict[str, int]:
        """Erase the keys of these subjects, past ones too; how many of each. Not to be undone."""
        ordinals = ids.ordinals_of(subject_ids, self.seed)
        self.connection.execute("PRAGMA secure_delete=ON")
        gone = {}
        with transaction(self.connection):
            for subject, ordinal in zip(subject_ids, ordinals, strict=True):
                delete = "DELETE FROM link WHERE subject = ?"
                gone[subject] = self.connection.execute(delete, (ordinal,)).rowcount
                # A decision about a key stays in the history; which key it was does not.
                blank = "UPDATE entry SET key = x'' WHERE a = ? AND key IS NOT NULL"
                self.connection.execute(blank, (ordinal,))
            self.connection.execute(
                "DELETE FROM contest WHERE NOT EXISTS (SELECT 1 FROM link "
                "WHERE link.space = contest.space AND link.key = contest.key)"
            )
        return gone

    def ids_of(self, ordinals: pl.Series) -> pl.Series:
        """The ids of subjects by ordinal, each with the letter of its kind."""
        runs = self.connection.execute("SELECT first, kind FROM run ORDER BY first").fetchall()
        kinds = {kind for _, kind in runs}
        if len(kinds) <= 1:
            return ids.ids_of(ordinals, ids.letter(next(iter(kinds), "person")), self.seed)
        starts = pl.Series([first for first, _ in runs], dtype=pl.Int64)
        letters = pl.Series([ids.letter(kind) for _, kind in runs])
        at = starts.search_sorted(ordinals.cast(pl.Int64), side="right") - 1
        return ids.ids_of(ordinals, letters.gather(at.cast(pl.UInt32)), self.seed)

    def strangers(self, subject_ids: pl.Series) -> pl.Series:
        """Those of `subject_ids` that this ledger never gave."""
        (last,) = self.connection.execute("SELECT coalesce(max(last), 0) FROM run").fetchone()
        ordinals = ids.ordinals_of(subject_ids, self.seed)
        in_a_run = ordinals.is_between(1, last).fill_null(False)
        again = self.ids_of(ordinals.filter(in_a_run))  # with the letter of their kind
        given = again.filter(again == subject_ids.filter(in_a_run))
        return subject_ids.filter(~subject_ids.is_in(given.implode()))

    def make_subject(self, kind: str, commit: int) -> int:
        """Inside a transaction: the ordinal of a new subject without keys."""
        query = "SELECT coalesce(max(last), 0) + 1 FROM run"
        ordinal = int(self.connection.execute(query).fetchone()[0])
        run = (ordinal, ordinal, kind, commit)
        self.connection.execute("INSERT INTO run VALUES (?, ?, ?, ?)", run)
        return ordinal

    def space_of(self, kind: str, subject: str) -> str:
        """The name of the space of this kind of key for this kind of subject."""
        return self._space(kind, subject)[0]

    def _make(self, space: int, keys: pl.Series, kind: str, commit: int) -> pl.DataFrame:
        """New subjects for `keys`; inside a transaction.

        In the order of their keys: the trees on disk grow at one end, several times as fast.
        """
        query = "SELECT coalesce(max(last), 0) + 1 FROM run"
        first: int = self.connection.execute(query).fetchone()[0]
        made = pl.DataFrame(
            {"key": keys.sort(), "subject": pl.int_range(first, first + len(keys), eager=True)}
        )
        if made.is_empty():
            return made
        run = (first, first + len(keys) - 1, kind, commit)
        self.connection.execute("INSERT INTO run VALUES (?, ?, ?, ?)", run)
        self.connection.executemany(
            f"INSERT INTO link VALUES ({space}, ?, ?, {STRENGTHS['exact']}, {commit}, NULL)",
            made.iter_rows(),
        )
        return made

    def _held(self, space: int, keys: pl.Series, at: int) -> pl.DataFrame:
        """key, subject: the links of `keys` that held at commit `at`."""
        return self._asked(space, keys, held("link"), at).drop("known_until")

    def links(self, space: int, keys: pl.Series) -> pl.DataFrame:
        """key, subject, known_until: every link of `keys` in a space, ended ones too."""
        return self._asked(space, keys, "TRUE", NOW)

    def _asked(self, space: int, keys: pl.Series, condition: str, at: int) -> pl.DataFrame:
        found: list[tuple[bytes, int, int | None]] = []
        any_link = "SELECT 1 FROM link WHERE space = ? LIMIT 1"
        is_empty = self.connection.execute(any_link, (space,)).fetchone() is None
        ordered = keys.clear() if is_empty else keys.sort()
        self.connection.execute("CREATE TEMP TABLE IF NOT EXISTS asked (key BLOB)")
        for start in range(0, len(ordered), _PORTION):
            self.connection.execute("DELETE FROM temp.asked")
            portion = ordered.slice(start, _PORTION)
            self.connection.executemany("INSERT INTO temp.asked VALUES (?)", zip(portion))
            found += self.connection.execute(
                "SELECT asked.key, link.subject, link.known_until FROM temp.asked CROSS JOIN link "
                f"ON link.space = :space AND link.key = asked.key WHERE {condition}",
                {"space": space, "at": at},
            )
        self.connection.execute("DELETE FROM temp.asked")
        schema = {"key": pl.Binary(), "subject": pl.Int64(), "known_until": pl.Int64()}
        return pl.DataFrame(found, schema=schema, orient="row")

    def _answer(
        self, indexes: pl.Series, links: pl.DataFrame, at: int, *, own: bool = False
    ) -> pl.Series:
        joined = groups(self.connection, at, STRENGTHS["confirmed"])
        links = links.with_columns(survivors(links["subject"], joined).alias("survivor"))
        users = links.select("key", "survivor").unique()
        users = users.unique("key", keep="none")  # contested: several subjects, no answer
        if own:  # of several who are one, the oldest
            first = links.group_by("key").agg(pl.col("subject").min())
            users = users.join(first, on="key").with_columns(survivor="subject")
        links = users.with_columns(self.ids_of(users["survivor"]).alias("id"))
        rows = pl.DataFrame({"key": _blind(indexes)})
        return rows.join(links, on="key", how="left", maintain_order="left")["id"]

    def _space(self, kind: str, subject: str | None) -> tuple[str, str]:
        of = kind_of_key(kind)
        if of.subject and subject not in (None, of.subject):
            raise _usage(f"{of.title} 不属于 {subject}", f"a {of.title_en} names no {subject}")
        if not of.subject and not subject:
            raise _usage(f"{of.title} 须说明主体种类", f"say which kind of subject {kind} names")
        chosen = of.subject or str(subject)
        return (of.space if of.subject else f"{of.space}:{chosen}"), chosen

    def space_number(self, name: str, commit: int) -> int:
        """Inside a transaction: the number of the space of this name."""
        insert = "INSERT OR IGNORE INTO space (name, known_from) VALUES (?, ?)"
        self.connection.execute(insert, (name, commit))
        query = "SELECT number FROM space WHERE name = ?"
        return int(self.connection.execute(query, (name,)).fetchone()[0])


def _blind(indexes: pl.Series) -> pl.Series:
    """Refuses plain text: numbers of people do not enter the ledger."""
    if indexes.dtype == pl.Null:
        return indexes.cast(pl.Binary)
    if indexes.dtype != pl.Binary:
        raise TypeError(f"blind indexes are Binary, not {indexes.dtype}")
    return indexes


def _usage(what: str, what_en: str) -> UsageError:
    return UsageError(Problem("ledger-subject", WHERE, what, what_en))
