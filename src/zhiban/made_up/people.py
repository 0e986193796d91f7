"""Who lives in the town? Born when, registered where, with which certificate of education."""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.law import calendar
from zhiban.made_up import geography, known
from zhiban.made_up.dice import Dice, heaped
from zhiban.made_up.geography import Home
from zhiban.model.types import month_number

#: Share of people whose household is registered outside the city, and where. source: 221.45 of
#: 3,213.34 (10,000 people) in the city's bulletin of 2022; status: read.
AWAY = 0.069
ELSEWHERE = ("510000", "510000", "510000", "520000", "520000", "420000", "430000", "440000")
#: Share of the others whose household is registered in another district; status: estimate.
MOVED = 0.12
#: Share of men. source: 1,623.17 of 3,213.34 (10,000 people) in the same bulletin; status: read.
MEN = 0.5051

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
    """Somebody made up. `form` and `graduated_on` only for those with a certificate on record.

    `district` is where the household is registered, a province if outside the city; `home` is
    where the person lives.
    """

    id: str
    sex: str
    born_on: int
    district: str
    home: Home
    level: str
    form: str = ""
    graduated_on: int | None = None
    #: Cast for a part (`planted.py`): chance leaves this person alone.
    is_cast: bool = False

    def month_at(self, age: int) -> int:
        """The month in which the person reaches an age."""
        return calendar.month_of(self.born_on) + 12 * age


def people(count: int, dice: Dice, mark: str = "虚构") -> list[Person]:
    """`count` people with the homes and ages of the city on the last day; ids begin with `mark`."""
    groups = known.ages()
    by_age = {one.code: _by_age(one.old_factor) for one in geography.districts()}
    last_year = known.LAST_MONTH // 12
    found = []
    for number in range(1, count + 1):
        home = geography.home(dice)
        low, high, _ = dice.weighted(groups, by_age[home.district.code])
        age = dice.between(low, high)
        born_on = known.LAST_DAY - 365 * age - age // 4 - dice.between(0, 364)
        sex = "1" if dice.chance(MEN) else "2"
        district = home.district.code
        if dice.chance(AWAY):
            district = dice.pick(ELSEWHERE)
        elif dice.chance(MOVED):
            district = geography.home(dice).district.code
        young = last_year - age >= 1992
        level = dice.weighted(LEVELS, YOUNG if young else OLD)
        person = Person(f"{mark}P{number:06d}", sex, born_on, district, home, level)
        _graduate(person, dice)
        found.append(person)
    return found


def _by_age(old_factor: float) -> list[float]:
    """Weights of the groups of age, added up, where old people are so many times the usual."""
    groups = known.ages()
    old = sum(share for low, _, share in groups if low >= geography.OLD_AGE)
    whole = sum(share for _, _, share in groups)
    others = (whole - old * old_factor) / (whole - old)
    return heaped([
        share * (old_factor if low >= geography.OLD_AGE else others) for low, _, share in groups
    ])  # fmt: skip


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
