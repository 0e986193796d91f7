"""What is paid a month into the employees' scheme, and what of it goes to the account?

国办发〔2019〕13号: an employee's base is the mean wage of the year before, held between 60 % and
300 % of the city's average; who works flexibly chooses a base between the same limits.
"""

from fractions import Fraction

import polars as pl

from zhiban.language import Pair, calculator, gives, takes
from zhiban.model.types import Money, Ratio, Truth
from zhiban_packs.pensions.calculators.rounding import half_up, half_up_wide, wide

LAW = "国办发〔2019〕13号；国发〔2005〕38号"
MOST_FEN = 10**11


def _share(base: int, rate: Fraction, unit_fen: int) -> int:
    return half_up(base * rate.numerator, rate.denominator, unit_fen)


def _share_columns(base: pl.Expr, rate: Pair, unit_fen: pl.Expr) -> pl.Expr:
    return half_up_wide(wide(base) * wide(rate.num), rate.den, unit_fen)


def employee_row(
    wage_fen: int, lower_fen: int, upper_fen: int, employer_rate: Fraction, person_rate: Fraction,
    part_unit_fen: int,
) -> dict[str, int]:  # fmt: skip
    """The definition: the wage of the year before, held between the limits."""
    base = min(max(wage_fen, lower_fen), upper_fen)
    return {
        "base_fen": base,
        "employer_fen": _share(base, employer_rate, part_unit_fen),
        "person_fen": _share(base, person_rate, part_unit_fen),
    }


def employee_columns(
    wage_fen: pl.Expr, lower_fen: pl.Expr, upper_fen: pl.Expr, employer_rate: Pair,
    person_rate: Pair, part_unit_fen: pl.Expr,
) -> dict[str, pl.Expr]:  # fmt: skip
    """The same in columns."""
    base = pl.min_horizontal(pl.max_horizontal(wage_fen, lower_fen), upper_fen)
    return {
        "base_fen": base,
        "employer_fen": _share_columns(base, employer_rate, part_unit_fen),
        "person_fen": _share_columns(base, person_rate, part_unit_fen),
    }


def flexible_row(
    base_fen: int, lower_fen: int, upper_fen: int, rate: Fraction, account_rate: Fraction,
    part_unit_fen: int,
) -> dict[str, int | bool | None]:  # fmt: skip
    """The definition: a base outside the limits cannot be chosen."""
    allowed = lower_fen <= base_fen <= upper_fen
    return {
        "is_allowed": allowed,
        "total_fen": _share(base_fen, rate, part_unit_fen) if allowed else None,
        "account_fen": _share(base_fen, account_rate, part_unit_fen) if allowed else None,
    }


def flexible_columns(
    base_fen: pl.Expr, lower_fen: pl.Expr, upper_fen: pl.Expr, rate: Pair, account_rate: Pair,
    part_unit_fen: pl.Expr,
) -> dict[str, pl.Expr]:  # fmt: skip
    """The same in columns."""
    allowed = (base_fen >= lower_fen) & (base_fen <= upper_fen)
    total = _share_columns(base_fen, rate, part_unit_fen)
    account = _share_columns(base_fen, account_rate, part_unit_fen)
    return {
        "is_allowed": allowed,
        "total_fen": pl.when(allowed).then(total),
        "account_fen": pl.when(allowed).then(account),
    }


def _money(name: str, title: str, title_en: str, up=(), apart=()):
    return takes(name, title, Money(), title_en=title_en, at_least=0, at_most=MOST_FEN,
                 up=up, apart=apart)  # fmt: skip


def _rate(name: str, title: str, title_en: str, up: str, apart: tuple[str, ...]):
    return takes(name, title, Ratio(), title_en=title_en, at_least=0, at_most=1,
                 up=[up], apart=apart)  # fmt: skip


_ALL = ("base_fen", "employer_fen", "person_fen")

employee_contribution = calculator(
    "pensions.employee_contribution",
    "2019-05-01/1",
    "职工养老保险月缴费额",
    title_en="monthly contribution of an employee and the employer",
    law=LAW,
    inputs=(
        _money("wage_fen", "上年度本人月平均工资", "own mean wage of the year before", up=_ALL),
        _money("lower_fen", "缴费基数下限", "lower limit", up=_ALL),
        _money("upper_fen", "缴费基数上限", "upper limit", up=_ALL),
        _rate("employer_rate", "单位费率", "employer's rate", "employer_fen",
              ("base_fen", "person_fen")),
        _rate("person_rate", "个人费率", "person's rate", "person_fen",
              ("base_fen", "employer_fen")),
        takes("part_unit_fen", "缴费额取整单位", Money(), title_en="rounded to", at_least=1,
              at_most=100, apart=["base_fen"]),
    ),
    outputs=(
        gives("base_fen", "缴费基数", Money(0), title_en="base"),
        gives("employer_fen", "单位缴费", Money(0), title_en="paid by the employer"),
        gives("person_fen", "个人缴费（记入个人账户）", Money(0), title_en="paid by the person"),
    ),
    row=employee_row,
    columns=employee_columns,
)  # fmt: skip

flexible_contribution = calculator(
    "pensions.flexible_contribution",
    "2019-05-01/1",
    "灵活就业人员养老保险月缴费额",
    title_en="monthly contribution of a person in flexible work",
    law=LAW,
    inputs=(
        _money("base_fen", "自选缴费基数", "base chosen", up=["total_fen", "account_fen"]),
        _money("lower_fen", "缴费基数下限", "lower limit"),
        _money("upper_fen", "缴费基数上限", "upper limit"),
        _rate("rate", "费率", "rate", "total_fen", ("is_allowed", "account_fen")),
        _rate("account_rate", "记入个人账户的费率", "rate to the account", "account_fen",
              ("is_allowed", "total_fen")),
        takes("part_unit_fen", "缴费额取整单位", Money(), title_en="rounded to", at_least=1,
              at_most=100, apart=["is_allowed"]),
    ),
    outputs=(
        gives("is_allowed", "基数在上下限之内", Truth(), title_en="the base is within the limits"),
        gives("total_fen", "月缴费", Money(0), title_en="paid a month"),
        gives("account_fen", "记入个人账户", Money(0), title_en="credited to the account"),
    ),
    row=flexible_row,
    columns=flexible_columns,
)  # fmt: skip
