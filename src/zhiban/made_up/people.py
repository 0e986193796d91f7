"""Who lives in the town? Born when, registered where, with which certificate of education."""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.law import calendar
from zhiban.made_up import known
from zhiban.made_up.dice import Dice, heaped
from zhiban.model.types import month_number

#: Share of people whose household is registered outside the city, and where.
AWAY = 0.07
ELSEWHERE = ("510000", "510000", "510000", "520000", "520000", "420000", "430000", "440000")

#: Level of education (GB/T 4658) by share: of those born from 1992 on, and of the older ones.
LEVELS = ("11", "14", "21", "31", "41", "47", "61", "71", "81")
YOUNG = heaped([0.004, 0.05, 0.24, 0.26, 0.10, 0.08, 0.11, 0.15, 0.006])
OLD = heaped([0.001, 0.01, 0.07, 0.09, 0.07, 0.05, 0.16, 0.38, 0.169])
#: The age at which someone with this level leaves school.
LEAVES_AT = {
    "11": 28, "14": 25, "21": 22, "31": 21, "41": 18, "47": 18, "61": 18, "71": 16, "81": 16,
}  # fmt: skip
HIGHER = ("11", "14", "21", "31")
OTHER_FORMS = ("correspondence", "adult", "self_taught", "online")


@dataclass(slots=True)
class Person:
    """Somebody made up. `form` and `graduated_on` only for those with a certificate on record."""

    id: str
    sex: str
    born_on: int
    district: str
    level: str
    form: str = ""
    graduated_on: int | None = None
    #: Cast for a part (`planted.py`): chance leaves this person alone.
    is_cast: bool = False

    def month_at(self, age: int) -> int:
        """The month in which the person reaches an age."""
        return calendar.month_of(self.born_on) + 12 * age


def people(count: int, dice: Dice) -> list[Person]:
    """`count` people with the ages of the city on the last day."""
    groups = known.ages()
    by_age = heaped([share for _, _, share in groups])
    places, by_place = list(known.districts()), heaped(list(known.districts().values()))
    last_year = known.LAST_MONTH // 12
    found = []
    for number in range(1, count + 1):
        low, high, _ = dice.weighted(groups, by_age)
        age = dice.between(low, high)
        born_on = known.LAST_DAY - 365 * age - age // 4 - dice.between(0, 364)
        sex = "1" if dice.chance(0.505) else "2"
        away = dice.chance(AWAY)
        district = dice.pick(ELSEWHERE) if away else dice.weighted(places, by_place)
        young = last_year - age >= 1992
        level = dice.weighted(LEVELS, YOUNG if young else OLD)
        person = Person(f"虚构P{number:06d}", sex, born_on, district, level)
        _graduate(person, dice)
        found.append(person)
    return found


def _graduate(person: Person, dice: Dice) -> None:
    """A certificate with its day, if the person is old enough and its register goes back so far."""
    year = calendar.year_of(person.born_on) + LEAVES_AT[person.level]
    if person.level not in HIGHER and person.level not in ("41", "47"):
        return
    if person.level in HIGHER:
        person.form = "ordinary"
        if dice.chance(0.14):
            person.form, year = dice.pick(OTHER_FORMS), year + dice.between(2, 12)
    else:
        person.form = "technician_college" if dice.chance(0.15) else "vocational"
    if 2005 <= year <= known.LAST_MONTH // 12:
        person.graduated_on = calendar.first_day(month_number(year, 6)) + dice.between(14, 29)
