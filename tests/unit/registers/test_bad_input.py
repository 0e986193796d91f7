"""Is everything that suppliers send wrongly told word by word: what, where, and what to try?

Whole files are refused; single rows are held back, and the good rows beside them go in. Two-digit
years in a mapping, zip bombs and cut Excel files have their tests beside their readers.
"""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest
from tests.written_files import write_excel

from zhiban.errors import DataError, Problem
from zhiban.model import types as t
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.sources import open_source
from zhiban.registers.split import split_rows
from zhiban.registers.writing import write_table

KINDS = t.CodeList("kinds", "类别", ("full", "part"), ("全日制", "非全日制"))
COLUMNS = (
    ColumnSpec("person", t.SubjectId("person"), required=True, title="人员"),
    ColumnSpec("hired_on", t.Date(), title="入职日期"),
    ColumnSpec("paid_fen", t.Money(0), title="工资"),
    ColumnSpec("share", t.Rate(), title="比例"),
    ColumnSpec("kind", t.Code(KINDS), title="类别"),
    ColumnSpec("note", t.Text(), title="备注"),
)
HEADER = "person,hired_on,paid_fen,share,kind,note\n"
GOOD = "P1,2025-01-31,500,5 %,full,x\n"


def refused(path: Path, *specs: ColumnSpec) -> list[Problem]:
    """The problems for which a delivery is refused before or while its rows are read."""
    with pytest.raises(DataError) as caught:
        source = open_source(path, torn="quarantine")
        source.check(specs or COLUMNS)
        list(source.batches())
    return list(caught.value.problems)


def lines(problems: list[Problem], path: Path) -> list[str]:
    return [p.text("zh").replace(str(path), "F") for p in problems]


FILES: list[tuple[str, bytes, list[str]]] = [
    ("r.csv", b"", ["[file-empty] F: 文件是空的；可以这样做：重新导出或传送"]),
    ("r.csv", HEADER.encode(),
     ["[file-header-only] F: 只有表头，没有数据；可以这样做：没有数据时不必交这个文件"]),
    ("r.csv", (HEADER + GOOD).encode("utf-16"),
     ["[file-encoding] F: 文件是 UTF-16 编码，不是 UTF-8；"
      "可以这样做：转码：iconv -f UTF-16 -t UTF-8 原文件 > 新文件.csv"]),
    ("r.csv", (HEADER + "P1,,,,,重庆\n").encode().replace("庆".encode(), b"\xff"),
     ["[file-encoding] F 第 2 行 (row 2) 列 (column) note: "
      "不是完好的 UTF-8 编码，这里的文字已损坏；可以这样做：重新导出或传送"]),
    ("r.csv", (HEADER + "P1,,,,,").encode() + "髙島屋臺灣".encode("big5", "ignore") * 3,
     ["[file-encoding] F 第 2 行 (row 2) 列 (column) note: "
      "既不是 UTF-8 也不是 GB18030 编码：可能是别的编码，或文字已损坏；"
      "可以这样做：重新导出为 CSV（UTF-8）"]),
    ("r.csv", (HEADER + "P1,,\x00,,,x\n").encode(),
     ["[file-nul] F 第 2 行 (row 2) 列 (column) paid_fen: 含有 NUL 字节：文件损坏或不是文本；"
      "可以这样做：重新导出或传送"]),
    ("r.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
     ["[file-kind] F: 内容是图片，不是表格；"
      "可以这样做：另存为 CSV、Excel（.xlsx）、JSON 行（.jsonl）或 Parquet"]),
    ("r.xlsx", b"%PDF-1.7 ...",
     ["[file-kind] F: 内容是PDF 文件，不是表格；"
      "可以这样做：另存为 CSV、Excel（.xlsx）、JSON 行（.jsonl）或 Parquet"]),
    ("r.xlsx", GOOD.encode(),
     ["[file-excel] F: 不是 Excel（.xlsx）文件；"
      "可以这样做：重新导出或传送；CSV 文件的扩展名应为 .csv"]),
    ("r.doc", b"x",
     ["[file-extension] F: 不读扩展名为 “.doc” 的文件；"
      "可以这样做：另存为 CSV、Excel（.xlsx）、JSON 行（.jsonl）或 Parquet"]),
    ("r.csv", (HEADER.replace("note", "person") + GOOD).encode(),
     ["[column-doubled] F 第 1 行 (row 1) 列 (column) person: "
      "表头里有 2 个同名的列（第 1、6 列）；可以这样做：只留一列"]),
    ("r.csv", (HEADER.replace("note", "") + GOOD).encode(),
     ["[column-unnamed] F 第 1 行 (row 1) 列 (column) 6: "
      "第 6 列没有列名；可以这样做：给它列名，或删去这一列"]),
    ("r.csv", (HEADER.replace("person", "人员").replace("kind", "kinds") + GOOD).encode(),
     ["[column-unknown] F 第 1 行 (row 1) 列 (column) 人员: 没有名为 “人员” 的列；"
      "可以这样做：是否指 person？",
      "[column-unknown] F 第 1 行 (row 1) 列 (column) kinds: 没有名为 “kinds” 的列；"
      "可以这样做：是否指 kind？",
      "[column-missing] F 第 1 行 (row 1) 列 (column) person: 缺少必需的列；"
      "可以这样做：补上这一列"]),
    ("r.csv", GOOD.encode() * 3,
     ["[header-missing] F 第 1 行 (row 1): 第一行看来是数据，不是列名；"
      "可以这样做：在最前面加一行列名：person, hired_on, paid_fen, share, kind, note"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "said"), FILES)
def test_a_file_is_refused_whole(tmp_path, name, body, said):
    path = tmp_path / name
    path.write_bytes(body)
    problems = refused(path)
    assert lines(problems, path) == said
    assert all(p.what_en and p.attempt_en for p in problems)


def test_columns_may_stand_in_any_order(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("note,person,kind\nx,P1,full\n")
    source = open_source(path)
    source.check(COLUMNS)
    (batch,) = source.batches()
    found = split_rows(batch, COLUMNS).accepted
    assert found.select("person", "kind", "note", "hired_on").rows() == [("P1", "full", "x", None)]


def test_a_cut_parquet_file_is_refused(tmp_path):
    path = tmp_path / "r.parquet"
    pl.DataFrame({"person": ["P1"] * 1000}).write_parquet(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    assert lines(refused(path), path) == [
        "[file-parquet] F: 不是完整的 Parquet 文件；"
        "可以这样做：重新导出或传送；CSV 文件的扩展名应为 .csv"
    ]
    footer = int.from_bytes(whole[-8:-4], "little")
    path.write_bytes(whole[: -8 - footer] + b"\xff" * footer + whole[-8:])
    (problem,) = refused(path)
    assert problem.code == "file-parquet" and problem.what.startswith("Parquet 文件读不出来（")


def test_a_pipe_a_folder_and_a_file_without_rights_are_told(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    said = {
        "pipe.csv": "[file-unreadable] F: 不是普通文件；可以这样做：存成文件后再给出",
        "folder.csv": "[file-unreadable] F: 文件打不开（Is a directory）；"
        "可以这样做：核对路径和权限",
        "absent.csv": "[file-unreadable] F: 文件打不开（No such file or directory）；"
        "可以这样做：核对路径和权限",
    }  # fmt: skip
    for name, line in said.items():
        assert lines(refused(tmp_path / name), tmp_path / name) == [line]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(HEADER + GOOD)
    path.chmod(0)
    assert "Permission denied" in refused(path)[0].what


@pytest.mark.parametrize("name", ["a\nb.csv", "a\x1b[31m.csv", "a\u202egsv.csv", "a\u200b.csv"])
def test_invisible_characters_in_the_name_of_a_file(tmp_path, name):
    (problem,) = refused(tmp_path / name)
    assert (problem.code, problem.what) == ("file-name", "文件名里有看不见的字符")
    assert problem.where.isprintable()


CELLS = [
    ("paid_fen", "1864,00",
     "“1864,00” 不是以分为单位的整数金额；可以这样做：写成例如 186400；不知道就留空"),
    ("paid_fen", "1864.00",
     "“1864.00” 不是以分为单位的整数金额；可以这样做：若以元为单位，乘以 100 写成分"),
    ("paid_fen", "１２００", "“１２００” 不是以分为单位的整数金额；可以这样做：写成 1200"),
    ("paid_fen", "12,000", "“12,000” 不是以分为单位的整数金额；可以这样做：写成 12000"),
    ("paid_fen", "¥500",
     "“¥500” 不是以分为单位的整数金额；可以这样做：写成例如 186400；不知道就留空"),
    ("paid_fen", "99999999999999999999",
     "99999999999999999999 超出 64 位整数的范围；可以这样做：核对是否多写了数字"),
    ("hired_on", "25-01-31",
     "“25-01-31” 只有两位年份，看不出是哪个世纪；可以这样做：写成例如 2025-02-28；不知道就留空"),
    ("hired_on", "31/01/2025",
     "“31/01/2025” 不是日期；可以这样做：写成例如 2025-02-28；不知道就留空"),
    ("hired_on", "2025/1/31", "“2025/1/31” 不是日期；可以这样做：写成 2025-01-31"),
    ("hired_on", "2025年1月31日", "“2025年1月31日” 不是日期；可以这样做：写成 2025-01-31"),
    ("hired_on", "45688",
     "“45688” 不是日期，看来是 Excel 的日期序号；可以这样做：写成 2025-01-31"),
    ("hired_on", "2025-02-30", "没有 2025-02-30 这个日期；可以这样做：核对原件；不知道就留空"),
    ("kind", "Full", "“Full” 不在代码表 kinds（类别）中；"
     "可以这样做：写成 full 可用代码：full, part"),
    ("kind", "=1+1", "“=1+1” 不在代码表 kinds（类别）中；可以这样做：可用代码：full, part"),
    ("person", "P1\u200b", "有看不见的字符：U+200B；可以这样做：删去它，重新填写"),
    ("person", "P\u202e1", "有看不见的字符：U+202E；可以这样做：删去它，重新填写"),
    ("note", "a\x07b", "有看不见的字符：U+0007；可以这样做：删去它，重新填写"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "said"), CELLS)
def test_a_row_is_held_back_and_the_others_go_in(tmp_path, column, cell, said):
    row = {"person": "P2"} | {column: cell}
    cells = [row.get(name, "") for name in HEADER.strip().split(",")]
    path = tmp_path / "r.csv"
    line = ",".join(f'"{c}"' for c in cells)
    path.write_text(HEADER + GOOD + line + "\n" + GOOD.replace("P1", "P3"), encoding="utf-8")
    (batch,) = open_source(path, torn="quarantine").batches()
    found = split_rows(batch, COLUMNS)
    assert found.accepted["person"].to_list() == ["P1", "P3"]
    assert [r["zh"] for r in found.rejected["reasons"][0]] == [said]
    assert found.rejected["reasons"][0][0]["en"]
    assert found.rejected[column].to_list() == [cell] and found.rejected["row"].to_list() == [3]


def test_a_file_cut_in_mid_row_keeps_the_rows_before(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(HEADER + GOOD * 3 + "P9,2025-0")
    (batch,) = open_source(path, torn="quarantine").batches()
    found = split_rows(batch, COLUMNS)
    assert found.accepted.height == 3
    assert found.rejected["row"].to_list() == [5] and found.rejected["torn"][0] == "P9,2025-0"
    assert found.rejected["reasons"][0][0]["zh"] == (
        "只有 2 格，表头有 6 列：这一行被截断；可以这样做：重新导出或重新传送整个文件"
    )


def test_mixed_forms_of_dates_in_one_column_are_told_one_by_one(tmp_path):
    path = tmp_path / "r.csv"
    days = ["2025-01-31", "2025/1/31", "20250131", "31.1.2025", "2025-01-31 00:00:00"]
    path.write_text("person,hired_on\n" + "\n".join(f"P{n},{d}" for n, d in enumerate(days)))
    (batch,) = open_source(path).batches()
    found = split_rows(batch, COLUMNS)
    assert found.accepted["person"].to_list() == ["P0"]
    said = [reasons[0]["zh"].split("：", 1)[1] for reasons in found.rejected["reasons"]]
    assert said == ["写成 2025-01-31", "写成 2025-01-31", "写成例如 2025-02-28；不知道就留空",
                    "写成 2025-01-31"]  # fmt: skip


def test_an_excel_day_number_in_a_cell_without_the_form_of_a_date(tmp_path):
    path = write_excel(tmp_path / "r.xlsx", {"a": [["person", "hired_on"], ["P1", 45688]]})
    (batch,) = open_source(path).batches()
    (reason,) = split_rows(batch, COLUMNS).rejected["reasons"][0]
    assert reason["zh"].endswith("看来是 Excel 的日期序号；可以这样做：写成 2025-01-31")


def test_a_formula_is_text_and_is_guarded_when_written_again(tmp_path):
    path, out = tmp_path / "r.csv", tmp_path / "out.csv"
    path.write_text('person,note\nP1,"=HYPERLINK(""x"")"\nP2,@SUM(1)\nP3,+1\n')
    (batch,) = open_source(path).batches()
    accepted = split_rows(batch, COLUMNS).accepted.select("person", "note")
    assert accepted["note"].to_list() == ['=HYPERLINK("x")', "@SUM(1)", "+1"]
    write_table(accepted, out)
    assert "\"'=HYPERLINK" in out.read_text() and "'@SUM(1)" in out.read_text()
    (again,) = open_source(out).batches()
    assert again["note"].to_list() == accepted["note"].to_list()
