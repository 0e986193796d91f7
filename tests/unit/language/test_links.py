"""Does a fact reach another subject along a dated link: some, every, how many, the one?"""

import datetime as dt

import pytest

from zhiban.engines.coverage import FIRST_DAY
from zhiban.engines.rowwise import RegisterTable, Unit, World, derive
from zhiban.language import (
    Enterprise,
    Person,
    Register,
    boolean,
    date,
    day,
    fact,
    link,
    look_up,
    subject,
)
from zhiban.model.types import NEVER_DAY, day_number


def on(iso):
    return day_number(dt.date.fromisoformat(iso))


class Firms(Register):
    id = "links_firms"
    title = "单位"
    key = ("firm",)
    firm = subject(Enterprise, title="单位")
    dispatches = boolean(title="劳务派遣")


class Jobs(Register):
    id = "links_jobs"
    title = "就业"
    key = ("person", "firm", "from_on")
    happens = "from_on"
    person = subject(Person, title="人")
    firm = subject(Enterprise, title="单位")
    from_on = date(title="起")
    until_on = date(title="止")


dispatches = fact("links.dispatches", "派遣", Firms.of(Enterprise).dispatches)
employment = link(Person, Enterprise, Jobs, dated=("from_on", "until_on"))
FACTS = {
    "some": fact("links.some", "有", employment.of(Person).some(dispatches)),
    "every": fact("links.every", "都", employment.of(Person).every(dispatches)),
    "count": fact("links.count", "几", employment.of(Person).count()),
    "the": fact("links.the", "现", look_up(Person, dispatches, through=employment)),
    "then": fact(
        "links.then", "那时", look_up(Person, dispatches, through=employment, on=day("2020-06-30"))
    ),
}
ALL = ((FIRST_DAY, on("2025-12-31")),)
FIRMS = [
    {"firm": "A", "dispatches": True},
    {"firm": "B", "dispatches": False},
    {"firm": "C", "dispatches": None},
]


def job(firm, first, last):
    until = NEVER_DAY if last == "never" else None if last is None else on(last)
    return {"person": "p", "firm": firm, "from_on": on(first), "until_on": until}


def known(name, jobs):
    registers = {
        "links_firms": RegisterTable(Firms, FIRMS, ALL),
        "links_jobs": RegisterTable(Jobs, jobs, ALL),
    }
    facts = {f.fact.id: f.fact for f in (dispatches, *FACTS.values())}
    value = derive(
        World(on("2025-06-01"), registers, facts), f"links.{name}", Unit("p", "person")
    ).value
    return value if value is None or isinstance(value, bool) else (value.lo, value.hi)


ENDED_AT_A = job("A", "2020-01-01", "2020-12-31")
NOW_AT_B = job("B", "2021-01-01", "never")
MAYBE_AT_A = job("A", "2021-01-01", None)


@pytest.mark.parametrize(
    ("name", "jobs", "value"),
    [
        ("some", [ENDED_AT_A, NOW_AT_B], False),
        ("some", [job("A", "2021-01-01", "never"), NOW_AT_B], True),
        ("some", [MAYBE_AT_A, NOW_AT_B], None),
        ("every", [NOW_AT_B], False),
        ("every", [], True),
        ("count", [ENDED_AT_A, NOW_AT_B], (1, 1)),
        ("count", [MAYBE_AT_A, NOW_AT_B], (1, 2)),
        ("the", [ENDED_AT_A, NOW_AT_B], False),
        ("the", [job("A", "2021-01-01", "never"), NOW_AT_B], None),
        ("the", [job("C", "2021-01-01", "never")], None),
        ("the", [], None),
        ("then", [ENDED_AT_A, NOW_AT_B], True),
        ("then", [job("A", "2020-01-01", "2020-06-29")], None),
        ("then", [job("A", "2020-01-01", "2020-06-30")], True),
    ],
)
def test_along_a_link(name, jobs, value):
    assert known(name, jobs) == value
