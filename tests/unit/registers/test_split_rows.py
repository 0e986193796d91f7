"""Is every row of a batch either accepted whole or rejected with all its reasons and cells?"""

from __future__ import annotations

import datetime as dt
import random

import polars as pl
import pytest

from zhiban.errors import DataError
from zhiban.language import goes_with, not_after, some_filled
from zhiban.model import types as t
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.reading import read_register
from zhiban.registers.sources import open_source
from zhiban.registers.split import Split, split_rows

SIZES = t.CodeList("size", "企业规模", ("micro", "small", "large"), ("微型", "小型", "大型"))
PERSON = ColumnSpec("person", t.SubjectId("person"), required=True, title="参保人")
COLUMNS = (
    PERSON,
    ColumnSpec("hired_on", t.Date(), title="入职日期"),
    ColumnSpec("ended_on", t.Date(), title="离职日期"),
    ColumnSpec("paid_fen", t.Money(0), title="工资"),
    ColumnSpec("share", t.Ratio(0), title="比例"),
    ColumnSpec("size", t.Code(SIZES), title="规模"),
)


def split(*rows: dict[str, str | None], promises: tuple = ()) -> Split:
    names = [c.name for c in COLUMNS]
    batch = pl.DataFrame(
        {name: [row.get(name) for row in rows] for name in names},
        schema=dict.fromkeys(names, pl.String),
    ).with_columns(pl.int_range(2, len(rows) + 2).alias("row"))
    return split_rows(batch, COLUMNS, promises)


def reasons(found: Split) -> list[list[tuple[str, str, str, str]]]:
    return [[tuple(r.values()) for r in row] for row in found.rejected["reasons"]]


def test_good_rows_come_in_canonical_columns():
    found = split({"person": "p1", "hired_on": "2025-01-31", "paid_fen": "500", "share": "5 %"})
    assert found.rejected.height == 0
    assert found.accepted.row(0, named=True) == {
        "row": 2, "person": "p1", "hired_on": t.day_number(dt.date(2025, 1, 31)), "ended_on": None,
        "paid_fen": 500, "share.num": 5, "share.den": 100, "size": None,
    }  # fmt: skip
    assert found.accepted.schema["row"] == pl.Int64


ONE_FAULT = [
    ({"person": " "}, "person", "cell-empty",
     "此格不能为空；可以这样做：补上数值", "this cell may not be empty; try: fill it in"),
    ({"person": "p1", "hired_on": "2025-02-30"}, "hired_on", "cell-date",
     "没有 2025-02-30 这个日期；可以这样做：核对原件；不知道就留空",
     "there is no date 2025-02-30; try: check the original; leave it empty if unknown"),
    ({"person": "p1", "paid_fen": "-1"}, "paid_fen", "cell-below",
     "-1 小于允许的最小值 0；可以这样做：改正数值；不知道就留空",
     "-1 is less than 0; try: correct the value; leave it empty if unknown"),
    ({"person": "p1", "paid_fen": "1,864.00"}, "paid_fen", "cell-type",
     "“1,864.00” 不是以分为单位的整数金额；可以这样做：写成例如 186400；不知道就留空",
     "“1,864.00” is not money as a whole number of fen; "
     "try: write for example 186400; leave it empty if unknown"),
    ({"person": "p1", "paid_fen": "１２００"}, "paid_fen", "cell-digits",
     "“１２００” 不是以分为单位的整数金额；可以这样做：写成 1200",
     "“１２００” is not money as a whole number of fen; try: write 1200"),
    ({"person": "p1", "size": "smal"}, "size", "cell-code",
     "“smal” 不在代码表 size（企业规模）中；"
     "可以这样做：是否指 small？ 可用代码：micro, small, large",
     "“smal” is not in the code list size; "
     "try: did you mean small? allowed: micro, small, large"),
    ({"person": "p1", "share": "3/0"}, "share", "cell-zero",
     "3/0 的分母为零；可以这样做：改正分母；不知道就留空",
     "3/0 has the denominator zero; try: correct it; leave it empty if unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "kind", "zh", "en"), ONE_FAULT)
def test_a_fault_is_told_word_by_word(row, column, kind, zh, en):
    found = split({"person": "p0"}, row)
    assert found.accepted["row"].to_list() == [2]
    assert reasons(found) == [[(column, kind, zh, en)]]
    kept = found.rejected.row(0, named=True)
    assert {name: kept[name] for name in row} == row and kept["row"] == 3


def test_all_reasons_of_a_row_come_in_the_order_of_the_columns():
    found = split({"hired_on": "x", "paid_fen": "-5", "size": "?"})
    assert [r[0] for r in reasons(found)[0]] == ["person", "hired_on", "paid_fen", "size"]


def test_a_broken_promise_rejects_the_row():
    row = {"person": "p1", "hired_on": "2025-03-01", "ended_on": "2025-02-01"}
    promises = (
        not_after("hired_on", "ended_on"),
        goes_with("ended_on", needs="size"),
        some_filled("paid_fen", "share"),
    )
    good = {**row, "ended_on": "never", "size": "small", "paid_fen": "1"}
    found = split(row, good, promises=promises)
    assert found.accepted["row"].to_list() == [3]
    assert reasons(found) == [
        [
            (
                "hired_on + ended_on",
                "promise",
                "入职日期 2025-03-01 晚于离职日期 2025-02-01；可以这样做：核对原件，改正其中一格",
                "hired_on 2025-03-01 is after ended_on 2025-02-01; "
                "try: check the original and correct one of the two",
            ),
            (
                "ended_on + size",
                "promise",
                "填了离职日期，规模却是空的；可以这样做：补上规模",
                "ended_on is filled and size is empty; try: fill in size",
            ),
            (
                "paid_fen + share",
                "promise",
                "工资、比例都是空的；可以这样做：至少填一格",
                "paid_fen, share are all empty; try: fill in at least one",
            ),
        ]
    ]


def test_a_whole_file_is_refused_for_it_in_the_same_words(tmp_path):
    path = tmp_path / "reg.csv"
    late = "P,2025-03-01,2025-02-01\n"
    path.write_text("person,hired_on,ended_on\nP,2025-03-01,never\n" + late * 7)
    promises = (not_after("hired_on", "ended_on"),)
    with pytest.raises(DataError) as caught:
        read_register(path, COLUMNS, name="reg", promises=promises)
    problems = caught.value.problems
    assert len(problems) == 6 and problems[5].what_en == "and 2 more like this"
    assert "row 3" in problems[0].where and problems[0].where.endswith("hired_on + ended_on")
    (batch,) = open_source(path).batches()
    (reason,) = split_rows(batch, COLUMNS, promises).rejected["reasons"][0]
    assert reason["zh"] == f"{problems[0].what}；可以这样做：{problems[0].attempt}"


def test_an_unknown_cell_breaks_no_promise_about_order():
    promises = (not_after("hired_on", "ended_on"), goes_with("ended_on", needs="hired_on"))
    found = split({"person": "p1", "hired_on": "2025-03-01"}, {"person": "p2"}, promises=promises)
    assert found.rejected.height == 0


def test_a_cell_that_cannot_be_read_breaks_no_promise_beside():
    promises = (not_after("hired_on", "ended_on"),)
    row = {"person": "p1", "hired_on": "someday", "ended_on": "2025-02-01"}
    assert [r[1] for r in reasons(split(row, promises=promises))[0]] == ["cell-type"]


def test_columns_a_batch_lacks_are_unknown_and_strange_ones_are_kept_when_rejected():
    batch = pl.DataFrame({"person": ["p1", None], "note": ["a", "b"], "row": [2, 3]})
    found = split_rows(batch, COLUMNS)
    assert found.accepted["hired_on"].to_list() == [None]
    assert "note" not in found.accepted.columns
    assert found.rejected["note"].to_list() == ["b"]


def test_typed_columns_are_read_and_those_that_do_not_fit_are_told():
    batch = pl.DataFrame(
        {"person": [1, 2], "hired_on": [dt.date(2025, 1, 1), None], "paid_fen": [5.0, None],
         "row": [2, 3]}
    )  # fmt: skip
    found = split_rows(batch, COLUMNS)
    assert found.accepted["person"].to_list() == ["2"]
    assert found.rejected["hired_on"].to_list() == ["2025-01-01"]
    assert [r[:2] for r in reasons(found)[0]] == [("paid_fen", "cell-type")]


CELLS = ("p1", "", "2025-02-28", "2025-02-30", "never", "12", "-3", "1/2", "small", "小型", "x")


@pytest.mark.parametrize("seed", range(20))
def test_accepted_and_rejected_together_are_the_file_and_agree_with_the_whole_reader(
    tmp_path, seed
):
    chance = random.Random(seed)
    names = [c.name for c in COLUMNS]
    lines = [",".join(chance.choice(CELLS) for _ in names) for _ in range(60)]
    path = tmp_path / "reg.csv"
    path.write_text("\n".join([",".join(names), *lines]))
    (batch,) = open_source(path).batches()
    found = split_rows(batch, COLUMNS)
    rows = found.accepted["row"].to_list() + found.rejected["row"].to_list()
    assert sorted(rows) == list(range(2, 62))
    assert all(len(r) > 0 for r in found.rejected["reasons"])
    for row in found.rejected.iter_rows(named=True):
        assert ",".join(row[name] or "" for name in names) == lines[row["row"] - 2]
    good = [lines[row - 2] for row in found.accepted["row"]]
    if good:
        path.write_text("\n".join([",".join(names), *good]))
        whole = read_register(path, COLUMNS, name="reg")
        assert whole.drop("row_id").equals(found.accepted.drop("row"))
