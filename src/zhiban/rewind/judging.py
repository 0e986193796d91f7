"""What did everybody hear on each past day, and what would they hear of it with what is known now?

Told then is read from the scans of the day, or judged as known then. Known now is judged once over
everybody on the first day, then for those alone to whom time has done something (SEM 12, 30).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from zhiban.language.rules import Rule, counts_once
from zhiban.loop.judging import judge_registers
from zhiban.loop.receiving import Registers
from zhiban.packs import Library
from zhiban.packs.passes import passes_of
from zhiban.pool.failpoints import reach
from zhiban.pool.pool import Pool
from zhiban.rewind.days import Telling
from zhiban.rewind.said import NOTHING, Said, said_of
from zhiban.scan.catalogue import Scans
from zhiban.scan.findings import standing
from zhiban.scan.needs import needs_of_rules
from zhiban.scan.pin import pin_of
from zhiban.scan.reading import PoolReader, Whom
from zhiban.scan.scanning import Step, judge_pinned

Key = tuple[str, str]
_KEY = ["id", "occasion"]
_TOLD = ["verdict", "amount_fen", "outputs"]


@dataclass
class Sides:
    """Both sides of every day: `then` and `now` hold scans of their own, `then_no` and `now_no`
    say which one is of which telling; the last of `now` is of today."""

    kept: Scans
    then: Scans
    now: Scans
    tellings: Sequence[Telling]
    then_no: list[int] = field(default_factory=list)
    now_no: list[int] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    def told(self, place: int, rule: str) -> pl.LazyFrame:
        """What was told of a rule by one telling."""
        scan = self.tellings[place].scan
        if scan is not None:
            return standing(self.kept, scan.no, [rule])
        return standing(self.then, self.then_no[place], [rule])

    def known(self, place: int, rule: str) -> pl.LazyFrame:
        """What is known now of the day of one telling; -1: of today."""
        return standing(self.now, self.now_no[place], [rule])

    def differing(self, place: int, rule: str) -> Iterator[tuple[Key, Said, Said]]:
        """Whose finding was told otherwise than it is known now: (told, known)."""
        told, known = (
            side.select(*_KEY, *_TOLD) for side in (self.told(place, rule), self.known(place, rule))
        )
        met = told.join(known, on=_KEY, how="full", coalesce=True, suffix="~")
        same = [pl.col(c).eq_missing(pl.col(f"{c}~")) for c in _TOLD]
        for row in met.filter(~pl.all_horizontal(same)).sort(_KEY).collect().iter_rows(named=True):
            then, now = said_of(row), said_of({c: row[f"{c}~"] for c in _TOLD})
            if then != now:
                yield (row["id"], row["occasion"]), then, now

    def of(self, rule: str, ids: pl.Series) -> Mapping[Key, list[tuple[Said, Said]]]:
        """Both sides of every day, and of today (told: nothing), of some subjects."""
        found: dict[Key, list[tuple[Said, Said]]] = {}
        days = len(self.tellings) + 1
        for place in range(days):
            is_told = place < len(self.tellings) and self.tellings[place].tells(rule)
            sides = [self.told(place, rule) if is_told else None, self.known(place, rule)]
            for number, side in enumerate(sides):
                if side is None:
                    continue
                mine = side.filter(pl.col("id").is_in(ids.implode())).select(*_KEY, *_TOLD)
                for row in mine.collect().iter_rows(named=True):
                    key = (row["id"], row["occasion"])
                    pairs = found.setdefault(key, [(NOTHING, NOTHING)] * days)
                    pair = list(pairs[place])
                    pair[number] = said_of(row)
                    pairs[place] = (pair[0], pair[1])
        return found


def both_sides(
    pool: Pool, library: Library, rules: Sequence[Rule], tellings: Sequence[Telling], as_of: int,
    known_at: int, law_known_at: int | None, folder: Path, step: Step,
) -> Sides:  # fmt: skip
    """Judge what has to be judged, into `folder`."""
    places = [folder / name for name in ("then", "now")]
    for place in places:
        place.mkdir()
    sides = Sides(Scans(pool.folder), Scans(places[0]), Scans(places[1]), tellings)
    for telling in tellings:
        if telling.scan is None:
            pin = pin_of(library, rules, telling.as_of, telling.known_at, telling.law_known_at)
            judge_pinned(pool, library, rules, pin, sides.then, step, since_last=True)
            reach("rewind.1")
        last = sides.then.last()
        sides.then_no.append(last.no if last else 0)
    day: int | None = None
    for at in [*(t.as_of for t in tellings), as_of]:
        if at != day:
            pin = pin_of(library, rules, at, known_at, law_known_at)
            done = judge_pinned(pool, library, rules, pin, sides.now, step, since_last=True)
            sides.failed |= set(done.scan.failures)
            day = at
            reach("rewind.2")
        sides.now_no.append(sides.now.the(None).no)
    return sides


def commit_that_decided(
    pool: Pool, library: Library, rule: Rule, telling: Telling, law_known_at: int | None,
    commits: Mapping[Key, Sequence[int]], most: int = 24,
) -> dict[Key, int]:  # fmt: skip
    """After which of several commits the finding was another for the last time; nobody where it
    cannot be judged from the subject's own rows, or there are too many commits."""
    asked = sorted({c for own in commits.values() for c in own})
    if counts_once(rule) or passes_of(library, [rule]) or not 0 < len(asked) <= most:
        return {}
    ids = pl.Series("id", sorted({id_ for id_, _ in commits}), pl.String)
    said: dict[int, dict[Key, Said]] = defaultdict(dict)
    for commit in (telling.known_at, *asked):
        reader, whom = PoolReader(pool, library, commit), Whom(ids=ids)
        needs = needs_of_rules(library, rule.subject.id, [rule])
        registers = Registers(reader.received(needs, whom), whose=whom.are, exchange={})
        judged = judge_registers(
            library, [rule], registers, telling.as_of, law_known_at=law_known_at
        )
        for row in judged.frame.iter_rows(named=True):
            said[commit][row["id"], row["occasion"]] = said_of(row)
    found = {}
    for key, own in commits.items():
        before = said[telling.known_at].get(key, NOTHING)
        for commit in sorted(own):
            after = said[commit].get(key, NOTHING)
            if after != before:
                found[key], before = commit, after
    return found
