"""How does a value found, and one required, read to a person?"""

from __future__ import annotations

import re
from collections.abc import Callable

from zhiban.model.types import Code, CodeList, Money, Ordered, Truth, Type

_TRUTHS = {"true": ("是", "yes"), "false": ("否", "no")}
_SYMBOLS = {"<=": "不高于", ">=": "不低于", "<": "低于", ">": "高于", "==": "等于", "!=": "不等于"}
_DATES = {"<=": "不晚于", ">=": "不早于", "<": "早于", ">": "晚于", "==": "是", "!=": "不是"}
_INTERVAL = re.compile(r"\[(.*), (.*)\]")


def found_words(text: str, type_: Type, language: str) -> str:
    """A value found: `[3, ]` as “at least 3”, codes with their titles, money with its unit."""
    interval = _INTERVAL.fullmatch(text)
    one = _single(type_, language)
    if not interval:
        return one(text) if text else _pick(language, "未知", "unknown")
    low, high = (one(end) if end else "" for end in interval.groups())
    if low and high:
        return _pick(language, f"{low} 至 {high}", f"{low} to {high}")
    if low:
        return _pick(language, f"至少 {low}", f"at least {low}")
    return (
        _pick(language, f"至多 {high}", f"at most {high}")
        if high
        else found_words("", type_, language)
    )


def required_words(text: str, type_: Type, language: str) -> str:
    """What is required: `<= 11/200`, `in a | b`, `not in a`, `true`."""
    one = _single(type_, language)
    for head, zh, en in (("not in ", "不属于", "none of"), ("in ", "属于", "one of")):
        if text.startswith(head):
            codes = [one(code) for code in text.removeprefix(head).split(" | ")]
            return f"{_pick(language, zh, en)} {_pick(language, '、', ', ').join(codes)}"
    symbol, _, rest = text.partition(" ")
    if rest == "as_of":
        return _pick(language, _DATES[symbol] + "判定日", f"{symbol} the judged day")
    if symbol not in _SYMBOLS:
        return _pick(language, "为" + one(text), one(text))
    words = found_words(rest, type_, language)
    table = _DATES if type_.name in ("date", "month") else _SYMBOLS
    return _pick(language, f"{table[symbol]} {words}", f"{symbol} {words}")


def _single(type_: Type, language: str) -> Callable[[str], str]:
    if isinstance(type_, (Code, Ordered)):
        codes = type_.list
        return lambda text: code_words(text, codes, language)
    if isinstance(type_, Money):
        return lambda text: text + _pick(language, " 元", " yuan")
    if isinstance(type_, Truth):
        return lambda text: _TRUTHS.get(text, (text, text))[0 if language == "zh" else 1]
    return lambda text: _pick(language, "从未", "never") if text == "never" else text


def code_words(code: str, codes: CodeList, language: str) -> str:
    """A code with its title."""
    title = codes.title_of(code, language)
    if title == code:
        return code
    return _pick(language, f"{code}（{title}）", f"{code} ({title})")


def _pick(language: str, zh: str, en: str) -> str:
    return zh if language == "zh" else en
