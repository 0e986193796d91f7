"""In which language is something said, and what are things called in it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from zhiban.model.texts import plain
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, date_of

Both = tuple[str, str]
ZH, EN = "zh", "en"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


class Names(Protocol):
    """What things are called. Each answer is Chinese, then English."""

    def title(self, name: str) -> Both:
        """The title of a fact, a column `register.column`, a register, or a rule."""
        ...

    def owner(self, register_id: str) -> Both:
        """The office that keeps a register."""
        ...

    def registers_of(self, name: str) -> Sequence[str]:
        """The registers an input comes from: a fact, or a column of the occasion."""
        ...


class Speech:
    """One language, with what things are called in it."""

    def __init__(self, language: str, names: Names) -> None:
        self.language = language
        self.pick = 0 if language == ZH else 1
        self.names = names

    def say(self, zh: str, en: str) -> str:
        """The words in this language."""
        return (zh, en)[self.pick]

    def title(self, name: str) -> str:
        """What something is called, without hints for those who fill in files."""
        return plain(self.names.title(name)[self.pick])

    def benefit(self, rule_id: str) -> str:
        """Another rule by its title; one that no pack declares has none."""
        text = self.title(rule_id)
        return self.say("另一项待遇", "another benefit") if text == rule_id else self.quoted(text)

    def owner(self, register_id: str) -> str:
        """The office that keeps a register; a name that has only Chinese stands in quotes."""
        zh, en = self.names.owner(register_id)
        return self.say(zh, en or f"“{zh}”")

    def listed(self, items: Sequence[str], *, last: Both = ("和", "and")) -> str:
        """a、b和c · a, b and c."""
        if len(items) < 2:
            return "".join(items)
        head = self.say("、", ", ").join(items[:-1])
        return self.say(f"{head}{last[0]}{items[-1]}", f"{head} {last[1]} {items[-1]}")

    def either(self, items: Sequence[str]) -> str:
        """a、b或c · a, b or c."""
        return self.listed(items, last=("或", "or"))

    def quoted(self, text: str) -> str:
        """A title inside a sentence; what holds quotes of its own is left as it is."""
        return text if "“" in text else f"“{text}”"

    def stop(self, text: str) -> str:
        """`text` as a sentence: a capital letter in English, a full stop in both."""
        text = text if self.language == ZH else text[:1].upper() + text[1:]
        return (
            text if text.endswith(("。", ".", "？", "?", "：", ":")) else text + self.say("。", ".")
        )

    def brackets(self, text: str) -> str:
        """Text in brackets, nothing for nothing."""
        return (self.say(f"（{text}）", f" ({text})")) if text else ""

    def day(self, number: int) -> str:
        """A day: 2025年3月3日 · 3 March 2025."""
        if number == NEVER_DAY:
            return self.say("没有", "never")
        date = date_of(number)
        return self.say(
            f"{date.year}年{date.month}月{date.day}日",
            f"{date.day} {_MONTHS[date.month - 1]} {date.year}",
        )

    def month(self, number: int) -> str:
        """A month: 2025年3月 · March 2025."""
        if number == NEVER_MONTH:
            return self.say("没有", "never")
        year, month = divmod(number, 12)
        return self.say(f"{year}年{month + 1}月", f"{_MONTHS[month]} {year}")

    def yuan(self, fen: int) -> str:
        """An amount: 1,864.00 元 · 1,864.00 yuan."""
        sign = "-" if fen < 0 else ""
        return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}" + self.say(" 元", " yuan")

    def times(self, count: int, unit: str | None) -> str:
        """A whole number with its unit."""
        if unit == "ppm":
            return f"{count / 10_000:g} %"
        zh, one, many = UNITS.get(unit or "", ("", "", ""))
        if not zh:
            return f"{count:,}" if abs(count) >= 10_000 else str(count)
        return self.say(f"{count}{zh}", f"{count} {one if count == 1 else many}")


UNITS = {
    "months": ("个月", "month", "months"),
    "days": ("天", "day", "days"),
    "years": ("岁", "year", "years"),
    "persons": ("人", "person", "persons"),
}
