"""How near does a made-up city come to the published totals? Each against its stated margin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhiban.made_up import geography, known
from zhiban.made_up.city import City
from zhiban.made_up.measures import measure, people_by_district

#: Beyond its margin a count may be off by so many times the square root of what is expected: in a
#: small city few people decide.
CHANCE = 4.0
DISTRICT_MARGIN = 5.0


@dataclass(frozen=True)
class Total:
    """A published total and what the city has instead, both for a thousand people; means as they
    are. `published` and `off_percent` are None where nothing was published.
    """

    id: str
    title: str
    title_en: str
    year: str
    published: float | None
    made_up: float
    #: How many are expected in this city; None for means.
    expected: float | None
    margin_percent: float
    status: str
    source: str
    note: str

    @property
    def off_percent(self) -> float | None:
        """How far the city is from what was published."""
        if self.published is None:
            return None
        return 100 * (self.made_up - self.published) / self.published

    @property
    def allowed_percent(self) -> float:
        """The margin, and what chance may add in a city of this size."""
        return self.margin_percent + (0 if not self.expected else 100 * CHANCE / self.expected**0.5)

    @property
    def is_within(self) -> bool:
        """Whether the city is near enough; so is what there is nothing to compare with."""
        return self.off_percent is None or abs(self.off_percent) <= self.allowed_percent


def totals(city: City) -> list[Total]:
    """Every total of `data/totals.csv`, then the people of the 38 districts."""
    made = measure(city)
    return [_total(row, made[row["id"]], city.people) for row in known.rows("totals.csv")] + [
        *_districts(people_by_district(city), city.people)
    ]


def _total(row: Mapping[str, str], made: float, people: int) -> Total:
    published = float(row["published"]) if row["published"] else None
    expected = None
    if row["of_10k"]:
        made = 1000 * made / people
        if published is not None:
            published = 1000 * published / float(row["of_10k"])
            expected = published * people / 1000
    return Total(
        row["id"], row["item"], row["item_en"], row["year"], published, made, expected,
        float(row["margin_percent"] or 0), row["status"], row["source"], row["note"],
    )  # fmt: skip


def _districts(made: Mapping[str, int], people: int) -> list[Total]:
    whole = sum(one.population for one in geography.districts())
    names = {row["code"]: row for row in known.rows("districts.csv")}
    found = []
    for one in geography.districts():
        row, share = names[one.code], one.population / whole
        found.append(Total(
            one.code, row["name"], row["name"], "2020", 1000 * share,
            1000 * made.get(one.code, 0) / people, share * people, DISTRICT_MARGIN,
            row["status"], row["source"], "",
        ))  # fmt: skip
    return found
