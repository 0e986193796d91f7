"""Who asked for a guaranteed start-up loan, who got one, and what else is owed?"""

from __future__ import annotations

from collections.abc import Sequence

from zhiban.made_up import known
from zhiban.made_up.book import Book
from zhiban.made_up.dice import Dice, heaped
from zhiban.made_up.firms import Firm
from zhiban.made_up.flexible import retires_on
from zhiban.made_up.known import day
from zhiban.made_up.people import Person
from zhiban.made_up.startups import Founder
from zhiban.model.types import NEVER_DAY

FIRST_DAY = day("2020-06-01")
DEBTS = (
    "housing", "car", "consumer", "credit_card", "student", "poverty_microcredit", "business",
    "other",
)  # fmt: skip
BY_DEBT = heaped([28, 18, 18, 14, 8, 4, 6, 4])
FEN_PER_YUAN = 100
#: What a bank adds to the prime rate, in millionths: mostly the points allowed, now and then more.
OVER_LPR = (-5_000, 0, 5_000, 5_000, 10_000, 15_000, 20_000, 25_000)


def loans(
    book: Book, folk: Sequence[Person], founders: Sequence[Founder], works: Sequence[Firm],
    dice: Dice,
) -> None:  # fmt: skip
    """Applications of founders and of small firms, debts of those who applied, loans given out."""
    grown = [p for p in folk if not p.is_cast and p.month_at(20) <= known.LAST_MONTH]
    for founder in founders:
        if dice.chance(0.6):
            _apply(book, founder, grown, dice)
    for firm in works:
        if not firm.is_cast and firm.unit_type == "enterprise" and dice.chance(0.25):
            _apply_as_firm(book, firm, dice)


def _apply(book: Book, founder: Founder, grown: Sequence[Person], dice: Dice) -> None:
    person = founder.person
    applied_on = max(FIRST_DAY, founder.registered_on + dice.between(-100, 900))
    if applied_on > known.LAST_DAY - 60:
        return
    spouse = dice.pick(grown) if dice.chance(0.55) else None
    if spouse is person:
        spouse = None
    district = person.district if dice.chance(0.9) else "500103"
    book.number(
        "loan_applications", person.id, applied_on, dice.pick((12, 24, 36, 36, 36, 48)),
        dice.between(2, 6) if dice.chance(0.15) else 1, district, dice.chance(0.93),
        dice.chance(0.1), spouse is not None, None if spouse is None else spouse.id,
        retires_on(person),
    )  # fmt: skip
    for borrower in (person, spouse):
        if borrower is not None and dice.chance(0.5):
            _owe(book, borrower, applied_on, dice)
    if dice.chance(0.6):
        yuan = dice.between(5, 50) * 10_000
        _lend(book, person.id, None, applied_on + dice.between(20, 60), district, yuan, dice)


def _owe(book: Book, person: Person, applied_on: int, dice: Dice) -> None:
    granted_on = applied_on - dice.between(30, 2000)
    repaid_on = NEVER_DAY if dice.chance(0.7) else granted_on + dice.between(200, 2500)
    kind = dice.weighted(DEBTS, BY_DEBT)
    yuan = dice.between(20, 900) * (1000 if kind == "housing" else 100)
    book.number("debts", person.id, kind, granted_on, repaid_on, yuan * FEN_PER_YUAN)


def _apply_as_firm(book: Book, firm: Firm, dice: Dice) -> None:
    applied_on = FIRST_DAY + dice.between(0, known.LAST_DAY - 60 - FIRST_DAY)
    staff = max(1, firm.staff or 1)
    book.number(
        "firm_loan_applications", firm.id, applied_on, staff,
        dice.between(0, max(1, staff * 3 // 10)), dice.pick((6, 12, 24, 36)), dice.chance(0.04),
        dice.chance(0.06),
    )  # fmt: skip
    if dice.chance(0.5):
        yuan = dice.between(5, 60) * 100_000
        on = applied_on + dice.between(20, 60)
        _lend(book, None, firm.id, on, firm.district, yuan, dice)


def _lend(
    book: Book, person_id: str | None, firm_id: str | None, contract_on: int, district: str,
    yuan: int, dice: Dice,
) -> None:  # fmt: skip
    lpr = known.office().lpr_on(contract_on)
    book.number(
        "startup_loans", person_id, firm_id, contract_on, district, yuan * FEN_PER_YUAN, lpr,
        lpr + dice.pick(OVER_LPR), dice.chance(0.06),
    )  # fmt: skip
