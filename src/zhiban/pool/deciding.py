"""How does what a person decides about identities become a commit of the pool?

The ledger writes it first; then one row of the catalogue says under whom rows are read from now on
(see `rehoming`). Killed between the two, the next run takes the ledger back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.identity import decisions
from zhiban.identity.commits import NOW
from zhiban.identity.ledger import Ledger
from zhiban.identity.ledger_tables import STRENGTHS
from zhiban.identity.survivors import groups
from zhiban.pool.catalogue import Move
from zhiban.pool.failpoints import reach
from zhiban.pool.identified import Identified
from zhiban.pool.pool import Pool
from zhiban.pool.writer import now

_Act = Callable[[Identified, int], tuple[int, Sequence[Move], Sequence[Move]]]


def merge(
    pool: Pool, a: str, b: str, *, by: str, reason: str, strength: str = "confirmed"
) -> tuple[int, int]:
    """`a` and `b` are one (with `probable`: perhaps, and nothing is joined); commit and entry."""

    def act(known: Identified, commit: int) -> tuple[int, list[Move], list[Move]]:
        entry = decisions.merge(known.ledger, a, b, commit, by=by, reason=reason, strength=strength)
        return entry, [], []

    return _decide(pool, "merge", act)


def split(
    pool: Pool, subject: str, kind: str, keys: pl.Series, *, by: str, reason: str
) -> tuple[int, int, str]:
    """Keys of `subject` are somebody else's: commit, entry, and the new subject who has them.

    Rows that came by such a number follow it if all numbers of that kind leave; if some stay, the
    rows received up to now are nobody's until they are delivered again.
    """
    made: list[str] = []

    def act(known: Identified, commit: int) -> tuple[int, list[Move], list[Move]]:
        entry, new = decisions.split(
            known.ledger, subject, kind, keys, commit, by=by, reason=reason
        )
        made.append(new)
        return entry, _leaving(known, subject, kind, new, commit, entry), []

    commit, entry = _decide(pool, "split", act)
    return commit, entry, made[0]


def withdraw(
    pool: Pool, subject: str, kind: str, key: bytes, *, by: str, reason: str
) -> tuple[int, int]:
    """`subject` never had this key; commit and entry. Its rows by that number are those of the one
    other subject who has it, as far as they can be told from the rest."""

    def act(known: Identified, commit: int) -> tuple[int, list[Move], list[Move]]:
        entry = decisions.withdraw(known.ledger, subject, kind, key, commit, by=by, reason=reason)
        others = known.ledger.find(
            kind, pl.Series([key], dtype=pl.Binary),
            subject=decisions.kind_of(known.ledger, subject),
        )  # fmt: skip
        return entry, _leaving(known, subject, kind, others[0] or "", commit, entry), []

    return _decide(pool, "withdraw", act)


def undo(pool: Pool, entry: int, *, by: str, reason: str) -> tuple[int, int]:
    """Turn over what an entry did; commit and the new entry. Undoing that brings it back."""

    def act(known: Identified, commit: int) -> tuple[int, list[Move], list[Move]]:
        root, was = decisions.root_of(known.ledger, entry)
        shared = _shared(known, root) if was == "merge" else []
        number = decisions.undo(known.ledger, entry, commit, by=by, reason=reason)
        standing = [m for m in pool.catalogue.moves() if m.entry == root]
        if was == "merge":  # what came by a number of both, while they were one, is nobody's
            since = _tied_since(known.ledger, root, commit)
            if since is None:  # they are one again: nothing is in doubt
                return number, [], standing
            unsure = [replace(m, rows_after=since, rows_until=commit) for m in shared]
            return number, [*pool.catalogue.moves(entry=root), *unsure], []
        if standing:
            return number, [], standing
        return number, pool.catalogue.moves(entry=root), []

    return _decide(pool, "undo", act)


def identified(pool: Pool) -> Identified:
    """Who is who in a pool that knows its subjects by numbers; UsageError in any other."""
    if not isinstance(pool.subjects, Identified):
        raise UsageError(Problem(
            "no-ledger", str(pool.folder), "这个数据池不按号码认人，没有身份台账",
            "this pool does not know people by numbers: it has no ledger of subjects",
            "用 zhiban receive … --keys person=resident 建池",
            "make it with zhiban receive … --keys person=resident",
        ))  # fmt: skip
    return pool.subjects


def _decide(pool: Pool, what: str, act: _Act) -> tuple[int, int]:
    known = identified(pool)
    with pool.writing():
        commit = pool.catalogue.last_commit() + 1
        before = _ties(known.ledger)
        entry, moved, back = act(known, commit)
        after = _ties(known.ledger)
        reach("decide.1")
        gone = [Move(one, home) for one, home in before.items() if after.get(one) != home]
        new = [Move(one, home) for one, home in after.items() if before.get(one) != home]
        pool.catalogue.commit(
            commit, now(), what, versions={}, moved=[*new, *moved], moved_back=[*gone, *back]
        )
        reach("decide.2")
    return commit, entry


def _ties(ledger: Ledger) -> dict[str, str]:
    joined = groups(ledger.connection, NOW, STRENGTHS["confirmed"])
    ones = ledger.ids_of(pl.Series(list(joined), dtype=pl.Int64))
    homes = ledger.ids_of(pl.Series(list(joined.values()), dtype=pl.Int64))
    return dict(zip(ones, homes, strict=True))


def _leaving(
    known: Identified, subject: str, kind: str, other: str, commit: int, entry: int
) -> list[Move]:
    """Where rows of `subject` go, of whom keys of `kind` have just left to `other`."""
    ledger = known.ledger
    of = decisions.kind_of(ledger, subject)
    named_by = known.keys.get(of)
    if named_by is None or ledger.space_of(kind, of) != ledger.space_of(named_by, of):
        return []  # no row came by such a number
    stays = decisions.has_key_of(ledger, subject, kind)
    return [Move(subject, "" if stays else other, other, entry, 0, commit)]


def _shared(known: Identified, root: int) -> list[Move]:
    """For each number by which rows come and that both sides of a merge have: under whom its rows
    are stored, and who else may be meant."""
    pairs = decisions.shared_keys(known.ledger, root, set(known.keys.values()))
    return [Move(first, "", second, root) for first, second in pairs]


def _tied_since(ledger: Ledger, root: int, commit: int) -> int | None:
    """Since which commit a tie held that this commit ended."""
    query = "SELECT known_from FROM tie WHERE entry = ? AND known_until = ?"
    row = ledger.connection.execute(query, (root, commit)).fetchone()
    return None if row is None else int(row[0])
