"""Do people live where the real people do, and are they as old?"""

from __future__ import annotations

from collections import Counter

import pytest

from zhiban.made_up import geography, known
from zhiban.made_up.dice import Dice
from zhiban.made_up.people import people
from zhiban_packs.insurance.codes import STREETS

PEOPLE = 30_000


@pytest.fixture(scope="module")
def folk():
    return people(PEOPLE, Dice(11, "people"))


def test_all_districts_and_streets_of_the_city_are_there_with_codes_of_the_pack() -> None:
    streets = {c for d in geography.districts() for c in (*d.urban.codes, *d.rural.codes)}
    assert (len(geography.districts()), len(streets)) == (38, 1031)
    assert streets == set(STREETS.codes)


def test_districts_have_their_share_of_the_people(folk) -> None:
    counted = Counter(p.home.district.code for p in folk)
    whole = sum(d.population for d in geography.districts())
    for one in geography.districts():
        expected = one.population / whole
        assert abs(counted[one.code] / PEOPLE - expected) < 4 * (expected / PEOPLE) ** 0.5


def test_the_share_of_people_in_towns_is_the_published_one(folk) -> None:
    """2,280.32 of 3,213.34 at the end of 2022."""
    assert sum(p.home.is_urban for p in folk) / PEOPLE == pytest.approx(0.7096, abs=0.015)
    in_the_middle = [p for p in folk if p.home.district.code == "500103"]
    assert all(p.home.is_urban for p in in_the_middle)


def test_old_people_are_more_where_more_were_counted(folk) -> None:
    """The city's 18.30 % of 2022, and the districts read against it."""
    years = 365.25 * geography.OLD_AGE
    old = [p for p in folk if known.LAST_DAY - p.born_on >= years]
    assert len(old) / PEOPLE == pytest.approx(0.183, abs=0.01)
    factors = {d.code: d.old_factor for d in geography.districts()}
    assert factors["500151"] == pytest.approx(20.96 / 17.08)  # 铜梁
    assert factors["500242"] == pytest.approx(16.94 / 17.08)  # 酉阳
    whole = sum(d.population for d in geography.districts())
    mean = sum(d.population * d.old_factor for d in geography.districts()) / whole
    assert mean == pytest.approx(1)


def test_every_street_has_somebody_sooner_or_later(folk) -> None:
    assert len({p.home.street for p in folk}) > 900
