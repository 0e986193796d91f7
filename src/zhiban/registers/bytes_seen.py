"""What kind of file is this, seen from its name and first bytes before it is read?"""

from __future__ import annotations

import stat
import unicodedata
from pathlib import Path

from zhiban.registers.faults import Faults

PARQUET = b"PAR1"
ZIP = b"PK\x03\x04"
TEXT, EXCEL, JSON, PARQUET_FILE = "text", "excel", "json", "parquet"
#: What the ending of a name promises.
KINDS = {
    ".csv": TEXT, ".tsv": TEXT, ".txt": TEXT, ".xlsx": EXCEL, ".parquet": PARQUET_FILE,
    ".jsonl": JSON, ".ndjson": JSON,
}  # fmt: skip
#: First bytes of files that are often sent in place of a table.
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (ZIP, "压缩包或 Excel 文件", "a zip or an Excel file"),
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
_READABLE = "CSV、Excel（.xlsx）、JSON 行（.jsonl）或 Parquet"
_READABLE_EN = "CSV, Excel (.xlsx), JSON lines (.jsonl) or Parquet"


def kind_of(path: Path, faults: Faults) -> str:
    """text, excel, json or parquet; DataError if the file can be no table."""
    if any(unicodedata.category(c) in ("Cc", "Cf") for c in str(path)):
        raise refuse(
            faults, "file-name", "文件名里有看不见的字符", "the name holds invisible characters",
            "给文件改一个普通的名字", "give the file a plain name",
        )  # fmt: skip
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise refuse(
            faults, "file-extension",
            f"不读扩展名为 “{path.suffix}” 的文件", f"files ending in “{path.suffix}” are not read",
            f"另存为 {_READABLE}", f"save it as {_READABLE_EN}",
        )  # fmt: skip
    first, last, size = _ends(path, faults)
    if not size or (size < 4096 and not first.removeprefix(b"\xef\xbb\xbf").strip()):
        raise refuse(
            faults, "file-empty", "文件是空的", "the file is empty",
            "重新导出或传送", "export or transfer it again",
        )  # fmt: skip
    if kind == PARQUET_FILE:
        _check_parquet(first, last, size, faults)
    elif kind == EXCEL:
        _check_excel(first, faults)
    else:
        _check_text(first, path.suffix, faults)
    return kind


def refuse(faults: Faults, code: str, *texts: str) -> Exception:
    """The error to raise: everything noted so far and this."""
    faults.add(code, texts)
    return faults.stop()


def unreadable(faults: Faults, error: OSError) -> Exception:
    """The error to raise for a file that cannot be opened or read."""
    reason = error.strerror or type(error).__name__
    return refuse(
        faults, "file-unreadable", f"文件打不开（{reason}）", f"cannot be opened ({reason})",
        "核对路径和权限", "check the path and the permissions",
    )  # fmt: skip


def _ends(path: Path, faults: Faults) -> tuple[bytes, bytes, int]:
    """The first and last bytes and the size; pipes and devices are refused, not waited for."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise refuse(
                faults, "file-unreadable", "不是普通文件", "is no plain file",
                "存成文件后再给出", "save it as a file first",
            )  # fmt: skip
        with path.open("rb") as file:
            first = file.read(4096)
            size = file.seek(0, 2)
            file.seek(max(0, size - 8))
            return first, file.read(), size
    except OSError as error:
        raise unreadable(faults, error) from error


def _check_parquet(first: bytes, last: bytes, size: int, faults: Faults) -> None:
    if first[:4] == PARQUET and last[-4:] == PARQUET and size > 12:
        return
    if first[:4] != PARQUET:
        _check_others(first, faults)
    raise refuse(
        faults, "file-parquet", "不是完整的 Parquet 文件", "not a whole Parquet file",
        "重新导出或传送；CSV 文件的扩展名应为 .csv", "export it again; name CSV files .csv",
    )  # fmt: skip


def _check_excel(first: bytes, faults: Faults) -> None:
    if first.startswith(ZIP):
        return
    _check_others(first, faults)
    raise refuse(
        faults, "file-excel", "不是 Excel（.xlsx）文件", "not an Excel (.xlsx) file",
        "重新导出或传送；CSV 文件的扩展名应为 .csv", "export it again; name CSV files .csv",
    )  # fmt: skip


def _check_text(first: bytes, suffix: str, faults: Faults) -> None:
    if first.startswith(PARQUET):
        raise refuse(
            faults, "file-kind", f"内容是 Parquet，扩展名却是 {suffix}",
            f"holds Parquet but ends in {suffix}",
            "把扩展名改为 .parquet", "rename it to end in .parquet",
        )  # fmt: skip
    _check_others(first, faults)


def _check_others(first: bytes, faults: Faults) -> None:
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse(
            faults, "file-encoding", "文件是 UTF-16 编码，不是 UTF-8", "UTF-16, not UTF-8",
            "转码：iconv -f UTF-16 -t UTF-8 原文件 > 新文件.csv",
            "convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW.csv",
        )  # fmt: skip
    for magic, zh, en in _OTHERS:
        if first.startswith(magic):
            raise refuse(
                faults, "file-kind", f"内容是{zh}，不是表格", f"holds {en}, not a table",
                f"另存为 {_READABLE}", f"save it as {_READABLE_EN}",
            )  # fmt: skip
