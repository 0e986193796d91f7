"""Does a scan come out the same when it is made again? Byte for byte, under the same program."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from zhiban.language.rules import Rule
from zhiban.packs import Library
from zhiban.pool.pool import Pool
from zhiban.scan.aside import aside
from zhiban.scan.catalogue import Scan, Scans
from zhiban.scan.findings import CONTENT, KEY, standing
from zhiban.scan.pin import Pin, pin_of
from zhiban.scan.scanning import Step, judge_pinned


@dataclass(frozen=True)
class Replayed:
    """What came out again. `otherwise`: rules whose findings differ; `pins`: what the pin names
    that is not what it was (the program, a library, a rule)."""

    rules: tuple[str, ...]
    otherwise: tuple[str, ...]
    pins: tuple[str, ...]
    digest: str


def replay(
    pool: Pool, library: Library, scans: Scans, scan: Scan,
    step: Step = lambda _what, _done, _of: None,
) -> Replayed:  # fmt: skip
    """Judge everybody again, as pinned by `scan`, and compare with what is kept of it."""
    rules = [library.rules[r] for r in scan.pin.rules if r in library.rules]
    rules = [rule for rule in rules if rule.id not in scan.failures]
    pin = pin_of(library, rules, scan.pin.as_of, scan.pin.known_at, scan.pin.law_known_at)
    with aside(pool.folder, pool.wait_seconds) as folder:
        again = Scans(folder)
        judge_pinned(pool, library, rules, pin, again, step)
        marks = {
            rule.id: [digest(at, no, rule) for at, no in ((scans, scan.no), (again, 1))]
            for rule in rules
        }
    otherwise = tuple(rule for rule, (kept, now) in marks.items() if kept != now)
    whole = hashlib.sha256("".join(now for _, now in marks.values()).encode()).hexdigest()
    return Replayed(tuple(marks), otherwise, _differing(scan.pin, pin, rules), whole)


def digest(scans: Scans, no: int, rule: Rule) -> str:
    """SHA-256 of the findings of a rule that stood after a scan, written as CSV in order."""
    rows = standing(scans, no, [rule.id]).select(*KEY, *CONTENT).sort(KEY)
    found = hashlib.sha256()
    for batch in _batches(rows.collect()):
        found.update(batch)
    return found.hexdigest()


def _batches(frame: pl.DataFrame) -> Iterator[bytes]:
    for part in frame.iter_slices(100_000):
        held = io.BytesIO()
        part.write_csv(held, include_header=False)
        yield held.getvalue()


def _differing(then: Pin, now: Pin, rules: Sequence[Rule]) -> tuple[str, ...]:
    found = [] if then.code == now.code else ["code"]
    found += [name for name, v in then.libraries.items() if now.libraries.get(name) != v]
    found += sorted(now.changed_rules(then))
    return tuple([*found, *sorted(set(then.rules) - {rule.id for rule in rules})])
