"""How are stretches of days joined, cut and named?

A span is (first day, last day), both included; a last day of None means "until further notice".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhiban.law.calendar import first_day, last_day
from zhiban.model.types import NEVER_DAY, month_number

Span = tuple[int, int | None]

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)|-?Q([1-4]))?", re.ASCII)


def end_of(span: Span) -> int:
    """The last day as a number that compares: NEVER_DAY when open."""
    return NEVER_DAY if span[1] is None else span[1]


def span_of(first: int, last: int) -> Span:
    """The inverse of `end_of`."""
    return (first, None if last >= NEVER_DAY else last)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as sorted spans that neither overlap nor touch."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0], end_of(s))):
        if end_of(span) < span[0]:
            continue
        if joined and span[0] <= end_of(joined[-1]) + 1:
            joined[-1] = span_of(joined[-1][0], max(end_of(joined[-1]), end_of(span)))
        else:
            joined.append(span)
    return tuple(joined)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """The days of `spans` that lie in none of `holes`."""
    left: list[Span] = []
    cuts = union(holes)
    for span in union(spans):
        first = span[0]
        for cut in cuts:
            if end_of(cut) < first or cut[0] > end_of(span):
                continue
            if cut[0] > first:
                left.append((first, cut[0] - 1))
            first = end_of(cut) + 1
        if first <= end_of(span):
            left.append(span_of(first, end_of(span)))
    return tuple(left)


def overlap(a: Span, b: Span) -> Span | None:
    """The days of both, or None."""
    first, last = max(a[0], b[0]), min(end_of(a), end_of(b))
    return span_of(first, last) if first <= last else None


def holds(spans: Iterable[Span], day: int) -> bool:
    """Whether `day` lies in one of `spans`."""
    return any(span[0] <= day <= end_of(span) for span in spans)


def period_span(label: str) -> Span | None:
    """The days of an occasion named 2025, 2025-Q3 or 2025-07; None for any other name."""
    match = _PERIOD.fullmatch(label)
    if match is None or not 1 <= int(match[1]) < 9999 or not 1 <= int(match[2] or 1) <= 12:
        return None
    start = int(match[2] or (int(match[3]) * 3 - 2 if match[3] else 1))
    length = 1 if match[2] else 3 if match[3] else 12
    month = month_number(int(match[1]), start)
    return (first_day(month), last_day(month + length - 1))
