"""How is a small table of text read, and how is a value written in it?"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from zhiban.model import types as t
from zhiban.model.months import MonthsValue
from zhiban.model.texts import end_text, months_text
from zhiban.model.values import Ends, Value, exactly, is_rational, nothing_known

UNKNOWN = "unknown"


@dataclass(frozen=True)
class TextTable:
    """A heading and rows of cells, all text."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self, code: bool = True) -> str:
        """The table as Markdown; headings as code unless told otherwise."""
        shown = [f"`{h}`" if code else h for h in self.heading]
        lines = [shown, ["---"] * len(shown), *self.rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def read_table(text: str) -> TextTable:
    """A table from lines with ` | ` between cells; the first line is the heading."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    rows = [tuple(cell.strip() for cell in re.split(r"(?:^|\s)\|(?:\s|$)", line)) for line in lines]
    for row in rows:
        assert len(row) == len(rows[0]), f"{len(row)} cells, not {len(rows[0])}: {row}"
    return TextTable(rows[0], tuple(rows[1:]))


# --- cells ------------------------------------------------------------------------------------


def read_type(text: str) -> t.Type:
    """integer, integer>=0, money, ratio, date, month, months, code(a b), ordered(low high) …"""
    name, _, floor = text.partition(">=")
    at_least = int(floor) if floor else None
    if (match := re.fullmatch(r"(code|ordered)\((.*)\)", name)) is not None:
        codes = t.CodeList(match[1], match[1], tuple(match[2].split()))
        return t.Code(codes) if match[1] == "code" else t.Ordered(codes)
    simple: dict[str, t.Type] = {
        "truth": t.Truth(), "integer": t.Integer(at_least=at_least), "money": t.Money(at_least),
        "ratio": t.Ratio(at_least), "date": t.Date(), "month": t.Month(), "months": t.Months(),
        "text": t.Text(), "person": t.SubjectId("person"), "firm": t.SubjectId("enterprise"),
    }  # fmt: skip
    return simple[name]


def read_value(text: str, type_: t.Type) -> Value:
    """A value as the tables write it; `unknown` is what is known of a missing one."""
    if text == UNKNOWN:
        return nothing_known(type_)
    if isinstance(type_, t.Truth):
        return {"yes": True, "no": False}[text]
    if isinstance(type_, t.Months):
        return _months(text)
    if not t.is_interval(type_):
        return text
    if (match := re.fullmatch(r"\[(.*), ?(.*)\]", text)) is not None:
        lo, hi = (None if part == "" else read_end(part, type_) for part in match.groups())
        return Ends(lo, hi)
    return exactly(read_end(text, type_))


def read_end(text: str, type_: t.Type) -> int | tuple[int, int]:
    """One end of an interval."""
    if is_rational(type_):
        num, _, den = text.partition("/")
        return int(num), int(den or 1)
    if isinstance(type_, t.Money):
        yuan, _, fen = text.partition(".")
        size = abs(int(yuan)) * 100 + int(fen.ljust(2, "0") or 0)
        return -size if text.startswith("-") else size
    if isinstance(type_, t.Date):
        return t.NEVER_DAY if text == "never" else t.day_number(dt.date.fromisoformat(text))
    if isinstance(type_, t.Month):
        return t.NEVER_MONTH if text == "never" else read_month(text)
    if isinstance(type_, t.Ordered):
        return type_.list.codes.index(text)
    return int(text)


def read_month(text: str) -> int:
    year, _, month = text.partition("-")
    return t.month_number(int(year), int(month))


def _months(text: str) -> MonthsValue:
    """`2024-01..2024-03; ?2024-05; ?..2023-06; ?2025-01..; +2`: sure, ?possible, +further ones."""
    sure: set[int] = set()
    maybe: set[int] = set()
    before = after = None
    loose = 0
    for part in (p.strip() for p in text.split(";")):
        if part in ("", "none"):
            continue
        if part.startswith("+"):
            loose = int(part[1:])
            continue
        first, dots, last = part.removeprefix("?").partition("..")
        if dots and not first:
            before = read_month(last)
        elif dots and not last:
            after = read_month(first)
        else:
            months = range(read_month(first), read_month(last or first) + 1)
            (maybe if part.startswith("?") else sure).update(months)
    return MonthsValue(frozenset(sure), frozenset(maybe), before, after, loose)


def write_value(value: Value, type_: t.Type) -> str:
    """A value in the form of the tables, for messages."""
    if isinstance(value, MonthsValue):
        parts = [months_text(sorted(value.sure))]
        parts += [f"?{m}" for m in months_text(sorted(value.maybe)).split(";") if m]
        parts += [] if value.before is None else [f"?..{end_text(value.before, t.Month())}"]
        parts += [] if value.after is None else [f"?{end_text(value.after, t.Month())}.."]
        parts += [f"+{value.loose}"] if value.loose else []
        return "; ".join(p for p in parts if p) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Ends):
        if value.known:
            return end_text(value.lo, type_)
        if value == nothing_known(type_):
            return UNKNOWN
        return f"[{end_text(value.lo, type_)}, {end_text(value.hi, type_)}]"
    return UNKNOWN if value is None else value
