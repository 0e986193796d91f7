"""How does a value found, and one required, read to a person?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from zhiban.model.months import MonthsValue
from zhiban.model.types import (
    NEVER_DAY,
    NEVER_MONTH,
    Code,
    CodeList,
    Date,
    Integer,
    Money,
    Month,
    Ordered,
    Rate,
    Ratio,
    Type,
    Unrounded,
)
from zhiban.model.values import End, Ends, Value, pair
from zhiban.words.speech import Both, Speech

#: How many codes of a list are named before "and so many more".
NAMED = 3

_COUNTS: dict[str, Both] = {
    "<=": ("不超过", "at most"), ">=": ("不少于", "at least"), "<": ("少于", "less than"),
    ">": ("多于", "more than"), "==": ("正好是", "exactly"), "!=": ("不是", "anything but"),
}  # fmt: skip
_MEASURES: dict[str, Both] = {
    "<=": ("不高于", "at most"), ">=": ("不低于", "at least"), "<": ("低于", "less than"),
    ">": ("高于", "more than"), "==": ("正好是", "exactly"), "!=": ("不是", "anything but"),
}  # fmt: skip
_DATES: dict[str, Both] = {
    "<=": ("不晚于", "not after"), ">=": ("不早于", "not before"), "<": ("早于", "before"),
    ">": ("晚于", "after"), "==": ("就是", "exactly"), "!=": ("不是", "anything but"),
}  # fmt: skip
OPPOSITE = {"<=": ">", "<": ">=", ">=": "<", ">": "<=", "==": "!=", "!=": "=="}


def than(symbol: str, type_: Type, speech: Speech) -> str:
    """The words for a comparison: 不少于 · at least."""
    if isinstance(type_, (Date, Month)):
        return speech.say(*_DATES[symbol])
    if isinstance(type_, Integer) and type_.unit != "years":
        return speech.say(*_COUNTS[symbol])
    return speech.say(*_MEASURES[symbol])


def value_words(value: Value, type_: Type, speech: Speech, *, percent: bool = False) -> str:
    """A value: plainly if known, “at least 3” for an interval, “not known” for nothing."""
    if isinstance(value, MonthsValue):
        return _months(value, speech)
    if isinstance(value, bool):
        return speech.say(*_TRUTHS[value])
    if isinstance(value, str):
        return code_words(value, type_.list, speech) if isinstance(type_, Code) else value
    if value is None:
        return speech.say("还不知道", "not known")
    if value.known:
        return end_words(value.lo, type_, speech, percent=percent)
    return _interval(value, type_, speech, percent)


_TRUTHS: dict[bool, Both] = {True: ("是", "yes"), False: ("否", "no")}


def _interval(value: Ends, type_: Type, speech: Speech, percent: bool) -> str:
    lo, hi = value.lo, value.hi
    if isinstance(type_, Ordered) and lo == 0 and hi == len(type_.list.codes) - 1:
        lo = hi = None
    if lo is not None and hi is not None and isinstance(type_, (Date, Month)):
        never = NEVER_DAY if isinstance(type_, Date) else NEVER_MONTH
        if hi == never:
            hi = None
    ends = ["" if e is None else end_words(e, type_, speech, percent=percent) for e in (lo, hi)]
    if all(ends):
        return speech.say(f"{ends[0]}到{ends[1]}之间", f"between {ends[0]} and {ends[1]}")
    trivial = lo == getattr(type_, "at_least", None) or (isinstance(lo, tuple) and lo[0] == 0)
    if ends[0] and not (trivial and hi is None):
        if isinstance(type_, (Date, Month)):
            return speech.say(
                f"不早于{ends[0]}，具体还不知道", f"{ends[0]} or later, not known when"
            )
        return speech.say(f"至少{ends[0]}，具体还不知道", f"at least {ends[0]}, not known exactly")
    if ends[1]:
        if isinstance(type_, (Date, Month)):
            return speech.say(f"不晚于{ends[1]}，具体还不知道", f"by {ends[1]}, not known when")
        return speech.say(f"至多{ends[1]}，具体还不知道", f"at most {ends[1]}, not known exactly")
    return speech.say("还不知道", "not known")


def end_words(end: End, type_: Type, speech: Speech, *, percent: bool = False) -> str:
    """One known value of an ordered type."""
    if end is None:
        return speech.say("还不知道", "not known")
    if isinstance(end, tuple):
        if isinstance(type_, Unrounded):
            return speech.yuan(end[0] // end[1])
        return _fraction(end, type_, speech, percent)
    if isinstance(type_, Money):
        return speech.yuan(end)
    if isinstance(type_, Date):
        return speech.day(end)
    if isinstance(type_, Month):
        return speech.month(end)
    if isinstance(type_, Ordered):
        return code_words(type_.list.codes[end], type_.list, speech)
    unit = type_.unit if isinstance(type_, Integer) else None
    return speech.times(end, unit)


def _fraction(end: End, type_: Type, speech: Speech, percent: bool) -> str:
    num, den = pair(end) if end is not None else (0, 1)
    if percent or isinstance(type_, Rate):
        text = percent_text(Fraction(num, den), speech)
        whole = isinstance(type_, Rate) or den == 1
        return text if whole else text + speech.brackets(f"{num} ÷ {den}")
    value = Fraction(num, den)
    if value.denominator == 1:
        return str(value.numerator)
    exact = value * 10_000
    rounded = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return rounded if exact.denominator == 1 else speech.say("约 ", "about ") + rounded


def percent_text(value: Fraction, speech: Speech) -> str:
    """A fraction as a percentage; a third as 1/3."""
    hundredths = value * 10_000
    if hundredths.denominator == 1:
        text = f"{hundredths.numerator / 100:.2f}".rstrip("0").rstrip(".")
        return f"{text} %"
    if value.denominator <= 12:
        return f"{value.numerator}/{value.denominator}"
    return speech.say("约 ", "about ") + f"{float(value) * 100:.2f} %"


def _months(value: MonthsValue, speech: Speech) -> str:
    months = sorted(value.sure)
    if not months:
        return speech.say("没有", "none") if value.known else speech.say("还不知道", "not known")
    spans: list[list[int]] = []
    for month in months:
        if spans and month == spans[-1][1] + 1:
            spans[-1][1] = month
        else:
            spans.append([month, month])
    words = [
        speech.month(a) if a == b
        else speech.say(f"{speech.month(a)}至{speech.month(b)}",
                        f"{speech.month(a)} to {speech.month(b)}")
        for a, b in spans
    ]  # fmt: skip
    return speech.listed(words)


def code_words(code: str, codes: CodeList, speech: Speech) -> str:
    """A code by its title."""
    return codes.title_of(code, speech.language)


def codes_words(codes: Sequence[str], list_: CodeList, wanted: bool, speech: Speech) -> str:
    """What a code must be, or must not be: the first few by title, and how many more."""
    words = [speech.quoted(_short(code_words(code, list_, speech))) for code in codes]
    if len(words) <= NAMED + 1:
        named = speech.either(words)
    else:
        more, head = len(words) - NAMED, words[:NAMED]
        named = speech.say(
            f"{'、'.join(head)}等{len(words)}项{'之一' if wanted else ''}",
            f"{', '.join(head)} or {'one' if wanted else 'any'} of {more} more",
        )
    return speech.say(f"{'是' if wanted else '不是'}{named}", f"{'' if wanted else 'not '}{named}")


def _short(title: str) -> str:
    """A title without what stands in brackets at its end, an article for instance."""
    return re.sub(r"（[^（]*）$| \(.*\)$", "", title) or title


def truth_words(wanted: bool, speech: Speech) -> str:
    """What a yes-or-no must be."""
    return speech.quoted(speech.say(*_TRUTHS[wanted]))


def is_percent(left: Type, right: Type) -> bool:
    """Whether a ratio is compared with a rate, and so reads as a percentage."""
    return isinstance(left, (Ratio, Rate)) and isinstance(right, Rate)
