"""In which code page is this text written: UTF-8 or GB18030, or is it damaged?

The whole file is looked at before a row of it is read, so that no file is read half way and then
found to be something else.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhiban.registers.bytes_seen import refuse, unreadable
from zhiban.registers.faults import EXAMPLES, Faults

UTF8, GB18030 = "utf-8-sig", "gb18030"
#: What may be said instead of looking; GBK and GB2312 are parts of GB18030.
NAMES = {"utf-8": UTF8, "utf8": UTF8, "gb18030": GB18030, "gbk": GB18030, "gb2312": GB18030}
_ASCII = re.compile(r"[\x00-\x7f]+")
_PIECE = 16 * 1024 * 1024
#: Of the characters of a real Chinese text at least this share is among the 6,763 of GB 2312.
_USUAL_SHARE = 0.8
#: … and so few others, such as rare names, say nothing.
_RARE = 2


@dataclass
class _Counts:
    """How many characters beyond ASCII read well, and ill, as UTF-8 and as GB18030."""

    utf8_good: int = 0
    utf8_bad: int = 0
    gb_good: int = 0
    gb_usual: int = 0
    gb_valid: bool = True


def find(path: Path, said: str | None, faults: Faults) -> str:
    """The codec of the text in `path`; DataError with the places if there is none."""
    try:
        if said is None:
            return _look(path, faults)
        codec = NAMES.get(said.lower())
        if codec is None:
            raise refuse(
                faults, "file-encoding", f"不认识编码 {said}", f"no code page is called {said}",
                "写 utf-8 或 gb18030", "say utf-8 or gb18030",
            )  # fmt: skip
        if not _reads(path, codec, faults):
            raise _damaged(path, codec, faults)
        if codec == GB18030 and _is_rather_utf8(_count(path)):
            raise refuse(
                faults, "file-encoding",
                f"说是 {said}，看来是 UTF-8", f"said to be {said}, but it looks like UTF-8",
                "不写编码，或写 utf-8", "leave the encoding out, or say utf-8",
            )  # fmt: skip
        return codec
    except OSError as error:
        raise unreadable(faults, error) from error


def _look(path: Path, faults: Faults) -> str:
    if _reads(path, UTF8, faults):
        return UTF8
    counts = _count(path)
    # Bytes of GB18030 may happen to be UTF-8 (虚构 half is), but not the other way round: read as
    # GB18030, UTF-8 is full of characters that nobody uses, where it can be read at all.
    looks_damaged = counts.utf8_good >= counts.utf8_bad
    usual = counts.gb_usual + (0 if looks_damaged else _RARE)
    if counts.gb_valid and usual >= _USUAL_SHARE * counts.gb_good:
        return GB18030
    raise _damaged(path, UTF8 if looks_damaged else "", faults)


def _is_rather_utf8(counts: _Counts) -> bool:
    """Whether text said to be GB18030 is whole UTF-8 and, as GB18030, full of unused characters."""
    is_utf8 = counts.utf8_good > 0 and not counts.utf8_bad
    return is_utf8 and counts.gb_usual < _USUAL_SHARE * counts.gb_good


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _reads(path: Path, codec: str, faults: Faults) -> bool:
    """Whether every byte of the file is text in `codec`; NUL bytes are none in any."""
    decoder = codecs.getincrementaldecoder(codec)()
    good = True
    for piece in _pieces(path):
        if b"\x00" in piece:
            raise _has_nul(path, faults)
        try:
            if good:
                decoder.decode(piece)
        except UnicodeDecodeError:
            good = False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return good


def _count(path: Path) -> _Counts:
    counts = _Counts()
    utf8 = codecs.getincrementaldecoder(UTF8)("replace")
    gb = codecs.getincrementaldecoder(GB18030)()
    for piece in (*_pieces(path), b""):
        far = _ASCII.sub("", utf8.decode(piece, final=not piece))
        bad = far.count("\ufffd")
        counts.utf8_bad += bad
        counts.utf8_good += len(far) - bad
        if counts.gb_valid:
            try:
                far = _ASCII.sub("", gb.decode(piece, final=not piece))
            except UnicodeDecodeError:
                counts.gb_valid = False
                continue
            counts.gb_good += len(far)
            counts.gb_usual += len(far.encode("gb2312", "ignore")) // 2
    return counts


def _damaged(path: Path, codec: str, faults: Faults) -> Exception:
    """The places that cannot be read. `codec` "": neither of the two."""
    texts = {
        UTF8: (
            "不是完好的 UTF-8 编码，这里的文字已损坏", "UTF-8, but the text is damaged here",
            "重新导出或传送", "export or transfer it again",
        ),
        GB18030: (
            "不是 GB18030 编码", "not GB18030", "核对编码，重新导出为 CSV（UTF-8）",
            "check the code page, or export it again as CSV (UTF-8)",
        ),
        "": (
            "既不是 UTF-8 也不是 GB18030 编码：可能是别的编码，或文字已损坏",
            "neither UTF-8 nor GB18030: another code page, or the text is damaged",
            "重新导出为 CSV（UTF-8）", "export it again as CSV (UTF-8)",
        ),
    }[codec]  # fmt: skip
    found, names = 0, []
    with path.open("rb") as file:
        for row, line in enumerate(file, start=1):
            if row == 1:
                names = line.decode(errors="replace").strip().split(",")
            try:
                line.decode(codec or UTF8)
            except UnicodeDecodeError as error:
                found += 1
                if found <= EXAMPLES:
                    column = _column(names, line, error.start, row)
                    faults.add("file-encoding", texts, row=row, column=column)
    faults.more("file-encoding", found - EXAMPLES)
    return faults.stop()


def _has_nul(path: Path, faults: Faults) -> Exception:
    texts = (
        "含有 NUL 字节：文件损坏或不是文本", "holds NUL bytes: damaged or no text",
        "重新导出或传送", "export or transfer it again",
    )  # fmt: skip
    found, names = 0, []
    with path.open("rb") as file:
        for row, line in enumerate(file, start=1):
            if row == 1:
                names = line.decode(errors="replace").strip().split(",")
            if b"\x00" in line:
                found += 1
                if found <= EXAMPLES:
                    column = _column(names, line, line.index(b"\x00"), row)
                    faults.add("file-nul", texts, row=row, column=column)
    faults.more("file-nul", found - EXAMPLES)
    return faults.stop()


def _column(names: list[str], line: bytes, place: int, row: int) -> str:
    cell = line.count(b",", 0, place)
    return names[cell].strip() if cell < len(names) and row > 1 else str(cell + 1)
