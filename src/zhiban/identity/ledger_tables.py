"""Which tables does the ledger of subjects keep?

Every row says by which commit it came to be (`known_from`) and, if it no longer holds, by which
it ended (`known_until`); nothing else is ever changed, so the state at any commit can be read.
A subject is an ordinal here; `ids` makes the id of it. Commits are numbers of the pool's catalogue.
"""

from __future__ import annotations

from zhiban.identity.database import Schema

_FIRST = (
    # One row: the seed of this ledger's ids.
    "CREATE TABLE ledger (seed INTEGER NOT NULL)",
    # Commits that wrote here; the last one tells whether anything has to be taken back.
    "CREATE TABLE written (commit_number INTEGER PRIMARY KEY)",
    # Subjects are made in runs of consecutive ordinals.
    """CREATE TABLE run (
        first INTEGER PRIMARY KEY, last INTEGER NOT NULL CHECK (last >= first),
        kind TEXT NOT NULL, known_from INTEGER NOT NULL)""",
    # In which space a key is unique: one space for each kind of number, see `keys`.
    """CREATE TABLE space (
        number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, known_from INTEGER NOT NULL)""",
    # A key (blind index) belongs to a subject. Strength: 3 exact, 2 confirmed, 1 probable.
    """CREATE TABLE link (
        space INTEGER NOT NULL, key BLOB NOT NULL, subject INTEGER NOT NULL,
        strength INTEGER NOT NULL CHECK (strength BETWEEN 1 AND 3),
        known_from INTEGER NOT NULL, known_until INTEGER,
        PRIMARY KEY (space, key, subject, known_from)) WITHOUT ROWID""",
    "CREATE INDEX link_of_subject ON link (subject)",
    # What people and linkage decided. `undoes`: the first entry that this one turns over.
    """CREATE TABLE entry (
        number INTEGER PRIMARY KEY, commit_number INTEGER NOT NULL, act TEXT NOT NULL,
        a INTEGER NOT NULL, b INTEGER, space INTEGER, key BLOB, undoes INTEGER,
        strength INTEGER NOT NULL, by_whom TEXT NOT NULL CHECK (by_whom <> ''),
        reason TEXT NOT NULL CHECK (reason <> ''))""",
    # Keys that several subjects were seen to use; whether they still are, the links say.
    """CREATE TABLE contest (
        space INTEGER NOT NULL, key BLOB NOT NULL, known_from INTEGER NOT NULL,
        PRIMARY KEY (space, key)) WITHOUT ROWID""",
    # Two subjects are one, because of an entry.
    """CREATE TABLE tie (
        entry INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL,
        strength INTEGER NOT NULL CHECK (strength BETWEEN 1 AND 3),
        known_from INTEGER NOT NULL, known_until INTEGER,
        PRIMARY KEY (entry, known_from)) WITHOUT ROWID""",
)  # fmt: skip

#: For a while the ledger kept who belongs to which household; that is a register's to say.
_SECOND = ("CREATE TABLE membership (household INTEGER)",)
_THIRD = ("DROP TABLE membership",)

SCHEMA = Schema(0x5A424C47, "身份台账", "ledger of subjects", (_FIRST, _SECOND, _THIRD))
#: The tables whose rows have a life: what an unfinished commit wrote can be taken back from them.
LIVING = ("link", "tie")
STRENGTHS = {"exact": 3, "confirmed": 2, "probable": 1}
