"""Which calculators do random programs use? Two made-up ones, with everything a calculator can do.

Inputs of every kind, outputs that rise, fall, do not move or promise nothing; no answer for some
inputs, answers that the law leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl
from tests.agreement.generator.schema import CLASSES, KINDS

from zhiban.language import Between, Pair, Undefined, calculator, gives, takes
from zhiban.model import types as t

WIDE = pl.Int128


def pay_row(amount_fen: int, share: Fraction, units: int, kind: str, ok: bool) -> Mapping[str, Any]:
    if kind == "c" and units > 20:
        raise Undefined("no answer")
    base = amount_fen * share.numerator // share.denominator + (100 if ok else 0)
    pay = base if kind != "b" or units <= 3 else Between(base, base + units)
    return {"pay_fen": pay, "left": 1000 - units, "enough": base >= 5000, "rest": units % 7}


def pay_columns(
    amount_fen: pl.Expr, share: Pair, units: pl.Expr, kind: pl.Expr, ok: pl.Expr
) -> Mapping[str, Any]:
    product = amount_fen.cast(WIDE) * share.num.cast(WIDE)
    more = pl.when(ok).then(pl.lit(100, dtype=pl.Int64)).otherwise(pl.lit(0, dtype=pl.Int64))
    base = product.floordiv(share.den.cast(WIDE)) + more.cast(WIDE)
    fine = ~((kind == "c") & (units > 20))
    wider = pl.when((kind == "b") & (units > 3)).then(units).otherwise(pl.lit(0, dtype=pl.Int64))
    return {
        "pay_fen": Between(
            pl.when(fine).then(base), pl.when(fine).then(base + wider.cast(WIDE)), wider > 0
        ),
        "left": pl.when(fine).then(1000 - units),
        "enough": pl.when(fine).then(base >= 5000),
        "rest": pl.when(fine).then(units - units.floordiv(7) * 7),
    }


PAY = calculator(
    "agreement.pay", "1", "虚构的金额", law="虚构",
    inputs=(
        takes("amount_fen", "金额", t.Money(), at_least=0, at_most=10**12,
              up=["pay_fen", "enough"], apart=["left", "rest"]),
        takes("share", "比例", t.Ratio(), at_least=0, at_most=50,
              up=["pay_fen", "enough"], apart=["left", "rest"]),
        takes("units", "数量", t.Integer(), at_least=0, at_most=40, down=["left"]),
        takes("kind", "类别", t.Code(KINDS), whichever=True),
        takes("ok", "是否", t.Truth(), whichever=True, apart=["left", "rest"]),
    ),
    outputs=(
        gives("pay_fen", "支付", t.Money(0)), gives("left", "余", t.Integer()),
        gives("enough", "够", t.Truth()), gives("rest", "零头", t.Integer(at_least=0)),
    ),
    row=pay_row, columns=pay_columns,
)  # fmt: skip


def term_row(since: int, on: int, grade: int, note: str, kind: str) -> Mapping[str, Any]:
    if note == "乙":
        raise Undefined("no answer")
    return {
        "until": since + 12 * (grade + 1), "last_on": on + 30 * grade,
        "better": min(grade + 1, 3) if since % 2 else grade,
        "open": Between(None, 7) if since % 5 == 0 else KINDS.codes.index(kind) + 7,
    }  # fmt: skip


def term_columns(
    since: pl.Expr, on: pl.Expr, grade: pl.Expr, note: pl.Expr, kind: pl.Expr
) -> Mapping[str, Any]:
    fine = note != "乙"
    is_odd = since - since.floordiv(2) * 2 == 1
    is_open = (since - since.floordiv(5) * 5 == 0) & fine
    places = list(range(len(KINDS.codes)))
    kinds = kind.replace_strict(list(KINDS.codes), places, default=None, return_dtype=pl.Int64)
    seven = pl.when(fine).then(pl.when(is_open).then(0).otherwise(kinds) + 7)
    return {
        "until": pl.when(fine).then(since + (grade + 1) * 12),
        "last_on": pl.when(fine).then(on + grade * 30),
        "better": pl.when(fine).then(
            pl.when(is_odd).then(pl.min_horizontal(grade + 1, 3)).otherwise(grade)
        ),
        "open": Between(pl.when(~is_open).then(seven), seven, is_open),
    }


TERM = calculator(
    "agreement.term", "1", "虚构的期限", law="虚构",
    inputs=(
        takes("since", "起月", t.Month(), at_least=2000 * 12, at_most=2100 * 12,
              up=["until"], apart=["last_on"]),
        takes("on", "日", t.Date(), at_least=0, at_most=60_000,
              up=["last_on"], apart=["until", "better", "open"]),
        takes("grade", "等级", t.Ordered(CLASSES), up=["until", "last_on", "better"],
              apart=["open"]),
        takes("note", "说明", t.Text(), apart=[]),
        takes("kind", "类别", t.Code(KINDS), apart=["until", "last_on", "better"]),
    ),
    outputs=(
        gives("until", "止月", t.Month()), gives("last_on", "止日", t.Date()),
        gives("better", "升级", t.Ordered(CLASSES)), gives("open", "未定", t.Integer()),
    ),
    row=term_row, columns=term_columns,
)  # fmt: skip
