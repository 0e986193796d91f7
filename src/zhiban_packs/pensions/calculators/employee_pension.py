"""What is the monthly pension of a retired employee worth? 国发〔2005〕38号第六部分, Chongqing.

基础养老金 + 个人账户养老金 + 过渡性养老金. No text read says how to round; notices show the index
to three decimals, the indexed wage and each part to the fen, years to two decimals, half up. How
it is rounded, the base of the year and the coefficient are inputs: parameters of the rule.
"""

from fractions import Fraction

import polars as pl

from zhiban.language import Pair, calculator, gives, takes
from zhiban.model.types import Integer, Money, Ratio
from zhiban_packs.pensions.calculators.rounding import (
    MOST_DECIMALS,
    half_up,
    half_up_columns,
    half_up_wide,
    power_of_ten,
    wide,
)


def row(
    base_fen: int, average_index: Fraction, months_paid: int, pre_account_months: int,
    account_fen: int, payout_tenths: int, transition_rate: Fraction, index_decimals: int,
    years_decimals: int, wage_unit_fen: int, part_unit_fen: int,
) -> dict[str, int]:  # fmt: skip
    """The definition, in whole numbers from end to end."""
    scale, years_scale = 10**index_decimals, 10**years_decimals
    index = half_up(average_index.numerator * scale, average_index.denominator)
    wage = half_up(base_fen * index, scale, wage_unit_fen)
    years = half_up(months_paid * years_scale, 12)
    years_before = half_up(pre_account_months * years_scale, 12)
    basic = half_up((base_fen + wage) * years, 2 * 100 * years_scale, part_unit_fen)
    account = half_up(account_fen * 10, payout_tenths, part_unit_fen)
    transition = half_up(
        (base_fen + wage) * years_before * transition_rate.numerator,
        2 * years_scale * transition_rate.denominator,
        part_unit_fen,
    )
    return {
        "indexed_wage_fen": wage,
        "basic_fen": basic,
        "account_pension_fen": account,
        "transition_fen": transition,
        "total_fen": basic + account + transition,
    }


def columns(
    base_fen: pl.Expr, average_index: Pair, months_paid: pl.Expr, pre_account_months: pl.Expr,
    account_fen: pl.Expr, payout_tenths: pl.Expr, transition_rate: Pair, index_decimals: pl.Expr,
    years_decimals: pl.Expr, wage_unit_fen: pl.Expr, part_unit_fen: pl.Expr,
) -> dict[str, pl.Expr]:  # fmt: skip
    """The same in columns; the bounds of the inputs keep all but the fractions on 64 bits."""
    scale, years_scale = power_of_ten(index_decimals), power_of_ten(years_decimals)
    index = half_up_wide(wide(average_index.num) * wide(scale), average_index.den)
    wage = half_up_columns(base_fen * index, scale, wage_unit_fen)
    years = half_up_columns(months_paid * years_scale, 12)
    years_before = half_up_columns(pre_account_months * years_scale, 12)
    both = base_fen + wage
    basic = half_up_columns(both * years, years_scale * 200, part_unit_fen)
    account = half_up_columns(account_fen * 10, payout_tenths, part_unit_fen)
    transition = half_up_wide(
        wide(both * years_before) * wide(transition_rate.num),
        wide(years_scale) * wide(transition_rate.den) * 2,
        part_unit_fen,
    )
    return {
        "indexed_wage_fen": wage,
        "basic_fen": basic,
        "account_pension_fen": account,
        "transition_fen": transition,
        "total_fen": basic + account + transition,
    }


OUTPUTS = ("indexed_wage_fen", "basic_fen", "account_pension_fen", "transition_fen", "total_fen")


def _touches(*outputs: str) -> dict[str, tuple[str, ...]]:
    return {"up": outputs, "apart": tuple(o for o in OUTPUTS if o not in outputs)}


def _rounds(*outputs: str) -> dict[str, tuple[str, ...]]:
    return {"apart": tuple(o for o in OUTPUTS if o not in outputs)}


_PARTS = ("basic_fen", "account_pension_fen", "transition_fen", "total_fen")
_FORMULA = ("indexed_wage_fen", "basic_fen", "transition_fen", "total_fen")

employee_pension = calculator(
    "pensions.employee_pension",
    "2006-01-01/1",
    "企业职工基本养老金",
    title_en="monthly pension of the employees' scheme",
    law="国发〔2005〕38号第六部分；渝办发〔2006〕205号",
    inputs=(
        takes("base_fen", "养老金计发基数", Money(), title_en="base of the year of retirement",
              at_least=0, at_most=10**9, **_touches(*_FORMULA)),
        takes("average_index", "本人平均缴费指数", Ratio(), title_en="mean contribution index",
              at_least=0, at_most=10, **_touches(*_FORMULA)),
        takes("months_paid", "累计缴费月数（含视同缴费）", Integer("months"),
              title_en="months paid, deemed ones included", at_least=0, at_most=1200,
              **_touches("basic_fen", "total_fen")),
        takes("pre_account_months", "建立个人账户前的缴费月数（含视同缴费）", Integer("months"),
              title_en="of these, before personal accounts began", at_least=0, at_most=1200,
              **_touches("transition_fen", "total_fen")),
        takes("account_fen", "个人账户储存额", Money(), title_en="balance of the account",
              at_least=0, at_most=10**13, **_touches("account_pension_fen", "total_fen")),
        takes("payout_tenths", "计发月数（十分之一月）", Integer(), title_en="payout, tenths",
              at_least=1, at_most=10**5, down=("account_pension_fen", "total_fen"),
              apart=("indexed_wage_fen", "basic_fen", "transition_fen")),
        takes("transition_rate", "过渡性养老金计发系数", Ratio(), title_en="transition rate",
              at_least=0, at_most=1, **_touches("transition_fen", "total_fen")),
        takes("index_decimals", "缴费指数保留小数位", Integer(), title_en="decimals of the index",
              at_least=0, at_most=MOST_DECIMALS, **_rounds(*_FORMULA)),
        takes("years_decimals", "缴费年限保留小数位", Integer(), title_en="decimals of years",
              at_least=0, at_most=MOST_DECIMALS,
              **_rounds("basic_fen", "transition_fen", "total_fen")),
        takes("wage_unit_fen", "指数化工资取整单位", Money(), title_en="indexed wage rounded to",
              at_least=1, at_most=100, **_rounds(*_FORMULA)),
        takes("part_unit_fen", "各部分取整单位", Money(), title_en="each part rounded to",
              at_least=1, at_most=100, **_rounds(*_PARTS)),
    ),
    outputs=(
        gives("indexed_wage_fen", "本人指数化月平均缴费工资", Money(0),
              title_en="indexed monthly wage"),
        gives("basic_fen", "基础养老金", Money(0), title_en="basic pension"),
        gives("account_pension_fen", "个人账户养老金", Money(0), title_en="account pension"),
        gives("transition_fen", "过渡性养老金", Money(0), title_en="transitional pension"),
        gives("total_fen", "月基本养老金", Money(0), title_en="monthly pension"),
    ),
    row=row,
    columns=columns,
)  # fmt: skip
