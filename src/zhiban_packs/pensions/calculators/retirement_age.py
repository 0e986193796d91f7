"""In which month does a person reach the statutory age, and between which months may one choose?

办法第一条: from 2025-01-01 one month more for every four months of birth begun (women whose
original age is fifty: for every two), to 63, 58 and 55. The day of birth plays no part.
"""

import polars as pl

from zhiban.language import Undefined, calculator, gives, takes
from zhiban.model.types import Code, Integer, Month, month_number
from zhiban_packs.insurance.codes import SEX
from zhiban_packs.pensions.codes import WOMEN_RETIREMENT_GROUPS

MAN, WOMAN = "1", "2"
STARTS = month_number(2025, 1)
#: 办法第三条: at most three years earlier or later.
CHOICE_MONTHS = 36

#: Original age in months, months of birth per month of delay, most months of delay.
MEN = (60 * 12, 4, 36)
WOMEN_55 = (55 * 12, 4, 36)
WOMEN_50 = (50 * 12, 2, 60)


def row(born: int, sex: str, women_group: str) -> dict[str, int]:
    """The definition; sex not known or not stated (GB/T 2261.1: 0, 9) has no answer."""
    if sex not in (MAN, WOMAN):
        raise Undefined("the table is by sex")
    women = WOMEN_55 if women_group == "original_55" else WOMEN_50
    original, step, most = MEN if sex == MAN else women
    reaches_original = born + original
    delay = min(max((reaches_original - STARTS) // step + 1, 0), most)
    statutory = reaches_original + delay
    has_choice = statutory >= STARTS
    return {
        "statutory": statutory,
        "delay_months": delay,
        "age_months": original + delay,
        "earliest": max(reaches_original, statutory - CHOICE_MONTHS),
        "latest": statutory + (CHOICE_MONTHS if has_choice else 0),
    }


def columns(born: pl.Expr, sex: pl.Expr, women_group: pl.Expr) -> dict[str, pl.Expr]:
    """The same in columns."""

    def by_group(part: int) -> pl.Expr:
        women = pl.when(women_group == "original_55").then(WOMEN_55[part]).otherwise(WOMEN_50[part])
        of_sex = pl.when(sex == MAN).then(MEN[part]).when(sex == WOMAN).then(women)
        return of_sex.cast(pl.Int64)

    original = by_group(0)
    reaches_original = born + original
    begun = (reaches_original - STARTS).floordiv(by_group(1)) + 1
    # Without a sex there is no table; the least of several columns would overlook the null.
    delay = pl.when(original.is_not_null()).then(
        pl.min_horizontal(pl.max_horizontal(begun, 0), by_group(2))
    )
    statutory = reaches_original + delay
    return {
        "statutory": statutory,
        "delay_months": delay,
        "age_months": original + delay,
        "earliest": pl.max_horizontal(reaches_original, statutory - CHOICE_MONTHS),
        "latest": statutory + pl.when(statutory >= STARTS).then(CHOICE_MONTHS).otherwise(0),
    }


OUTPUTS = ("statutory", "delay_months", "age_months", "earliest", "latest")

retirement_age = calculator(
    "pensions.retirement_age",
    "2025-01-01/1",
    "渐进式延迟法定退休年龄",
    title_en="statutory retirement month and the months of choice",
    law="全国人大常委会关于实施渐进式延迟法定退休年龄的决定；国务院办法第一、三条；人社部发〔2024〕94号",
    inputs=(
        takes(
            "born", "出生年月", Month(), title_en="month of birth", up=OUTPUTS,
            at_least=month_number(1900, 1), at_most=month_number(2100, 12),
        ),
        takes("sex", "性别", Code(SEX), title_en="sex"),
        takes(
            "women_group", "女职工原法定退休年龄的类别", Code(WOMEN_RETIREMENT_GROUPS),
            title_en="women: by which original age", whichever=True,
        ),
    ),
    outputs=(
        gives("statutory", "法定退休年月", Month(), title_en="statutory month of retirement"),
        gives("delay_months", "延迟月数", Integer("months", 0), title_en="months of delay"),
        gives("age_months", "法定退休年龄（月）", Integer("months", 0), title_en="age in months"),
        gives("earliest", "弹性提前最早年月", Month(), title_en="earliest month of choice"),
        gives("latest", "弹性延迟最晚年月", Month(), title_en="latest month of choice"),
    ),
    row=row,
    columns=columns,
)  # fmt: skip
