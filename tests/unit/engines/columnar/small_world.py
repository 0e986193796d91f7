"""A small world for tests of facts: rows in, what both engines say of them out.

Every test compares the columnar engine with what the test itself expects, and here also with the
row-wise engine, unit by unit.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from tests.rowwise_frames import canonical

from zhiban.engines.columnar.derive import ColumnarWorld, RegisterFrame, derive_frame
from zhiban.engines.coverage import FIRST_DAY, Spans
from zhiban.engines.rowwise import RegisterTable, Unit, World, derive
from zhiban.language import (
    Enterprise,
    Person,
    Register,
    boolean,
    code,
    date,
    fact,
    integer,
    money,
    month,
    ratio_column,
    subject,
)
from zhiban.language.register import key
from zhiban.model.types import (
    CodeList,
    Ratio,
    SubjectId,
    Text,
    Truth,
    Type,
    day_number,
    month_number,
)

KINDS = CodeList("kinds", "类别", ("a", "b"))
CLASSES = CodeList("classes", "等级", ("low", "middle", "high"))


class Payments(Register):
    id = "payments"
    title, title_en = "支付", "payments"
    no = key(title="号")
    key = ("no",)
    happens = "paid_on"
    lag_days = 10
    person = subject(Person, title="人")
    firm = subject(Enterprise, title="单位", required=False)
    paid_on = date(title="日")
    for_month = month(title="月")
    amount_fen = money(title="金额")
    change = integer(title="增减", at_least=None)
    kind = code(KINDS, title="类别")
    grade = code(CLASSES, title="等级", ordered=True)
    ok = boolean(title="是否")
    share = ratio_column(title="比例")


class Months(Register):
    id = "months"
    title, title_en = "月份", "months"
    key = ("person", "for_month")
    happens = "for_month"
    person = subject(Person, title="人")
    for_month = month(title="月")


class Firms(Register):
    id = "firms"
    title, title_en = "单位", "firms"
    key = ("firm",)
    firm = subject(Enterprise, title="单位")
    size = code(CLASSES, title="规模", ordered=True)
    staff = integer(title="人数")


REGISTERS: dict[str, type[Register]] = {r.id: r for r in (Payments, Months, Firms)}
AS_OF = day_number(dt.date(2025, 6, 30))
ALWAYS: Spans = ((FIRST_DAY, AS_OF),)


def day(iso: str) -> int:
    """A day as the engines hold it."""
    return day_number(dt.date.fromisoformat(iso))


def month_of(iso: str) -> int:
    """A month as the engines hold it."""
    return month_number(int(iso[:4]), int(iso[5:]))


Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def told(
    value: Any, rows: Rows, units: Sequence[str | tuple[str, str]] = ("p",), *, as_of: int = AS_OF,
    coverage: Mapping[str, Spans] | None = None, punctured: Mapping[str, set[str]] | None = None,
    of: type[Register] | None = None, others: Sequence[Any] = (),
) -> list[dict[str, Any]]:  # fmt: skip
    """What the columnar engine says of a fact with this value, one dict of cells for each unit.

    Keys: the canonical columns without the name of the fact ("" for a single one), `because` (a
    list) and `next_change`. Raises AssertionError where the row-wise engine says otherwise.
    """
    kind = Person
    name = "asked_fen" if type(value.type).__name__ == "Money" else "asked"
    asked = fact(name, name, value, subject=kind, of=of)
    facts = {f.fact.id: f.fact for f in (asked, *others)}
    covers = dict.fromkeys(REGISTERS, ALWAYS) | dict(coverage or {})
    punctures = {r: frozenset((punctured or {}).get(r, ())) for r in REGISTERS}
    held = {r: [_complete(REGISTERS[r], row) for row in rows.get(r, ())] for r in REGISTERS}
    frames = {
        r: RegisterFrame(REGISTERS[r], _frame(REGISTERS[r], held[r]), covers[r], punctures[r])
        for r in REGISTERS
    }
    tables = {r: RegisterTable(REGISTERS[r], held[r], covers[r], punctures[r]) for r in REGISTERS}
    pairs = [(u, "") if isinstance(u, str) else u for u in units]
    frame = pl.DataFrame(
        {"id": [u for u, _ in pairs], "occasion": [o for _, o in pairs]},
        schema={"id": pl.String, "occasion": pl.String},
    )
    occasion_rows: list[Mapping[str, Any] | None] = [None] * len(pairs)
    if of is not None:
        occasion_rows = [next(r for r in held[of.id] if r[of.key[-1]] == o) for _, o in pairs]
        cells = _frame(of, [r for r in occasion_rows if r is not None])
        frame = frame.hstack(cells.rename({c: f"@{c}" for c in cells.columns}))
    out = derive_frame(
        [name], frame, ColumnarWorld(as_of, frames, facts), kind.id, of.id if of else ""
    )
    found = [_cells(row, name) for row in out.iter_rows(named=True)]
    world = World(as_of, tables, facts)
    for (id_, occasion), row, cells in zip(pairs, occasion_rows, found, strict=True):
        known = derive(world, name, Unit(id_, kind.id, occasion, row))
        expected: dict[str, Any] = {
            column.removeprefix(name).removeprefix("."): cell
            for column, cell in canonical(name, known.value, asked.type).items()
        }
        expected["because"] = [r.as_json() for r in sorted(known.reasons)]
        expected["next_change"] = known.next_change
        assert cells == expected, (id_, occasion)
    return found


def _complete(register: type[Register], row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row.get(name) for name in register.columns}


def _dtype(type_: Type) -> Any:
    if isinstance(type_, Truth):
        return pl.Boolean
    return pl.String if isinstance(type_, (Text, SubjectId)) or _is_code(type_) else pl.Int64


def _is_code(type_: Type) -> bool:
    return type(type_).__name__ == "Code"


def _frame(register: type[Register], rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    columns = []
    for column in register.columns.values():
        cells = [row[column.name] for row in rows]
        if isinstance(column.type, Ratio):
            for place, part in enumerate(("num", "den")):
                ends = [None if cell is None else cell[place] for cell in cells]
                columns.append(pl.Series(f"{column.name}.{part}", ends, dtype=pl.Int64))
        else:
            columns.append(pl.Series(column.name, cells, dtype=_dtype(column.type)))
    return pl.DataFrame(columns)


def _cells(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    out = {
        column.removeprefix(name).removeprefix("."): cell
        for column, cell in row.items()
        if column == name or column.startswith(f"{name}.")
    }
    out["because"] = json.loads(out["because"]) if out["because"] else []
    out["next_change"] = row["next_change"]
    return out


def span(cells: Mapping[str, Any]) -> tuple[Any, Any]:
    """The two ends of an ordered fact."""
    return cells["lo"], cells["hi"]


def kinds(cells: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The reasons as (kind, column)."""
    return [(r["kind"], r.get("column", "")) for r in cells["because"]]
