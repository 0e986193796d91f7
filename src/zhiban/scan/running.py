"""What do the rules say of everybody in a pool? In passes, a part of the buckets at a time.

First what rules ask about others, pass by pass; then every rule over its own subjects; last, which
of several claims on one subject stands (SEM 16, 17, 23).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import polars as pl

from zhiban.engines.columnar.counted_once import COUNTED, settle
from zhiban.engines.columnar.judge import FINDINGS
from zhiban.errors import Problem
from zhiban.language.rules import PolicyRule, Rule
from zhiban.loop.judging import judge_registers
from zhiban.loop.notes import Note
from zhiban.loop.receiving import Registers
from zhiban.packs import Library
from zhiban.packs.passes import Asked, passes_of
from zhiban.pool.buckets import bucket_of
from zhiban.scan.exchange import Answers, work_out
from zhiban.scan.needs import Needs, needs_of_facts, needs_of_rules
from zhiban.scan.parts import Part, parts_of
from zhiban.scan.reading import PoolReader

T = TypeVar("T")
Step = Callable[[str, int, int], None]


@dataclass
class Found:
    """The findings of one kind of subject after another, and what should be said."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    failures: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def settled(self) -> pl.DataFrame:
        """All findings, of claims on one subject only the first standing."""
        found = pl.concat(self.frames) if self.frames else pl.DataFrame(schema=FINDINGS)
        if COUNTED in found.columns:
            found = settle(found)
        return found.select(list(FINDINGS)).sort("id", "rule", "occasion")


@dataclass(frozen=True)
class Run:
    """Judging on one day, as known at one commit; `folder` holds what passes leave each other."""

    library: Library
    reader: PoolReader
    rules: Sequence[Rule]
    as_of: int
    folder: Path
    law_known_at: int | None = None
    step: Step = lambda _what, _done, _of: None

    def judge(self) -> Found:
        """The findings of all rules."""
        passes = passes_of(self.library, self.rules)
        answers = Answers(self.folder / "exchange")
        earlier: list[Asked] = []
        for number, asked in enumerate(passes, 1):
            self._answer(asked, earlier, answers, f"{number}/{len(passes) + 1}")
            earlier += asked
        found = Found()
        for kind, rules in by_kind(self.rules).items():
            needs = needs_of_rules(self.library, kind, rules)
            parts = parts_of(self.reader.rows_by_bucket(needs))
            for done, part in enumerate(parts):
                self.step(f"判定 judging: {kind}", done, len(parts))
                registers = self._registers(needs, part, answers, earlier)
                judged = judge_registers(
                    self.library, rules, registers, self.as_of,
                    law_known_at=self.law_known_at, settled=False,
                )  # fmt: skip
                found.frames.append(judged.frame)
                _add_new(found.failures, judged.failures)
                _add_new(found.notes, judged.notes)
        return found

    def _answer(
        self, asked: list[Asked], earlier: list[Asked], answers: Answers, number: str
    ) -> None:
        """Work out what is asked in one pass, kind by kind, a part at a time."""
        for kind in sorted({one.kind for one in asked}):
            own = [one for one in asked if one.kind == kind]
            needs = needs_of_facts(self.library, kind, [f for one in own for f in one.facts])
            for one in own:
                for register, column in one.named_in:
                    needs.rows[register].add(column)
                    if one.about:
                        needs.cells[register].update(self.library.registers[register].columns)
            parts = parts_of(self.reader.rows_by_bucket(needs))
            for done, part in enumerate(parts):
                self.step(f"互查 asking {number}: {kind}", done, len(parts))
                registers = self._registers(needs, part, answers, earlier)
                for one in own:
                    frame = work_out(self.library, one, registers, self.as_of)
                    answers.add(one, done, frame)

    def _registers(
        self, needs: Needs, part: Part, answers: Answers, earlier: Sequence[Asked]
    ) -> Registers:
        found = self.reader.received(needs, part)
        brought = answers.about(_wanted(needs, earlier), found)
        return Registers(found, whose=lambda c: bucket_of(c).is_in(part), exchange=brought)


def by_kind(rules: Sequence[Rule]) -> Mapping[str, list[Rule]]:
    """The rules by the kind of subject they are about."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.subject.id].append(rule)
    return found


def _wanted(needs: Needs, earlier: Sequence[Asked]) -> list[Asked]:
    asked = {(kind, about) for kind, about, _ in needs.asked}
    return [one for one in earlier if (one.kind, one.about) in asked]


def _add_new(held: list[T], more: Sequence[T]) -> None:
    held += [one for one in more if one not in held]


def counts_once(rule: Rule) -> bool:
    """Whether claims of the rule compete for one subject."""
    return isinstance(rule, PolicyRule) and rule.counted_once is not None
