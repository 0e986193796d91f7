"""Where in the real Chongqing does a made-up person live, and how old are people there?

District: by the people counted there in 2020. Town or country: by the district's urban share, or
its region's where the district's own is unknown. Street: populations of streets are not published,
so a district's people are spread by this rule, which is an estimate. Urban people live in its
streets (街道) and towns (镇), a street counting as five towns; rural people live in towns and
townships, alike, and in streets only where a district has nothing else. Old people: by the
district's share of 65 and over where it was read; the others share what the city's figure leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zhiban.made_up import known
from zhiban.made_up.dice import Dice, heaped

#: How many towns a street counts for when urban people are spread; other kinds have none.
URBAN_WEIGHTS = {"街道": 5.0, "镇": 1.0}
RURAL_KINDS = ("镇", "乡", "民族乡")
#: From this age on people count as old in the published shares.
OLD_AGE = 65
#: The census from which shares of old people by district were read, in percent for the city.
#: source: 547.36 of 3,205.42 (10,000 people); status: memory.
CITY_SHARE_OLD = 17.08


@dataclass(frozen=True)
class Streets:
    """Codes of streets with their weights added up from the left."""

    codes: tuple[str, ...]
    heaped: tuple[float, ...]

    def pick(self, dice: Dice) -> str:
        """One of them."""
        return dice.weighted(self.codes, self.heaped)


@dataclass(frozen=True)
class District:
    """A district or county; `old_factor`: its share of old people over the city's."""

    code: str
    region: str
    population: int
    urban_share: float
    old_factor: float
    urban: Streets
    rural: Streets


@dataclass(frozen=True)
class Home:
    """Where somebody lives."""

    district: District
    street: str
    is_urban: bool


@cache
def districts() -> tuple[District, ...]:
    """The 38 districts and counties."""
    regions = {r["region"]: float(r["urban_share_percent"]) for r in known.rows("regions.csv")}
    rows = known.rows("districts.csv")
    rest = _old_elsewhere(rows)
    streets: dict[str, list[tuple[str, str]]] = {}
    for row in known.rows("streets.csv"):
        streets.setdefault(row["code"][:6], []).append((row["code"], row["kind"]))
    found = []
    for row in rows:
        urban = float(row["urban_share_percent"] or regions[row["region"]])
        old = float(row["share_65_plus_percent"] or rest) / CITY_SHARE_OLD
        places = streets[row["code"]]
        found.append(District(
            row["code"], row["region"], int(row["population_2020"]), urban / 100, old,
            _urban(places), _rural(places),
        ))  # fmt: skip
    return tuple(found)


@cache
def _by_people() -> list[float]:
    return heaped([one.population for one in districts()])


def home(dice: Dice) -> Home:
    """Where one of the city's people lives."""
    district = dice.weighted(districts(), _by_people())
    is_urban = dice.chance(district.urban_share)
    return Home(district, (district.urban if is_urban else district.rural).pick(dice), is_urban)


@cache
def centre(code: str) -> Home:
    """The first street of the district with a code."""
    there = next(one for one in districts() if one.code == code)
    return Home(there, there.urban.codes[0], is_urban=True)


def _old_elsewhere(rows: Sequence[dict[str, str]]) -> float:
    """The share of old people, in percent, where none was read, so that the city's comes out."""
    total = sum(int(r["population_2020"]) for r in rows)
    read = [r for r in rows if r["share_65_plus_percent"]]
    people = sum(int(r["population_2020"]) for r in read)
    old = sum(int(r["population_2020"]) * float(r["share_65_plus_percent"]) for r in read)
    return (total * CITY_SHARE_OLD - old) / (total - people)


def _urban(places: Sequence[tuple[str, str]]) -> Streets:
    there = [(code, URBAN_WEIGHTS[kind]) for code, kind in places if kind in URBAN_WEIGHTS]
    return Streets(tuple(c for c, _ in there), tuple(heaped([w for _, w in there])))


def _rural(places: Sequence[tuple[str, str]]) -> Streets:
    codes = [code for code, kind in places if kind in RURAL_KINDS] or [c for c, _ in places]
    return Streets(tuple(codes), tuple(heaped([1.0] * len(codes))))
