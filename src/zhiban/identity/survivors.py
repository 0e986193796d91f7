"""Which subjects are one, and under which id does each go on?

Ties join subjects to groups. The oldest of a group survives: every other one is shown through it,
and is itself again when the tie is undone. Ties that are only probable join nobody (G5).
"""

from __future__ import annotations

import sqlite3

import polars as pl

from zhiban.identity.commits import held


def groups(connection: sqlite3.Connection, at: int, strength: int) -> dict[int, int]:
    """Subject → survivor at commit `at` for all who are not their own, by ties that strong."""
    ties = connection.execute(
        f"SELECT a, b FROM tie WHERE {held('tie')} AND strength >= :strength",
        {"at": at, "strength": strength},
    ).fetchall()
    parent: dict[int, int] = {}

    def root(subject: int) -> int:
        while (above := parent.get(subject, subject)) != subject:
            parent[subject] = parent.get(above, above)
            subject = above
        return subject

    for a, b in ties:
        older, younger = sorted((root(a), root(b)))
        parent[younger] = older
    return {subject: root(subject) for subject in parent if root(subject) != subject}


def survivors(subjects: pl.Series, joined: dict[int, int]) -> pl.Series:
    """Each subject's survivor, by the result of `groups`."""
    if not joined:
        return subjects
    return subjects.replace(list(joined), list(joined.values()))
