"""How do a supplier's columns become those of the register?

A cell that a step cannot read stays as it was written, so that the register's own check rejects
the row and shows the supplier's text. Nothing is guessed, and an empty cell stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from zhiban.registers.cells import as_text
from zhiban.registers.faults import EXAMPLES, Faults, nearest
from zhiban.registers.sources import ROW, TORN, Source, open_source

#: Units money may come in → how many digits stand between them and fen.
UNITS = {"分": 0, "角": 1, "元": 2, "百元": 4, "千元": 5, "万元": 6}


@dataclass(frozen=True, slots=True)
class Column:
    """How one column of the register is made: from where, then the steps in this order."""

    name: str
    #: The supplier's columns; several are joined with `glue`. None: the constant `value`.
    sources: tuple[str, ...] = ()
    glue: str = ""
    value: str | None = None
    #: First and last character kept, counted from 1.
    part: tuple[int, int] | None = None
    codes: Map[str, str] = field(default_factory=dict)
    unit: str | None = None
    #: A pattern with the groups y, m and perhaps d; or "" for Excel's day numbers.
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A supplier's mapping. `options`: what `open_source` should be told (sheet, encoding, …)."""

    columns: tuple[Column, ...]
    ignored: tuple[str, ...] = ()
    options: Map[str, str] = field(default_factory=dict)

    def open(self, where: Path | str, *, torn: str = "refuse") -> Source:
        """Open a delivery as the mapping says, and check its columns."""
        say = self.options.get
        source = open_source(
            where, table=say("table"), sheet=say("sheet"), encoding=say("encoding"),
            separator=say("separator"), torn=torn,
        )  # fmt: skip
        self.check(source.names, source.where)
        return source

    @property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """Each column of the register → the supplier's columns it is made of."""
        return {c.name: c.sources for c in self.columns if c.sources}

    @property
    def known(self) -> list[str]:
        """The supplier's columns that are used or ignored."""
        return [*self._used, *self.ignored]

    @property
    def _used(self) -> list[str]:
        return list(dict.fromkeys(s for c in self.columns for s in c.sources))

    def check(self, names: Sequence[str], where: str) -> None:
        """Raise DataError if the file lacks a column, or has one that is neither used nor ignored.

        A supplier who renames a column is found out here, before a row is read.
        """
        faults = Faults(where)
        used = self._used
        for name in [n for n in used if n not in names]:
            close = nearest(name, [n for n in names if n not in used])
            texts = (
                f"映射文件要用的列 “{name}” 不在文件里",
                f"the mapping file uses the column “{name}”, which is not in the file",
                f"是否改名为 {close} 了？" if close else "核对表头，改正映射文件",
                f"was it renamed {close}?" if close else "check the header, correct the mapping",
            )
            faults.add("mapping-column", texts, row=1, column=name)
        strange = [n for n in names if n not in used and n not in self.ignored]
        for name in strange[: 4 * EXAMPLES]:
            texts = (
                f"映射文件没有说怎样处理列 “{name}”",
                f"the mapping file does not say what becomes of the column “{name}”",
                "在映射文件里用上它，或写进 ignored",
                "use it in the mapping, or list it as ignored",
            )  # fmt: skip
            faults.add("mapping-unused", texts, row=1, column=name)
        faults.more("mapping-unused", len(strange) - 4 * EXAMPLES)
        faults.raise_if_any()

    def apply(self, batch: pl.DataFrame) -> pl.DataFrame:
        """A batch of the supplier's columns as one of the register's, with `row` and `torn`."""
        texts = {
            name: as_text(as_text(batch[name]).cast(pl.String)).alias(name)
            for name in dict.fromkeys(s for c in self.columns for s in c.sources)
        }
        frame = pl.DataFrame([batch[ROW], *texts.values()])
        kept = [batch[name] for name in (ROW, TORN) if name in batch.columns]
        made = frame.select(_expression(column).alias(column.name) for column in self.columns)
        return made.with_columns(kept)


def _expression(column: Column) -> pl.Expr:
    if not column.sources:
        return pl.lit(column.value, dtype=pl.String)
    text = pl.concat_str(column.sources, separator=column.glue)
    if column.part is not None:
        first, last = column.part
        piece = text.str.slice(first - 1, last - first + 1)
        text = pl.when(text.str.len_chars() >= last).then(piece).otherwise(text)
    if column.codes:
        text = text.replace(list(column.codes), list(column.codes.values()))
    if column.unit is not None:
        text = _fen(text, UNITS[column.unit])
    if column.date is not None:
        text = _iso(text, column.date) if column.date else _from_serial(text)
    return text


def _fen(text: pl.Expr, places: int) -> pl.Expr:
    """Decimal text in a larger unit as whole fen: by moving digits, never by a float."""
    groups = text.str.extract_groups(
        rf"^(?P<whole>-?[0-9]+)(?:\.(?P<part>[0-9]{{0,{places}}})0*)?$"
    ).struct
    digits = groups.field("part").fill_null("").str.pad_end(places, "0")
    return pl.coalesce(groups.field("whole") + digits, text)


def _iso(text: pl.Expr, pattern: str) -> pl.Expr:
    groups = text.str.extract_groups(pattern).struct
    parts = [groups.field("y")] + [
        groups.field(name).str.zfill(2) for name in ("m", "d") if f"?P<{name}>" in pattern
    ]
    return pl.coalesce(pl.concat_str(parts, separator="-"), text)


def _from_serial(text: pl.Expr) -> pl.Expr:
    """Excel's day numbers (1900 system, from 1 March 1900) as ISO dates."""
    serial = pl.when(text.str.contains(r"^[0-9]{2,7}(\.0+)?$")).then(
        text.str.extract(r"^([0-9]+)").cast(pl.Int32, strict=False)
    )
    day = pl.lit("1899-12-30").str.to_date() + pl.duration(days=serial)
    return pl.when(serial.is_between(61, 2_958_465)).then(day.cast(pl.String)).otherwise(text)
