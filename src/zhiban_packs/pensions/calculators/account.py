"""What does a personal account hold, with interest year by year?

劳办发〔1997〕116号, from memory: what was there at the year's start earns the year's rate; what
came in during the year earns by its 月积数, the sum over the months of the amount credited × the
months left in the year, that month included. How the interest is rounded is not prescribed; here
it is half up to the fen.
"""

from fractions import Fraction

import polars as pl

from zhiban.language import Between, Pair, calculator, gives, takes
from zhiban.model.types import Integer, Money, Ratio
from zhiban_packs.pensions.calculators.rounding import (
    half_up,
    half_up_columns,
    half_up_wide,
    wide,
)
from zhiban_packs.pensions.tables import account_rates

LAW = "劳办发〔1997〕116号；国发〔2005〕38号；人力资源社会保障部、财政部历年公布的记账利率"
#: Ten years of this, in ten-thousandths of a month, stay on 64 bits.
MOST_FEN = 10**11
BOTH = ("interest_fen", "closing_fen")


# --- one year -----------------------------------------------------------------------------------


def year_row(
    opening_fen: int, credited_fen: int, month_product_fen: int, months: int, rate: Fraction,
    unit_fen: int,
) -> dict[str, int]:  # fmt: skip
    """The definition: one rounding a year."""
    points = opening_fen * months + month_product_fen
    interest = half_up(points * rate.numerator, 12 * rate.denominator, unit_fen)
    return {"interest_fen": interest, "closing_fen": opening_fen + credited_fen + interest}


def year_columns(
    opening_fen: pl.Expr, credited_fen: pl.Expr, month_product_fen: pl.Expr, months: pl.Expr,
    rate: Pair, unit_fen: pl.Expr,
) -> dict[str, pl.Expr]:  # fmt: skip
    """The same in columns."""
    points = wide(opening_fen * months + month_product_fen)
    interest = half_up_wide(points * wide(rate.num), wide(rate.den) * 12, unit_fen)
    return {"interest_fen": interest, "closing_fen": opening_fen + credited_fen + interest}


def _money(name: str, title: str, title_en: str, **more: object):
    moves = {"up": BOTH} | more
    return takes(name, title, Money(), title_en=title_en, at_least=0, at_most=MOST_FEN, **moves)


_UNIT = takes("unit_fen", "利息取整单位", Money(), title_en="interest rounded to",
              at_least=1, at_most=100)  # fmt: skip

account_year = calculator(
    "pensions.account_year",
    "1998-01-01/1",
    "个人账户当年记账",
    title_en="one year of a personal account",
    law=LAW,
    inputs=(
        _money("opening_fen", "上年末储存额", "balance at the end of the year before"),
        _money("credited_fen", "当年记入", "credited in the year",
               up=["closing_fen"], apart=["interest_fen"]),
        _money("month_product_fen", "当年记账额月积数", "credits × months left, summed"),
        takes("months", "计息月数", Integer("months"), title_en="months of interest",
              at_least=1, at_most=12, up=BOTH),
        takes("rate", "当年记账利率", Ratio(), title_en="rate of the year",
              at_least=0, at_most=1, up=BOTH),
        _UNIT,
    ),
    outputs=(
        gives("interest_fen", "当年利息", Money(0), title_en="interest of the year"),
        gives("closing_fen", "年末储存额", Money(0), title_en="balance at the end of the year"),
    ),
    row=year_row,
    columns=year_columns,
)  # fmt: skip


# --- year after year ----------------------------------------------------------------------------

#: From here on one rate for the whole country is announced every year.
FIRST = min(account_rates())
LAST = max(account_rates())
YEARS = tuple(range(FIRST, LAST + 1))
#: Hundredths of a percent in one.
PARTS = 10_000


def chain_row(
    opening_fen: int, opening_year: int, until_year: int, **credits: int
) -> dict[str, int | Between]:
    """The definition: a loop over the years after `opening_year`, up to `until_year`."""
    balance = opening_fen
    for year in YEARS:
        if opening_year < year <= until_year:
            points = balance * 12 + credits[f"product_{year}_fen"]
            interest = half_up(points * account_rates()[year], 12 * PARTS)
            balance += credits[f"credited_{year}_fen"] + interest
    # A rate not announced yet only adds to what is there.
    return {"closing_fen": balance if until_year <= LAST else Between(balance, None)}


def chain_columns(
    opening_fen: pl.Expr, opening_year: pl.Expr, until_year: pl.Expr, **credits: pl.Expr
) -> dict[str, Between]:
    """The same in columns, one step a year.

    Each step names the balance before it once: a whole number may stand inside the rounding.
    """
    balance = opening_fen
    for year in YEARS:
        counts = (opening_year < year) & (until_year >= year)
        rate = pl.when(counts).then(account_rates()[year]).otherwise(0).cast(pl.Int64)
        credited = pl.when(counts).then(credits[f"credited_{year}_fen"]).otherwise(0)
        earned = credited * (12 * PARTS) + credits[f"product_{year}_fen"] * rate
        balance = half_up_columns(balance * (12 * PARTS + 12 * rate) + earned, 12 * PARTS)
    settled = until_year <= LAST
    return {"closing_fen": Between(balance, pl.when(settled).then(balance), ~settled)}


_YEARLY = [
    _money(f"{kind}_{year}_fen", f"{year}年{word}", f"{english} {year}", up=["closing_fen"])
    for year in YEARS
    for kind, word, english in (
        ("credited", "记入", "credited in"),
        ("product", "记账额月积数", "credits × months left in"),
    )
]

account_balance = calculator(
    "pensions.account_balance",
    f"{LAST}-12-31/1",
    "个人账户储存额",
    title_en="balance of a personal account",
    law=LAW,
    inputs=(
        _money("opening_fen", "起算年末储存额", "balance at the end of the opening year",
               up=["closing_fen"]),
        takes("opening_year", "起算年", Integer(), title_en="opening year",
              at_least=FIRST - 1, at_most=LAST),
        takes("until_year", "算到哪年末", Integer(), title_en="until the end of the year",
              at_least=FIRST - 1, at_most=2150, up=["closing_fen"]),
        *_YEARLY,
    ),
    outputs=(
        gives("closing_fen", "年末储存额", Money(0), title_en="balance at the end of the year"),
    ),
    row=chain_row,
    columns=chain_columns,
)  # fmt: skip
