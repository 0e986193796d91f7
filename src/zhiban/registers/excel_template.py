"""What does an empty Excel file of a register look like, that is hard to fill in wrongly?

The header, one row of hints (left out again when the file is read), columns with the right format,
drop-downs for codes and 是/否, and a refusal in Excel itself of what could not be read later.
"""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from zhiban.language.register import ColumnDeclaration, Register
from zhiban.model import types as t
from zhiban.registers.columns import form_of
from zhiban.registers.excel_source import HINT
from zhiban.registers.scalars import spellings

_ROWS = 5000
_CODES = "codes"
#: A list longer than this is no drop-down that anybody reads: text, checked on reading.
MOST_CODES = 3000


def excel_template(register: type[Register]) -> bytes:
    """The template as bytes of an .xlsx file."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        book.set_properties({"title": register.title, "comments": register.id})
        sheet = book.add_worksheet(register.title[:31])
        codes = book.add_worksheet(_CODES)
        codes.very_hidden()
        for at, column in enumerate([*register.columns.values(), *register.secrets.values()]):
            _write(book, sheet, codes, at, column)
        sheet.freeze_panes(2, 0)
    return body.getvalue()


def _write(
    book: Workbook, sheet: Worksheet, codes: Worksheet, at: int, column: ColumnDeclaration
) -> None:
    bold = {"bold": True, "bottom": 1, "num_format": "@"}
    head = book.add_format(bold | ({"bg_color": "#FCE4D6"} if column.required else {}))
    grey = book.add_format({"font_color": "#808080", "italic": True, "text_wrap": True,
                            "valign": "top", "num_format": "@"})  # fmt: skip
    sheet.write_string(0, at, column.name, head)
    sheet.write_string(1, at, hint(column), grey)
    is_number = isinstance(column.type, (t.Integer, t.Money))
    cells = book.add_format({"num_format": "0" if is_number else "@"})
    sheet.set_column(at, at, max(14, len(column.name) + 4), cells)
    rule = _rule(codes, at, column.type)
    if rule is not None:
        told = {
            "ignore_blank": True, "error_title": column.title[:32],
            "error_message": f"请填{form_of(column.type).zh}，不知道就留空"[:255],
        }  # fmt: skip
        sheet.data_validation(2, at, _ROWS + 1, at, told | rule)


def hint(column: ColumnDeclaration) -> str:
    """One cell of the row of hints."""
    form = form_of(column.type)
    text = f"{HINT}{column.title}：{form.zh}"
    if form.example:
        text += f"，例如 {form.example}"
    if isinstance(column.type, (t.Date, t.Month)):
        text += "；确实没有写 never"
    return text + ("；必填" if column.required else "；不知道就留空")


def _rule(codes: Worksheet, at: int, type_: t.Type) -> dict[str, Any] | None:
    """What Excel itself checks in a column. Dates and months are text: Excel's own lose `never`."""
    if isinstance(type_, t.Truth):
        return {"validate": "list", "source": ["是", "否"]}
    if isinstance(type_, (t.Code, t.Ordered)):
        words = spellings(type_.list)
        shown = {code: word for word, code in reversed(words.items())}  # the title where it is one
        if len(shown) > MOST_CODES:
            return None
        for row, code in enumerate(type_.list.codes):
            codes.write_string(row, at, shown[code])
        column = xlsxwriter.utility.xl_col_to_name(at)
        return {"validate": "list", "source": f"={_CODES}!${column}$1:${column}${len(shown)}"}
    if isinstance(type_, (t.Integer, t.Money)):
        floor = type_.at_least
        if floor is None:
            return {"validate": "integer", "criteria": "between", "minimum": -(10**14),
                    "maximum": 10**14}  # fmt: skip
        return {"validate": "integer", "criteria": ">=", "value": floor}
    if isinstance(type_, (t.Date, t.Month)):
        cell = f"{xlsxwriter.utility.xl_col_to_name(at)}3"
        length = 10 if isinstance(type_, t.Date) else 7
        day = cell if length == 10 else f'{cell}&"-01"'
        return {
            "validate": "custom",
            "value": f'=OR({cell}="never",AND(LEN({cell})={length},MID({cell},5,1)="-",'
            f"ISNUMBER(DATEVALUE({day}))))",
        }
    return None
