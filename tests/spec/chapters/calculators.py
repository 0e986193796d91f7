# ruff: noqa: E501 - a table is as wide as it is
"""What does a calculator say of inputs that are known in part?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from tests.spec.specs import Chapter, values

from zhiban.language import Between, Undefined, calculator, gives, takes
from zhiban.model.types import Code, CodeList, Integer, Money, Month

KINDS = CodeList("code", "code", ("a", "b", "c"))


def _row(issued: int, years: int, kind: str) -> Mapping[str, Any]:
    """Kind a costs 12 yuan a year, b 20 or 25 (two texts), c does not exist before 2020."""
    if kind == "c" and issued < 2020 * 12:
        raise Undefined("there was no such permit")
    low, high = {"a": (1200, 1200), "b": (2000, 2500), "c": (3000, 3000)}[kind]
    fee: int | Between = low * years if low == high else Between(low * years, high * years)
    return {"ends_in": issued + 12 * years, "fee_fen": fee}


def _columns(issued: pl.Expr, years: pl.Expr, kind: pl.Expr) -> Mapping[str, Any]:
    exists = (kind != "c") | (issued >= 2020 * 12)

    def fee(prices: dict[str, int]) -> pl.Expr:
        price = kind.replace_strict(prices, default=None, return_dtype=pl.Int64)
        return pl.when(exists).then(price * years)

    return {
        "ends_in": pl.when(exists).then(issued + years * 12),
        "fee_fen": Between(
            fee({"a": 1200, "b": 2000, "c": 3000}), fee({"a": 1200, "b": 2500, "c": 3000})
        ),
    }


PERMIT = calculator(
    "spec.permit", "1", "许可", law="虚构", row=_row, columns=_columns,
    inputs=(
        takes("issued", "签发月份", Month(), at_least=2000 * 12, at_most=2100 * 12, up=["ends_in"]),
        takes("years", "年数", Integer(), at_least=0, at_most=10, up=["ends_in", "fee_fen"]),
        takes("kind", "类别", Code(KINDS), whichever=True),
    ),
    outputs=(gives("ends_in", "到期月份", Month()), gives("fee_fen", "费用", Money(0))),
)  # fmt: skip
NAMES = {"permit": PERMIT}

CHAPTER = Chapter(
    "Calculators",
    """
A calculator is an algorithm of the law, declared with its inputs, its outputs and a version, and
written twice: row by row and in columns. `permit.of(issued=i, years=y, kind=k)['ends_in']` is a
value like any other. This one is made up: kind a costs 12 yuan a year, b 20 or 25 yuan (two texts
differ), c exists since 2020 and costs 30; it takes from 0 to 10 years.
""",
    (
        values(
            "Known inputs have an answer; outside the bounds, and where the algorithm has none, it is undefined.",
            """
            i: month | y: integer | k: code(a b c) | permit.of(issued=i, years=y, kind=k)['ends_in'] | permit.of(issued=i, years=y, kind=k)['fee_fen'] | why permit.of(issued=i, years=y, kind=k)['fee_fen']
            2024-03  | 2          | a              | 2026-03 | 24.00   | -
            2024-03  | 10         | a              | 2034-03 | 120.00  | -
            2024-03  | 11         | a              | unknown | [0.00,] | undefined spec.permit.fee_fen
            2019-12  | 1          | c              | unknown | [0.00,] | undefined spec.permit.fee_fen
            2020-01  | 1          | c              | 2021-01 | 30.00   | -
            never    | 1          | a              | unknown | [0.00,] | undefined spec.permit.fee_fen
            """,
            names=NAMES,
        ),
        values(
            "Where two texts differ, the answer lies between them, and the reason is the law.",
            """
            i: month | y: integer | k: code(a b c) | permit.of(issued=i, years=y, kind=k)['fee_fen'] | why permit.of(issued=i, years=y, kind=k)['fee_fen']
            2024-03  | 2          | b              | [40.00, 50.00] | law spec.permit.fee_fen
            2024-03  | 0          | b              | 0.00           | -
            """,
            names=NAMES,
        ),
        values(
            "An output that only rises (or only falls) with an input has an end for each end of the input.",
            """
            i: month           | y: integer | k: code(a b c) | permit.of(issued=i, years=y, kind=k)['ends_in'] | permit.of(issued=i, years=y, kind=k)['fee_fen']
            2024-03            | [2, 3]     | a              | [2026-03, 2027-03] | [24.00, 36.00]
            2024-03            | [2, ]      | a              | [2026-03, ]        | [24.00, ]
            [2024-01, 2024-03] | 1          | a              | [2025-01, 2025-03] | [0.00, ]
            [2024-01, 2024-03] | [1, 2]     | a              | [2025-01, 2026-03] | [0.00, ]
            2024-03            | [8, 12]    | a              | [2032-03, ]        | [96.00, ]
            """,
            names=NAMES,
            note="Nothing is declared about how the fee moves with the month, so the month must be known.",
        ),
        values(
            "An unknown code gives the hull over all codes, where the input says `whichever`.",
            """
            i: month | y: integer | k: code(a b c) | permit.of(issued=i, years=y, kind=k)['ends_in'] | permit.of(issued=i, years=y, kind=k)['fee_fen'] | why permit.of(issued=i, years=y, kind=k)['fee_fen']
            2024-03  | 2          | unknown        | 2026-03 | [24.00, 60.00] | empty k, law spec.permit.fee_fen
            2019-03  | 2          | unknown        | unknown | [0.00, ]       | empty k, law spec.permit.fee_fen, undefined spec.permit.fee_fen
            """,
            names=NAMES,
        ),
    ),
)
