"""What do the rules say of everybody in a pool, and since when? One scan, from passes to commit.

First what rules ask about others, pass by pass; then every rule over its own subjects, a part of
the buckets at a time; last, which of several claims on one subject stands (SEM 16, 17, 23, 26).
Since an earlier scan only those are judged of whom something may have changed (SEM 30): the
findings are the same as if everybody had been.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from zhiban.errors import Problem, ZhibanError
from zhiban.language.rules import Rule, counts_once
from zhiban.loop.judging import failure, groups, judge_registers
from zhiban.loop.notes import Note
from zhiban.loop.receiving import Registers
from zhiban.packs import Library
from zhiban.packs.fingerprint import facts_of
from zhiban.packs.passes import Asked, passes_of
from zhiban.pool.failpoints import reach
from zhiban.pool.pool import Pool
from zhiban.pool.writer import locked, now
from zhiban.scan.catalogue import Scan, Scans, newest
from zhiban.scan.dirty import Between, Dirty
from zhiban.scan.exchange import KEY, Answers, work_out
from zhiban.scan.keeping import Keeping
from zhiban.scan.needs import Needs, needs_of_facts, needs_of_rules
from zhiban.scan.parts import parts_of
from zhiban.scan.pin import Pin, law_day, pin_of
from zhiban.scan.reading import PoolReader, Whom
from zhiban.scan.writing import Writing

_NOBODY = pl.Series("id", [], pl.String)

Step = Callable[[str, int, int], None]


@dataclass
class Done:
    """A scan, how many findings were looked at, began and ended, and what should be said."""

    scan: Scan
    keeping: Keeping
    notes: list[Note]
    failures: list[Problem]


def scan(
    pool: Pool, library: Library, rules: Sequence[Rule], as_of: int, *,
    known_at: int | None = None, law_known_at: int | None = None, since_last: bool = False,
    step: Step = lambda _what, _done, _of: None,
) -> Done:  # fmt: skip
    """Judge everybody of the pool and keep what is found.

    `since_last`: only those of whom something may have changed since the last scan, if there is
    one. `law_known_at`: the day of the commit, if not said.
    """
    scans = Scans(pool.folder)
    with locked(scans.folder, pool.wait_seconds):
        scans.recover()
        commit = pool.catalogue.last_commit() if known_at is None else known_at
        law = law_day(pool, commit) if law_known_at is None else law_known_at
        pin = pin_of(library, rules, as_of, commit, law)
        return _Work(pool, library, rules, pin, scans, since_last, step).run()


def judge_pinned(
    pool: Pool, library: Library, rules: Sequence[Rule], pin: Pin, into: Scans, step: Step,
    *, since_last: bool = False, only: Mapping[str, pl.Series] | None = None,
) -> Done:  # fmt: skip
    """Judge everybody as `pin` says, and keep what is found in scans of its own.

    `only`: kind of subject → those of whom the findings are asked for; of others they may be left
    as they were.
    """
    return _Work(pool, library, rules, pin, into, since_last, step, only).run()


@dataclass
class _Work:
    """One scan on its way. `since`: the scan whose findings are kept where nothing has changed;
    `whole`: the rules judged over everybody; `dirty`: whom the others are judged over."""

    pool: Pool
    library: Library
    rules: Sequence[Rule]
    pin: Pin
    scans: Scans
    since_last: bool
    step: Step
    only: Mapping[str, pl.Series] | None = None
    notes: list[Note] = field(default_factory=list)
    failures: dict[str, Problem] = field(default_factory=dict)
    answered: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.before = self.scans.last()
        self.since = self._since()
        before = self.before.no if self.before else None
        self.reader = PoolReader(self.pool, self.library, self.pin.known_at)
        self.writing = Writing(self.scans, (before or 0) + 1)
        self.answers = Answers(self.writing, before)
        self.keeping = Keeping(self.writing, before)
        self.dirty, self.whole = Dirty(), {rule.id for rule in self.rules}
        if self.since is not None:
            self.between = Between(self.pool, self.library, self.since.pin, self.pin)
            self.dirty = self.between.subjects()
            self.whole = self.between.whole_rules(self.rules) | set(self.since.failures)

    def run(self) -> Done:
        """All passes, and the commit."""
        passes = passes_of(self.library, self.rules)
        for number, asked in enumerate(passes, 1):
            for one in asked:
                self._answer(one, f"{number}/{len(passes) + 1}")
        for kind, rules in by_kind(self._able()).items():
            for whole in (False, True):
                mine = [rule for rule in rules if (rule.id in self.whole) is whole]
                if self.only is None:
                    self._judge(kind, mine, whole=whole)
                    continue
                # Claims compete with those of others, so all of them are looked at.
                alone = [rule for rule in mine if not counts_once(rule)]
                ids = self.only.get(kind, _NOBODY)
                self._judge(kind, alone, whole=whole, only=ids)
                self._judge(kind, [r for r in mine if counts_once(r)], whole=whole)
        for rule in self._able():
            if counts_once(rule):
                self.keeping.settle(rule)
        for rule_id in self.failures:
            self.keeping.drop(rule_id)
        return self._commit()

    def _since(self) -> Scan | None:
        """The last scan, if what it found can be kept."""
        if not self.since_last or self.before is None:
            return None
        if self.pin.follows(self.before.pin):
            return self.before
        self.notes.append(Note(
            f"不能接着第 {self.before.no} 次扫描（程序变了，或日期更早）：全部重新判定",
            f"scan {self.before.no} cannot be followed (another program, or an earlier day): "
            "everybody is judged",
        ))  # fmt: skip
        return None

    def _able(self) -> list[Rule]:
        return [rule for rule in self.rules if rule.id not in self.failures]

    # --- what is asked of others --------------------------------------------------------------

    def _answer(self, asked: Asked, number: str) -> None:
        """Work out what is asked in one pass of one kind of subject. If it raises, the rules that
        rest on it write nothing (SEM 23)."""
        try:
            self._work_out(asked, number)
            self.answered.append(asked)
        except ZhibanError:
            raise
        except Exception as error:
            for rule in self._users(asked):
                self.failures[rule.id] = failure(rule, error)

    def _work_out(self, asked: Asked, number: str) -> None:
        needs = needs_of_facts(self.library, asked.kind, asked.facts)
        for register, column in asked.named_in:
            needs.rows[register].add(column)
            if asked.about:
                needs.cells[register].update(self.library.registers[register].columns)
        kept = self._stand(asked)
        if kept:
            self.dirty.add(asked.kind, self.answers.due(asked, self.pin.as_of))
        for whom in self._whom(needs, whole=not kept, what=f"互查 asking {number}"):
            found = work_out(self.library, asked, self._registers(needs, whom), self.pin.as_of)
            self.answers.add(asked, found, is_base=not kept)
            if kept:
                self._ask_again(asked, self.answers.differing(asked, found))

    def _ask_again(self, asked: Asked, keys: pl.Series) -> None:
        """Whoever names those whose answer is another has to be judged again."""
        if asked.by_others and keys.len():  # nobody's own rows say who asks: everybody
            self.whole |= {rule.id for rule in self._users(asked)}
        for kind, ids in self.between.naming(asked, keys):
            self.dirty.add(kind, ids)

    def _users(self, asked: Asked) -> list[Rule]:
        return [r for r in self.rules if set(asked.facts) & facts_of(r, self.library)]

    def _stand(self, asked: Asked) -> bool:
        """Whether answers of the last scan can be kept for those who are not dirty."""
        return (
            self.since is not None
            and self.between.mean_the_same(asked.facts)
            and self.answers.stand(asked)
        )

    # --- judging ------------------------------------------------------------------------------

    def _judge(
        self, kind: str, rules: Sequence[Rule], *, whole: bool, only: pl.Series | None = None
    ) -> None:
        if not rules:
            return
        if not whole:
            self._add_due(kind, rules)
        needs = needs_of_rules(self.library, kind, rules)
        for whom in self._whom(needs, whole=whole, what="判定 judging", only=only):
            registers = self._registers(needs, whom)
            for group in groups(rules):
                found = judge_registers(
                    self.library, group, registers, self.pin.as_of,
                    law_known_at=self.pin.law_known_at, settled=False,
                )  # fmt: skip
                self.failures |= {one.where: one for one in found.failures}
                kept = [rule for rule in group if rule.id not in self.failures]
                if kept:
                    self.keeping.add(kept, whom, found.frame)

    def _add_due(self, kind: str, rules: Sequence[Rule]) -> None:
        """Those of whom a finding may be another by now, because time has passed; whose
        claim a grant may shut out; whose occasion has come into sight."""
        assert self.since is not None
        for rule in rules:
            self.dirty.add(kind, self.between.shut_out(rule))
            self.dirty.add(kind, self.between.happening(rule))
            looks = newest(self.scans.chain("looks", self.since.no, rule.id), "id")
            if looks is not None:
                due = looks.filter(pl.col("day") <= self.pin.as_of).select("id").collect()
                self.dirty.add(kind, due["id"])

    # --- reading and committing ---------------------------------------------------------------

    def _whom(
        self, needs: Needs, *, whole: bool, what: str, only: pl.Series | None = None
    ) -> Iterator[Whom]:
        """The parts one after the other; of those who are dirty, or asked for, one part."""
        if not whole or only is not None:
            self.step(f"{what}: {needs.kind}", 0, 1)
            dirty = self.dirty.of(needs.kind)
            ids = dirty if only is None else only if whole else only.filter(
                only.is_in(dirty.implode())
            )  # fmt: skip
            if ids.len():
                yield Whom(ids=ids)
            return
        parts = parts_of(self.reader.rows_by_bucket(needs))
        for done, part in enumerate(parts):
            self.step(f"{what}: {needs.kind}", done, len(parts))
            yield Whom(buckets=part)

    def _registers(self, needs: Needs, whom: Whom) -> Registers:
        found = self.reader.received(needs, whom)
        asked = {(kind, about) for kind, about, _ in needs.asked}
        wanted = [one for one in self.answered if (one.kind, one.about) in asked]
        return Registers(found, whose=whom.are, exchange=self.answers.about(wanted, found))

    def _commit(self) -> Done:
        before = self.before.no if self.before else None
        self.writing.fold("answers", KEY, before)
        self.writing.fold("looks", "id", before)
        reach("scan.2")
        counts = dict(self.before.counts) if self.before else {}
        for rule in self._able():
            tally = self.keeping.tally[rule.id]
            tally.update(counts.get(rule.id, {}))
            counts[rule.id] = dict(sorted(tally.items()))
        scan = Scan(
            self.writing.no, now(), self.since.no if self.since else None, self.pin, counts,
            {rule: problem.what_en for rule, problem in sorted(self.failures.items())},
        )  # fmt: skip
        self.scans.commit(scan, self.writing.files)
        reach("scan.3")
        failures = [self.failures[rule] for rule in sorted(self.failures)]
        return Done(scan, self.keeping, self.notes, failures)


def by_kind(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """The rules by the kind of subject they are about."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.subject.id].append(rule)
    return found
