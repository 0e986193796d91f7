"""What should the reader be told that is no mistake?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One remark in both languages, such as which columns a file does not have."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} · {self.en}"


def short(names: list[str], most: int = 12) -> str:
    """A list of names for a remark; beyond `most` only how many more."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" … (+{rest})" if rest > 0 else "")
