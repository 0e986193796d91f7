"""What does a delivery look like as a whole, in numbers that name nobody?

One pass over the batches, in little memory: rows, empty cells a column, how often each code of a
list stands, quantiles of numbers and days. No free text, no id, and no quantiles of a few rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from zhiban.model import types as t
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.sources import ROW

#: The quantiles kept of numbers, days and months.
SHARES = tuple(n / 100 for n in (1, *range(5, 100, 5), 99))
#: Of fewer values no quantile is kept: it would tell of somebody, and say nothing of the rest.
FEWEST = 30
#: Quantiles are exact up to so many rows, and of about as many drawn evenly beyond.
MOST_DRAWN = 100_000
#: Of a longer list the most frequent codes are kept.
MOST_CODES = 400

_NUMBERS = (t.Integer, t.Money, t.Date, t.Month)
_LISTS = (t.Code, t.Ordered, t.Truth)
_NEVER = {t.Date: t.NEVER_DAY, t.Month: t.NEVER_MONTH}
_SPREAD, _RANGE = 2_654_435_761, 1 << 32


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column: empty cells; of lists `codes` → count; of numbers `cuts`, the values at SHARES
    (none where they are too few), and how many cells say `never`."""

    empty: int
    codes: Mapping[str, int] = field(default_factory=dict)
    cuts: Sequence[int] = ()
    never: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """The rows that could be read, and their columns by name."""

    rows: int
    columns: Mapping[str, ColumnProfile]

    def as_json(self) -> dict[str, Any]:
        """For keeping; `profile_of` reads it again."""
        columns = {
            name: {"empty": c.empty, "codes": dict(c.codes), "cuts": list(c.cuts), "never": c.never}
            for name, c in self.columns.items()
        }
        return {"rows": self.rows, "columns": columns}


def profile_of(said: Mapping[str, Any]) -> Profile:
    """The profile that was kept."""
    return Profile(
        said["rows"], {name: ColumnProfile(**each) for name, each in said["columns"].items()}
    )


class Profiling:
    """Makes the profile of rows that come in batches, in the canonical columns of a split."""

    def __init__(self, specs: Sequence[ColumnSpec]) -> None:
        self._specs = specs
        self._drawn_of = [s.name for s in specs if isinstance(s.type, _NUMBERS)]
        self._listed = {s.name: s for s in specs if isinstance(s.type, _LISTS)}
        self._rows = 0
        self._empty: Counter[str] = Counter()
        self._never: Counter[str] = Counter()
        self._codes: dict[str, Counter[str]] = {name: Counter() for name in self._listed}
        self._drawn: list[pl.DataFrame] = []
        self._one_in = 1

    def add(self, accepted: pl.DataFrame) -> None:
        """Take in a batch."""
        self._rows += accepted.height
        for spec in self._specs:
            column = accepted[spec.name + (".num" if spec.is_fraction else "")]
            self._empty[spec.name] += column.null_count()
            never = _NEVER.get(type(spec.type))
            if never is not None:
                self._never[spec.name] += int((column == never).sum())
        for name, counts in self._codes.items():
            for value, count in accepted[name].drop_nulls().value_counts().iter_rows():
                counts[self._code(name, value)] += count
        self._draw(accepted)

    def profile(self) -> Profile:
        """The profile of everything taken in."""
        drawn = pl.concat(self._drawn) if self._drawn else pl.DataFrame()
        return Profile(
            self._rows,
            {
                spec.name: ColumnProfile(
                    self._empty[spec.name],
                    dict(self._codes.get(spec.name, Counter()).most_common(MOST_CODES)),
                    self._cuts(spec, drawn),
                    self._never[spec.name],
                )
                for spec in self._specs
            },
        )

    def _code(self, name: str, value: Any) -> str:
        type_ = self._listed[name].type
        if isinstance(type_, t.Ordered):
            return str(type_.list.codes[value])
        return str(value).lower() if isinstance(type_, t.Truth) else str(value)

    def _draw(self, accepted: pl.DataFrame) -> None:
        """Keep rows by a number made of theirs: evenly, and the same ones whenever it is done."""
        if not self._drawn_of:
            return
        self._drawn.append(accepted.select(ROW, *self._drawn_of).filter(self._is_drawn()))
        while sum(each.height for each in self._drawn) > MOST_DRAWN:
            self._one_in *= 2
            self._drawn = [each.filter(self._is_drawn()) for each in self._drawn]

    def _is_drawn(self) -> pl.Expr:
        return pl.col(ROW).mul(_SPREAD).mod(_RANGE) < _RANGE // self._one_in

    def _cuts(self, spec: ColumnSpec, drawn: pl.DataFrame) -> list[int]:
        if spec.name not in drawn.columns:
            return []
        values = drawn[spec.name].drop_nulls()
        never = _NEVER.get(type(spec.type))
        if never is not None:
            values = values.filter(values != never)
        if values.len() < FEWEST:
            return []
        ordered, last = values.sort(), values.len() - 1
        return [int(ordered[round(share * last)]) for share in SHARES]
