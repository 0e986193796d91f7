"""How is a wide frame of facts written to a file that `read_facts` reads back the same?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from zhiban.model import types as t
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.months import month_text, write_months
from zhiban.registers.writing import write_table

_MONTHS = pl.List(pl.Int64)


def write_wide(frame: pl.DataFrame, inputs: Sequence[ColumnSpec], path: Path | str | None) -> None:
    """Write the canonical wide `frame` (as `read_facts` gives it) in the form of fact files."""
    write_table(as_file(frame, inputs), path)


def as_file(frame: pl.DataFrame, inputs: Sequence[ColumnSpec]) -> pl.DataFrame:
    """The columns of the file form; `.at_least` and `.at_most` only where some row needs them."""
    out = [frame["id"], frame["occasion"], date_texts(frame["as_of"])]
    if "next_change" in frame.columns:
        out.append(date_texts(frame["next_change"]))
    for spec in inputs:
        out += _fact(frame, spec)
        if f"{spec.name}.because" in frame.columns:
            out.append(frame[f"{spec.name}.because"])
    return pl.DataFrame(out)


def _fact(frame: pl.DataFrame, spec: ColumnSpec) -> list[pl.Series]:
    if isinstance(spec.type, t.Months):
        value, least, most = _months(frame, spec.name)
    elif t.is_interval(spec.type):
        value, least, most = _interval(frame, spec)
    else:
        return [frame[spec.name]]
    columns = [value.alias(spec.name)]
    for end, series in ((".at_least", least), (".at_most", most)):
        if series.is_not_null().any():
            columns.append(series.alias(spec.name + end))
    return columns


def _interval(frame: pl.DataFrame, spec: ColumnSpec) -> tuple[pl.Series, pl.Series, pl.Series]:
    suffixes = (".num", ".den") if spec.is_fraction else ("",)
    ends = [[f"{spec.name}.{end}{s}" for s in suffixes] for end in ("lo", "hi")]
    known = pl.all_horizontal(pl.col(a) == pl.col(b) for a, b in zip(*ends, strict=True))
    is_known = frame.select(known.fill_null(False)).to_series()
    low, high = (_texts(frame.select(end), spec.type) for end in ends)
    is_open = frame.select(_is_open(ends, spec)).to_series()
    value, low = low.set(~is_known, None), low.set(is_known | is_open, None)
    return value, low, high.set(is_known | is_open, None)


def _is_open(ends: Sequence[Sequence[str]], spec: ColumnSpec) -> pl.Expr:
    """Whether no more is known than what every cell of the column promises."""
    promised = [[spec.floor, 1], [spec.ceiling, 1]]
    return pl.all_horizontal(
        pl.col(name).eq_missing(pl.lit(None if limits[0] is None else limit, dtype=pl.Int64))
        for names, limits in zip(ends, promised, strict=True)
        for name, limit in zip(names, limits, strict=False)
    )


def _texts(end: pl.DataFrame, type_: t.Type) -> pl.Series:
    """One end of all rows as it stands in the file; whole numbers stay Int64."""
    names = end.columns
    if isinstance(type_, (t.Ratio, t.Rate)):
        return end.select(pl.format("{}/{}", *names)).to_series()
    series = end[names[0]]
    if isinstance(type_, t.Date):
        return date_texts(series)
    if isinstance(type_, t.Month):
        return month_texts(series)
    if isinstance(type_, t.Ordered):
        codes = dict(enumerate(type_.list.codes))
        return series.replace_strict(codes, return_dtype=pl.String)
    return series


def date_texts(days: pl.Series) -> pl.Series:
    """Day numbers as ISO dates, `never` for NEVER_DAY."""
    return _with_never(days, t.NEVER_DAY, lambda d: d.cast(pl.Int32).cast(pl.Date).cast(pl.String))


def month_texts(months: pl.Series) -> pl.Series:
    """Month numbers as `2024-07`, `never` for NEVER_MONTH."""
    return _with_never(months, t.NEVER_MONTH, lambda m: month_text(m.meta.output_name()))


def _with_never(numbers: pl.Series, never: int, write: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    number = pl.col(numbers.name)
    text = pl.when(number == never).then(pl.lit("never")).otherwise(write(number))
    return numbers.to_frame().select(text.alias(numbers.name)).to_series()


def _months(frame: pl.DataFrame, name: str) -> tuple[pl.Series, pl.Series, pl.Series]:
    empty = pl.lit([], dtype=_MONTHS)
    loose = pl.col(f"{name}.loose") if f"{name}.loose" in frame.columns else pl.lit(0)
    sets = frame.select(
        sure=pl.col(f"{name}.sure").fill_null(empty),
        maybe=pl.col(f"{name}.maybe").fill_null(empty),
        before=pl.col(f"{name}.before"),
        after=pl.col(f"{name}.after"),
        loose=loose.fill_null(0),
    )
    either = sets["sure"].list.set_union(sets["maybe"])
    texts = sets.with_columns(
        sure_text=write_months(sets["sure"]),
        most_text=write_months(either),
        low=month_text("before"),
        high=month_text("after"),
    )
    none = pl.lit("never")
    known = pl.all_horizontal(
        pl.col("maybe").list.len() == 0,
        pl.col("before").is_null(),
        pl.col("after").is_null(),
        pl.col("loose") == 0,
    )
    anything = (pl.col("before") == t.NEVER_MONTH).fill_null(False) & (pl.col("loose") == 0)
    low = pl.when(pl.col("before") < t.NEVER_MONTH).then("low").otherwise(pl.lit(""))
    sure = pl.col("sure_text")
    most = pl.concat_str(
        pl.when(pl.col("before").is_not_null()).then(pl.lit("..") + low),
        pl.when(pl.col("most_text") != "").then("most_text"),
        pl.col("high") + pl.lit(".."),
        pl.when(pl.col("loose") > 0).then(pl.format("+{}", "loose")),
        separator=";",
        ignore_nulls=True,
    )
    out = texts.select(
        value=pl.when(known).then(pl.when(sure == "").then(none).otherwise(sure)),
        least=pl.when(~known & (sure != "")).then(sure),
        most=pl.when(~known & ~anything).then(most),
    )
    return out["value"], out["least"], out["most"]
