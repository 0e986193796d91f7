"""How are all problems of one file gathered, and shown without flooding the reader?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from zhiban.errors import DataError, Problem

#: How many problems of one kind are shown one by one; the rest is counted.
EXAMPLES = 5


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` that looks most like `word`, or None."""
    folded = {k.casefold(): k for k in known}
    found = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.5)
    return folded[found[0]] if found else None


class Faults:
    """The problems of one file; `name` is what the reader knows the file by."""

    def __init__(self, name: str) -> None:
        self.name = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)
        self._problems: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._problems)

    def where(self, row: int | None = None, column: str | None = None) -> str:
        """The place as text: file, row (the header is row 1) and column."""
        place = self.name
        if row is not None:
            place += f" 第 {row} 行 (row {row})"
        if column is not None:
            place += f" 列 (column) {column}"
        return place

    def add(
        self,
        code: str,
        texts: Sequence[str],
        *,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        """Note one problem; `texts` = what, what_en and, if there is one, attempt, attempt_en."""
        self._problems.append(Problem(code, self.where(row, column), *texts))

    def more(self, code: str, count: int, *, column: str | None = None) -> None:
        """Note that `count` further problems of this kind are not shown."""
        if count > 0:
            texts = (f"另有 {count} 处同类问题未列出", f"and {count} more like this")
            self.add(code, texts, column=column)

    def stop(self) -> DataError:
        """The error that carries all problems so far."""
        return DataError(self._problems)

    def raise_if_any(self) -> None:
        """Raise DataError with everything gathered, if anything was."""
        if self._problems:
            raise self.stop()
