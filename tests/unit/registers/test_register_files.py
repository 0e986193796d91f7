"""Are the rows of a register read as they are meant, and is a file with faults refused whole?"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from zhiban.errors import DataError, Problem
from zhiban.model import types as t
from zhiban.registers.reading import ColumnSpec, read_register

SIZES = t.CodeList("size", "企业规模", ("micro", "small", "large"), ("微型", "小型", "大型"))
COLUMNS = (
    ColumnSpec("person", t.SubjectId("person"), required=True, title="参保人"),
    ColumnSpec("born_on", t.Date()),
    ColumnSpec("for_month", t.Month()),
    ColumnSpec("paid_fen", t.Money(0)),
    ColumnSpec("days", t.Integer("days"), at_least=0),
    ColumnSpec("share", t.Ratio(0)),
    ColumnSpec("active", t.Truth()),
    ColumnSpec("size", t.Code(SIZES)),
    ColumnSpec("class", t.Ordered(SIZES)),
    ColumnSpec("note", t.Text()),
)


def read(tmp_path: Path, text: str | bytes, *, key: tuple[str, ...] = ()) -> pl.DataFrame:
    path = tmp_path / "people.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_register(path, COLUMNS, key=key, name="people")


def problems(tmp_path: Path, text: str | bytes, *, key: tuple[str, ...] = ()) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        read(tmp_path, text, key=key)
    return list(caught.value.problems)


def cell_problem(tmp_path: Path, column: str, cell: str) -> Problem:
    quoted = '"' + cell.replace('"', '""') + '"'
    (problem,) = problems(tmp_path, f"person,{column}\np1,{quoted}\n")
    assert "row 2" in problem.where and column in problem.where and problem.what
    return problem


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("person", " p1　", "p1"),
        ("born_on", "2024-02-29", 19_782),
        ("born_on", "never", t.NEVER_DAY),
        ("born_on", "从未", t.NEVER_DAY),
        ("for_month", "2024-07", 2024 * 12 + 6),
        ("for_month", "never", t.NEVER_MONTH),
        ("paid_fen", "186400", 186_400),
        ("days", "007", 7),
        ("days", "9223372036854775807", 2**63 - 1),
        ("active", "TRUE", True),
        ("active", "是", True),
        ("active", "false", False),
        ("active", "否", False),
        ("size", "small", "small"),
        ("size", "小型", "small"),
        ("class", "large", 2),
        ("class", "微型", 0),
        ("note", "第一行\n第二行，\"引号\"", "第一行\n第二行，\"引号\""),
        ("note", "'=1+1", "=1+1"),
        ("note", "'tis", "'tis"),
        ("note", "", None),
        ("born_on", "  ", None),
    ],
)  # fmt: skip
def test_what_a_cell_means(tmp_path, column, cell, value):
    quoted = '"' + cell.replace('"', '""') + '"'
    others = "" if column == "person" else ",person"
    filled = "" if column == "person" else ",p1"
    frame = read(tmp_path, f"{column}{others}\n{quoted}{filled}\n")
    assert frame[column].to_list() == [value]


@pytest.mark.parametrize(
    ("cell", "fraction"),
    [("2/40", (2, 40)), ("0.05", (5, 100)), ("5 %", (5, 100)), ("5.5%", (55, 1000)), ("3", (3, 1))],
)
def test_what_a_ratio_means(tmp_path, cell, fraction):
    frame = read(tmp_path, f"person,share\np1,{cell}\n")
    assert frame.select("share.num", "share.den").row(0) == fraction


def test_a_frame_has_every_column_and_the_row_of_the_file(tmp_path):
    frame = read(tmp_path, '\ufeffperson,note\r\np1,"a\r\nb"\r\np2,""\r\np3,\r\n\r\n')
    assert frame["row_id"].to_list() == ["2", "3", "4"]
    assert frame["note"].to_list() == ["a\r\nb", None, None]
    assert frame.schema == {
        "person": pl.String, "born_on": pl.Int64, "for_month": pl.Int64, "paid_fen": pl.Int64,
        "days": pl.Int64, "share.num": pl.Int64, "share.den": pl.Int64, "active": pl.Boolean,
        "size": pl.String, "class": pl.Int64, "note": pl.String, "row_id": pl.String,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "code", "says"),
    [
        ("born_on", "2025-02-30", "cell-date", "2025-02-30"),
        ("born_on", "0000-01-01", "cell-date", "0000-01-01"),
        ("born_on", "2025/2/3", "cell-digits", "2025-02-03"),
        ("born_on", "20250203", "cell-digits", "2025-02-03"),
        ("born_on", "2025年2月3日", "cell-digits", "2025-02-03"),
        ("born_on", "soon", "cell-type", "2025-02-28"),
        ("for_month", "2025-13", "cell-date", "2025-13"),
        ("for_month", "202507", "cell-digits", "2025-07"),
        ("paid_fen", "1,864", "cell-digits", "1864"),
        ("paid_fen", "１８６４", "cell-digits", "1864"),
        ("paid_fen", "1864.00", "cell-type", "100"),
        ("paid_fen", "-1", "cell-below", "0"),
        ("days", "12.5", "cell-type", "12"),
        ("days", "12.0", "cell-digits", "12"),
        ("days", "1e5", "cell-type", "1e5"),
        ("days", "9223372036854775808", "cell-range", "64"),
        ("days", "-7", "cell-below", "0"),
        ("share", "1/0", "cell-zero", "1/0"),
        ("share", "a/b", "cell-type", "2/40"),
        ("share", "0.1234567890123456789", "cell-range", "64"),
        ("share", "-1/3", "cell-below", "0"),
        ("share", "５％", "cell-digits", "5%"),
        ("active", "yes", "cell-digits", "true"),
        ("active", "0", "cell-digits", "false"),
        ("active", "perhaps", "cell-type", "true"),
        ("size", "smal", "cell-code", "small"),
        ("size", "LARGE", "cell-code", "large"),
        ("size", "中型", "cell-code", "micro, small, large"),
        ("class", "huge", "cell-code", "micro, small, large"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_what_to_write(tmp_path, column, cell, code, says):
    problem = cell_problem(tmp_path, column, cell)
    assert problem.code == code
    assert says in problem.what_en + problem.attempt_en


def test_all_problems_at_once_and_many_of_one_kind_are_counted(tmp_path):
    rows = "".join(f"p{n},2025-02-30,x\n" for n in range(8))
    found = problems(tmp_path, f"person,born_on,days,nte\n{rows}".replace(",x\n", ",x,\n"))
    codes = [p.code for p in found]
    assert codes.count("cell-date") == 5 and codes.count("cell-type") == 5
    assert [p.what_en for p in found if p.code == "cells-more"] == ["and 3 more like this"] * 2
    (unknown,) = [p for p in found if p.code == "column-unknown"]
    assert "note" in unknown.attempt_en


def test_the_header_is_checked(tmp_path):
    found = problems(tmp_path, "参保人,born_on,born_on,,days \np1,,,,\n")
    told = {p.code: p for p in found}
    assert list(told) == ["column-doubled", "column-unnamed", "column-unknown", "column-missing"]
    assert "2, 3" in told["column-doubled"].what_en
    assert "person" in told["column-unknown"].attempt_en


def test_required_cells_and_keys(tmp_path):
    text = "person,for_month\np1,2024-07\n,2024-07\np1,2024-08\np1,2024-07\np1,\np1,\n"
    empty, twice = problems(tmp_path, text, key=("person", "for_month"))
    assert (empty.code, twice.code) == ("cell-empty", "row-twice")
    assert "row 3" in empty.where and "row 5" in twice.where
    assert "row 2" in twice.what_en and "2024-07" in twice.what_en


def test_a_ratio_may_be_part_of_the_key(tmp_path):
    text = "person,share\np1,1/2\np1,2/4\np1,1/2\n"
    (twice,) = problems(tmp_path, text, key=("person", "share"))
    assert "row 4" in twice.where


def test_months_are_no_column_of_a_register(tmp_path):
    with pytest.raises(ValueError, match="months"):
        read_register(tmp_path / "x.csv", [ColumnSpec("m", t.Months())], name="x")


def parquet(tmp_path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    path = tmp_path / "people.parquet"
    frame.write_parquet(path)
    return read_register(path, COLUMNS, name="people")


def test_a_parquet_file_may_be_typed(tmp_path):
    frame = parquet(
        tmp_path,
        pl.DataFrame(
            {
                "person": [7, 8],
                "born_on": [dt.date(2024, 2, 29), dt.date(9999, 12, 31)],
                "paid_fen": pl.Series([5, None], dtype=pl.UInt32),
                "share": [2, 3],
                "active": [True, None],
                "size": pl.Series(["小型", " large "], dtype=pl.Categorical),
                "note": pl.Series([None, None], dtype=pl.Null),
            }
        ),
    )
    kept = "person", "born_on", "paid_fen", "share.num", "share.den", "active", "size", "note"
    assert frame.select(kept).rows() == [
        ("7", 19_782, 5, 2, 1, True, "small", None),
        ("8", t.NEVER_DAY, None, 3, 1, None, "large", None),
    ]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("paid_fen", [Decimal("18.64")]),
        ("paid_fen", [1.0]),
        ("days", [1.5]),
        ("share", [0.05]),
        ("active", [1]),
        ("born_on", [dt.datetime(2025, 1, 1)]),
        ("for_month", [dt.date(2025, 1, 1)]),
        ("note", [[1]]),
    ],
)
def test_a_parquet_column_of_another_type_is_refused(tmp_path, column, values):
    with pytest.raises(DataError) as caught:
        parquet(tmp_path, pl.DataFrame({"person": ["p1"], column: values}))
    assert [p.code for p in caught.value.problems] == ["column-type"]


def test_a_parquet_integer_beyond_64_bits_is_refused(tmp_path):
    frame = pl.DataFrame({"person": ["p"], "days": pl.Series([2**64 - 1], dtype=pl.UInt64)})
    with pytest.raises(DataError) as caught:
        parquet(tmp_path, frame)
    assert [p.code for p in caught.value.problems] == ["cell-range"]
