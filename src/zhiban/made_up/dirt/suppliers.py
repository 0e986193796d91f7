"""In which form does each supplier send its files? Its own names, order, code page and format."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.language.register import Register
from zhiban.made_up.dice import Dice
from zhiban.model.types import Date, Money, Month

#: At so many rows at once a file is written.
_PORTION = 500_000
#: A spreadsheet holds no more rows than that.
_SHEET = 100_000


@dataclass(frozen=True)
class Form:
    """How a supplier writes: `own` names, order of columns, dates and yuan; then a mapping says
    how they become the register's."""

    suffix: str = ".csv"
    encoding: str = "utf-8"
    separator: str = ","
    own: bool = False


#: Register → form; every other register comes as UTF-8 CSV with the register's own columns.
FORMS = {
    "contributions": Form(encoding="gb18030", own=True),
    "hires": Form(encoding="utf-8-sig", separator="\t", own=True),
    "jobseekers": Form(separator=";"),
    "benefits": Form(encoding="gb18030"),
    "graduates": Form(suffix=".xlsx"),
    "certificates": Form(suffix=".jsonl"),
    "pensions": Form(suffix=".parquet"),
}


def form_of(register: type[Register], rows: int) -> Form:
    """The form in which a register of so many rows is sent."""
    form = FORMS.get(register.id, Form())
    return Form() if form.suffix == ".xlsx" and rows > _SHEET else form


def write(register: type[Register], rows: pl.DataFrame, path: Path, form: Form) -> None:
    """Write rows (text) as the supplier does; `path` has the form's suffix."""
    if form.own:
        rows = _in_own_words(register, rows)
    if form.suffix == ".parquet":
        rows.write_parquet(path)
    elif form.suffix == ".xlsx":
        rows.write_excel(path)
    elif form.suffix == ".jsonl":
        with path.open("w", encoding="utf-8") as file:
            for row in rows.iter_rows(named=True):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    else:
        _write_csv(rows, path, form)


def write_mapping(register: type[Register], names: list[str], path: Path) -> None:
    """Write down once how the supplier's own columns become the register's."""
    lines = ["# 虚构的供数单位 a made-up supplier", "columns:"]
    for name in names:
        column = register.columns[name]
        said = {"from": column.title}
        if isinstance(column.type, Money):
            said["unit"] = "元"
        elif isinstance(column.type, Month):
            said["date"] = "YYYYMM"
        elif isinstance(column.type, Date):
            said["date"] = "YYYY年M月D日"
        lines.append(f"  {name}: {json.dumps(said, ensure_ascii=False)}")
    path.write_text("\n".join([*lines, "ignored: [序号]"]) + "\n", encoding="utf-8")


def _in_own_words(register: type[Register], rows: pl.DataFrame) -> pl.DataFrame:
    cells = [
        _own(pl.col(name), register.columns[name].type).alias(register.columns[name].title)
        for name in rows.columns
    ]
    names = [register.columns[name].title for name in rows.columns]
    shuffled = sorted(names, key=lambda name: Dice(name, "order").between(0, 1 << 30))
    return rows.select(cells).select(shuffled).with_row_index("序号", offset=1)


def _own(cell: pl.Expr, kind: object) -> pl.Expr:
    if isinstance(kind, Money):
        fen = cell.cast(pl.Int64, strict=False)
        yuan = pl.format("{}.{}", fen // 100, (fen % 100).cast(pl.String).str.zfill(2))
        return pl.when(fen >= 0).then(yuan).otherwise(cell)
    if isinstance(kind, Month):
        return cell.str.replace("-", "", literal=True)
    if isinstance(kind, Date):
        day = cell.str.extract_groups(r"^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$")
        made = pl.format(
            "{}年{}月{}日", *(day.struct.field(part) for part in ("1", "2", "3"))
        )  # fmt: skip
        return pl.when(cell == "never").then(cell).otherwise(made)
    return cell


def _write_csv(rows: pl.DataFrame, path: Path, form: Form) -> None:
    with path.open("wb") as file:
        for start in range(0, max(rows.height, 1), _PORTION):
            text = rows.slice(start, _PORTION).write_csv(
                separator=form.separator, include_header=start == 0
            )
            encoding = "utf-8" if start and form.encoding == "utf-8-sig" else form.encoding
            file.write(text.encode(encoding))
