"""What do `<fact>`, `<fact>.at_least` and `<fact>.at_most` say together?"""

from __future__ import annotations

import polars as pl

from zhiban.registers.checked import note_wrong_type, read_column
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.faults import EXAMPLES, Faults
from zhiban.registers.months import combine_months, read_months
from zhiban.registers.reasons import explain_cells
from zhiban.registers.tables import Table

Parts = dict[str, pl.Series]


def read_bounds(table: Table, spec: ColumnSpec, faults: Faults) -> Parts:
    """`x.lo` and `x.hi` (with `.num` and `.den` for fractions); a null end is open.

    A value closes both ends; without a lower end the promised floor counts. Classes of an ordered
    list are bounded by its first and last.
    """
    name = spec.name
    value = read_column(table, name, spec, faults)
    least = read_column(table, name + ".at_least", spec, faults)
    most = read_column(table, name + ".at_most", spec, faults)
    floor = dict.fromkeys(value, spec.floor)
    if spec.is_fraction and spec.floor is not None:
        floor[".den"] = 1
    ceiling = pl.lit(spec.ceiling, dtype=pl.Int64)
    low, high = {}, {}
    for suffix in value:
        frame = pl.DataFrame({"v": value[suffix], "l": least[suffix], "m": most[suffix]})
        lowest = pl.lit(floor[suffix], dtype=pl.Int64)
        low[suffix] = frame.select(pl.coalesce("v", "l", lowest)).to_series()
        high[suffix] = frame.select(pl.coalesce("v", "m", ceiling)).to_series()
    crossed = _less(high, low) | _less(value, least) | _less(most, value)
    _note_crossed(table, name, crossed.fill_null(False), faults)
    return {f"{name}.lo{s}": part for s, part in low.items()} | {
        f"{name}.hi{s}": part for s, part in high.items()
    }


def _less(a: Parts, b: Parts) -> pl.Series:
    """Whether value a < value b, cell by cell; false where one is unknown."""
    if "" in a:
        return (a[""] < b[""]).fill_null(False)
    wide = {
        k: s.cast(pl.Int128)
        for k, s in (("an", a[".num"]), ("ad", a[".den"]), ("bn", b[".num"]), ("bd", b[".den"]))
    }
    return (wide["an"] * wide["bd"] < wide["bn"] * wide["ad"]).fill_null(False)


def read_month_bounds(table: Table, spec: ColumnSpec, faults: Faults) -> Parts:
    """`x.sure`, `x.maybe`, `x.before`, `x.after`, `x.loose` of a set of months.

    `.at_least` holds the sure months, `.at_most` all possible ones; without it every month is
    possible (`before` = NEVER_MONTH).
    """
    read = []
    for end in ("", ".at_least", ".at_most"):
        column = table.columns.get(spec.name + end, table.unknown())
        if column.dtype != pl.String:
            note_wrong_type(column, spec.name + end, spec, faults)
            column = table.unknown()
        months, bad = read_months(column, open_ends=end == ".at_most")
        explain_cells(faults, spec.name + end, spec, column, table.rows, bad)
        read.append(months)
    combined = combine_months(*read)
    _note_crossed(table, spec.name, combined["stray"], faults)
    parts = ("sure", "maybe", "before", "after", "loose")
    return {f"{spec.name}.{part}": combined[part] for part in parts}


def _note_crossed(table: Table, name: str, crossed: pl.Series, faults: Faults) -> None:
    rows = table.rows.filter(crossed)
    for row in rows.head(EXAMPLES):
        texts = (
            "at_least、at_most 与数值互相矛盾（至少大于至多）",
            "value, at_least and at_most contradict each other (at least > at most)",
            "核对这几格", "check these cells",
        )  # fmt: skip
        faults.add("cell-bounds", texts, row=row, column=name)
    faults.more("cell-bounds", rows.len() - EXAMPLES, column=name)
