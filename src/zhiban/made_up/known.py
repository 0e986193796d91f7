"""What is taken from the real Chongqing? Published totals and rates, each with its source."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhiban.law import calendar
from zhiban.model.types import day_number, month_number

#: The town begins here: nobody was insured before.
FIRST_MONTH = month_number(2019, 1)
#: The last month lived through; contributions are delivered up to the month before.
LAST_MONTH = month_number(2026, 10)
LAST_PAID_MONTH = month_number(2026, 9)
LAST_DAY = calendar.last_day(LAST_MONTH)


def month(year: int, number: int) -> int:
    """A calendar month as a number."""
    return month_number(year, number)


def day(text: str) -> int:
    """An ISO date as a number."""
    return day_number(dt.date.fromisoformat(text))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of `data/`."""
    text = files("zhiban.made_up").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def ages() -> list[tuple[int, int, int]]:
    """Groups of age on the last day: from, to (included), people per thousand."""
    return [
        (int(r["age_from"]), int(r["age_to"]), int(r["share_per_thousand"]))
        for r in rows("ages.csv")
    ]


@cache
def wage_limits() -> dict[int, tuple[int, int]]:
    """By year: the least and the greatest monthly base of contributions, in yuan."""
    return {
        int(r["year"]): (int(r["lower_yuan"]), int(r["upper_yuan"]))
        for r in rows("wage_limits.csv")
    }


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry of the town; turnover and assets in 10,000 yuan a head, wage in yuan a month."""

    code: str
    weight: int
    staff_pull: int
    turnover: int
    assets: int
    wage: int


@cache
def industries() -> list[Industry]:
    """The industries in which firms of the town work; how many and how big is invented."""
    return [
        Industry(
            r["code"], int(r["weight"]), int(r["staff_pull"]), int(r["turnover_wan_per_head"]),
            int(r["assets_wan_per_head"]), int(r["wage_yuan"]),
        )
        for r in rows("industries.csv")
    ]  # fmt: skip


@dataclass(frozen=True)
class Office:
    """What the made-up office charged and paid (the law judged by is elsewhere)."""

    shares: dict[str, tuple[int, int]]
    benefit_fen: list[tuple[int, int]]
    benefit_months: dict[int, int]
    benefit_months_max: int
    skill_fen: dict[str, int]
    allowance_fen: int
    lpr: list[tuple[int, int]]

    def months_for(self, months_paid: int) -> int:
        """How many months of benefit are granted for so many months paid."""
        steps = [m for least, m in self.benefit_months.items() if least <= months_paid]
        return max(steps, default=0)

    def benefit_in(self, month: int) -> int:
        """The benefit paid for a month, in fen."""
        return max((start, fen) for start, fen in self.benefit_fen if start <= month)[1]

    def lpr_on(self, day: int) -> int:
        """The one-year loan prime rate on a day, in millionths."""
        return max((start, ppm) for start, ppm in self.lpr if start <= day)[1]


@cache
def office() -> Office:
    """The rates of the made-up office."""
    text = files("zhiban.made_up").joinpath("data", "office.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    steps = [(*map(int, str(step["from"]).split("-")), int(step["fen"]))
             for step in read["benefit_month_fen"]]  # fmt: skip
    return Office(
        {scheme: (unit, personal) for scheme, (unit, personal) in read["shares_per_10000"].items()},
        [(month_number(year, month), fen) for year, month, fen in steps],
        {int(least): int(months) for least, months in read["benefit_months"].items()},
        int(read["benefit_months_max"]),
        {level: int(fen) for level, fen in read["skill_fen"].items()},
        int(read["allowance_fen"]),
        [(day_number(start), int(ppm)) for start, ppm in read["lpr_ppm"].items()],
    )
