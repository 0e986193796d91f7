"""How many persons a second do the pension calculators take?

For each calculator: its columnar definition over made-up persons, and the row-wise one over a small
part of them. Employees: the whole chain from month of birth to the monthly pension.
"""

from __future__ import annotations

import time
from typing import Any

import polars as pl

from bench.measuring import in_turns
from zhiban.engines.calculators.columns import evaluate_frame
from zhiban.engines.calculators.rowwise import evaluate
from zhiban.model.calculators import Calculator
from zhiban.model.types import Code, Ratio, Truth, month_number
from zhiban.model.values import Value, exactly
from zhiban_packs.pensions.calculators.account import YEARS, account_balance
from zhiban_packs.pensions.calculators.employee_pension import employee_pension
from zhiban_packs.pensions.calculators.payout_months import payout_months
from zhiban_packs.pensions.calculators.resident_pension import resident_pension
from zhiban_packs.pensions.calculators.retirement_age import retirement_age

ROWWISE = 5_000
PERSONS = 500_000
TITLES = {
    "pensions.retirement_age": "statutory retirement age 法定退休年龄",
    "pensions.employee_pension": "employee pension 职工基本养老金",
    "pensions.account_balance": "account with yearly interest 个人账户",
    "pensions.resident_pension": "resident pension 城乡居民养老金",
    "chain": "from month of birth to employee pension",
}


def persons(count: int) -> pl.DataFrame:
    """Made-up persons: every input of every calculator, spread evenly."""
    place = pl.int_range(count, dtype=pl.Int64)

    def spread(low: int, high: int, step: int) -> pl.Expr:
        return (low + (place * step) % (high - low + 1)).cast(pl.Int64)

    def always(value: int) -> pl.Expr:
        return pl.lit(value, dtype=pl.Int64)

    yearly = {
        f"{kind}_{year}_fen": spread(0, most, 7919)
        for year in YEARS
        for kind, most in (("credited", 1_000_000), ("product", 6_500_000))
    }
    return pl.select(
        born=spread(month_number(1955, 1), month_number(1990, 12), 1),
        sex=pl.when(place % 2 == 0).then(pl.lit("1")).otherwise(pl.lit("2")),
        women_group=pl.when(place % 4 < 2)
        .then(pl.lit("original_50"))
        .otherwise(pl.lit("original_55")),
        base_fen=spread(700_000, 830_000, 13),
        months_paid=spread(150, 480, 1),
        pre_account_months=spread(0, 120, 1),
        account_fen=spread(100_000, 30_000_000, 7919),
        index_decimals=always(3), years_decimals=always(2), wage_unit_fen=always(1),
        part_unit_fen=always(1),
        **{"average_index.num": spread(600, 3000, 17), "average_index.den": always(1000),
           "transition_rate.num": always(14), "transition_rate.den": always(1000)},
        opening_fen=spread(0, 5_000_000, 104_729), opening_year=spread(2015, 2022, 1),
        until_year=always(2025),
        **yearly,
        month=spread(month_number(2020, 1), month_number(2025, 12), 1),
        back_paid_months=spread(0, 30, 1), has_only_child=place % 5 == 0, basic_fen=always(12_500),
        divisor_months=always(139), age_step_fen=always(500), year_step_fen=always(200),
        only_child_step_fen=always(1000),
    )  # fmt: skip


def chain(frame: pl.LazyFrame) -> pl.LazyFrame:
    """From the month of birth to the monthly pension at the statutory age."""
    ages = pl.concat([frame, evaluate_frame(retirement_age, frame)], how="horizontal").with_columns(
        age_months=pl.col("age_months.lo"), retires_in=pl.col("statutory.lo")
    )
    payout = evaluate_frame(payout_months, ages).rename(
        {"tenths.lo": "payout_tenths.lo", "tenths.hi": "payout_tenths.hi"}
    )
    return evaluate_frame(employee_pension, pl.concat([ages, payout], how="horizontal"))


def rowwise_seconds(calculator: Calculator, frame: pl.DataFrame) -> float:
    """The row-wise definition over a small part of the frame."""
    cases = [_values(calculator, row) for row in frame.head(ROWWISE).iter_rows(named=True)]
    start = time.perf_counter()
    for case in cases:
        evaluate(calculator, case)
    return time.perf_counter() - start


def _values(calculator: Calculator, row: dict[str, object]) -> dict[str, Value]:
    out: dict[str, Value] = {}
    for takes in calculator.inputs:
        if isinstance(takes.type, Ratio):
            out[takes.name] = exactly((row[f"{takes.name}.num"], row[f"{takes.name}.den"]))  # type: ignore[arg-type]
        elif isinstance(takes.type, (Code, Truth)):
            out[takes.name] = row[takes.name]  # type: ignore[assignment]
        else:
            out[takes.name] = exactly(row[takes.name])  # type: ignore[arg-type]
    return out


def measure(repeat: int, count: int = PERSONS) -> dict[str, Any]:
    """Seconds (medians) and persons a second of each calculator."""
    frame = persons(count)
    with_payout = frame.with_columns(payout_tenths=pl.lit(1384, dtype=pl.Int64))
    alone = (retirement_age, employee_pension, account_balance, resident_pension)
    columnar = in_turns(
        {c.id: lambda c=c: evaluate_frame(c, with_payout.lazy()).collect() for c in alone}  # type: ignore[misc]
        | {"chain": lambda: chain(frame.lazy()).collect()},
        repeat,
    )
    rowwise = {c.id: rowwise_seconds(c, with_payout) for c in alone}
    small = min(count, ROWWISE)
    return {
        "persons": count, "repeat": repeat,
        "seconds": {k: round(v, 3) for k, v in columnar.items()},
        "persons_per_second": {k: round(count / v) for k, v in columnar.items()},
        "rowwise_persons_per_second": {k: round(small / v) for k, v in rowwise.items()},
    }  # fmt: skip


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    rowwise, columnar = found["rowwise_persons_per_second"], found["persons_per_second"]
    lines = [
        f"| {TITLES[name]} | {columnar[name]:,} | {rowwise[name]:,} |" if name in rowwise
        else f"| {TITLES[name]} | {columnar[name]:,} | |"
        for name in columnar
    ]  # fmt: skip
    table = "\n".join(lines)
    return f"""## Pension calculators

Persons a second, over {found["persons"]:,} made-up persons; both ends of every input. Row-wise is
the definition, columnar what a city runs; a random test holds them equal.

| calculator | columnar | row-wise |
|---|---|---|
{table}
"""
