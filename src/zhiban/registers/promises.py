"""Which rows break a promise that their register makes across columns, and how is it said?"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from zhiban.language.promises import GoesWith, Promise, SomeFilled
from zhiban.registers.cells import suffixes
from zhiban.registers.columns import ColumnSpec

Words = tuple[str, str, str, str]


def broken(promise: Promise, specs: Mapping[str, ColumnSpec]) -> pl.Expr:
    """Whether a row in canonical columns surely breaks the promise; never null."""
    if isinstance(promise, SomeFilled):
        return pl.all_horizontal(_empty(specs[name]) for name in promise.columns)
    if isinstance(promise, GoesWith):
        return ~_empty(specs[promise.column]) & _empty(specs[promise.needs])
    return (pl.col(promise.first) > pl.col(promise.second)).fill_null(False)


def _empty(spec: ColumnSpec) -> pl.Expr:
    return pl.col(spec.name + next(iter(suffixes(spec)))).is_null()


def words(promise: Promise, specs: Mapping[str, ColumnSpec], cells: Mapping[str, str]) -> Words:
    """what, what_en, attempt, attempt_en; `cells`: the texts of the row."""
    names = "、".join(specs[name].short_title for name in promise.columns)
    if isinstance(promise, SomeFilled):
        listed = ", ".join(promise.columns)
        return (
            f"{names}都是空的", f"{listed} are all empty", "至少填一格", "fill in at least one",
        )  # fmt: skip
    if isinstance(promise, GoesWith):
        column, needs = specs[promise.column], specs[promise.needs]
        return (
            f"填了{column.short_title}，{needs.short_title}却是空的",
            f"{column.name} is filled and {needs.name} is empty",
            f"补上{needs.short_title}", f"fill in {needs.name}",
        )  # fmt: skip
    first, second = specs[promise.first], specs[promise.second]
    shown, limit = cells[first.name], cells[second.name]
    zh, en = _order(first)
    return (
        f"{first.short_title} {shown} {zh}{second.short_title} {limit}",
        f"{first.name} {shown} is {en} {second.name} {limit}",
        "核对原件，改正其中一格", "check the original and correct one of the two",
    )  # fmt: skip


def _order(spec: ColumnSpec) -> tuple[str, str]:
    return ("晚于", "after") if spec.type.name in ("date", "month") else ("大于", "greater than")


def columns_of(promise: Promise) -> str:
    """The columns of a promise as one name."""
    return " + ".join(promise.columns)
