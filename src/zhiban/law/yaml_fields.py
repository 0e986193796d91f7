"""How are the fields of a YAML map read as texts, dates and words, noting every mistake?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from zhiban.errors import Problem
from zhiban.law.scalars import BadScalar, parse_day
from zhiban.law.yaml_text import Items, Mapping, Part, Scalar


def nearest(word: str, words: Iterable[str]) -> tuple[str, str]:
    """What to try instead of `word` in Chinese and English: the nearest of `words`, or all."""
    words = list(words)
    close = get_close_matches(word, words, 1)
    listed = close[0] if close else ", ".join(words)
    return (f"写成 {listed}", f"write {listed}") if close else (f"用 {listed}", f"use {listed}")


@dataclass
class Fields:
    """Reads the fields of one `file`; `problems` fills as it goes.

    `name` is what a map is about, for the place of a problem.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)

    def say(
        self,
        code: str,
        line: int,
        name: str,
        what: str,
        what_en: str,
        attempt: tuple[str, str] = ("", ""),
    ) -> None:
        """Note a problem of the parameter `name` on `line`."""
        place = f"{self.file}:{line} {name}".rstrip()
        self.problems.append(Problem(code, place, what, what_en, *attempt))

    def texts(self, name: str, part: Mapping, key: str) -> tuple[str, ...]:
        """A list of texts, or one text, as a tuple without repetition."""
        given = part.entries.get(key)
        items = given.items if isinstance(given, Items) else () if given is None else (given,)
        texts = [text_of(item) for item in items]
        if "" in texts or (isinstance(given, Items) and not texts):
            line = part.lines[key]
            self.say("value-list", line, name, f"{key} 应是一列文字", f"{key} is a list of texts")
        return tuple(dict.fromkeys(texts))

    def day(self, name: str, part: Mapping, key: str, required: bool = False) -> int | None:
        """A date as a day number."""
        given = part.entries.get(key)
        if given is None or (isinstance(given, Scalar) and given.text is None):
            if required:
                self.say(
                    "value-from",
                    part.line,
                    name,
                    f"没有 {key}",
                    f"there is no {key}",
                    ("写生效日，或写 for_occasions", "give the first day, or for_occasions"),
                )
            return None
        try:
            return parse_day(text_of(given))
        except BadScalar as bad:
            what, what_en = f"{key}：{bad.what}", f"{key}: {bad.what_en}"
            attempt = (bad.attempt, bad.attempt_en)
            self.say("value-date", part.lines[key], name, what, what_en, attempt)
            return None

    def required(self, name: str, part: Mapping, key: str) -> str:
        """A text that may not be missing."""
        text = self.text(name, part, key)
        if not text:
            self.say("parameter-missing", part.line, name, f"没有 {key}", f"there is no {key}")
        return text or ""

    def text(self, name: str, part: Mapping, key: str) -> str | None:
        """A text, or None."""
        given = part.entries.get(key)
        if given is not None and not isinstance(given, Scalar):
            self.say("value-text", part.lines[key], name, f"{key} 应是文字", f"{key} is a text")
            return None
        return None if given is None else given.text

    def one_of(
        self, name: str, part: Mapping, key: str, words: tuple[str, ...], otherwise: str | None
    ) -> str | None:
        """One of `words`; `otherwise` if the key is missing (None: it may not be missing)."""
        text = self.text(name, part, key)
        if text in words:
            return text
        if text is None and otherwise is not None:
            return otherwise
        line = part.lines.get(key, part.line)
        if text is None:
            self.say(
                f"{key}-missing",
                line,
                name,
                f"没有 {key}",
                f"there is no {key}",
                nearest("", words),
            )
        else:
            what, what_en = f"{key} 不能是 {text!r}", f"{key} cannot be {text!r}"
            self.say(f"{key}-unknown", line, name, what, what_en, nearest(text, words))
        return None

    def known_keys(self, name: str, part: Mapping, keys: tuple[str, ...]) -> None:
        """Note every key that is not one of `keys`."""
        for key in part.entries:
            if key not in keys:
                what, what_en = f"不认识的键 {key!r}", f"the key {key!r} does not exist"
                self.say("key-unknown", part.lines[key], name, what, what_en, nearest(key, keys))


def text_of(part: Part | None) -> str:
    """The text of a scalar; "" for nothing and for lists and maps."""
    return part.text or "" if isinstance(part, Scalar) else ""
