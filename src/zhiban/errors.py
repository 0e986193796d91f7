"""How does zhiban say that something is wrong?

One shape for every problem: what happened, where, and what to try, in Chinese first and English
after it. Problems are gathered and shown all at once (never one at a time).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `code` is stable and short (tests cite it); `where` is a place the reader can go to
    (a file with row and column, a rule, a parameter); `attempt` says what to try.
    """

    code: str
    where: str
    what: str
    what_en: str
    attempt: str = ""
    attempt_en: str = ""

    def __str__(self) -> str:
        return self.text("zh") + "\n  " + self.text("en")

    def text(self, language: str = "zh") -> str:
        """The problem as one line in `language` (zh or en)."""
        what, attempt = (
            (self.what, self.attempt) if language == "zh" else (self.what_en, self.attempt_en)
        )
        hint = {"zh": "；可以这样做：", "en": "; try: "}[language] + attempt if attempt else ""
        return f"[{self.code}] {self.where}: {what}{hint}"


class ZhibanError(Exception):
    """Any mistake of data, rules or usage, with all its problems; never shown as a stack trace."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("\n".join(str(p) for p in self.problems))


class PackError(ZhibanError):
    """A pack asks a wrong question, or its law does not hold together: it does not load."""


class DataError(ZhibanError):
    """A file is at fault: it is refused whole, nothing of it is used."""


class UsageError(ZhibanError):
    """The command was called in a way it cannot serve."""

    exit_code = 2
