"""What is the residents' monthly pension worth, and which subsidy does a yearly payment get?

基础养老金 + 加发 + 个人账户 / 139 (国发〔2014〕8号; Chongqing from 2020). The top-up for age begins
with the month of the 65th birthday and doubles with that of the 70th. Who was seventy before 2020
keeps an older supplement whose amount was not found: there the law is open. Months before 2020
have no answer.
"""

import polars as pl

from zhiban.language import Between, Undefined, calculator, gives, takes
from zhiban.model.types import Integer, Money, Month, Truth, month_number
from zhiban_packs.pensions.calculators.rounding import half_up, half_up_columns
from zhiban_packs.pensions.tables import resident_tiers

TOP_UPS_FROM = month_number(2020, 1)
LAST = month_number(2150, 12)
AGES_MONTHS = (65 * 12, 70 * 12)
#: What goes beyond this earns the top-up; a part of a year counts as one.
FULL_MONTHS = 15 * 12


def row(
    month: int, born: int, months_paid: int, back_paid_months: int, has_only_child: bool,
    account_fen: int, basic_fen: int, divisor_months: int, age_step_fen: int, year_step_fen: int,
    only_child_step_fen: int, part_unit_fen: int,
) -> dict[str, int | Between]:  # fmt: skip
    """The definition."""
    account = half_up(account_fen, divisor_months, part_unit_fen)
    only_child = only_child_step_fen if has_only_child else 0
    beyond = max(months_paid - back_paid_months - FULL_MONTHS, 0)
    years = year_step_fen * -(-beyond // 12)
    age = age_step_fen * sum(month >= born + reached for reached in AGES_MONTHS)
    sure = basic_fen + account + only_child + years
    is_open = born + AGES_MONTHS[1] < TOP_UPS_FROM
    return {
        "age_topup_fen": Between(0, None) if is_open else age,
        "year_topup_fen": years,
        "only_child_fen": only_child,
        "account_pension_fen": account,
        "total_fen": Between(sure, None) if is_open else sure + age,
    }


def columns(
    month: pl.Expr, born: pl.Expr, months_paid: pl.Expr, back_paid_months: pl.Expr,
    has_only_child: pl.Expr, account_fen: pl.Expr, basic_fen: pl.Expr, divisor_months: pl.Expr,
    age_step_fen: pl.Expr, year_step_fen: pl.Expr, only_child_step_fen: pl.Expr,
    part_unit_fen: pl.Expr,
) -> dict[str, pl.Expr | Between]:  # fmt: skip
    """The same in columns."""
    account = half_up_columns(account_fen, divisor_months, part_unit_fen)
    only_child = pl.when(has_only_child).then(only_child_step_fen).otherwise(0)
    beyond = pl.max_horizontal(months_paid - back_paid_months - FULL_MONTHS, 0)
    years = year_step_fen * (beyond + 11).floordiv(12)
    reached = [(month >= born + age).cast(pl.Int64) for age in AGES_MONTHS]
    age = age_step_fen * (reached[0] + reached[1])
    sure = basic_fen + account + only_child + years
    is_open = born + AGES_MONTHS[1] < TOP_UPS_FROM

    def unless_open(low: pl.Expr | int, value: pl.Expr) -> Between:
        return Between(
            pl.when(is_open).then(low).otherwise(value), pl.when(~is_open).then(value), is_open
        )

    return {
        "age_topup_fen": unless_open(0, age),
        "year_topup_fen": years,
        "only_child_fen": only_child,
        "account_pension_fen": account,
        "total_fen": unless_open(sure, sure + age),
    }


_PARTS = (
    "age_topup_fen", "year_topup_fen", "only_child_fen", "account_pension_fen", "total_fen",
)  # fmt: skip


def _only(*outputs: str, **moves: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """`outputs` depend on the input, in the way `moves` says; the others do not."""
    return {"apart": tuple(p for p in _PARTS if p not in outputs), **moves}


def _raises(*outputs: str) -> dict[str, tuple[str, ...]]:
    return _only(*outputs, up=outputs)


_YEARS = ("year_topup_fen", "total_fen")
_AGE = ("age_topup_fen", "total_fen")
_CHILD = ("only_child_fen", "total_fen")
_ACCOUNT = ("account_pension_fen", "total_fen")
_MOST = {"at_least": 0, "at_most": 10**8}

resident_pension = calculator(
    "pensions.resident_pension",
    "2020-01-01/1",
    "城乡居民基本养老金",
    title_en="monthly pension of the residents' scheme",
    law="国发〔2014〕8号；重庆市人力社保局、财政局2019年9月实施意见",
    inputs=(
        takes("month", "待遇所属月份", Month(), title_en="month of the pension",
              at_least=TOP_UPS_FROM, at_most=LAST, **_only(*_AGE)),
        takes("born", "出生年月", Month(), title_en="month of birth",
              at_least=month_number(1880, 1), at_most=LAST, **_only(*_AGE)),
        takes("months_paid", "累计缴费月数", Integer("months"), title_en="months paid",
              at_least=0, at_most=1200, **_raises(*_YEARS)),
        takes("back_paid_months", "其中补缴的月数", Integer("months"),
              title_en="of these, back-paid", at_least=0, at_most=1200,
              **_only(*_YEARS, down=_YEARS)),
        takes("has_only_child", "独生子女父母", Truth(), title_en="parent of an only child",
              whichever=True, **_only(*_CHILD)),
        takes("account_fen", "个人账户储存额", Money(), title_en="balance of the account",
              at_least=0, at_most=10**13, **_raises(*_ACCOUNT)),
        takes("basic_fen", "基础养老金", Money(), title_en="basic pension", **_MOST,
              **_raises("total_fen")),
        takes("divisor_months", "个人账户计发月数", Integer("months"), title_en="divisor",
              at_least=1, at_most=1200, **_only(*_ACCOUNT, down=_ACCOUNT)),
        takes("age_step_fen", "高龄加发（每档）", Money(), title_en="top-up for age, each step",
              **_MOST, **_raises(*_AGE)),
        takes("year_step_fen", "年限加发（每年）", Money(), title_en="top-up for each year",
              **_MOST, **_raises(*_YEARS)),
        takes("only_child_step_fen", "独生子女父母加发", Money(), title_en="only-child top-up",
              **_MOST, **_raises(*_CHILD)),
        takes("part_unit_fen", "个人账户养老金取整单位", Money(), title_en="rounded to",
              at_least=1, at_most=100, **_only(*_ACCOUNT)),
    ),
    outputs=(
        gives("age_topup_fen", "高龄加发", Money(0), title_en="top-up for age"),
        gives("year_topup_fen", "年限加发", Money(0), title_en="top-up for years"),
        gives("only_child_fen", "独生子女父母加发", Money(0), title_en="only-child top-up"),
        gives("account_pension_fen", "个人账户养老金", Money(0), title_en="account pension"),
        gives("total_fen", "月养老金", Money(0), title_en="monthly pension"),
    ),
    row=row,
    columns=columns,
)  # fmt: skip


# --- subsidy ------------------------------------------------------------------------------------

#: The tier of 3000 yuan was added in 2020.
ADDED_FEN, ADDED_IN = 300_000, 2020


def subsidy_row(year: int, tier_fen: int) -> dict[str, int]:
    """The definition: a payment that is no tier of the year has no subsidy to name."""
    tiers = resident_tiers()
    if tier_fen not in tiers or (tier_fen == ADDED_FEN and year < ADDED_IN):
        raise Undefined("no such tier in this year")
    return {"subsidy_fen": tiers[tier_fen]}


def subsidy_columns(year: pl.Expr, tier_fen: pl.Expr) -> dict[str, pl.Expr]:
    """The same in columns."""
    tiers = resident_tiers()
    subsidy = tier_fen.replace_strict(
        list(tiers), list(tiers.values()), default=None, return_dtype=pl.Int64
    )
    exists = (tier_fen != ADDED_FEN) | (year >= ADDED_IN)
    return {"subsidy_fen": pl.when(exists).then(subsidy)}


resident_subsidy = calculator(
    "pensions.resident_subsidy",
    "2020-01-01/1",
    "城乡居民养老保险缴费补贴",
    title_en="subsidy of a yearly payment to the residents' scheme",
    law="重庆市城乡居民养老保险2014年档次；重庆市人力社保局、财政局2019年9月实施意见",
    inputs=(
        takes("year", "缴费年度", Integer(), title_en="year", at_least=2014, at_most=2150),
        takes("tier_fen", "缴费档次", Money(), title_en="yearly payment"),
    ),
    outputs=(gives("subsidy_fen", "缴费补贴", Money(0), title_en="subsidy"),),
    row=subsidy_row,
    columns=subsidy_columns,
)  # fmt: skip
