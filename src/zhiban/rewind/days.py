"""On which past days was somebody told something, and what was known then?

Every scan of the last months is such a telling, pinned. A month without one is judged on its last
day, as known at its end.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.law import calendar
from zhiban.loop.notes import Note, short
from zhiban.model.texts import month_text
from zhiban.model.types import date_of
from zhiban.pool.pool import Pool
from zhiban.scan.catalogue import Scan, Scans


@dataclass(frozen=True)
class Telling:
    """A past day judged: by a scan as it was pinned, or (`scan` None) as known at its end."""

    as_of: int
    known_at: int
    law_known_at: int | None
    scan: Scan | None

    @property
    def no(self) -> int | None:
        """The number of the scan, if there was one."""
        return None if self.scan is None else self.scan.no

    def tells(self, rule_id: str) -> bool:
        """Whether it said anything of a rule."""
        pin = None if self.scan is None else self.scan.pin
        return pin is None or (rule_id in pin.rules and rule_id not in self.scan.failures)  # type: ignore[union-attr]


def tellings(
    pool: Pool, scans: Scans, first: int, last: int, known_at: int
) -> tuple[list[Telling], list[Note]]:
    """The tellings of the days from `first` to `last` in order, as far as `known_at` knows them."""
    found = [
        Telling(scan.pin.as_of, scan.pin.known_at, scan.pin.law_known_at, scan)
        for scan in scans.all()
        if first <= scan.pin.as_of <= last and scan.pin.known_at <= known_at
    ]
    scanned = {calendar.month_of(telling.as_of) for telling in found}
    blank = []
    for month in range(calendar.month_of(first), calendar.month_of(last) + 1):
        day = calendar.last_day(month)
        if month in scanned or not first <= day <= last:
            continue
        commit = pool.catalogue.commit_at(f"{date_of(day)}T23:59:59.999+08:00")
        if commit:
            found.append(Telling(day, min(commit, known_at), day, None))
        else:
            blank.append(month_text(month))
    notes = [] if not blank else [Note(
        f"这些月份没有扫描过，数据池那时也还没有收到数据，不回看：{short(blank)}",
        "months without a scan, before the pool had received anything, are not looked at: "
        f"{short(blank)}",
    )]  # fmt: skip
    return sorted(found, key=lambda t: (t.as_of, t.known_at, t.no or 0)), notes
