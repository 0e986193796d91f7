"""Do the columns of a table keep their promises?

Each function notes everything it finds and gives back what could be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from zhiban.language.promises import Promise
from zhiban.registers import promises as kept
from zhiban.registers.cells import Parsed, parse, unknown
from zhiban.registers.columns import ColumnSpec, form_of
from zhiban.registers.faults import EXAMPLES, Faults
from zhiban.registers.headers import note_missing
from zhiban.registers.reasons import explain_cells, explain_low
from zhiban.registers.tables import Table


def read_column(table: Table, name: str, spec: ColumnSpec, faults: Faults) -> dict[str, pl.Series]:
    """The parts of column `name` by suffix, all null where the file has no such column."""
    column = table.columns.get(name)
    if column is None:
        return unknown(spec, table.rows.len())
    parsed: Parsed = parse(column, spec)
    if parsed.wrong:
        note_wrong_type(column, name, spec, faults)
    explain_cells(faults, name, spec, column, table.rows, parsed.bad)
    explain_low(faults, name, spec, column, table.rows, parsed.low)
    return parsed.parts


def note_wrong_type(column: pl.Series, name: str, spec: ColumnSpec, faults: Faults) -> None:
    """Note that a column of a Parquet file has a type that cannot hold such values."""
    form = form_of(spec.type)
    example = f"，例如 {form.example}" if form.example else ""
    example_en = f", for example {form.example}" if form.example else ""
    faults.add(
        "column-type",
        (
            f"列的类型是 {column.dtype}，读不成{form.zh}",
            f"the column has type {column.dtype}, which is not {form.en}",
            f"存成文字或对应的类型{example}",
            f"store it as text or as a type that fits{example_en}",
        ),
        column=name,
    )


def check_filled(table: Table, name: str, faults: Faults) -> None:
    """Note a column that is missing, and cells that are empty, where there must be a value."""
    column = table.columns.get(name)
    if column is None:
        note_missing(name, faults)
        return
    rows = table.rows.filter(column.is_null())
    for row in rows.head(EXAMPLES):
        texts = ("此格不能为空", "this cell may not be empty", "补上数值", "fill it in")
        faults.add("cell-empty", texts, row=row, column=name)
    faults.more("cell-empty", rows.len() - EXAMPLES, column=name)


def check_promises(
    table: Table,
    read: Mapping[str, dict[str, pl.Series]],
    specs: Sequence[ColumnSpec],
    promises: Sequence[Promise],
    faults: Faults,
) -> None:
    """Note rows that break a promise across columns; `read`: the parts of each column by suffix."""
    by_name = {spec.name: spec for spec in specs}
    parts = [s.alias(name + end) for name, each in read.items() for end, s in each.items()]
    for promise in promises:
        hits = pl.DataFrame(parts).select(kept.broken(promise, by_name)).to_series()
        place = kept.columns_of(promise)
        cells = pl.DataFrame(
            [
                table.columns.get(name, table.unknown()).filter(hits).cast(pl.String).alias(name)
                for name in promise.columns
            ]
        ).head(EXAMPLES)
        for row, texts in zip(table.rows.filter(hits), cells.iter_rows(named=True), strict=False):
            shown = {name: text or "" for name, text in texts.items()}
            faults.add("promise", kept.words(promise, by_name, shown), row=row, column=place)
        faults.more("promise", int(hits.sum()) - EXAMPLES, column=place)


def check_unique(
    table: Table, parts: Sequence[tuple[str, pl.Series]], faults: Faults, *, code: str = "row-twice"
) -> None:
    """Note rows that agree in all `parts`; rows in which a part is unknown are not compared."""
    names = [name for name, _ in parts]
    cells = [table.columns.get(name, table.unknown()) for name in names]
    shown = [cell.alias(f"t{n}") for n, cell in enumerate(cells)]
    frame = pl.DataFrame(
        [table.rows.alias("row"), *(s.alias(f"k{n}") for n, (_, s) in enumerate(parts)), *shown]
    )
    keys = [f"k{n}" for n in range(len(parts))]
    known = frame.filter(pl.all_horizontal(pl.col(k).is_not_null() for k in keys))
    if not known.select(keys).is_duplicated().any():
        return
    twice = known.with_columns(
        first=pl.col("row").first().over(keys), nth=pl.int_range(pl.len()).over(keys)
    ).filter(pl.col("nth") > 0)
    for row in twice.head(EXAMPLES).iter_rows(named=True):
        value = ", ".join(
            f"{name}={row[f't{n}'] if row[f't{n}'] is not None else ''}"
            for n, name in enumerate(names)
        )
        texts = (
            f"与第 {row['first']} 行重复：{value}", f"the same as row {row['first']}: {value}",
            "只留一行", "keep one of the two rows",
        )  # fmt: skip
        faults.add(code, texts, row=row["row"], column=" + ".join(names))
    faults.more(code, twice.height - EXAMPLES)
