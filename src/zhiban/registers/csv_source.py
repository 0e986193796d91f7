"""How is a CSV file of any size read, piece by piece, in bounded memory?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhiban.registers import csv_text, text_file
from zhiban.registers.bytes_seen import refuse
from zhiban.registers.faults import Faults
from zhiban.registers.text_file import TextFile, WholeLines

#: Separators found by themselves, the usual one first.
SEPARATORS = (",", ";", "\t")
_REFUSED = (("，", "全角逗号", "full-width commas"), ("|", "竖线", "bars"))
_LONGEST_HEADER = 1024 * 1024
_GUESSED_ROW = 100


class CsvFile:
    """A CSV file whose code page, line ends, separator and header have been found."""

    def __init__(
        self, path: Path, faults: Faults, *, encoding: str | None, separator: str | None
    ) -> None:
        self._text = TextFile(path, faults, encoding)
        head = self._text.head(_LONGEST_HEADER)
        self.separator = separator or _find_separator(head)
        self.names, self._from = csv_text.split_header(head, self.separator)
        _check_separator(self.names, faults)

    def chunks(self, rows: int) -> Iterator[csv_text.Chunk]:
        """The rows below the header, about `rows` at a time."""
        pieces = self._text.pieces(text_file.PIECE)
        return read_lines(WholeLines(pieces, self._from), len(self.names), self.separator, rows)


def read_lines(
    lines: WholeLines, width: int, separator: str, rows: int
) -> Iterator[csv_text.Chunk]:
    """The rows of `width` cells in `lines`, about `rows` at a time, the first one being row 2."""
    number, left, size = 2, b"", rows * _GUESSED_ROW
    while True:
        text, is_last = lines.take(max(size - len(left), text_file.PIECE // 4))
        chunk = csv_text.read_chunk(left + text, width, separator, number, is_last=is_last)
        left, number = chunk.left, number + chunk.count
        if chunk.count:
            size = max(rows * (len(text) // chunk.count + 1), 1)
            yield chunk
        if is_last:
            return


def _find_separator(head: bytes) -> str:
    """The separator that makes the most columns of the first row."""
    best = max(SEPARATORS, key=lambda s: len(csv_text.split_header(head, s)[0]))
    return best if len(csv_text.split_header(head, best)[0]) > 1 else SEPARATORS[0]


def _check_separator(names: list[str], faults: Faults) -> None:
    if len(names) != 1:
        return
    for mark, zh, en in _REFUSED:
        if mark in names[0]:
            raise refuse(
                faults, "file-separator",
                f"列之间用的是{zh}", f"columns are separated by {en}",
                "用半角逗号、分号或制表符分隔各列",
                "separate the columns by commas, semicolons or tabs",
            )  # fmt: skip
