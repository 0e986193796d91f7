"""Which firms and other units are there in the town, of what kind and size?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhiban.law import calendar
from zhiban.made_up import geography, known
from zhiban.made_up.dice import Dice, heaped
from zhiban.made_up.geography import Home
from zhiban.model.types import NEVER_DAY

KINDS = (
    "enterprise", "individual_business", "social_service", "law_firm", "accounting_firm",
    "social_group", "foundation", "other",
)  # fmt: skip
BY_KIND = heaped([88, 5, 2, 1.5, 1, 1, 0.5, 1])
#: Industries whose units are mostly public bodies or schools and hospitals.
PUBLIC = {"83": 0.5, "84": 0.5, "53": 0.0}
#: Brings the wages of the industries down to the city's mean wage.
WAGE_LEVEL = 0.83
#: Money columns are in fen: 10,000 yuan are so many.
FEN_PER_WAN = 1_000_000


@dataclass(slots=True)
class Firm:
    """Something made up that insures people. Months are numbers; `closed` is the last one alive."""

    id: str
    unit_type: str
    industry: known.Industry
    home: Home
    founded: int
    closed: int | None = None
    licence: str = "in_business"
    dispatch: bool = False
    #: How strongly it draws people who look for work; 0: nobody finds work here by chance.
    pull: float = 0.0
    wage_yuan: int = 6000
    #: Set where it is not worked out from the people insured.
    staff: int | None = None
    turnover_wan: int | None = None
    assets_wan: int | None = None
    size: str | None = ""
    #: Months in which nothing was paid for anybody.
    arrears: list[tuple[int, int]] = field(default_factory=list)
    pays_late: bool = False
    #: Lists of bad credit: kind, listed on, removed on (None: not known).
    listed: list[tuple[str, int | None, int | None]] = field(default_factory=list)
    is_cast: bool = False

    @property
    def district(self) -> str:
        """The code of its district."""
        return self.home.district.code

    def is_open(self, month: int) -> bool:
        """Whether it is there in a month."""
        return self.founded <= month and (self.closed is None or month <= self.closed)


def firms(numbers: Sequence[int], dice: Dice, mark: str = "虚构") -> list[Firm]:
    """One firm for each of `numbers`, with chance deciding everything about it; ids begin with
    `mark`. Firms are spread as people are."""
    kinds = known.industries()
    by_kind = heaped([i.weight for i in kinds])
    found = []
    for number in numbers:
        industry = dice.weighted(kinds, by_kind)
        unit_type = dice.weighted(KINDS, BY_KIND)
        if dice.chance(PUBLIC.get(industry.code, 0.0)):
            unit_type = "public_body"
        firm = Firm(
            f"{mark}E{number:06d}", unit_type, industry, geography.home(dice), known.FIRST_MONTH
        )  # fmt: skip
        firm.pull = industry.staff_pull * dice.factor(1.2)
        firm.wage_yuan = int(industry.wage * WAGE_LEVEL * dice.factor(0.2))
        firm.dispatch = industry.code == "72" and dice.chance(0.2)
        _live(firm, dice)
        _misbehave(firm, dice)
        found.append(firm)
    return found


def _live(firm: Firm, dice: Dice) -> None:
    """When it was founded and whether it has closed."""
    if dice.chance(0.3):
        firm.founded = dice.between(known.FIRST_MONTH + 1, known.LAST_MONTH - 8)
    if firm.unit_type != "public_body" and dice.chance(0.1):
        firm.closed = dice.between(firm.founded + 8, known.LAST_MONTH - 1) \
            if firm.founded + 8 < known.LAST_MONTH else None  # fmt: skip
    if firm.closed is not None:
        firm.licence = dice.pick(("deregistered", "deregistered", "deregistered", "revoked"))


def _misbehave(firm: Firm, dice: Dice) -> None:
    """Arrears, late payment and lists of bad credit."""
    if dice.chance(0.1):
        first = dice.between(firm.founded, known.LAST_PAID_MONTH)
        firm.arrears.append((first, first + dice.between(0, 5)))
    firm.pays_late = dice.chance(0.08)
    for kind, share in (("dishonest", 0.025), ("abnormal", 0.06)):
        if dice.chance(share):
            listed_on = calendar.first_day(dice.between(firm.founded, known.LAST_MONTH)) + 9
            removed_on = NEVER_DAY if dice.chance(0.5) else listed_on + dice.between(60, 700)
            firm.listed.append((kind, listed_on, min(removed_on, NEVER_DAY)))


def measure(firm: Firm, insured: int, dice: Dice) -> None:
    """Staff, turnover, assets and the size class on record, from the people insured last."""
    if firm.staff is None:
        firm.staff = insured + int(insured * 0.15 * dice.factor(0.8)) + dice.between(0, 2)
    if firm.turnover_wan is None:
        firm.turnover_wan = int(firm.staff * firm.industry.turnover * dice.factor(0.6))
    if firm.assets_wan is None:
        firm.assets_wan = int(firm.staff * firm.industry.assets * dice.factor(0.6))
    if firm.size == "" and firm.unit_type == "enterprise":
        steps = (("medium", 60), ("small", 12), ("micro", 0))
        firm.size = next(size for size, least in steps if firm.staff >= least)
    elif firm.size == "":
        firm.size = None
