"""Are Excel sheets and JSON lines read cell by cell as a person reads them?"""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest
from tests.written_files import write_any, write_excel

from zhiban.errors import DataError, Problem
from zhiban.model import types as t
from zhiban.registers import excel_source
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.reading import read_register
from zhiban.registers.sources import open_source
from zhiban.registers.split import split_rows

COLUMNS = (
    ColumnSpec("person", t.SubjectId("person"), required=True),
    ColumnSpec("born_on", t.Date()),
    ColumnSpec("paid_fen", t.Money(0)),
    ColumnSpec("share", t.Rate()),
    ColumnSpec("active", t.Truth()),
)
HEADER = [c.name for c in COLUMNS]
DAY = t.day_number(dt.date(2024, 2, 29))


def problems(path: Path, **options: str) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        list(open_source(path, **options).batches())  # type: ignore[arg-type]
    return list(caught.value.problems)


@pytest.mark.parametrize("suffix", [".xlsx", ".jsonl"])
def test_typed_cells_are_read_as_their_text_would_be(tmp_path, suffix):
    rows = [HEADER, [" P1 ", dt.date(2024, 2, 29), 186400, 0.055, True], ["P2", "", "", "5 %", ""]]
    frame = read_register(write_any(tmp_path / f"r{suffix}", rows), COLUMNS, name="r")
    first = "2" if suffix == ".xlsx" else "1"
    assert frame.row(0) == ("P1", DAY, 186400, 55, 1000, True, first)
    assert frame.row(1)[1:6] == (None, None, 5, 100, None)


def test_empty_rows_at_the_end_are_none_and_within_are_rows(tmp_path):
    path = tmp_path / "r.xlsx"
    write_excel(path, {"a": [HEADER, ["P1"], [], ["P2"], ["  "], [""]]})
    (batch,) = open_source(path).batches()
    assert batch["row"].to_list()[:3] == [2, 3, 4]
    assert split_rows(batch, COLUMNS).accepted["row"].to_list() == [2, 4]


def test_a_sheet_that_begins_further_down_keeps_its_row_numbers(tmp_path):
    path = tmp_path / "r.xlsx"
    write_excel(path, {"a": [[], [], HEADER, ["P1"]]})
    (batch,) = open_source(path).batches()
    assert batch["row"].to_list() == [4]


def test_a_formula_is_never_run(tmp_path):
    path = tmp_path / "r.xlsx"
    write_excel(path, {"a": [HEADER, ["P1", "", "=1+1"], ["P2", "", "=cmd|'/c calc'!A0"]]})
    (batch,) = open_source(path).batches()
    assert batch["paid_fen"].to_list() == ["0", "0"]  # the value saved with the file


def test_a_number_too_long_for_excel_is_told_and_not_taken(tmp_path):
    path = tmp_path / "r.xlsx"
    write_excel(path, {"a": [HEADER, [500101199001011234], ["P2"]]})
    (problem,) = problems(path)
    assert (problem.code, problem.what) == (
        "cell-precision", "person 里的数字超过 15 位，Excel 已丢掉后面的数字",
    )  # fmt: skip
    assert "row 2" in problem.where and "文本格式" in problem.attempt
    (batch,) = open_source(path, torn="quarantine").batches()
    found = split_rows(batch, COLUMNS)
    assert found.accepted["person"].to_list() == ["P2"]
    assert found.rejected["reasons"][0][0]["kind"] == "cell-precision"


def test_cells_beyond_the_header_make_a_torn_row(tmp_path):
    path = write_excel(tmp_path / "r.xlsx", {"a": [["person"], ["P1"], ["P2", "note"]]})
    (problem,) = problems(path)
    assert (problem.code, problem.what) == ("row-torn", "有 2 格，表头只有 1 列")


def test_several_sheets_must_be_chosen_from(tmp_path):
    path = write_excel(tmp_path / "r.xlsx", {"甲": [["a"], ["1"]], "乙": [["a"], ["2"]], "空": []})
    (problem,) = problems(path)
    assert (problem.code, problem.what) == ("file-sheet", "有 2 个工作表有内容：甲, 乙")
    (batch,) = open_source(path, sheet="乙").batches()
    assert batch["a"].to_list() == ["2"]
    (problem,) = problems(path, sheet="丙")
    assert problem.what == "没有工作表 “丙”" and problem.attempt == "工作表有：甲, 乙, 空"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    path = tmp_path / "r.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(excel_source, "MOST_BYTES", 20 * 1024**2)
    (problem,) = problems(path)
    assert (problem.code, problem.what, problem.what_en) == (
        "file-bomb", "解压后有 28 MB，超过 20 MB", "unpacks to 28 MB, more than 20 MB",
    )  # fmt: skip


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path):
    path = tmp_path / "r.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 1_000_000)
    body = path.read_bytes()
    size = (1_000_000).to_bytes(4, "little")
    path.write_bytes(body.replace(size, (10).to_bytes(4, "little")))
    assert [p.code for p in problems(path)] == ["file-excel"]


@pytest.mark.parametrize("cut", [30, 400, 3000])
def test_a_cut_excel_file_is_refused(tmp_path, cut):
    path = write_excel(tmp_path / "r.xlsx", {"a": [HEADER, ["P1"]]})
    path.write_bytes(path.read_bytes()[:cut])
    (problem,) = problems(path)
    assert problem.code == "file-excel" and "Excel" in problem.what and problem.attempt


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "r.xlsx", "w") as packed:
        packed.writestr("a.txt", "x")
    assert [p.code for p in problems(tmp_path / "r.xlsx")] == ["file-excel"]


JSON_FAULTS = [
    ('{"a": "1", "b"', "json-line", "这一行不是完整的 JSON 对象"),
    ("[1, 2]", "json-line", "这一行不是完整的 JSON 对象"),
    ("[" * 100_000, "json-line", "这一行不是完整的 JSON 对象"),
    ('{"a": "1", "a": "2"}', "json-twice", "同一个键写了两遍"),
    ('{"a": {"b": 1}}', "json-nested", "值里还有对象或数组"),
    ('{"z": "1"}', "json-key", "有前面各行没有的键"),
]


@pytest.mark.parametrize(("line", "code", "what"), JSON_FAULTS)
def test_a_line_that_is_no_row_is_told(tmp_path, monkeypatch, line, code, what):
    monkeypatch.setattr("zhiban.registers.json_source.HEAD_LINES", 1)
    path = tmp_path / "r.jsonl"
    path.write_text('{"a": "0", "b": 1.10}\n\n' + line + '\n{"b": 12345678901234567890}\n')
    (problem,) = problems(path)
    assert (problem.code, problem.what) == (code, what)
    assert "row 3" in problem.where and problem.attempt
    (batch,) = open_source(path, torn="quarantine").batches()
    assert batch.select("row", "a", "b").rows() == [
        (1, "0", "1.10"), (3, None, None), (4, None, "12345678901234567890"),
    ]  # fmt: skip
    assert batch["torn"][1]["line"] == line


def test_json_lines_come_in_batches(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text("".join(json.dumps({"a": n, "b": "渝北\u2028区"}) + "\n" for n in range(9000)))
    batches = list(open_source(path).batches(rows=1000))
    assert len(batches) > 1
    read = pl.concat(batches)
    assert read["row"].to_list() == list(range(1, 9001))
    assert read["a"].to_list() == [str(n) for n in range(9000)]


def test_a_file_without_an_object_is_refused(tmp_path):
    (tmp_path / "r.jsonl").write_text("a,b\n1,2\n")
    (problem,) = problems(tmp_path / "r.jsonl")
    assert (problem.code, problem.what) == ("file-json", "每一行都不是 JSON 对象")
