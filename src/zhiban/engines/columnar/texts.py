"""How is a value written in every row of a frame? The forms of `zhiban.model.texts`, as columns."""

from __future__ import annotations

import json
from collections.abc import Sequence

import polars as pl

from zhiban.engines.columnar.calendar_exprs import civil
from zhiban.engines.columnar.comparisons import known
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.planes import (
    MonthsPlane,
    PairPlane,
    Plane,
    SpanPlane,
    TruthPlane,
    WordPlane,
)
from zhiban.model.leaves import required_text
from zhiban.model.nodes import Compare, Node, SameCode
from zhiban.model.texts import end_text
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, Date, Money, Month, Ordered, Type

Text = str | pl.Expr

#: An interval of which nothing is known.
_OPEN = "[, ]"

_ESCAPES = {"\\": "\\\\", '"': '\\"', **{chr(c): json.dumps(chr(c))[1:-1] for c in range(32)}}


def quoted(text: str) -> str:
    """A fixed text as JSON."""
    return json.dumps(text, ensure_ascii=False)


def escaped(words: pl.Expr) -> pl.Expr:
    """Words as the inside of a JSON text."""
    return words.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()), leftmost=False)


def glued(parts: Sequence[Text]) -> pl.Expr:
    """The parts one after the other; null where one is."""
    return pl.concat_str([pl.lit(p) if isinstance(p, str) else p for p in parts])


def listed(entries: Sequence[pl.Expr], opening: str = "[", closing: str = "]") -> pl.Expr:
    """A JSON list (or object) of those entries that are not null."""
    if not entries:
        return pl.lit(opening + closing)
    inner = pl.concat_str(entries, separator=", ", ignore_nulls=True)
    return pl.concat_str([pl.lit(opening), inner, pl.lit(closing)])


def number(value: pl.Expr) -> pl.Expr:
    """An integer in digits."""
    return value.cast(pl.String)


def _padded(value: pl.Expr, length: int) -> pl.Expr:
    return value.cast(pl.String).str.zfill(length)


def month_text(month: pl.Expr) -> pl.Expr:
    """A month as 2024-07."""
    year = month.floordiv(12)
    return glued([_padded(year, 4), "-", _padded(month - year * 12 + 1, 2)])


def _day_text(day: pl.Expr, let: Let) -> pl.Expr:
    month, day_of_month = civil(day, let)
    return glued([month_text(let(month)), "-", _padded(day_of_month, 2)])


def _money_text(fen: pl.Expr) -> pl.Expr:
    size = fen.abs()
    yuan = size.floordiv(100)
    sign = pl.when(fen < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return glued([sign, number(yuan), ".", _padded(size - yuan * 100, 2)])


def end_texts(end: pl.Expr, type_: Type, let: Let) -> pl.Expr:
    """One integer end, null where it is open; escaped for JSON."""
    if isinstance(type_, Money):
        return _money_text(end)
    if isinstance(type_, Date):
        return pl.when(end == NEVER_DAY).then(pl.lit("never")).otherwise(_day_text(end, let))
    if isinstance(type_, Month):
        return pl.when(end == NEVER_MONTH).then(pl.lit("never")).otherwise(month_text(end))
    if isinstance(type_, Ordered):
        codes = [quoted(code)[1:-1] for code in type_.list.codes]
        places = list(range(len(codes)))
        return end.replace_strict(places, codes, default=None, return_dtype=pl.String)
    return number(end)


def value_texts(plane: Plane, type_: Type, let: Let) -> Text:
    """A value, escaped for JSON: known plainly, an interval as [at_least, at_most], else empty."""
    match plane:
        case TruthPlane():
            yes_no = pl.when(plane.expr).then(pl.lit("true")).otherwise(pl.lit("false"))
            return pl.when(plane.expr.is_not_null()).then(yes_no).otherwise(pl.lit(""))
        case WordPlane():
            if plane.constant is not None:
                return quoted(plane.constant)[1:-1]
            return escaped(plane.expr).fill_null("")
        case SpanPlane():
            if plane.constant is not None:
                return quoted(end_text(plane.constant, type_))[1:-1]
            lo = end_texts(plane.lo, type_, let)
            if plane.is_one:
                return lo if plane.always else lo.fill_null(_OPEN)
            hi = end_texts(plane.hi, type_, let)
        case PairPlane():
            lo = glued([number(plane.lo.num), "/", number(plane.lo.den)])
            if plane.is_one:
                return lo if plane.always else lo.fill_null(_OPEN)
            hi = glued([number(plane.hi.num), "/", number(plane.hi.den)])
        case MonthsPlane():
            raise TypeError("sets of months are never compared, so never shown")
    lo = let(lo)
    around = glued(["[", lo.fill_null(""), ", ", hi.fill_null(""), "]"])
    return pl.when(known(plane)).then(lo).otherwise(around)


def required_texts(leaf: Node, wanted: bool, right: Plane | None, let: Let) -> Text:
    """What the law asks of the value found, escaped for JSON."""
    if not isinstance(leaf, (Compare, SameCode)):
        return quoted(required_text(leaf, wanted, None))[1:-1]
    assert right is not None
    stand_in = required_text(leaf, wanted, _MARK)
    symbol = stand_in.split(" ")[0]
    text = value_texts(right, leaf.right.type, let)
    return f"{symbol} {text}" if isinstance(text, str) else glued([f"{symbol} ", text])


_MARK = "x"
