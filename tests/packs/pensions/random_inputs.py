"""Which random persons are the calculators tried on? Mostly sensible ones, some at every bound."""

import random
from collections.abc import Iterator

from zhiban.model.calculators import Calculator, Takes
from zhiban.model.types import Code, Ratio, Truth, month_number
from zhiban.model.values import Ends, Value, exactly
from zhiban_packs.pensions.tables import resident_tiers

#: Where most persons lie, by name of the input.
USUAL = {
    "born": (month_number(1945, 1), month_number(2000, 12)),
    "retires_in": (month_number(2015, 1), month_number(2045, 12)),
    "statutory": (month_number(2015, 1), month_number(2045, 12)),
    "month": (month_number(2019, 6), month_number(2027, 12)),
    "age_months": (39 * 12, 71 * 12 + 3),
    "months_paid": (0, 500), "pre_account_months": (0, 200), "back_paid_months": (0, 200),
    "payout_tenths": (560, 2330), "index_decimals": (0, 4), "years_decimals": (0, 4),
    "divisor_months": (100, 233), "months": (0, 13), "opening_year": (2014, 2026),
    "until_year": (2014, 2028), "year": (2012, 2027),
    "base_fen": (350_000, 1_800_000), "lower_fen": (300_000, 500_000),
    "upper_fen": (1_500_000, 2_500_000),
}  # fmt: skip
UNITS = (1, 1, 1, 10, 100)


def held(takes: Takes, chance: random.Random) -> object:
    """One exact value of an input: an int, a word, a truth or a pair."""
    if isinstance(takes.type, Truth):
        return chance.random() < 0.5
    if isinstance(takes.type, Code):
        return chance.choice(takes.type.list.codes)
    if isinstance(takes.type, Ratio):
        den = chance.choice((1, 7, 100, 1000, 9973))
        return (chance.randrange(0, 3 * den + 1) if takes.most != 1 else chance.randrange(den), den)
    return number(takes, chance)


def number(takes: Takes, chance: random.Random) -> int:
    if takes.name.endswith("unit_fen"):
        return chance.choice(UNITS)
    if takes.name == "tier_fen":
        return chance.choice([*resident_tiers(), 10_001])
    bounds = [b for b in (takes.least, takes.most) if b is not None]
    if bounds and chance.random() < 0.02:
        return chance.choice(bounds) + chance.choice((-1, 0, 1))
    low, high = USUAL.get(takes.name, (0, 10 ** chance.randrange(3, 9)))
    return chance.randint(low, high)


def person(calculator: Calculator, chance: random.Random) -> dict[str, object]:
    """One exact value for every input."""
    return {takes.name: held(takes, chance) for takes in calculator.inputs}


def partly_known(
    calculator: Calculator, point: dict[str, object], chance: random.Random
) -> dict[str, Value]:
    """What may be known of `point`: about a third of the inputs only in part."""
    return {t.name: _partly(t, point[t.name], chance) for t in calculator.inputs}


def _partly(takes: Takes, exact: object, chance: random.Random) -> Value:
    is_vague = chance.random() < 0.3
    if isinstance(exact, (bool, str)):
        return None if is_vague else exact
    assert isinstance(exact, (int, tuple))
    if not is_vague:
        return exactly(exact)
    below, above = (chance.choice((0, 1, 3, 40)) for _ in range(2))
    if isinstance(exact, tuple):
        num, den = exact
        lo, hi = ((max(num - below, 0), den), (num + above, den))
    else:
        lo, hi = exact - below, exact + above
    return Ends(None if chance.random() < 0.15 else lo, None if chance.random() < 0.15 else hi)


def completions(
    calculator: Calculator, known: dict[str, Value], chance: random.Random
) -> Iterator[dict[str, object]]:
    """A few points that what is known allows for."""
    for _ in range(3):
        yield {t.name: _completed(t, known[t.name], chance) for t in calculator.inputs}


def _completed(takes: Takes, known: Value, chance: random.Random) -> object:
    if not isinstance(known, Ends):
        return held(takes, chance) if known is None else known
    if isinstance(takes.type, Ratio):
        return _completed_ratio(known, chance)
    lo, hi = known.lo, known.hi
    assert not isinstance(lo, tuple) and not isinstance(hi, tuple)
    low = lo if lo is not None else (hi if hi is not None else 0) - chance.choice((0, 5, 500))
    high = hi if hi is not None else low + chance.choice((0, 5, 500))
    return chance.randint(low, max(low, high))


def _completed_ratio(known: Ends, chance: random.Random) -> tuple[int, int]:
    lo, hi = known.lo, known.hi
    assert not isinstance(lo, int) and not isinstance(hi, int)
    if lo is None and hi is None:
        return (chance.randrange(3000), 1000)
    den = (lo or hi or (0, 1))[1]
    low = 0 if lo is None else lo[0]
    return (chance.randint(low, hi[0] if hi is not None else low + 5), den)
