"""How many months must have been paid for a pension that begins in a given month?

办法第二条: 15 years until 2029, six months more each year from 2030, 20 years from 2039. The year
is that of the month chosen, but deferral never raises it: the earlier of chosen and statutory.
"""

import polars as pl

from zhiban.language import calculator, gives, takes
from zhiban.model.types import Integer, Month, month_number
from zhiban_packs.pensions.tables import minimum_months as table

#: 社会保险法第十六条 in force.
FIRST = month_number(2011, 7)
LAST = month_number(2150, 12)


def row(retires_in: int, statutory: int, months_paid: int) -> dict[str, int]:
    """The definition: the printed table, its first and last value before and after it."""
    years = table()
    year = min(max(min(retires_in, statutory) // 12, min(years)), max(years))
    minimum = years[year]
    return {"minimum_months": minimum, "missing_months": max(minimum - months_paid, 0)}


def columns(retires_in: pl.Expr, statutory: pl.Expr, months_paid: pl.Expr) -> dict[str, pl.Expr]:
    """The same as a formula: six months for each year after 2029, ten times."""
    year = pl.min_horizontal(retires_in, statutory).floordiv(12)
    minimum = 180 + 6 * (year - 2029).clip(0, 10)
    missing = pl.max_horizontal(minimum - months_paid, 0)
    return {"minimum_months": minimum, "missing_months": missing}


OUTPUTS = ("minimum_months", "missing_months")

minimum_months = calculator(
    "pensions.minimum_months",
    "2025-01-01/1",
    "按月领取基本养老金最低缴费年限",
    title_en="months of contributions needed for a monthly pension",
    law="社会保险法第十六条；国务院关于渐进式延迟法定退休年龄的办法第二条",
    inputs=(
        takes("retires_in", "退休年月", Month(), title_en="month of retirement",
              up=OUTPUTS, at_least=FIRST, at_most=LAST),
        takes("statutory", "法定退休年月", Month(), title_en="statutory month",
              up=OUTPUTS, at_least=FIRST, at_most=LAST),
        takes("months_paid", "累计缴费月数（含视同缴费）", Integer("months"),
              title_en="months paid, deemed ones included", at_least=0, at_most=1200,
              down=["missing_months"], apart=["minimum_months"]),
    ),
    outputs=(
        gives("minimum_months", "最低缴费月数", Integer("months", 180),
              title_en="months needed"),
        gives("missing_months", "还差的月数", Integer("months", 0), title_en="months missing"),
    ),
    row=row,
    columns=columns,
)  # fmt: skip
