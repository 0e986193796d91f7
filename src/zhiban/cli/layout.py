"""How are lists laid out as plain text, with Chinese characters counted as two columns wide?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """The columns a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(rows: Iterable[Sequence[str]], indent: str = "") -> str:
    """Rows with their columns aligned; trailing empty cells leave no blanks."""
    lines = [list(row) for row in rows]
    columns = max((len(row) for row in lines), default=0)
    widest = [max((width(row[i]) for row in lines if i < len(row)), default=0)
              for i in range(columns)]  # fmt: skip
    out = []
    for row in lines:
        cells = [cell + " " * (widest[i] - width(cell)) for i, cell in enumerate(row)]
        out.append((indent + "  ".join(cells)).rstrip())
    return "\n".join(out)
