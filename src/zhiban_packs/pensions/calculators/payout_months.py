"""Over how many months is a personal account paid out? In tenths: 138.4 months are 1384.

Before 2025 the completed year of age counts (annex of 国发〔2005〕38号), from 2025 the age in
months. Where two texts of a table differ, the answer lies between them. No table reaches below
forty, beyond seventy, or (by months) between forty and fifty.
"""

import polars as pl

from zhiban.language import Between, Undefined, calculator, gives, takes
from zhiban.model.types import Integer, Month, month_number
from zhiban_packs.pensions.tables import payout_by_month, payout_whole_years

BY_MONTH_FROM = month_number(2025, 1)


def row(age_months: int, retires_in: int) -> dict[str, int | Between]:
    """The definition: one line of one of the two tables."""
    by_month = retires_in >= BY_MONTH_FROM
    table = payout_by_month() if by_month else payout_whole_years()
    age = age_months if by_month else age_months // 12
    if age not in table:
        raise Undefined("no table has this age")
    low, high = table[age]
    return {"tenths": low if low == high else Between(low, high)}


def columns(age_months: pl.Expr, retires_in: pl.Expr) -> dict[str, Between]:
    """The same in columns."""
    by_month, whole = payout_by_month(), payout_whole_years()

    def end(side: int) -> pl.Expr:
        months = {age: ends[side] for age, ends in by_month.items()}
        years = {age: ends[side] for age, ends in whole.items()}
        return (
            pl.when(retires_in >= BY_MONTH_FROM)
            .then(_looked_up(age_months, months))
            .otherwise(_looked_up(age_months.floordiv(12), years))
        )

    return {"tenths": Between(end(0), end(1))}


def _looked_up(key: pl.Expr, table: dict[int, int]) -> pl.Expr:
    return key.replace_strict(
        list(table), list(table.values()), default=None, return_dtype=pl.Int64
    )


payout_months = calculator(
    "pensions.payout_months",
    "2025-01-01/1",
    "个人账户养老金计发月数",
    title_en="payout months of the personal account, in tenths",
    law="国发〔2005〕38号附件；2025年起按月计发月数表（没有查到全国性规范文件）",
    inputs=(
        takes("age_months", "退休时年龄（月）", Integer("months"), title_en="age in months",
              at_least=40 * 12, at_most=71 * 12 - 1, down=["tenths"]),
        takes("retires_in", "退休年月", Month(), title_en="month of retirement",
              at_least=month_number(2006, 1), at_most=month_number(2150, 12), down=["tenths"]),
    ),
    outputs=(
        gives("tenths", "计发月数（十分之一月）", Integer(at_least=0),
              title_en="payout months in tenths"),
    ),
    row=row,
    columns=columns,
)  # fmt: skip
