"""Do batches hold every row of a file, in order, the torn ones too?"""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import polars as pl
import pytest

from zhiban.errors import DataError
from zhiban.model import types as t
from zhiban.registers import csv_source, text_file
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.sources import open_source
from zhiban.registers.split import split_rows

NAMES = ("a", "b", "c")
CELLS = ("", "x", "a,b", 'say "no"', "two\nlines", '"', ",", "渝北", "\r\n", "1", " ", "'=1")


def write(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([NAMES, *rows])
    path.write_bytes(out.getvalue().encode(encoding))
    return path


@pytest.fixture
def small_pieces(monkeypatch):
    """Pieces of a few bytes, so that rows, quotes and characters lie across their ends."""
    monkeypatch.setattr(text_file, "PIECE", 7)
    monkeypatch.setattr(csv_source, "_GUESSED_ROW", 5)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("seed", range(15))
def test_batches_hold_the_rows_of_the_file_in_order(tmp_path, small_pieces, seed, encoding):
    chance = random.Random(seed)
    rows = [[chance.choice(CELLS) for _ in NAMES] for _ in range(chance.randint(1, 40))]
    rows.append(["last", "渝北", "here"])
    source = open_source(write(tmp_path / "r.csv", rows, encoding), encoding=encoding[:7].strip("-")
                         if encoding == "gb18030" else None)  # fmt: skip
    assert source.names == list(NAMES)
    batches = list(source.batches(rows=3))
    assert len(batches) > 1 or len(rows) < 8
    read = pl.concat(batches)
    assert read["row"].to_list() == list(range(2, len(rows) + 2))
    expected = [tuple(c.removeprefix("'") if c == "'=1" else c for c in row) for row in rows]
    assert [tuple(c or "" for c in row) for row in read.select(NAMES).rows()] == expected


@pytest.mark.parametrize("seed", range(60))
def test_torn_rows_come_with_the_others_and_none_is_lost(tmp_path, small_pieces, seed):
    chance = random.Random(seed)
    lines, torn = [], []
    for n in range(30):
        kind = chance.random()
        if kind < 0.1:
            lines.append(chance.choice(["x,y", "x,y,z,w", "", f"cut{n}"]))
            torn.append(n + 2)
        elif kind < 0.15:
            lines.append(f'x,"y{n},z')
            torn.append(n + 2)
        elif kind < 0.3:
            lines.append(f'x,"say ""no"", {n}",z')
        else:
            lines.append(f"x,{n},z")
    lines.append("x,last,z")
    path = tmp_path / "r.csv"
    path.write_text("\n".join(["a,b,c", *lines]))
    read = pl.concat(list(open_source(path, torn="quarantine").batches(rows=4)))
    assert read["row"].to_list() == list(range(2, 33))
    assert read.filter(pl.col("torn").is_not_null())["row"].to_list() == torn
    for row in read.filter(pl.col("torn").is_not_null()).iter_rows(named=True):
        assert row["torn"]["line"] == lines[row["row"] - 2]


def test_a_torn_row_is_rejected_with_its_line_and_reason(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text('a,b,c\n1,2,3\n4,5\n6,7,8,9\n0,"1,2\n')
    (batch,) = open_source(path, torn="quarantine").batches()
    found = split_rows(batch, [ColumnSpec(name, t.Text()) for name in NAMES])
    assert found.accepted.rows() == [(2, "1", "2", "3")]
    assert found.rejected.drop("reasons").rows() == [
        (3, "4", "5", None, "4,5"), (4, "6", "7", "8", "6,7,8,9"), (5, None, None, None, '0,"1,2'),
    ]  # fmt: skip
    said = [[(r["column"], r["kind"], r["zh"]) for r in row] for row in found.rejected["reasons"]]
    assert said == [
        [("", "row-torn",
          "只有 2 格，表头有 3 列：这一行被截断；可以这样做：重新导出或重新传送整个文件")],
        [("", "row-torn",
          "有 4 格，表头只有 3 列；可以这样做：含逗号的单元格要加引号；金额不写千位分隔符")],
        [("", "row-quote",
          "引号不配对，读不下去；可以这样做：含逗号、换行或引号的单元格整体加引号，"
          "格内的引号写两遍；文件可能被截断")],
    ]  # fmt: skip


def test_without_quarantine_all_torn_rows_are_told_at_the_end(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("a,b,c\n" + "1,2\n" * 7)
    with pytest.raises(DataError) as caught:
        list(open_source(path).batches())
    assert [p.code for p in caught.value.problems] == ["row-torn"] * 6
    assert caught.value.problems[-1].what_en == "and 2 more like this"


def test_the_columns_of_a_register_are_checked_before_a_row_is_read(tmp_path):
    path = write(tmp_path / "r.csv", [["1", "2", "3"]])
    specs = [ColumnSpec("a", t.Text()), ColumnSpec("d", t.Text(), required=True)]
    with pytest.raises(DataError) as caught:
        open_source(path).check([*specs, ColumnSpec("bb", t.Text(), title="b")])
    assert [(p.code, p.where[-1], p.attempt_en) for p in caught.value.problems] == [
        ("column-unknown", "b", "did you mean bb?"),
        ("column-unknown", "c", "known columns: a, d, bb"),
        ("column-missing", "d", "add it"),
    ]


def test_parquet_in_batches(tmp_path):
    frame = pl.DataFrame({"a": range(1000), "b": ["x"] * 1000})
    frame.write_parquet(tmp_path / "r.parquet", row_group_size=100)
    batches = list(open_source(tmp_path / "r.parquet").batches(rows=300))
    assert len(batches) > 1
    assert pl.concat(batches).select("a", "b").equals(frame)
    assert pl.concat(batches)["row"].to_list() == list(range(2, 1002))
