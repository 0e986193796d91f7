"""How is an amount that is never negative rounded half up, row by row and in columns?

`unit` is what is rounded to, in the unit of the amount: 1 to the fen, 10 to the jiao.
"""

import polars as pl

WIDE = pl.Int128
#: As many decimals as a rounding may keep.
MOST_DECIMALS = 4


def half_up(num: int, den: int, unit: int = 1) -> int:
    """num / den, rounded to a multiple of `unit`; a half goes up."""
    return (2 * num + den * unit) // (2 * den * unit) * unit


def half_up_columns(num: pl.Expr, den: pl.Expr | int, unit: pl.Expr | int = 1) -> pl.Expr:
    """The same in columns, on 64 bits: 2 × num and 2 × den × unit must fit."""
    width = den * unit
    return (num * 2 + width).floordiv(width * 2) * unit


def half_up_wide(num: pl.Expr, den: pl.Expr | int, unit: pl.Expr | int = 1) -> pl.Expr:
    """The same on 128 bits, for fractions of any size; the result must fit into 64."""
    return half_up_columns(wide(num), wide(den), wide(unit)).cast(pl.Int64, strict=False)


def wide(value: pl.Expr | int) -> pl.Expr:
    """A column or a number on 128 bits."""
    return (pl.lit(value, dtype=pl.Int64) if isinstance(value, int) else value).cast(WIDE)


def power_of_ten(decimals: pl.Expr) -> pl.Expr:
    """10 to the power of 0..MOST_DECIMALS; null for anything else."""
    out = pl.lit(None, dtype=pl.Int64)
    for power in range(MOST_DECIMALS + 1):
        out = pl.when(decimals == power).then(pl.lit(10**power, dtype=pl.Int64)).otherwise(out)
    return out
