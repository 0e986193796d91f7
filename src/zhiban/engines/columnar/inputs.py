"""How do the inputs of rules lie in the canonical wide frame? One plane an input.

An ordered input lies in two columns `x.lo`, `x.hi` (ratios: `.num` and `.den` of each), or plainly
in one column `x` (null = unknown). A frame at hand is looked at once: where both columns agree in
every row one is enough, and sizes are measured so that arithmetic can stay on 64 bits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import polars as pl

from zhiban.engines.columnar import bits, months
from zhiban.engines.columnar.fractions import Fraction
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import (
    INT64_MOST,
    MonthsPlane,
    PairPlane,
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
)
from zhiban.engines.columnar.stored import cell, nothing
from zhiban.language.rules import Rule, input_id
from zhiban.model import nodes as n
from zhiban.model.types import Integer, Money, Months, Ratio, Truth, Type, is_interval

Input = n.FactValue | n.OccasionColumn


class Inputs:
    """The planes of the inputs that lie in one frame, given by the names of its columns."""

    def __init__(self, columns: Collection[str], let: Let) -> None:
        self._columns = frozenset(columns)
        self._let = let
        self._planes: dict[str, Plane] = {}
        self._sizes: dict[str, int] = {}
        self._agreeing: set[str] = set()
        self._full: set[str] = set()
        self._blocks: dict[str, list[int]] = {}

    @classmethod
    def of(cls, frame: pl.DataFrame, nodes: Iterable[n.Node], let: Let) -> Inputs:
        """The inputs `nodes` in a frame that can be looked at."""
        inputs = cls(frame.columns, let)
        for name, node in {input_id(node): node for node in nodes}.items():
            inputs._look_at(frame, name, node.type)
        return inputs

    def look_at_months(self, frame: pl.LazyFrame, rules: Iterable[Rule]) -> bool:
        """See how far the sets of months in `frame` reach; whether there are any."""
        nodes = [node for rule in rules for node in rule.inputs() if isinstance(node.type, Months)]
        for name in dict.fromkeys(map(input_id, nodes)):
            if f"{name}.sure" in self._columns:
                self._blocks[name] = _blocks(frame, name)
        return bool(nodes)

    def has(self, name: str, type_: Type) -> bool:
        """Whether the frame brings the input at all."""
        return self._first_column(name, type_) is not None

    def has_column(self, name: str) -> bool:
        """Whether the frame has a column of this name."""
        return name in self._columns

    def plane(self, node: n.Node) -> Plane:
        """What the frame says of an input; nothing where it has no column for it."""
        assert isinstance(node, (n.FactValue, n.OccasionColumn))
        name = input_id(node)
        held = self._planes.get(name)
        if held is None:
            held = self._planes[name] = self._work_out(name, node.of_type)
        return held

    def _first_column(self, name: str, type_: Type) -> str | None:
        names = {
            Months: [f"{name}.sure"],
            Ratio: [f"{name}.lo.num", f"{name}.num"],
        }.get(type(type_), [f"{name}.lo", name] if is_interval(type_) else [name])
        return next((c for c in names if c in self._columns), None)

    def _work_out(self, name: str, type_: Type) -> Plane:
        first = self._first_column(name, type_)
        if first is None:
            return nothing(type_)
        if isinstance(type_, Truth):
            return TruthPlane(pl.col(name), first in self._full)
        if isinstance(type_, Months):
            return self._months(name)
        if isinstance(type_, Ratio):
            return self._pair(name, type_, first)
        if not is_interval(type_):
            return WordPlane(pl.col(name), first in self._full)
        most = self._sizes.get(name, INT64_MOST)
        if first == name:
            return cell(name, type_, name in self._full)
        lo, hi = pl.col(f"{name}.lo"), pl.col(f"{name}.hi")
        if name in self._agreeing:
            return SpanPlane(hi, hi, f"{name}.hi" in self._full, most)
        always = f"{name}.lo" in self._full and f"{name}.hi" in self._full
        return SpanPlane(lo, hi, always, most)

    def _pair(self, name: str, type_: Ratio, first: str) -> Plane:
        if first == f"{name}.num":
            return cell(name, type_, first in self._full)
        ends = [
            Fraction(
                pl.col(f"{name}.{end}.num"), pl.col(f"{name}.{end}.den"),
                self._sizes.get(f"{name}.{end}.num", INT64_MOST),
                self._sizes.get(f"{name}.{end}.den", INT64_MOST),
            )
            for end in ("lo", "hi")
        ]  # fmt: skip
        full = {f"{name}.{end}.num" in self._full for end in ("lo", "hi")} == {True}
        return PairPlane(ends[1] if name in self._agreeing else ends[0], ends[1], full)

    def _months(self, name: str) -> MonthsPlane:
        blocks = tuple(self._blocks.get(name, months.BLOCKS))
        sure = bits.named(bits.from_lists(blocks, pl.col(f"{name}.sure")), self._let)
        maybe = bits.from_lists(blocks, pl.col(f"{name}.maybe"))
        ends = [
            pl.col(f"{name}.{end}") if f"{name}.{end}" in self._columns else None
            for end in ("before", "after", "loose")
        ]
        if ends[2] is not None:
            ends[2] = ends[2].fill_null(0)
        maybe = bits.named(bits.without(maybe, sure), self._let)
        return MonthsPlane(blocks, sure, maybe, *ends)

    def _look_at(self, frame: pl.DataFrame, name: str, type_: Type) -> None:
        parts = [c for c in frame.columns if c == name or c.startswith(f"{name}.")]
        self._full |= {c for c in parts if not frame[c].null_count()}
        if isinstance(type_, Months) and f"{name}.sure" in parts:
            self._blocks[name] = _blocks(frame.lazy(), name)
        if isinstance(type_, Ratio) and f"{name}.lo.num" in parts:
            four = [f"{name}.{end}.{part}" for end in ("lo", "hi") for part in ("num", "den")]
            self._sizes |= {c: _size(frame[c]) for c in four}
            same = [frame[four[i]].eq_missing(frame[four[i + 2]]).all() for i in (0, 1)]
            self._agreeing |= {name} if all(same) else set()
        elif is_interval(type_) and f"{name}.lo" in parts:
            lo, hi = frame[f"{name}.lo"], frame[f"{name}.hi"]
            self._agreeing |= {name} if lo.eq_missing(hi).all() else set()
            if isinstance(type_, (Integer, Money)):
                self._sizes[name] = max(_size(lo), _size(hi))


def _size(column: pl.Series) -> int:
    ends = [column.min(), column.max()]
    return max((abs(int(e)) for e in ends if isinstance(e, int)), default=0)


def _blocks(frame: pl.LazyFrame, name: str) -> list[int]:
    """The blocks of the months named in the lists of one input."""
    lists = [frame.select(month=pl.col(f"{name}.{part}")) for part in ("sure", "maybe")]
    listed = pl.concat(lists).explode("month").drop_nulls().collect()["month"]
    return sorted((listed // bits.WORD).unique().to_list())
