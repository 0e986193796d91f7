"""How is a value written in files, findings and explanations? One form for each type."""

from __future__ import annotations

import re

from zhiban.model.months import MonthsValue
from zhiban.model.types import (
    NEVER_DAY,
    NEVER_MONTH,
    Date,
    Money,
    Month,
    Ordered,
    Type,
    date_of,
)
from zhiban.model.values import End, Ends, Value

#: A hint of how an empty cell is written, in brackets: for those who fill in files only.
_HINT = re.compile(r"（[^（）]*(?:never|写 ?\d)[^（）]*）|；[^；]*never$|;[^;]*\bnever\b[^;]*$")


def value_text(value: Value, type_: Type) -> str:
    """A value as text: known plainly, an interval as [at_least, at_most], unknown as nothing."""
    if isinstance(value, Ends):
        if value.known:
            return end_text(value.lo, type_)
        return f"[{end_text(value.lo, type_)}, {end_text(value.hi, type_)}]"
    if isinstance(value, MonthsValue):
        return months_text(sorted(value.sure))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def end_text(end: End, type_: Type) -> str:
    """One end of an interval; nothing if it is open."""
    if end is None:
        return ""
    if isinstance(end, tuple):
        return f"{end[0]}/{end[1]}"
    if isinstance(type_, Money):
        return f"{'-' if end < 0 else ''}{abs(end) // 100}.{abs(end) % 100:02d}"
    if isinstance(type_, Date):
        return "never" if end == NEVER_DAY else date_of(end).isoformat()
    if isinstance(type_, Month):
        return "never" if end == NEVER_MONTH else month_text(end)
    if isinstance(type_, Ordered):
        return type_.list.codes[end]
    return str(end)


def month_text(month: int) -> str:
    """A month as 2024-07."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def months_text(months: list[int]) -> str:
    """Months as 2024-01..2024-03;2024-07."""
    parts: list[str] = []
    start = 0
    for position in range(1, len(months) + 1):
        if position == len(months) or months[position] != months[position - 1] + 1:
            first, last = months[start], months[position - 1]
            parts.append(
                month_text(first) if first == last else f"{month_text(first)}..{month_text(last)}"
            )
            start = position
    return ";".join(parts)


def plain(title: str) -> str:
    """A title without the hint how files write an empty cell."""
    return _HINT.sub("", title).strip()
