"""How is one value of the law read exactly from its text?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from fractions import Fraction

from zhiban.law.dated_values import Steps
from zhiban.law.money import INT64_MAX, parse_rate, yuan_to_fen
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, day_number, month_number

NEVER_WORDS = ("never", "从未")

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class BadScalar(ValueError):
    """A text that is no value of its type, with what to write instead."""

    def __init__(self, what: str, what_en: str, attempt: str = "", attempt_en: str = "") -> None:
        super().__init__(what_en)
        self.what, self.what_en = what, what_en
        self.attempt, self.attempt_en = attempt, attempt_en


def parse_scalar(type_name: str, unit: str | None, text: str) -> Fraction | int:
    """The value of `text` for a type other than scale; BadScalar if it is none."""
    if type_name == "rate":
        return _rate(text)
    if type_name == "money":
        return parse_money(unit, text)
    if type_name == "date":
        return NEVER_DAY if text in NEVER_WORDS else parse_day(text)
    if type_name == "month":
        return NEVER_MONTH if text in NEVER_WORDS else parse_month(text)
    return parse_integer(text)


def parse_integer(text: str) -> int:
    """A whole number within 64 bits."""
    if _INTEGER.fullmatch(text) and abs(int(text)) <= INT64_MAX:
        return int(text)
    raise _bad(text, "整数", "a whole number", "12", "12")


def parse_money(unit: str | None, text: str) -> int:
    """Fen from "1864.00 元", or from a bare number whose `unit` (fen, yuan) is declared."""
    if unit == "fen":
        return parse_integer(text)
    try:
        fen = yuan_to_fen(text)
    except (ValueError, OverflowError):
        raise _bad(text, "金额", "an amount", "1864.00 元", "1864.00 元") from None
    if unit is None and text.strip()[-1:].isdigit():
        raise BadScalar(
            f"{text!r} 是元还是分？",
            f"is {text!r} in yuan or in fen?",
            f"写成“{text} 元”，或加 unit: fen",
            f"write {text} 元, or add unit: fen",
        )
    return fen


def parse_day(text: str) -> int:
    """The day number of an ISO date."""
    try:
        if _DAY.fullmatch(text):
            return day_number(dt.date.fromisoformat(text))
    except ValueError:
        pass
    raise _bad(text, "日期", "a date", "2025-06-01", "2025-06-01")


def parse_month(text: str) -> int:
    """The month number of YYYY-MM."""
    if (match := _MONTH.fullmatch(text)) and int(match[1]) >= 1:
        return month_number(int(match[1]), int(match[2]))
    raise _bad(text, "月份", "a month", "2025-06", "2025-06")


def parse_steps(pairs: Iterable[tuple[str, str]]) -> Steps:
    """A step table by ascending bound; at least one step, no bound twice."""
    steps = sorted((parse_integer(bound), parse_integer(value)) for bound, value in pairs)
    bounds = {bound for bound, _ in steps}
    if not steps or len(bounds) < len(steps):
        raise BadScalar(
            "阶梯表应写成 {下限: 整数, …}，下限不重复",
            "a scale is {lower bound: integer, …} with every bound once",
            "{12: 3, 24: 6}",
            "{12: 3, 24: 6}",
        )
    return tuple(steps)


def _rate(text: str) -> Fraction:
    try:
        rate = parse_rate(text)
    except ValueError:
        raise _bad(text, "比例", "a rate", "10 %、0.1 或 1/10", "10 %, 0.1 or 1/10") from None
    if abs(rate) > 1 and not re.search("[%％‰/]", text):
        raise BadScalar(
            f"{text!r} 是百分之几还是几倍？",
            f"is {text!r} a percentage or a multiple?",
            f"写成“{text} %”或“{text}/1”",
            f"write {text} % or {text}/1",
        )
    return rate


def _bad(text: str, kind: str, kind_en: str, example: str, example_en: str) -> BadScalar:
    return BadScalar(
        f"{text!r} 不是{kind}",
        f"{text!r} is not {kind_en}",
        f"写成 {example}",
        f"write {example_en}",
    )
