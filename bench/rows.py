"""How fast are facts over rows? Months paid in a year, a sum, a look-up: as facts and by hand."""

from __future__ import annotations

from typing import Any

import polars as pl

from bench.measuring import in_turns
from zhiban.engines.columnar.derive import ColumnarWorld, RegisterFrame, derive_frame
from zhiban.engines.coverage import FIRST_DAY
from zhiban.language import (
    Enterprise,
    Person,
    Register,
    boolean,
    calendar_year,
    fact,
    money,
    month,
    subject,
)
from zhiban.law.calendar import first_day, last_day
from zhiban.model.types import month_number

PEOPLE = 200_000
JANUARY = month_number(2025, 1)
AS_OF = last_day(JANUARY + 11)


class Firms(Register):
    id = "bench_firms"
    title = "单位"
    key = ("firm",)
    firm = subject(Enterprise, title="单位")
    small = boolean(title="小型")


class Paid(Register):
    id = "bench_paid"
    title = "缴费"
    key = ("person", "for_month")
    happens = "for_month"
    person = subject(Person, title="人")
    firm = subject(Enterprise, title="单位")
    for_month = month(title="月份")
    paid_fen = money(title="金额")


small = fact("bench.small", "小型", Firms.of(Enterprise).small)
_year = Paid.of(Person).during(calendar_year(2025))
FACTS = [
    fact("bench.months", "月数", _year.months(Paid.for_month).count()),
    fact("bench.paid_fen", "金额", _year.sum(Paid.paid_fen)),
    fact("bench.at_small", "在小型单位", _year.where(Paid.firm[small]).exists()),
]


def registers(people: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of both registers: twelve months a person, a firm for every thousand people."""
    rows = pl.int_range(people * 12, eager=True)
    paid = pl.DataFrame({"row": rows}).select(
        person=pl.format("虚构P{}", pl.col("row") // 12),
        firm=pl.format("虚构E{}", pl.col("row") // 12 % max(1, people // 1000)),
        for_month=(JANUARY + pl.col("row") % 12).cast(pl.Int64),
        paid_fen=pl.when(pl.col("row").hash(7) % 50 != 0).then(pl.col("row").hash(9) % 100_000),
        row_id=pl.col("row").cast(pl.String),
    ).with_columns(pl.col("paid_fen").cast(pl.Int64))  # fmt: skip
    firms = pl.DataFrame({"n": pl.int_range(max(1, people // 1000), eager=True)}).select(
        firm=pl.format("虚构E{}", pl.col("n")),
        small=pl.col("n") % 2 == 0,
        row_id=pl.col("n").cast(pl.String),
    )
    return paid, firms


def derived(paid: pl.DataFrame, firms: pl.DataFrame) -> pl.DataFrame:
    """The facts by zhiban: both ends, reasons and next change."""
    covered = ((FIRST_DAY, AS_OF),)
    world = ColumnarWorld(
        AS_OF,
        {
            "bench_paid": RegisterFrame(Paid, paid, covered),
            "bench_firms": RegisterFrame(Firms, firms, covered),
        },
        {f.fact.id: f.fact for f in (small, *FACTS)},
    )
    units = paid.select(pl.col("person").unique(maintain_order=True).alias("id")).with_columns(
        occasion=pl.lit("")
    )
    return derive_frame([f.fact.id for f in FACTS], units, world, "person")


def by_hand(paid: pl.DataFrame, firms: pl.DataFrame) -> pl.DataFrame:
    """The same by hand: two-valued, a null amount counts as nothing, no reasons."""
    first, last = JANUARY, JANUARY + 11
    assert first_day(first) <= AS_OF
    return (
        paid.lazy()
        .filter(pl.col("for_month").is_between(first, last))
        .join(firms.lazy().select("firm", "small"), on="firm", how="left")
        .group_by("person")
        .agg(
            months=pl.col("for_month").n_unique(),
            paid_fen=pl.col("paid_fen").sum(),
            at_small=pl.col("small").any(),
        )
        .collect()
    )


def measure(repeat: int, people: int = PEOPLE) -> dict[str, Any]:
    """Seconds (medians) and the ratio to the query by hand."""
    paid, firms = registers(people)
    seconds = in_turns(
        {"by_hand": lambda: by_hand(paid, firms), "facts": lambda: derived(paid, firms)}, repeat
    )
    return {
        "people": people, "rows": paid.height, "repeat": repeat,
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "ratios": {"facts / by hand": round(seconds["facts"] / seconds["by_hand"], 2)},
        "million_rows_per_second": round(paid.height / seconds["facts"] / 1e6, 1),
    }  # fmt: skip


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    seconds = found["seconds"]
    return f"""## Facts from rows

Three facts (months paid in a year, their sum, whether any firm was small, by look-up) of
{found["people"]:,} people with twelve rows each. By hand they are two-valued: an empty amount
counts as nothing, and nothing says why.

| case | seconds | against |
|---|---|---|
| by hand | {seconds["by_hand"]} | |
| zhiban, both ends with reasons and next change | {seconds["facts"]} | \
{found["ratios"]["facts / by hand"]} × by hand |

That is {found["million_rows_per_second"]} million rows a second.
"""
