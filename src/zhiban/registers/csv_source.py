"""How is a CSV file of any size read, piece by piece, in bounded memory?"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from zhiban.registers import code_pages, csv_text
from zhiban.registers.bytes_seen import refuse, unreadable
from zhiban.registers.faults import Faults

#: Separators found by themselves, the usual one first.
SEPARATORS = (",", ";", "\t")
_REFUSED = (("，", "全角逗号", "full-width commas"), ("|", "竖线", "bars"))
_PIECE = 4 * 1024 * 1024
_LONGEST_HEADER = 1024 * 1024
_GUESSED_ROW = 100


class CsvFile:
    """A CSV file whose code page, line ends, separator and header have been found."""

    def __init__(
        self, path: Path, faults: Faults, *, encoding: str | None, separator: str | None
    ) -> None:
        self.path = path
        self._faults = faults
        self._codec = code_pages.find(path, encoding, faults)
        head = next(self._pieces(_LONGEST_HEADER), b"")
        if not head.strip():
            raise refuse(
                faults, "file-empty", "文件是空的", "the file is empty",
                "重新导出或传送", "export or transfer it again",
            )  # fmt: skip
        self.separator = separator or _find_separator(head)
        self.names, self._from = csv_text.split_header(head, self.separator)
        _check_separator(self.names, faults)

    def chunks(self, rows: int) -> Iterator[csv_text.Chunk]:
        """The rows below the header, about `rows` at a time."""
        width, number, left = len(self.names), 2, b""
        size = rows * _GUESSED_ROW
        held = _Held(self._pieces(_PIECE), self._from)
        while True:
            text, is_last = held.take(max(size - len(left), _PIECE // 4))
            chunk = csv_text.read_chunk(left + text, width, self.separator, number, is_last=is_last)
            left, number = chunk.left, number + chunk.count
            if chunk.count:
                size = max(rows * (len(text) // chunk.count + 1), 1)
                yield chunk
            if is_last:
                return

    def _pieces(self, size: int) -> Iterator[bytes]:
        """The text as UTF-8 in pieces, every line ended by a line feed."""
        is_utf8 = self._codec == code_pages.UTF8
        decoder = codecs.getincrementaldecoder(self._codec)()
        bare = None
        try:
            with self.path.open("rb") as file:
                if is_utf8 and file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
                    file.seek(0)
                while raw := file.read(size):
                    if bare is None:
                        bare = b"\n" not in raw and b"\r" in raw
                    text = raw if is_utf8 else decoder.decode(raw).encode()
                    yield text.replace(b"\r", b"\n") if bare else text
        except OSError as error:
            raise unreadable(self._faults, error) from error


class _Held:
    """Text taken in whole lines from pieces, without the line ends after the last row."""

    def __init__(self, pieces: Iterator[bytes], skip: int) -> None:
        self._pieces = pieces
        self._skip = skip  # the header
        self._text = b""

    def take(self, size: int) -> tuple[bytes, bool]:
        """About `size` bytes up to the end of a line, and whether the text ends there."""
        parts, length = [self._text], len(self._text)
        while True:
            if length > size:
                self._text = b"".join(parts)
                parts = [self._text]
                found = self._cut()
                if found is not None:
                    return found, False
            piece = next(self._pieces, None)
            if piece is None:
                return b"".join(parts).rstrip(b"\r\n"), True
            if self._skip:
                piece, self._skip = piece[self._skip :], max(0, self._skip - len(piece))
            parts.append(piece)
            length += len(piece)

    def _cut(self) -> bytes | None:
        """The whole lines held, or None. Line ends that may be the file's last are kept back."""
        last = len(self._text)
        while last and self._text[last - 1] in b"\r\n":
            last -= 1
        end = self._text.rfind(b"\n", 0, last)
        if end == -1:
            return None
        found, self._text = self._text[: end + 1], self._text[end + 1 :]
        return found


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
