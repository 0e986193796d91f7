"""Where does an office without a desk keep its cases? One small SQLite file in the pool's folder.

What a scan proposes is taken over in one transaction, or not at all; the same scan a second time
changes nothing. Every step of a case is an event that is never changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from zhiban.cases.frames import CASES, PROPOSALS
from zhiban.cases.states import ACTS
from zhiban.errors import Problem, UsageError
from zhiban.pool.failpoints import reach
from zhiban.pool.writer import now

FILE = "cases.sqlite"
_SCHEMA = """
create table if not exists applied (scan integer primary key, at text not null) strict;
create table if not exists cases (
    "case" integer primary key, rule text not null, subject text not null, occasion text not null,
    state text not null, reason text not null, verdict text, due_fen integer, amount_fen integer,
    over_fen integer, inputs text, dismissed text, disputed integer not null,
    opened integer not null, scan integer not null, fingerprint text,
    unique (rule, subject, occasion)
) strict;
create table if not exists events (
    no integer primary key, "case" integer not null references cases, at text not null,
    scan integer, kind text not null, reason text not null, before text not null,
    state text not null, amount_fen integer, fingerprint text, who text, why text
) strict;
create table if not exists held (
    kind text not null, rule text not null, subject text not null, occasion text not null,
    proposal text not null, unique (rule, subject, occasion)
) strict;
"""


@dataclass(frozen=True)
class Taken:
    """What came of applying: how many of each kind, and how many wait for a person."""

    counts: dict[str, int]
    held: int


class Cases:
    """The cases of one pool."""

    def __init__(self, pool: Path) -> None:
        self._db = sqlite3.connect(pool / FILE, isolation_level=None, timeout=30)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_SCHEMA)

    def all(self) -> pl.DataFrame:
        """Every case (`CASES`)."""
        names = ", ".join(f'"{name}"' for name in CASES)
        rows = self._db.execute(f'select {names} from cases order by "case"').fetchall()
        read = {**CASES, "disputed": pl.Int64()}
        frame = pl.DataFrame(rows, schema=read, orient="row")
        return frame.with_columns(pl.col("disputed") == 1)

    def events(self, case: int | None = None) -> pl.DataFrame:
        """The steps of a case, or of all, in order."""
        where, given = ("", ()) if case is None else ('where "case" = ?', (case,))
        found = self._db.execute(
            'select no, "case", at, scan, kind, reason, before, state, amount_fen, fingerprint, '
            f"who, why from events {where} order by no",
            given,
        )
        whole = {"no", "case", "scan", "amount_fen"}
        names = [d[0] for d in found.description]
        schema = {name: pl.Int64 if name in whole else pl.String for name in names}
        return pl.DataFrame(found.fetchall(), schema=schema, orient="row")

    def held(self) -> pl.DataFrame:
        """The proposals that wait for a person."""
        rows = self._db.execute("select proposal from held order by rule, subject, occasion")
        frames = [pl.read_json(text.encode(), schema=PROPOSALS) for (text,) in rows]
        return pl.concat([pl.DataFrame(schema=PROPOSALS), *frames])

    def applied(self) -> list[int]:
        """The scans whose proposals have been taken over, in order."""
        return [no for (no,) in self._db.execute("select scan from applied order by scan")]

    def check(self, scan: int) -> None:
        """UsageError when a later scan has been taken over already."""
        last = max(self.applied(), default=0)
        if scan < last:
            raise UsageError(Problem(
                "cases-older", str(scan), f"第 {last} 次扫描的提议已经采用，不能退回到第 {scan} 次",
                f"scan {last} has been taken over already: scan {scan} would go back",
                "用最近一次扫描", "use the last scan",
            ))  # fmt: skip

    def apply(self, proposals: pl.DataFrame, scan: int) -> Taken:
        """Take over what one scan proposes; what is held waits, replacing what waited before."""
        self.check(scan)
        ready = proposals.filter(pl.col("held") == "")
        waiting = proposals.filter(pl.col("held") != "")
        with self._writing():
            self._take(ready.iter_rows(named=True), who=None, why=None)
            reach("cases.1")
            self._db.execute("delete from held")
            self._db.executemany(
                "insert into held values (?, ?, ?, ?, ?)",
                [(row["kind"], row["rule"], row["subject"], row["occasion"], _json(row))
                 for row in waiting.iter_rows(named=True)],
            )  # fmt: skip
            self._db.execute(
                "insert into applied values (?, ?) on conflict do nothing", (scan, now())
            )
            reach("cases.2")
        reach("cases.3")
        counts = dict(ready.group_by("kind").len().iter_rows())
        return Taken(counts, waiting.height)

    def release(self, rule: str, kind: str, area: str | None, who: str, why: str) -> int:
        """Take over what waits because of the brake: one rule, one kind, one district (None: all).

        Only where the case is still as it was when this was proposed. How many.
        """
        done = 0
        with self._writing():
            for row in self.held().iter_rows(named=True):
                wanted = row["rule"] == rule and row["kind"] == kind and row["held"] == "brake"
                if not wanted or area not in (None, row["area"]):
                    continue
                self._drop(row)
                was = "dismissed" if row["before"] == "changed" else row["before"]
                if row["case"] is None or self._state(row["case"]) == was:
                    self._take(iter([row]), who, why)
                    done += 1
        return done

    def act(self, case: int, act: str, who: str, why: str) -> str:
        """What a person does with a case: dismiss, reported, object, settle. The state it has now.

        UsageError when there is no such case, or it is in no state for that.
        """
        with self._writing():
            state = self._state(case)
            if state is None or state not in ACTS[act].states:
                there = f"状态是 {state}" if state else "没有这个办件"
                there_en = f"its state is {state}" if state else "there is no such case"
                raise UsageError(Problem(
                    "cases-act", str(case), f"不能这样做：{there}", f"cannot be done: {there_en}",
                    f"适用的状态：{'、'.join(ACTS[act].states)}",
                    f"states for it: {', '.join(ACTS[act].states)}",
                ))  # fmt: skip
            to = ACTS[act].to or state
            self._db.execute('update cases set state = ? where "case" = ?', (to, case))
            if act == "dismiss":
                self._db.execute('update cases set dismissed = inputs where "case" = ?', (case,))
            if act in ("object", "settle"):
                self._db.execute(
                    'update cases set disputed = ? where "case" = ?', (int(act == "object"), case)
                )
            self._db.execute(
                'insert into events ("case", at, kind, reason, before, state, who, why) '
                "values (?, ?, ?, '', ?, ?, ?, ?)",
                (case, now(), act, state, to, who, why),
            )
        return to

    # --- one transaction ------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def _take(self, rows: Iterator[dict[str, Any]], who: str | None, why: str | None) -> None:
        at = now()
        for row in rows:
            case = row["case"] if row["case"] is not None else self._new(row)
            over = row["amount_fen"] if row["kind"] == "overpaid" else None
            asked = row["amount_fen"] if row["kind"] in ("open", "resume") else None
            self._db.execute(
                "update cases set state = ?, reason = ?, verdict = ?, "
                "due_fen = coalesce(?, due_fen), amount_fen = ?, over_fen = ?, inputs = ?, "
                'scan = ?, fingerprint = ? where "case" = ?',
                (row["state"], row["reason"], row["verdict"], _known_due(row), asked, over,
                 row["inputs"], row["scan"], row["fingerprint"], case),
            )  # fmt: skip
            self._db.execute(
                'insert into events ("case", at, scan, kind, reason, before, state, amount_fen, '
                "fingerprint, who, why) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (case, at, row["scan"], row["kind"], row["reason"], row["before"], row["state"],
                 row["amount_fen"], row["fingerprint"], who, why),
            )  # fmt: skip

    def _new(self, row: dict[str, Any]) -> int:
        found = self._db.execute(
            "insert into cases (rule, subject, occasion, state, reason, disputed, opened, scan) "
            "values (?, ?, ?, '', '', 0, ?, ?)",
            (row["rule"], row["subject"], row["occasion"], row["scan"], row["scan"]),
        )
        return int(found.lastrowid or 0)

    def _state(self, case: int | None) -> str | None:
        found = self._db.execute('select state from cases where "case" = ?', (case,)).fetchone()
        return None if found is None else str(found[0])

    def _drop(self, row: dict[str, Any]) -> None:
        key = (row["rule"], row["subject"], row["occasion"])
        self._db.execute("delete from held where rule = ? and subject = ? and occasion = ?", key)


def _known_due(row: dict[str, Any]) -> int | None:
    """The sum a case is known by after its time is over: that of the last yes."""
    due = row["due_fen"] if row["verdict"] == "yes" or row["kind"] == "overpaid" else None
    return None if due is None else int(due)


def _json(row: dict[str, Any]) -> str:
    return pl.DataFrame([row], schema=PROPOSALS).write_json()
