"""How is a text file of any size read as pieces of UTF-8, whatever its code page and line ends?"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from zhiban.registers import code_pages
from zhiban.registers.bytes_seen import refuse, unreadable
from zhiban.registers.faults import Faults

PIECE = 4 * 1024 * 1024


class TextFile:
    """A text file whose code page has been found and whose every byte has been looked at."""

    def __init__(self, path: Path, faults: Faults, encoding: str | None) -> None:
        self.path = path
        self._faults = faults
        self._codec = code_pages.find(path, encoding, faults)

    def head(self, size: int) -> bytes:
        """The beginning of the text; DataError if there is nothing but blanks."""
        found = next(self.pieces(size), b"")
        if not found.strip():
            raise refuse(
                self._faults, "file-empty", "文件是空的", "the file is empty",
                "重新导出或传送", "export or transfer it again",
            )  # fmt: skip
        return found

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:
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


class WholeLines:
    """Text taken in whole lines from pieces, without the line ends after the last row."""

    def __init__(self, pieces: Iterator[bytes], skip: int = 0) -> None:
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
