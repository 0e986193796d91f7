"""How do the texts and the figures of the law read, each with its dates and how it is known?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zhiban.law.basis import Document
from zhiban.law.calendar import FIRST_DAY
from zhiban.law.parameters import DatedValue, Parameter
from zhiban.model.texts import plain
from zhiban.model.types import day_number
from zhiban.words.speech import Both, Speech
from zhiban.words.values import end_words, percent_text

#: How a value is known.
STATUS: Mapping[str, Both] = {
    "read": ("已读原文", "read in the text"),
    "derived": ("由原文推出", "derived from the text"),
    "memory": ("凭记忆，未核对原文", "from memory, not checked"),
    "unknown": ("文件没有定", "left open by the text"),
}
LEVELS: Mapping[str, Both] = {
    "city": ("", ""), "national": ("国家", "national"), "ceiling": ("上限，不作为数值", "a ceiling, not a value"),
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One dated value of a figure of the law in words."""

    name: str
    title: str
    value: str
    when: str
    source: str
    status: str
    status_word: str
    note: str = ""


@dataclass(frozen=True)
class Text:
    """A text of law in words; `applies` on the day whose law is asked for."""

    number: str
    title: str
    issuer: str
    when: str
    article: str
    status: str
    status_word: str
    applies: bool | None = True
    note: str = ""


def figure(parameter: Parameter, value: DatedValue, speech: Speech) -> Figure:
    """A dated value of a parameter."""
    return Figure(
        parameter.name, plain(speech.say(parameter.title, parameter.title_en)),
        figure_words(parameter, value, speech), when_words(value, speech),
        f"{value.document} {value.article}".strip(), value.status,
        speech.say(*STATUS[value.status]), value.note,
    )  # fmt: skip


def figure_words(parameter: Parameter, value: DatedValue, speech: Speech) -> str:
    """The value itself: 5.5 %, 1,864.00 yuan, 12 months, a table of steps."""
    held = value.value
    if held is None:
        return speech.say("未定", "not settled")
    if isinstance(held, Fraction):
        return percent_text(held, speech)
    if isinstance(held, tuple):
        steps = [speech.say(f"满{bound}：{step}", f"from {bound}: {step}") for bound, step in held]
        return speech.say("；", "; ").join(steps)
    return end_words(held, parameter.model_type, speech)


def when_words(value: DatedValue, speech: Speech) -> str:
    """When a value holds: days, or the occasions it is for; and for whom if not for all."""
    if value.for_occasions:
        text = speech.say("用于", "for ") + "、".join(value.for_occasions)
    else:
        text = span_words(value.from_day, value.until_day, speech)
    level = speech.say(*LEVELS.get(value.level, ("", "")))
    return speech.say("，", ", ").join(x for x in (text, level) if x)


def span_words(first: int | None, last: int | None, speech: Speech) -> str:
    """From a day to a day; an open end is said."""
    since = "" if first in (None, FIRST_DAY) else speech.day(first or 0)
    until = "" if last is None else speech.day(last)
    if since and until:
        return speech.say(f"{since}至{until}", f"{since} to {until}")
    if since:
        return speech.say(f"{since}起", f"from {since}")
    return speech.say(f"至{until}", f"to {until}") if until else speech.say("一直", "always")


def text_of(document: Document, speech: Speech, applies: bool | None = True) -> Text:
    """A text of law."""
    first = day_number(dt.date.fromisoformat(document.in_force))
    last = None if document.until is None else day_number(dt.date.fromisoformat(document.until))
    status = "" if document.status == "read" else speech.say(*STATUS[document.status])
    return Text(
        document.number, document.title, document.issuer, span_words(first, last, speech),
        document.article, document.status, status, applies, document.note,
    )  # fmt: skip
