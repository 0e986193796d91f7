"""`zhiban registers`: which registers are read, and what does each file hold?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhiban.cli import console, reading
from zhiban.cli.options import AsJson, Lang, Name, Pack
from zhiban.errors import Problem, UsageError


def registers(
    name: Name = None,
    as_json: AsJson = False,
    json_schema: Annotated[
        bool, typer.Option("--json-schema", help="一行的 JSON Schema · the JSON Schema of a row")
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="写一个 .xlsx 供填写 · an Excel file to fill in"),
    ] = None,
    page: Annotated[
        bool,
        typer.Option("--page", help="全部登记簿的参考页 · the page of all registers"),
    ] = False,
    lang: Lang = "zh",
    pack: Pack = None,
) -> None:
    """登记簿：列出，或看一个的列、类型、代码、主键。 List the registers, or show one."""
    listing = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cli import shapes

    if page:
        from zhiban.registers.register_page import register_page

        console.out(register_page(library.registers.values()).rstrip("\n"))
        return
    if name is None:
        if json_schema or template is not None:
            raise UsageError(Problem(
                "usage", "zhiban registers", "没有说是哪个登记簿", "no register is named",
                "zhiban registers 列出全部编号", "zhiban registers lists their ids",
            ))  # fmt: skip
        lines = [shapes.register_line(r) for r in library.registers.values()]
        console.out(shapes.dumps(lines) if as_json else listing.registers(lines))
        return
    register = library.register(name)
    if template is not None:
        from zhiban.cli.template import write_excel_template

        write_excel_template(template, register)
        console.say(f"已写好 {template} · written")
        return
    if json_schema:
        from zhiban.registers.json_schema import json_schema as schema_of

        console.out(shapes.dumps(schema_of(register)))
        return
    shape = shapes.register(register)
    console.out(shapes.dumps(shape) if as_json else "\n".join(listing.register(shape)))
