"""How does the table “made-up against published” read? One page of Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from zhiban.made_up.city import City
from zhiban.made_up.totals import CHANCE, DISTRICT_MARGIN, Total

HEAD = """\
# The made-up city against published totals

Written by `zhiban city --people {people} --seed {seed} --out DIR --page FILE`. {people:,} people
and {firms:,} firms, all made up; no row is about a real person or firm. The published figures are
those of Chongqing, counted for a thousand residents of the year named; the city's last day stands
for that year. Means are as they are.

*Margin* is what the city may be off; in a city of few people chance adds {chance:g} times the
square root of the people expected. A test holds all rows to it. *Status* tells how the published
figure was come by: **read** in the source named, from **memory** and not checked, or **unknown**:
looked for and not found, so that nothing is compared. How the city is made, and what it leaves out:
[Make up a city](../how-to/make-up-a-city.md).

| total | year | published | made up | off | margin | status |
|---|---|---|---|---|---|---|
"""

DISTRICTS = """
## Districts and counties

People for a thousand of the city; published are those counted in 2020, margin {margin:g} %.

| district | published | made up | off | status |
|---|---|---|---|---|
"""


def totals_page(city: City, found: Sequence[Total]) -> str:
    """The page over what `totals` found of a city."""
    head = HEAD.format(people=city.people, firms=city.firms, seed=city.seed, chance=CHANCE)
    whole = [one for one in found if not one.id.isdigit()]
    lines = [
        f"| {one.title} {one.title_en} | {one.year} | {_figure(one.published)} "
        f"| {_figure(one.made_up)} | {off(one)} | {_margin(one)} | {one.status} |"
        for one in whole
    ]
    notes = [f"- {one.title} {one.title_en}: {one.note}." for one in whole if one.note]
    sources = [f"- {one.title} ({one.year}): {one.source}" for one in whole if one.source]
    districts = [
        f"| {one.id} {one.title} | {_figure(one.published)} | {_figure(one.made_up)} "
        f"| {off(one)} | {one.status} |"
        for one in found
        if one.id.isdigit()
    ]
    return "\n".join([
        head + "\n".join(lines), "", "What is known to be off:", "", *notes,
        DISTRICTS.format(margin=DISTRICT_MARGIN) + "\n".join(districts), "", "## Sources", "",
        *sources, "",
    ])  # fmt: skip


def off(total: Total) -> str:
    """How far off, in words of a table cell."""
    found = total.off_percent
    if found is None:
        return "–"
    return f"{found:+.1f} %" + ("" if total.is_within else " **beyond the margin**")


def _margin(total: Total) -> str:
    return "–" if total.published is None else f"{total.margin_percent:g} %"


def _figure(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.1f}"
