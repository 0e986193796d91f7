"""Does a supplier's mapping make the register's columns, and say all that does not fit?"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from zhiban.errors import DataError
from zhiban.model import types as t
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.mapping import Mapping
from zhiban.registers.mapping_files import read_mapping
from zhiban.registers.split import split_rows

SCHEMES = t.CodeList("schemes", "险种", ("110", "210"), ("养老保险", "失业保险"))
SPECS = (
    ColumnSpec("person", t.SubjectId("person"), required=True),
    ColumnSpec("scheme", t.Code(SCHEMES)),
    ColumnSpec("district", t.Text()),
    ColumnSpec("for_month", t.Month()),
    ColumnSpec("paid_on", t.Date()),
    ColumnSpec("unit_fen", t.Money(0)),
    ColumnSpec("address", t.Text()),
    ColumnSpec("source", t.Text()),
    ColumnSpec("fully_paid", t.Truth()),
)
FULL = """
file: {encoding: gb18030, separator: ";"}
columns:
  person: 证件号码
  scheme: {from: 险种, codes: {失业: "210", 养老: 养老保险}}
  district: {from: 行政区划代码, part: 1..6}
  for_month: {from: 属期, date: YYYYMM}
  paid_on: {from: 到账日, date: YYYY年M月D日}
  unit_fen: {from: 缴费额（元）, unit: 元}
  address: {join: [街道, 门牌], with: "-"}
  source: {value: 税务}
  fully_paid: {from: 足额, codes: {Y: 是, N: 否}}
ignored: [序号]
"""


def mapping(tmp_path: Path, text: str) -> Mapping:
    path = tmp_path / "supplier.yaml"
    path.write_text(text)
    return read_mapping(path, SPECS)


def test_every_step_on_a_suppliers_file(tmp_path):
    found = mapping(tmp_path, FULL)
    path = tmp_path / "r.csv"
    path.write_bytes(
        "序号;证件号码;险种;行政区划代码;属期;到账日;缴费额（元）;街道;门牌;足额\n"
        "1;P1;失业;500112001;202407;2024年8月5日;1864.5;双龙湖街道;12;Y\n"
        "2;P2; 养老 ;500112;202413;2024-08-05;0.05;;7;N\n"
        "3;P3;工伤;5001;2024-07;2024年2月30日;12.345;龙溪;8;\n"
        "4;P4\n".encode("gb18030")
    )
    source = found.open(path, torn="quarantine")
    (batch,) = source.batches()
    made = found.apply(batch)
    assert made.drop("torn").rows()[:3] == [
        (
            "P1",
            "210",
            "500112",
            "2024-07",
            "2024-08-05",
            "186450",
            "双龙湖街道-12",
            "税务",
            "是",
            2,
        ),
        ("P2", "养老保险", "500112", "2024-13", "2024-08-05", "005", None, "税务", "否", 3),
        ("P3", "工伤", "5001", "2024-07", "2024-02-30", "12.345", "龙溪-8", "税务", None, 4),
    ]
    split = split_rows(made, SPECS)
    assert split.accepted.select("person", "scheme", "unit_fen").rows() == [("P1", "210", 186450)]
    assert [[r["column"] for r in row] for row in split.rejected["reasons"]] == [
        ["for_month"], ["scheme", "paid_on", "unit_fen"], [""],
    ]  # fmt: skip
    assert split.rejected["reasons"][2][0]["zh"].startswith("只有 2 格，表头有 10 列")


@pytest.mark.parametrize(
    ("unit", "text", "fen"),
    [
        ("元", "1864", "186400"), ("元", "-0.5", "-050"), ("元", "1864.10", "186410"),
        ("元", "1864.100", "186410"), ("万元", "1.2345", "1234500"), ("分", "7", "7"),
        ("分", "7.0", "7"), ("元", "1,864", "1,864"), ("元", "1.005", "1.005"),
        ("元", "1e3", "1e3"), ("元", "9" * 17 + ".99", "9" * 19),
    ],
)  # fmt: skip
def test_money_is_moved_digit_by_digit(tmp_path, unit, text, fen):
    found = mapping(tmp_path, f"columns: {{person: a, unit_fen: {{from: b, unit: {unit}}}}}")
    batch = pl.DataFrame({"a": ["P1"], "b": [text], "row": [2]})
    assert found.apply(batch)["unit_fen"].to_list() == [fen]


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("YYYYMMDD", "20240229", "2024-02-29"), ("D/M/YYYY", "5/8/2024", "2024-08-05"),
        ("YYYY.MM.DD", "2024.08.05", "2024-08-05"), ("YYYY.MM.DD", "2024x08x05", "2024x08x05"),
        ("excel", "45292", "2024-01-01"), ("excel", "45292.0", "2024-01-01"),
        ("excel", "60", "60"), ("excel", "45292.5", "45292.5"), ("YYYYMMDD", "never", "never"),
    ],
)  # fmt: skip
def test_dates_in_another_form(tmp_path, form, text, day):
    found = mapping(tmp_path, f"columns: {{person: a, paid_on: {{from: b, date: {form}}}}}")
    batch = pl.DataFrame({"a": ["P1"], "b": [text], "row": [2]})
    assert found.apply(batch)["paid_on"].to_list() == [day]


FAULTS = [
    ("columns: {person: a, colour: b}", "登记簿没有列 colour", "用 person"),
    ("columns: {scheme: b}", "没有说必需的这一列从哪里来", "在 columns 里补上"),
    ("columns: {person: {from: a, value: b}}", "from、join、value 要写一个，且只写一个", ""),
    ("columns: {person: [a]}", "应是一个列名，或 {from: 列名, …}", ""),
    ("columns: {person: {form: a}}", "不认识的键 'form'", "写成 from"),
    ("columns: {person: a, scheme: {from: b, codes: {x: '310'}}}",
     "x 改成的 310 不在代码表中", "写成 210"),
    ("columns: {person: a, scheme: {from: b, unit: 元}}", "unit 只用于金额", ""),
    ("columns: {person: a, unit_fen: {from: b, unit: 美元}}", "不认识单位 美元", "写成 元"),
    ("columns: {person: a, paid_on: {from: b, date: YY-MM-DD}}",
     "YY-MM-DD 只有两位年份，看不出是哪个世纪", "请对方改用四位年份"),
    ("columns: {person: a, paid_on: {from: b, date: YYYYMM}}",
     "日期的写法看不懂：YYYYMM", "写成例如 YYYYMMDD，或 excel"),
    ("columns: {person: a, scheme: {from: b, date: YYYYMM}}", "date 只用于日期和月份", ""),
    ("columns: {person: {from: a, part: 6}}", "part 看不懂：6", "写成 1..6：第 1 到第 6 个字符"),
    ("ignored: [a]", "映射文件里没有 columns", ""),
    ("", "映射文件里没有 columns", ""),
    ("columns: {person: a}\nfile: {separator: x}", "separator 不能是 'x'", "用 ,"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "attempt"), FAULTS)
def test_a_mapping_that_does_not_fit_is_told(tmp_path, text, what, attempt):
    with pytest.raises(DataError) as caught:
        mapping(tmp_path, text)
    said = [(p.what, p.attempt) for p in caught.value.problems]
    assert any(w == what and a.startswith(attempt) for w, a in said), said
    assert all("supplier.yaml:" in p.where and p.what_en for p in caught.value.problems)


def test_a_file_whose_columns_have_changed_is_told_before_a_row_is_read(tmp_path):
    found = mapping(tmp_path, "columns: {person: 证件号码, scheme: 险种}\nignored: [序号]")
    with pytest.raises(DataError) as caught:
        found.check(["序号", "证件号", "险种", "备注"], "税务.csv")
    assert [(p.where, p.what, p.attempt) for p in caught.value.problems] == [
        ("税务.csv 第 1 行 (row 1) 列 (column) 证件号码",
         "映射文件要用的列 “证件号码” 不在文件里", "是否改名为 证件号 了？"),
        ("税务.csv 第 1 行 (row 1) 列 (column) 证件号",
         "映射文件没有说怎样处理列 “证件号”", "在映射文件里用上它，或写进 ignored"),
        ("税务.csv 第 1 行 (row 1) 列 (column) 备注",
         "映射文件没有说怎样处理列 “备注”", "在映射文件里用上它，或写进 ignored"),
    ]  # fmt: skip
