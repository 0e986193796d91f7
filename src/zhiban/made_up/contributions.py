"""What was paid to social insurance for each job, month by month and scheme by scheme?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.careers import Job
from zhiban.made_up.firms import Firm
from zhiban.model.types import NEVER_DAY

#: Wages grow by so much a year.
GROWTH = 1.04


def contributions(jobs: Sequence[Job], firms: Sequence[Firm]) -> pl.DataFrame:
    """One row per person, firm, scheme and month; months and days as numbers, money in fen."""
    months = _months(jobs, firms)
    offices = known.office().shares
    parts = []
    for scheme in ("110", "210", "310", "410"):
        unit, personal = offices[scheme]
        parts.append(months.select(
            "person",
            "enterprise",
            _scheme(scheme).alias("scheme"),
            "for_month",
            "paid_on",
            pl.col("fully_paid"),
            _share(unit).alias("unit_fen"),
            _share(personal).alias("personal_fen"),
            pl.lit(0, pl.Int64).alias("refunded_fen"),
        ))  # fmt: skip
    return pl.concat(parts)


def _scheme(scheme: str) -> pl.Expr:
    """Staff of public bodies have a pension scheme of their own."""
    if scheme != "110":
        return pl.lit(scheme)
    return pl.when(pl.col("is_public")).then(pl.lit("120")).otherwise(pl.lit("110"))


def _share(per_10000: int) -> pl.Expr:
    fen = (pl.col("base_yuan") * (100 * per_10000) + 5_000) // 10_000
    return pl.when(pl.col("fully_paid")).then(fen).otherwise(0)


def _months(jobs: Sequence[Job], firms: Sequence[Firm]) -> pl.DataFrame:
    """One row per job and month, with the base of that month and whether and when it was paid."""
    paid = [j for j in jobs if j.first <= known.LAST_PAID_MONTH]
    numbers = {firm.id: number for number, firm in enumerate(firms)}
    in_arrears = {
        numbers[firm.id] * 100_000 + month
        for firm in firms
        for first, last in firm.arrears
        for month in range(first, last + 1)
    }
    frame = pl.DataFrame(
        {
            "person": [j.person.id for j in paid],
            "enterprise": [j.firm.id for j in paid],
            "firm_number": [numbers[j.firm.id] for j in paid],
            "is_public": [j.firm.unit_type == "public_body" for j in paid],
            "late_days": [75 if j.firm.pays_late else 0 for j in paid],
            "wage_yuan": [j.wage_yuan for j in paid],
            "day": [j.hired_on % 9 for j in paid],
            "for_month": pl.Series(
                [list(range(j.first, 1 + _last(j))) for j in paid], dtype=pl.List(pl.Int64)
            ),
        }
    ).explode("for_month")
    year = pl.col("for_month") // 12
    limits = known.wage_limits()
    growth = {y: int(1000 * GROWTH ** (y - min(limits))) for y in limits}
    base = (pl.col("wage_yuan") * year.replace_strict(growth, return_dtype=pl.Int64)) // 1000
    lower = year.replace_strict({y: low for y, (low, _) in limits.items()}, return_dtype=pl.Int64)
    upper = year.replace_strict({y: up for y, (_, up) in limits.items()}, return_dtype=pl.Int64)
    next_first = {
        m: calendar.first_day(m + 1) for m in range(known.FIRST_MONTH, known.LAST_MONTH + 1)
    }
    is_owed = (pl.col("firm_number") * 100_000 + pl.col("for_month")).is_in(sorted(in_arrears))
    due = pl.col("for_month").replace_strict(next_first, return_dtype=pl.Int64) + 9
    return frame.with_columns(
        base_yuan=base.clip(lower, upper),
        fully_paid=~is_owed,
        paid_on=pl.when(is_owed).then(NEVER_DAY).otherwise(
            (due + pl.col("day") + pl.col("late_days")).clip(upper_bound=known.LAST_DAY)
        ),
    )  # fmt: skip


def _last(job: Job) -> int:
    return known.LAST_PAID_MONTH if job.last is None else min(job.last, known.LAST_PAID_MONTH)
