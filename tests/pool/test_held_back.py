"""Are rows held back exported as their supplier wrote them, put right, and taken in again?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.pool.registers import Hires
from tests.written_files import write_any, write_excel

from zhiban.errors import DataError, UsageError
from zhiban.loop.delivering import deliver
from zhiban.loop.delivery_report import Report
from zhiban.loop.held_back import held_back
from zhiban.pool.pool import Pool
from zhiban.registers.excel_table import excel_table
from zhiban.registers.sources import open_source
from zhiban.registers.writing import EXCEL, write_table

MAPPING = """
file: {sheet: 明细}
columns:
  hire_id: 编号
  person: 姓名代号
  firm: 单位
  hired_on: {from: 入职, date: YYYYMMDD}
ignored: [备注]
"""
HEADER = ["编号", "姓名代号", "单位", "入职", "备注"]
GOOD = ["H1", "虚构甲", "虚构F1", "20260105", "=HYPERLINK(1)"]
BAD = ["H2", "虚构乙", "虚构F1", "20261305", "=1+1"]
WHY = "入职：没有 2026-13-05 这个日期；可以这样做：核对原件；不知道就留空"


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    return Pool.open(tmp_path / "pool", create=True)


def receive(pool: Pool, where: Path, **options: Any) -> Report:
    given: dict[str, Any] = {"extracted_on": 20500, "kind": "events"}
    return deliver(pool, Hires, where, **given | options)


def repaired(pool: Pool, report: Report, where: Path, old: str, new: str, **options: Any) -> Report:
    """Export what is held back, put one cell right as a person would, and receive it again."""
    out = where.with_name("repair.csv")
    write_table(held_back(pool, report.delivery, where), out)
    text = out.read_text(encoding="utf-8")
    assert old in text
    out.write_text(text.replace(old, new), encoding="utf-8")
    return receive(pool, out, repairs=report.delivery.no, **options)


def standing(pool: Pool) -> list[tuple[Any, ...]]:
    return sorted(pool.rows(Hires).select("hire_id", "person", "hired_on").collect().rows())


def day(text: str) -> int:
    return (dt.date.fromisoformat(text) - dt.date(1970, 1, 1)).days


BOTH = [("H1", "虚构甲", day("2026-01-05")), ("H2", "虚构乙", day("2026-12-05"))]


def mapping(folder: Path, text: str = MAPPING) -> Path:
    path = folder / "supplier.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapped_file_in_gb18030(pool, tmp_path):
    path = tmp_path / "d.csv"
    body = "\n".join(";".join(row) for row in (HEADER, GOOD, BAD)) + "\n"
    path.write_bytes(body.encode("gb18030"))
    said = MAPPING.replace("sheet: 明细", 'encoding: gb18030, separator: ";"')
    mapped = mapping(tmp_path, said)
    report = receive(pool, path, mapping=mapped)
    assert (report.delivery.accepted, report.delivery.quarantined) == (1, 1)
    frame = held_back(pool, report.delivery, path)
    assert frame.columns == [*HEADER, "问题"] and frame.rows() == [(*BAD, WHY)]
    again = repaired(pool, report, path, "20261305", "20261205", mapping=mapped)
    assert (again.delivery.accepted, again.delivery.quarantined) == (1, 0)
    assert standing(pool) == BOTH and pool.catalogue.open_punctures(Hires.id) == []


def test_a_formula_is_guarded_on_export_and_read_again_as_it_was(pool, tmp_path):
    path = write_any(tmp_path / "d.csv", [HEADER, GOOD, BAD])
    report = receive(
        pool, path, mapping=mapping(tmp_path, MAPPING.replace("file: {sheet: 明细}", ""))
    )
    out = tmp_path / "repair.csv"
    write_table(held_back(pool, report.delivery, path), out)
    assert ",'=1+1," in out.read_text(encoding="utf-8")
    (cell,) = pl.read_csv(out)["备注"]
    assert cell == "'=1+1"  # what a spreadsheet gets: text, never run


@pytest.mark.parametrize("by_mapping", [True, False])
def test_one_sheet_of_an_excel_file(pool, tmp_path, by_mapping):
    path = write_excel(tmp_path / "d.xlsx", {"说明": [["别的"], [1]], "明细": [HEADER, GOOD, BAD]})
    text = MAPPING if by_mapping else MAPPING.replace("file: {sheet: 明细}", "")
    mapped = mapping(tmp_path, text)
    options = {} if by_mapping else {"options": {"sheet": "明细"}}
    report = receive(pool, path, mapping=mapped, **options)
    (row,) = held_back(pool, report.delivery, path).rows()
    assert row[3:] == ("20261305", "0", WHY)  # a formula: its saved value, never run
    repaired(pool, report, path, "20261305", "20261205", mapping=mapped)
    assert standing(pool) == BOTH


@pytest.mark.parametrize("name", ["d.jsonl", "d.tsv", "d.parquet"])
def test_other_formats_without_a_mapping(pool, tmp_path, name):
    rows = [["hire_id", "person", "firm", "hired_on"], ["H1", "虚构甲", "F", "2026-01-05"],
            ["H2", "虚构乙", "F", "2026-13-05"]]  # fmt: skip
    path = tmp_path / name
    if name.endswith("parquet"):
        pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(path)
    else:
        write_any(path, rows)
    report = receive(pool, path)
    repaired(pool, report, path, "2026-13-05", "2026-12-05")
    assert standing(pool) == BOTH


def test_a_repair_may_have_to_be_repaired(pool, tmp_path):
    path = write_any(tmp_path / "d.csv", [HEADER, GOOD, BAD])
    mapped = mapping(tmp_path, MAPPING.replace("file: {sheet: 明细}", ""))
    first = receive(pool, path, mapping=mapped)
    second = repaired(pool, first, path, "20261305", "20261405", mapping=mapped)
    assert second.delivery.quarantined == 1
    frame = held_back(pool, second.delivery, tmp_path / "repair.csv")
    assert frame.columns == [*HEADER, "问题"] and frame["入职"].to_list() == ["20261405"]


def test_a_torn_row_is_given_with_its_whole_line(pool, tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("hire_id,person,firm,hired_on\nH1,虚构甲,F,2026-01-05\nH2,虚构乙,F\n")
    report = receive(pool, path)
    (row,) = held_back(pool, report.delivery, path).rows()
    assert row[:3] == ("H2", "虚构乙", "F") and row[4].endswith("原文：H2,虚构乙,F")


def test_a_column_of_the_supplier_that_is_called_like_ours(pool, tmp_path):
    rows = [["编号", "姓名代号", "单位", "入职", "问题"], GOOD, BAD]
    path = write_any(tmp_path / "d.csv", rows)
    text = MAPPING.replace("file: {sheet: 明细}", "").replace("备注", "问题")
    mapped = mapping(tmp_path, text)
    report = receive(pool, path, mapping=mapped)
    frame = held_back(pool, report.delivery, path)
    assert frame.columns[-2:] == ["问题", "问题（智办）"]
    repaired(pool, report, path, "20261305", "20261205", mapping=mapped)
    assert standing(pool) == BOTH


def test_a_spreadsheet_of_text_cells_goes_round(pool, tmp_path):
    rows = [HEADER, GOOD, ["'H2", "11010519491231002X", "00123", "20261305", "=1+1"]]
    path = write_any(tmp_path / "d.csv", rows)
    mapped = mapping(tmp_path, MAPPING.replace("file: {sheet: 明细}", ""))
    report = receive(pool, path, mapping=mapped)
    out = tmp_path / "repair.xlsx"
    frame = held_back(pool, report.delivery, path)
    write_table(frame, out, formats=(EXCEL,))
    (again,) = open_source(out).batches()
    assert again.drop("row").equals(frame)
    assert again["备注"].to_list() == ["=1+1"] and again["单位"].to_list() == ["00123"]
    second = receive(pool, out, mapping=mapped, repairs=1)
    assert second.delivery.quarantined == 1  # not put right: held back again, for the same reason
    with pytest.raises(UsageError, match="output-extension"):
        write_table(frame, out)


def test_a_sheet_that_does_not_hold_the_table_is_told(tmp_path):
    with pytest.raises(UsageError) as caught:
        excel_table(pl.DataFrame({"a": ["x" * 40_000]}), "F")
    assert caught.value.problems[0].code == "output-too-large"


def test_another_file_is_refused(pool, tmp_path):
    path = write_any(tmp_path / "d.csv", [["hire_id", "person", "firm", "hired_on"],
                                          ["H2", "虚构乙", "F", "2026-13-05"]])  # fmt: skip
    report = receive(pool, path)
    path.write_text(path.read_text() + "\n")
    with pytest.raises(DataError) as caught:
        held_back(pool, report.delivery, path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.what) == (
        "quarantine-source", "这不是第 1 次交付的内容（d.csv），校验和不同",
    )  # fmt: skip
