"""What kind of file is this, seen from its bytes, before anything is read from it?"""

from __future__ import annotations

import re
from pathlib import Path

from zhiban.registers.faults import EXAMPLES, Faults

BOM = b"\xef\xbb\xbf"
PARQUET = b"PAR1"
#: First bytes of files that are often sent in place of a table.
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "压缩包或 Excel 文件", "a zip or an Excel file"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件", "an old Office file"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"%PDF", "PDF 文件", "a PDF"),
    (b"\x1f\x8b", "压缩文件", "a gzip file"),
    (b"7z\xbc\xaf", "压缩文件", "a 7z file"),
    (b"Rar!", "压缩文件", "a rar file"),
    (b"SQLite format", "数据库文件", "a database"),
)


def read(path: Path, faults: Faults) -> bytes:
    """The bytes of `path`, without a byte order mark; DataError if they can be no table."""
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise _refuse(
            faults, "file-extension",
            f"不读扩展名为 “{path.suffix}” 的文件", f"files ending in “{path.suffix}” are not read",
            "另存为 CSV（UTF-8）或 Parquet", "save it as CSV (UTF-8) or Parquet",
        )  # fmt: skip
    try:
        body = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refuse(
            faults, "file-unreadable", f"文件打不开（{reason}）", f"cannot be opened ({reason})",
            "核对路径和权限", "check the path and the permissions",
        ) from error  # fmt: skip
    if suffix == ".csv":
        return _check_text(body, faults)
    if body[:4] == PARQUET and body[-4:] == PARQUET and len(body) > 12:
        return body
    _check_kind(body, faults)
    raise _refuse(
        faults, "file-parquet", "不是完整的 Parquet 文件", "not a whole Parquet file",
        "重新导出或传送；CSV 文件的扩展名应为 .csv", "export it again; name CSV files .csv",
    )  # fmt: skip


def _refuse(faults: Faults, code: str, *texts: str) -> Exception:
    faults.add(code, texts)
    return faults.stop()


def _check_kind(body: bytes, faults: Faults) -> None:
    if not body.strip():
        raise _refuse(
            faults, "file-empty", "文件是空的", "the file is empty",
            "重新导出或传送", "export or transfer it again",
        )  # fmt: skip
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refuse(
            faults, "file-encoding", "文件是 UTF-16 编码，不是 UTF-8", "UTF-16, not UTF-8",
            "转码：iconv -f UTF-16 -t UTF-8 原文件 > 新文件.csv",
            "convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW.csv",
        )  # fmt: skip
    for magic, zh, en in _KINDS:
        if body.startswith(magic):
            raise _refuse(
                faults, "file-kind", f"内容是{zh}，不是表格", f"holds {en}, not a table",
                "另存为 CSV（UTF-8）或 Parquet", "save it as CSV (UTF-8) or Parquet",
            )  # fmt: skip


def _check_text(body: bytes, faults: Faults) -> bytes:
    if body.startswith(PARQUET):
        raise _refuse(
            faults, "file-kind", "内容是 Parquet，扩展名却是 .csv",
            "holds Parquet but ends in .csv",
            "把扩展名改为 .parquet", "rename it to end in .parquet",
        )  # fmt: skip
    body = body.removeprefix(BOM)
    _check_kind(body, faults)
    if b"\x00" in body:
        places = [m.start() for m in re.finditer(b"\x00+", body)]
        texts = (
            "含有 NUL 字节：文件损坏或不是文本", "holds NUL bytes: damaged or no text",
            "重新导出或传送", "export or transfer it again",
        )  # fmt: skip
        _note_places(body, places, "file-nul", texts, faults)
        raise faults.stop()
    _check_utf8(body, faults)
    return body if b"\n" in body else body.replace(b"\r", b"\n")


def _check_utf8(body: bytes, faults: Faults) -> None:
    try:
        body.decode()
        return
    except UnicodeDecodeError:
        pass
    try:
        body.decode("gb18030")
        texts = (
            "不是 UTF-8 编码，看来是 GB18030（GBK），目前还不读",
            "not UTF-8; it looks like GB18030 (GBK), which is not read yet",
            "转码：iconv -f GB18030 -t UTF-8 原文件 > 新文件.csv",
            "convert it: iconv -f GB18030 -t UTF-8 OLD > NEW.csv",
        )
    except UnicodeDecodeError:
        texts = (
            "不是 UTF-8 编码，文字已损坏",
            "neither UTF-8 nor GB18030: the text is damaged",
            "重新导出为 CSV（UTF-8）",
            "export it again as CSV (UTF-8)",
        )
    places = []
    start = 0
    for line in body.split(b"\n"):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            places.append(start + error.start)
        start += len(line) + 1
    _note_places(body, places, "file-encoding", texts, faults)
    raise faults.stop()


def _note_places(
    body: bytes, places: list[int], code: str, texts: tuple[str, ...], faults: Faults
) -> None:
    names = body.split(b"\n", 1)[0].decode(errors="replace").strip().split(",")
    for place in places[:EXAMPLES]:
        row = body.count(b"\n", 0, place) + 1
        cell = body.count(b",", body.rfind(b"\n", 0, place) + 1, place)
        column = names[cell].strip() if cell < len(names) and row > 1 else str(cell + 1)
        faults.add(code, texts, row=row, column=column)
    faults.more(code, len(places) - EXAMPLES)
