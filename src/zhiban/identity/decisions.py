"""Who turned out to be the same, who to be two, and how is that taken back?

A merge ties two subjects, a split gives some keys of a subject to a new one, a withdrawal takes a
key from somebody who never had it. Nothing is overwritten: undoing turns the effect over under a
new commit, so that the state at every earlier commit stays what it was. Rows, cases and payments
keep the id they were made under and are shown through the survivor (SEM 29).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.identity import commits, ids
from zhiban.identity.commits import NOW
from zhiban.identity.database import transaction
from zhiban.identity.keys import kind_of_key
from zhiban.identity.ledger import WHERE, Ledger
from zhiban.identity.ledger_tables import STRENGTHS
from zhiban.identity.survivors import groups


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: its number in the ledger, its commit, and what it did to whom."""

    number: int
    commit: int
    act: str
    a: str
    b: str | None
    undoes: int | None
    by: str
    reason: str


def merge(
    ledger: Ledger,
    a: str,
    b: str,
    commit: int,
    *,
    by: str,
    reason: str,
    strength: str = "confirmed",
) -> int:
    """`a` and `b` are one; the older id survives. Gives the number of the entry.

    A `probable` tie joins nobody: it is kept as a question for a person.
    """
    first, second = _subject(ledger, a), _subject(ledger, b)
    if a[0] != b[0]:
        raise _refusal(f"{a} 与 {b} 不是同一种主体", f"{a} and {b} are different kinds of subject")
    joined = groups(ledger.connection, NOW, STRENGTHS[strength])
    if joined.get(first, first) == joined.get(second, second):
        raise _refusal(f"{a} 与 {b} 已是同一主体", f"{a} and {b} are one already")
    with transaction(ledger.connection):
        entry = _enter(ledger, commit, "merge", first, second, by, reason, strength=strength)
        _turn_tie(ledger, entry, commit)
    return entry


def split(
    ledger: Ledger, subject: str, kind: str, keys: pl.Series, commit: int, *, by: str, reason: str
) -> tuple[int, str]:
    """`keys` (blind indexes) are somebody else's: the entry, and the new subject who has them now.

    The keys must be the subject's own; those that came with a merge leave by undoing the merge.
    """
    old = _subject(ledger, subject)
    space = _space(ledger, kind, subject)
    own = {tuple(row) for row in _links(ledger, old)}
    leaving = {(space, bytes(key)) for key in keys}
    if not leaving or not leaving <= own:
        raise _refusal(
            f"这些键不都是 {subject} 自己的", f"not all of these keys are {subject}'s own",
            "随合并而来的键，撤销那次合并即可", "keys that came by a merge leave by undoing it",
        )  # fmt: skip
    if leaving == own:
        raise _refusal(
            f"{subject} 的键全部离开，就什么也不剩",
            f"all keys leave: nothing of {subject} remains",
            "至少留一个键", "leave at least one",
        )  # fmt: skip
    with transaction(ledger.connection):
        commits.begin(ledger.connection, commit, WHERE)
        new = ledger.make_subject(_kind(ledger, old), commit)
        entry = _enter(ledger, commit, "split", old, new, by, reason)
        for of, key in sorted(leaving):
            _turn_link(ledger, of, key, old, commit)
            _turn_link(ledger, of, key, new, commit)
    return entry, ledger.ids_of(pl.Series([new]))[0]


def withdraw(
    ledger: Ledger, subject: str, kind: str, key: bytes, commit: int, *, by: str, reason: str
) -> int:
    """`subject` never had this key: how a number that two people used is settled."""
    holder, space = _subject(ledger, subject), _space(ledger, kind, subject)
    if (space, key) not in _links(ledger, holder):
        raise _refusal(f"{subject} 没有这个键", f"{subject} does not have this key")
    with transaction(ledger.connection):
        entry = _enter(
            ledger, commit, "withdraw", holder, None, by, reason, space=space, key=key
        )  # fmt: skip
        _turn_link(ledger, space, key, holder, commit)
    return entry


def undo(ledger: Ledger, number: int, commit: int, *, by: str, reason: str) -> int:
    """Turn over the effect of an entry; undoing an undo brings it back. Gives the new entry.

    Undoing a split ties the two again: whatever the new subject got meanwhile comes along.
    """
    query = "SELECT coalesce(undoes, number), a, b, space, key FROM entry WHERE number = ?"
    row = ledger.connection.execute(query, (number,)).fetchone()
    if row is None:
        raise _refusal(f"没有第 {number} 条记录", f"there is no entry {number}")
    root, a, b, space, key = row
    if key == b"":
        raise _refusal(
            f"第 {number} 条记录的主体已被清除", f"the subject of entry {number} was erased"
        )
    last = "SELECT max(number) FROM entry WHERE number = ? OR undoes = ?"
    (latest,) = ledger.connection.execute(last, (root, root)).fetchone()
    if latest != number:
        raise _refusal(
            f"第 {number} 条记录已被第 {latest} 条撤销",
            f"entry {number} was undone by entry {latest}",
            f"要恢复，撤销第 {latest} 条", f"to bring it back, undo entry {latest}",
        )  # fmt: skip
    with transaction(ledger.connection):
        entry = _enter(ledger, commit, "undo", a, b, by, reason, undoes=root, space=space, key=key)
        if b is None:
            _turn_link(ledger, space, key, a, commit)
        else:
            _turn_tie(ledger, root, commit)
    return entry


def history(ledger: Ledger, subject: str | None = None, *, known_at: int = NOW) -> list[Entry]:
    """Every decision up to a commit, or those about the group of one subject; oldest first."""
    rows = ledger.connection.execute(
        "SELECT number, commit_number, act, a, b, undoes, by_whom, reason FROM entry "
        "WHERE commit_number <= ? ORDER BY number",
        (known_at,),
    ).fetchall()
    if subject is not None:
        about = {_subject(ledger, subject)}
        while True:  # everybody whom a decision ever joined with or parted from the subject
            met = {x for row in rows if {row[3], row[4]} & about for x in row[3:5] if x is not None}
            if met <= about:
                break
            about |= met
        rows = [row for row in rows if row[3] in about]
    a = ledger.ids_of(pl.Series([row[3] for row in rows], dtype=pl.Int64))
    b = ledger.ids_of(pl.Series([row[4] for row in rows], dtype=pl.Int64))
    return [
        Entry(row[0], row[1], row[2], a[i], b[i], row[5], row[6], row[7])
        for i, row in enumerate(rows)
    ]


def _turn_tie(ledger: Ledger, entry: int, commit: int) -> None:
    """Tie what the entry ties, or untie it if it is tied."""
    query = "SELECT known_from FROM tie WHERE entry = ? AND known_until IS NULL"
    standing = ledger.connection.execute(query, (entry,)).fetchone()
    if standing is None:
        again = "UPDATE tie SET known_until = NULL WHERE entry = ? AND known_until = ?"
        if not ledger.connection.execute(again, (entry, commit)).rowcount:
            ledger.connection.execute(
                "INSERT INTO tie SELECT number, a, b, strength, ?, NULL FROM entry "
                "WHERE number = ?",
                (commit, entry),
            )
    elif standing[0] == commit:  # within one commit nobody saw it
        delete = "DELETE FROM tie WHERE entry = ? AND known_from = ?"
        ledger.connection.execute(delete, (entry, commit))
    else:
        end = "UPDATE tie SET known_until = ? WHERE entry = ? AND known_until IS NULL"
        ledger.connection.execute(end, (commit, entry))


def _turn_link(ledger: Ledger, space: int, key: bytes, subject: int, commit: int) -> None:
    """Give the key to the subject, or take it away if the subject has it."""
    this = "space = ? AND key = ? AND subject = ?"
    query = f"SELECT known_from FROM link WHERE {this} AND known_until IS NULL"
    standing = ledger.connection.execute(query, (space, key, subject)).fetchone()
    if standing is None:
        again = f"UPDATE link SET known_until = NULL WHERE {this} AND known_until = ?"
        if not ledger.connection.execute(again, (space, key, subject, commit)).rowcount:
            ledger.connection.execute(
                "INSERT INTO link VALUES (?, ?, ?, ?, ?, NULL)",
                (space, key, subject, STRENGTHS["confirmed"], commit),
            )
        # Somebody else may have been given the key in the meantime.
        others = "SELECT 1 FROM link WHERE space = ? AND key = ? AND known_until IS NULL LIMIT 2"
        if len(ledger.connection.execute(others, (space, key)).fetchall()) > 1:
            insert = "INSERT OR IGNORE INTO contest VALUES (?, ?, ?)"
            ledger.connection.execute(insert, (space, key, commit))
    elif standing[0] == commit:
        delete = f"DELETE FROM link WHERE {this} AND known_from = ?"
        ledger.connection.execute(delete, (space, key, subject, commit))
    else:
        end = f"UPDATE link SET known_until = ? WHERE {this} AND known_until IS NULL"
        ledger.connection.execute(end, (commit, space, key, subject))


def _enter(
    ledger: Ledger,
    commit: int,
    act: str,
    a: int,
    b: int | None,
    by: str,
    reason: str,
    *,
    strength: str = "confirmed",
    undoes: int | None = None,
    space: int | None = None,
    key: bytes | None = None,
) -> int:
    if not by.strip() or not reason.strip():
        raise _refusal(
            "须写明决定人和理由", "say who decides and why",
            "写明经办人和所依据的材料", "give the person and the documents it rests on",
        )  # fmt: skip
    commits.begin(ledger.connection, commit, WHERE)
    last = "SELECT coalesce(max(number), 0) + 1 FROM entry"
    number = int(ledger.connection.execute(last).fetchone()[0])
    values = (number, commit, act, a, b, space, key, undoes, STRENGTHS[strength], by, reason)
    marks = ", ".join("?" * len(values))
    ledger.connection.execute(f"INSERT INTO entry VALUES ({marks})", values)
    return number


def _links(ledger: Ledger, subject: int) -> set[tuple[int, bytes]]:
    query = "SELECT space, key FROM link WHERE subject = ? AND known_until IS NULL"
    return set(ledger.connection.execute(query, (subject,)).fetchall())


def has_key_of(ledger: Ledger, subject: str, kind: str) -> bool:
    """Whether the subject itself has a key in the space of this kind now."""
    space = _space(ledger, kind, subject)
    return any(of == space for of, _ in _links(ledger, _subject(ledger, subject)))


def shared_keys(ledger: Ledger, entry: int, kinds: set[str]) -> list[tuple[str, str]]:
    """The pairs of subjects (the older first) that a merge tied and that both have one key of
    `kinds`."""
    query = "SELECT a, b FROM entry WHERE number = ? AND act = 'merge'"
    a, b = ledger.connection.execute(query, (entry,)).fetchone()
    kind = _kind(ledger, a)
    names = {
        ledger.space_of(k, kind) for k in kinds if kind_of_key(k).subject in ("", kind)
    }  # fmt: skip
    marks = ", ".join("?" * len(names))
    found = ledger.connection.execute(
        "SELECT DISTINCT l.subject, r.subject FROM link l JOIN link r "
        "ON l.space = r.space AND l.key = r.key AND l.subject < r.subject "
        "JOIN space ON space.number = l.space "
        "WHERE l.known_until IS NULL AND r.known_until IS NULL "
        f"AND l.subject = ? AND r.subject = ? AND space.name IN ({marks})",
        (min(a, b), max(a, b), *names),
    ).fetchall()
    first = ledger.ids_of(pl.Series([row[0] for row in found], dtype=pl.Int64))
    second = ledger.ids_of(pl.Series([row[1] for row in found], dtype=pl.Int64))
    return list(zip(first, second, strict=True))


def root_of(ledger: Ledger, entry: int) -> tuple[int, str]:
    """The first entry that an entry is or turns over, however often it was undone; and its act."""
    query = (
        "SELECT number, act FROM entry WHERE number = "
        "(SELECT coalesce(undoes, number) FROM entry WHERE number = ?)"
    )
    row = ledger.connection.execute(query, (entry,)).fetchone()
    if row is None:
        raise _refusal(f"没有第 {entry} 条记录", f"there is no entry {entry}")
    return int(row[0]), str(row[1])


def kind_of(ledger: Ledger, subject: str) -> str:
    """Which kind of subject an id is; UsageError if the ledger never gave it."""
    return _kind(ledger, _subject(ledger, subject))


def _subject(ledger: Ledger, subject: str) -> int:
    ordinal = ids.ordinals_of(pl.Series([subject]), ledger.seed)[0]
    (last,) = ledger.connection.execute("SELECT coalesce(max(last), 0) FROM run").fetchone()
    if ordinal is None or not 1 <= ordinal <= last:
        raise _refusal(f"没有主体 {subject}", f"there is no subject {subject}")
    if ledger.ids_of(pl.Series([ordinal]))[0] != subject:
        raise _refusal(f"没有主体 {subject}", f"there is no subject {subject}")
    return int(ordinal)


def _kind(ledger: Ledger, subject: int) -> str:
    query = "SELECT kind FROM run WHERE first <= ? ORDER BY first DESC LIMIT 1"
    return str(ledger.connection.execute(query, (subject,)).fetchone()[0])


def _space(ledger: Ledger, kind: str, subject: str) -> int:
    name = ledger.space_of(kind, _kind(ledger, _subject(ledger, subject)))
    row = ledger.connection.execute("SELECT number FROM space WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else -1


def _refusal(what: str, what_en: str, attempt: str = "", attempt_en: str = "") -> UsageError:
    return UsageError(Problem("ledger-refuses", WHERE, what, what_en, attempt, attempt_en))
