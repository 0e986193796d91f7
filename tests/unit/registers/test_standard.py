"""Is the standard of registers the same as JSON Schema, as Excel template and as a page?"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from zhiban.errors import DataError
from zhiban.language import (
    Person,
    Register,
    boolean,
    code,
    date,
    goes_with,
    integer,
    money,
    month,
    not_after,
    ratio_column,
    some_filled,
    subject,
    text,
)
from zhiban.model.types import CodeList
from zhiban.packs import load
from zhiban.registers.declared import specs_of
from zhiban.registers.excel_template import excel_template
from zhiban.registers.json_schema import json_schema
from zhiban.registers.reading import read_register
from zhiban.registers.register_page import register_page

SIZES = CodeList("size", "规模", ("s", "m", "n"), ("小型", "中型", "中型"))


class Hires(Register):
    id = "hires_of_a_test"
    title, title_en = "试验用工", "hires of a test"
    owner, rhythm, purposes = "试验局", "每月", ("entitlement",)
    key = ("person", "hired_on")
    happens = "hired_on"
    promises = (not_after("hired_on", "ended_on"), goes_with("ended_on", needs="size"),
                some_filled("paid_fen", "days"))  # fmt: skip

    person = subject(Person, title="人员")
    hired_on = date(title="入职", required=True)
    ended_on = date(title="离职")
    for_month = month(title="属期")
    paid_fen = money(title="工资")
    days = integer(title="天数", unit="days", at_least=None)
    share = ratio_column(title="比例")
    size = code(SIZES, title="规模")
    active = boolean(title="在岗")
    note = text(title="备注")


GOOD: dict[str, Any] = {
    "person": "P1", "hired_on": "2024-02-29", "ended_on": "never", "for_month": "2024-07",
    "paid_fen": "500", "days": "-3", "share": "2/40", "size": "m", "active": "是", "note": "",
}  # fmt: skip


TYPES: dict[str, Any] = {
    "object": lambda v: isinstance(v, dict),
    "string": lambda v: isinstance(v, str),
    "null": lambda v: v is None,
    "boolean": lambda v: isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
}


def fits(schema: dict[str, Any], value: Any) -> bool:
    """A small JSON Schema validator: the keywords that `json_schema` uses, and no others."""
    ok = True
    for key, said in schema.items():
        if key in ("$schema", "$id", "title", "description", "examples", "format"):
            continue
        if key.startswith("x-") or key in ("then", "additionalProperties"):
            continue
        if key == "type":
            ok &= TYPES[said](value)
        elif key == "properties":
            ok &= all(fits(s, value[n]) for n, s in said.items() if n in value)
            if schema.get("additionalProperties") is False:
                ok &= set(value) <= set(said)
        elif key == "required":
            ok &= all(name in value for name in said)
        elif key == "anyOf":
            ok &= any(fits(s, value) for s in said)
        elif key == "allOf":
            ok &= all(fits(s, value) for s in said)
        elif key == "oneOf":
            ok &= sum(fits(s, value) for s in said) == 1
        elif key == "not":
            ok &= not fits(said, value)
        elif key == "if":
            ok &= not fits(said, value) or fits(schema["then"], value)
        elif key == "const":
            ok &= value == said
        elif key == "enum":
            ok &= value in said
        elif key == "pattern":
            ok &= not isinstance(value, str) or re.search(said, value) is not None
        elif key == "minimum":
            ok &= not isinstance(value, (int, float)) or value >= said
        else:
            raise AssertionError(f"a keyword this validator does not know: {key}")
    return ok


CHANGES = [
    {}, {"hired_on": "2024-2-9"}, {"hired_on": None}, {"person": " "}, {"paid_fen": "-5"},
    {"paid_fen": "5.5"}, {"days": "x"}, {"share": "5 %"}, {"share": "5:4"}, {"size": "x"},
    {"for_month": "2024-13"}, {"for_month": "never"}, {"active": "maybe"}, {"active": "true"},
    {"size": None}, {"paid_fen": None, "days": ""}, {"colour": "red"}, {"ended_on": None},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_schema_accepts_what_the_reader_accepts(tmp_path, change):
    row = GOOD | change
    path = tmp_path / "r.csv"
    cells = {name: "" if value is None else value for name, value in row.items()}
    path.write_text(",".join(cells) + "\n" + ",".join(cells.values()))
    specs = specs_of(Hires)
    try:
        read_register(path, specs, name="r")
        readable = not _breaks(path)
    except DataError:
        readable = False
    assert fits(json_schema(Hires), row) == readable, row


def _breaks(path: Path) -> bool:
    from zhiban.registers.sources import open_source
    from zhiban.registers.split import split_rows

    (batch,) = open_source(path).batches()
    return split_rows(batch, specs_of(Hires), Hires.promises).rejected.height > 0


def test_every_register_has_a_schema_with_its_columns():
    for register in load(None).registers.values():
        schema = json_schema(register)
        assert list(schema["properties"]) == [*register.columns, *register.secrets]
        assert fits(schema, {}) == (not schema["required"])


def test_a_template_filled_in_is_read_without_its_hints(tmp_path):
    body = excel_template(Hires)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    assert rows[0] == list(Hires.columns)
    assert rows[1][1] == "※入职：日期，例如 2025-02-28；确实没有写 never；必填"
    assert all(cell.startswith("※") for cell in rows[1]) and len(rows) == 2
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([*rows, [v or "" for v in GOOD.values()]]):
            sheet.write_row(at, 0, row)
    frame = read_register(path, specs_of(Hires), name="r")
    assert frame["row_id"].to_list() == ["3"] and frame["size"].to_list() == ["m"]


def test_drop_downs_offer_titles_where_they_name_one_code_and_codes_otherwise():
    import zipfile

    body = zipfile.ZipFile(io.BytesIO(excel_template(Hires)))
    strings = body.read("xl/sharedStrings.xml").decode()
    assert "<t>小型</t>" in strings and "<t>m</t>" in strings and "<t>中型</t>" not in strings
    sheet = body.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<dataValidation ") == 7
    assert "codes!$H$1:$H$3" in sheet and "veryHidden" in body.read("xl/workbook.xml").decode()


def test_every_template_is_a_workbook_the_reader_opens():
    for register in load(None).registers.values():
        book = CalamineWorkbook.from_filelike(io.BytesIO(excel_template(register)))
        assert book.get_sheet_by_index(0).to_python()[0] == [*register.columns, *register.secrets]


def test_the_page_tells_promises():
    assert (
        "Promised of every row: `hired_on` is not after `ended_on`; where `ended_on` is filled, "
        "`size` is too; at least one of `paid_fen`, `days` is filled."
    ) in register_page([Hires])
