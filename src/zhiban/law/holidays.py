"""Which days did the State Council declare off, and which weekends working days?

One entry per yearly notice (国务院办公厅关于…年部分节假日安排的通知), with later changes of the
same year already applied. To add a year, copy an entry; tests check the counts and weekdays.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from zhiban.model.types import day_number


@dataclass(frozen=True, slots=True)
class Holiday:
    """A run of days off, both ends included (ISO dates)."""

    title: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the notices say of one year; `status` read or memory, as for parameters."""

    year: int
    documents: tuple[str, ...]
    issued_on: str
    off: tuple[Holiday, ...]
    made_up: tuple[str, ...]
    status: str = "read"
    note: str = ""


def _year(
    year: int,
    documents: str,
    issued_on: str,
    off: str,
    made_up: str,
    status: str = "read",
    note: str = "",
) -> Arrangement:
    """An arrangement written shortly: MM-DD means a day of `year`, a longer text a full date."""

    def full(text: str) -> str:
        return text if len(text) > 5 else f"{year}-{text}"

    runs = []
    for run in off.split():
        title, _, days = run.partition(":")
        first, _, last = days.partition("..")
        runs.append(Holiday(title, full(first), full(last or first)))
    return Arrangement(
        year,
        tuple(documents.split()),
        issued_on,
        tuple(runs),
        tuple(full(text) for text in made_up.split()),
        status,
        note,
    )


ARRANGEMENTS: tuple[Arrangement, ...] = (
    _year(
        2019,
        "国办发明电〔2018〕15号 国办发明电〔2019〕3号",
        "2018-12-04",
        "元旦:2018-12-30..2019-01-01 春节:02-04..02-10 清明节:04-05 劳动节:05-01..05-04 "
        "端午节:06-07 中秋节:09-13 国庆节:10-01..10-07",
        "2018-12-29 02-02 02-03 04-28 05-05 09-29 10-12",
        note="劳动节由 2019-03-22 的通知改为四天",
    ),
    _year(
        2020,
        "国办发明电〔2019〕16号 国办发明电〔2020〕1号",
        "2019-11-21",
        "元旦:01-01 春节:01-24..02-02 清明节:04-04..04-06 劳动节:05-01..05-05 "
        "端午节:06-25..06-27 国庆节、中秋节:10-01..10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
        note="春节由 2020 年 1 月的通知延长至 2 月 2 日，2 月 1 日不再上班",
    ),
    _year(
        2021,
        "国办发明电〔2020〕27号",
        "2020-11-25",
        "元旦:01-01..01-03 春节:02-11..02-17 清明节:04-03..04-05 劳动节:05-01..05-05 "
        "端午节:06-12..06-14 中秋节:09-19..09-21 国庆节:10-01..10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    _year(
        2022,
        "国办发明电〔2021〕11号",
        "2021-10-25",
        "元旦:01-01..01-03 春节:01-31..02-06 清明节:04-03..04-05 劳动节:04-30..05-04 "
        "端午节:06-03..06-05 中秋节:09-10..09-12 国庆节:10-01..10-07",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    _year(
        2023,
        "国办发明电〔2022〕16号",
        "2022-12-08",
        "元旦:2022-12-31..2023-01-02 春节:01-21..01-27 清明节:04-05 劳动节:04-29..05-03 "
        "端午节:06-22..06-24 中秋节、国庆节:09-29..10-06",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    _year(
        2024,
        "国办发明电〔2023〕7号",
        "2023-10-25",
        "元旦:01-01 春节:02-10..02-17 清明节:04-04..04-06 劳动节:05-01..05-05 "
        "端午节:06-10 中秋节:09-15..09-17 国庆节:10-01..10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    _year(
        2025,
        "国办发明电〔2024〕12号",
        "2024-11-12",
        "元旦:01-01 春节:01-28..02-04 清明节:04-04..04-06 劳动节:05-01..05-05 "
        "端午节:05-31..06-02 国庆节、中秋节:10-01..10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    _year(
        2026,
        "国务院办公厅关于2026年部分节假日安排的通知",
        "2025-11-04",
        "元旦:01-01..01-03 春节:02-15..02-23 清明节:04-04..04-06 劳动节:05-01..05-05 "
        "端午节:06-19..06-21 中秋节:09-25..09-27 国庆节:10-01..10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
        note="文号未见，故以标题和日期引用",
    ),
)


def _day(iso: str) -> int:
    return day_number(dt.date.fromisoformat(iso))


#: Inside [LISTED_FROM, LISTED_UNTIL] the list is complete. It stops a week short of the last
#: year's end: a notice may reach back into the December before its year (2018-12-29, 2022-12-31).
LISTED_FROM = _day(f"{ARRANGEMENTS[0].year}-01-01")
LISTED_UNTIL = _day(f"{ARRANGEMENTS[-1].year}-12-24")


@cache
def days_off() -> frozenset[int]:
    """Every declared day off, weekends inside a run included (day numbers)."""
    return frozenset(
        day
        for arrangement in ARRANGEMENTS
        for run in arrangement.off
        for day in range(_day(run.first), _day(run.last) + 1)
    )


@cache
def made_up_days() -> frozenset[int]:
    """Every weekend day declared a working day (day numbers)."""
    return frozenset(_day(iso) for arrangement in ARRANGEMENTS for iso in arrangement.made_up)
