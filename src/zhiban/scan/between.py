"""What would the earlier day have said with the later rows? So rows and time can be told apart.

Between two scans both may have changed: rows came, and the day moved. Judged in between are the
earlier day and the later commit, of those alone whose finding is another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import polars as pl

from zhiban.language.rules import Rule
from zhiban.packs import Library
from zhiban.pool.failpoints import reach
from zhiban.pool.pool import Pool
from zhiban.scan.aside import aside
from zhiban.scan.catalogue import Scan, Scans
from zhiban.scan.findings import standing
from zhiban.scan.pin import law_differs, pin_of
from zhiban.scan.scanning import Step, judge_pinned


@contextmanager
def in_between(
    pool: Pool, library: Library, scans: Scans, earlier: Scan, later: Scan,
    rules: Sequence[Rule], only: Mapping[str, pl.Series], step: Step,
) -> Iterator[Mapping[str, pl.DataFrame]]:  # fmt: skip
    """Rule → its findings on the earlier day with the later rows, of the subjects in `only`; no
    rule at all where that cannot be told by this program, or only one of the two differs."""
    pins = earlier.pin, later.pin
    same = pins[0].as_of == pins[1].as_of or pins[0].known_at == pins[1].known_at
    asked = [] if same else [rule for rule in rules if _is_as_then(rule, library, earlier, later)]
    pin = pin_of(library, asked, pins[0].as_of, pins[1].known_at, pins[1].law_known_at)
    if not asked or not pin.follows(pins[0]) or not any(ids.len() for ids in only.values()):
        yield {}
        return
    with aside(pool.folder, pool.wait_seconds) as folder:
        middle = scans.continued(folder, earlier.no)
        done = judge_pinned(pool, library, asked, pin, middle, step, since_last=True, only=only)
        reach("compare.1")
        yield {
            rule.id: standing(
                middle, done.scan.no, [rule.id], ids=only.get(rule.subject.id)
            ).collect()
            for rule in asked if rule.id not in done.scan.failures
        }  # fmt: skip


def _is_as_then(rule: Rule, library: Library, earlier: Scan, later: Scan) -> bool:
    now = pin_of(library, [rule], 0, 0, None)
    pins = (earlier.pin, later.pin)
    return (
        all(pin.rules.get(rule.id) == now.rules[rule.id] for pin in pins)
        and all(pin.values.get(rule.id) == now.values[rule.id] for pin in pins)
        and not law_differs(rule, *(pin.law_known_at for pin in pins))
        and not {rule.id} & (earlier.failures.keys() | later.failures.keys())
    )
