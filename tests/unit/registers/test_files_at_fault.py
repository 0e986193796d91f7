"""Is a file that is no whole table refused, with its rows counted rightly?"""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import polars as pl
import pytest

from zhiban.errors import DataError, Problem
from zhiban.model import types as t
from zhiban.registers.reading import ColumnSpec, read_register

THREE = tuple(ColumnSpec(name, t.Text()) for name in "abc")


def problems(path: Path) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        read_register(path, THREE, name="reg")
    return list(caught.value.problems)


def told(tmp_path: Path, body: bytes, name: str = "reg.csv") -> list[tuple[str, str]]:
    path = tmp_path / name
    path.write_bytes(body)
    found = problems(path)
    assert all(p.attempt and p.attempt_en for p in found if "more" not in p.what_en)
    return [(p.code, p.where.split("(row ")[-1].split(")")[0]) for p in found]


def codes(tmp_path: Path, body: bytes, name: str = "reg.csv") -> list[str]:
    return [code for code, _ in told(tmp_path, body, name)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"a,b,c\n1,2,3\n4,5\n", [("row-torn", "3")]),
        (b"a,b,c\n1,2,3,4\n1,2,3\n", [("row-torn", "2")]),
        (b'a,b,c\n"x\ny",2,3\n4,5\n', [("row-torn", "3")]),
        (b"a,b,c\n1,2,3\n\n4,5,6\n", [("row-torn", "3")]),
        (b'a,b,c\n1,2,3\n4,5,"six\n7,8,9\n', [("row-quote", "3")]),
        (b'a,b,c\n1,2,3\n4,5\n4,5,"six\n', [("row-torn", "3"), ("row-quote", "4")]),
        (b'a,b,c\n1,"2"x,3\n', [("row-quote", "2")]),
        (b'a,b,c\n1,"2,3\n4,"5",6\n', [("row-quote", "2")]),
    ],
)
def test_a_torn_row_is_named(tmp_path, body, expected):
    assert told(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "file-empty"),
        (b"\xef\xbb\xbf\n\n", "file-empty"),
        (b"a,b,c\n", "file-header-only"),
        (b"a,b,c", "file-header-only"),
        (b"a|b|c\n1|2|3\n", "file-separator"),
        ("a，b，c\n".encode(), "file-separator"),
        (b"\x89PNG\r\n\x1a\n....", "file-kind"),
        (b"PK\x03\x04....", "file-kind"),
        (b"PAR1....PAR1", "file-kind"),
        ("a,b,c\n1,2,3\n".encode("utf-16"), "file-encoding"),
        (b"a,b,c\n1,\x002,3\n", "file-nul"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path, body, code):
    assert codes(tmp_path, body) == [code]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_separator_and_code_page_are_found(tmp_path, separator, encoding):
    path = tmp_path / "reg.csv"
    rows = ["a,b,c", "1,渝北区,3", "1,㐂,𠀀"]
    path.write_bytes("\n".join(rows).replace(",", separator).encode(encoding))
    frame = read_register(path, THREE, name="reg")
    assert frame.rows() == [("1", "渝北区", "3", "2"), ("1", "㐂", "𠀀", "3")]


def test_damaged_utf8_is_not_taken_for_gb18030(tmp_path):
    body = "a,b,c\n1,重庆市渝北区,3\n1,重庆市江北区,3\n".encode()
    path = tmp_path / "reg.csv"
    path.write_bytes(body.replace("江".encode(), b"\xb0\xa1"))
    (problem,) = problems(path)
    assert problem.code == "file-encoding" and "row 3" in problem.where
    assert problem.where.endswith(" b") and "UTF-8" in problem.what


#: Characters in everyday use: the first level of GB 2312, nearly all of it.
EVERYDAY = [bytes([a, b]).decode("gb2312") for a in range(0xB0, 0xD7) for b in range(0xA1, 0xFA)]


@pytest.mark.parametrize("seed", range(60))
def test_the_code_page_of_any_everyday_text_is_found_or_its_damage_told(tmp_path, seed):
    chance = random.Random(seed)
    words = ["".join(chance.choices(EVERYDAY, k=chance.randint(1, 5))) for _ in range(9)]
    body = "a,b,c\n" + "".join(f"虚构P{n},{word},{n}\n" for n, word in enumerate(words))
    path = tmp_path / "reg.csv"
    path.write_bytes(body.encode("gb18030"))
    assert read_register(path, THREE, name="reg")["b"].to_list() == words
    whole = bytearray(body.encode())
    at = chance.choice([n for n, byte in enumerate(whole) if byte >= 0xC0])
    whole[at : at + chance.randint(1, 2)] = chance.choice([b"", b"\xff", b"\xb0\xa1"])
    path.write_bytes(bytes(whole))
    assert {p.code for p in problems(path)} == {"file-encoding"}


def test_big5_is_not_taken_for_gb18030(tmp_path):
    path = tmp_path / "reg.csv"
    path.write_bytes("a,b,c\n1,臺灣省高雄縣鳳山區,龍門鎮\n".encode("big5"))
    assert codes(tmp_path, path.read_bytes()) == ["file-encoding"]


def test_text_in_no_known_encoding_is_damaged(tmp_path):
    path = tmp_path / "reg.csv"
    path.write_bytes(b"a,b,c\n" + b"1,2,\xff\n" * 8)
    found = problems(path)
    assert [p.code for p in found] == ["file-encoding"] * 6
    assert "row 2" in found[0].where and "damaged" in found[0].what_en
    assert found[-1].what_en == "and 3 more like this"


def test_other_files(tmp_path):
    assert codes(tmp_path, b"not parquet", "reg.parquet") == ["file-parquet"]
    assert codes(tmp_path, b"", "reg.parquet") == ["file-empty"]
    assert codes(tmp_path, b"PAR1 broken in the middle PAR1", "reg.parquet") == ["file-parquet"]
    assert codes(tmp_path, b"a,b,c\n1,2,3\n", "reg.xlsx") == ["file-excel"]
    assert codes(tmp_path, b"a,b,c\n1,2,3\n", "reg.doc") == ["file-extension"]
    pl.DataFrame(schema={"a": pl.String}).write_parquet(tmp_path / "none.parquet")
    assert [p.code for p in problems(tmp_path / "none.parquet")] == ["file-header-only"]
    assert [p.code for p in problems(tmp_path / "absent.csv")] == ["file-unreadable"]
    (tmp_path / "folder.csv").mkdir()
    assert [p.code for p in problems(tmp_path / "folder.csv")] == ["file-unreadable"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_of_three_ways(tmp_path, end):
    path = tmp_path / "reg.csv"
    path.write_bytes(end.join(["a,b,c", '1,"x, ""y""",3', '4,5,"6"', ""]).encode())
    frame = read_register(path, THREE, name="reg")
    assert frame.rows() == [("1", 'x, "y"', "3", "2"), ("4", "5", "6", "3")]


CELLS = ("", "x", "a,b", 'say "no"', "two\nlines", '"', ",", "渝北", "\r\n", "1", " ")


@pytest.mark.parametrize("seed", range(60))
def test_any_table_is_read_as_python_writes_it(tmp_path, seed):
    chance = random.Random(seed)
    rows = [[chance.choice(CELLS) for _ in THREE] for _ in range(chance.randint(1, 9))]
    rows.append(["last", "row", "here"])
    path = tmp_path / "reg.csv"
    path.write_text(written(rows), encoding="utf-8", newline="")
    frame = read_register(path, THREE, name="reg")
    expected = [tuple(cell.strip() or None for cell in row) for row in rows]
    assert frame.select("a", "b", "c").rows() == expected
    assert frame["row_id"].to_list() == [str(n + 2) for n in range(len(rows))]


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_file_is_read_as_python_reads_it_or_refused(tmp_path, seed):
    chance = random.Random(seed)
    rows = [[chance.choice(CELLS) for _ in THREE] for _ in range(chance.randint(1, 6))]
    text = written(rows)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(6, len(text) + 1)
        text = text[:at] + chance.choice(["", '"', ",", "\n", "x"]) + text[at + 1 :]
    path = tmp_path / "reg.csv"
    path.write_text(text, encoding="utf-8", newline="")
    text = text.rstrip("\r\n")
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
    except csv.Error:
        read = []
    whole = bool(read) and all(len(row) == 3 for row in read)
    try:
        frame = read_register(path, THREE, name="reg")
    except DataError:
        assert not whole
        return
    assert whole
    expected = [tuple(cell.strip() or None for cell in row) for row in read]
    assert frame.select("a", "b", "c").rows() == expected


def written(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    return out.getvalue()
