"""Which cases of founders, loans and interest must be in every town?"""

from __future__ import annotations

from zhiban.made_up.cast import Cast
from zhiban.made_up.firms import Firm
from zhiban.made_up.known import day
from zhiban.made_up.people import Person
from zhiban.model.types import NEVER_DAY

#: Calls close on this day; loans are asked for and given out on these. In July 2025 the register of
#: the unemployed has a hole, so loans are asked for in June.
CLOSES, APPLIED, CONTRACT = day("2025-03-31"), day("2025-06-20"), day("2025-07-10")
FAR_OFF = day("2048-01-01")
YUAN = 100


def plant(cast: Cast) -> None:
    """Founders in a call, and borrowers: persons and small firms."""
    _founders(cast)
    _borrowers(cast)
    _firms(cast)
    _interest(cast)


def _founders(cast: Cast) -> None:
    three, two = cast.firm("52"), cast.firm("52")
    cast.staff(three, 3)
    cast.staff(two, 2)

    def founded(
        case_id: str, *, unit: Firm = three, registered_on: str = "2023-06-01",
        first: bool | None = True, closed_on: int = NEVER_DAY, kind: str = "individual_business",
    ) -> Person:  # fmt: skip
        person = cast.person("1985-09-09")
        cast.book.add("key_groups", person.id, "veteran", day("2015-12-01"), NEVER_DAY)
        number = cast.book.number(
            "startups", person.id, kind, "micro", first, day(registered_on), closed_on
        )
        cast.book.add("startup_calls", number, person.id, unit.id, CLOSES - 60, CLOSES)
        cast.plays(case_id, person, occasion=f"{number}/2025-03-31")
        return person

    founded("founder_with_three")
    founded("founder_of_a_year", registered_on="2024-03-31")
    founded("founder_with_two", unit=two)
    founded("founder_a_day_short", registered_on="2024-04-01")
    founded("founder_closed", closed_on=day("2025-03-01"))
    founded("founder_first_in_doubt", first=None)


def _borrowers(cast: Cast) -> None:
    """Applications of 20 June 2025, by the text of that month."""

    def asked(
        case_id: str, *, group: str | None = "veteran", partners: int = 1,
        real: bool | None = True, married: bool | None = False, debt: str | None = None,
        debt_yuan: int = 0,
    ) -> None:  # fmt: skip
        person = cast.person("1988-01-20", sex="1")
        if group is not None:
            cast.book.add("key_groups", person.id, group, day("2015-12-01"), NEVER_DAY)
        cast.book.number(
            "startups", person.id, "enterprise", "micro", True, APPLIED - 200, NEVER_DAY
        )
        if debt is not None:
            cast.book.number("debts", person.id, debt, APPLIED - 300, NEVER_DAY, debt_yuan * YUAN)
        number = cast.book.number(
            "loan_applications", person.id, APPLIED, 36, partners, "500112", real, False, married,
            None, FAR_OFF,
        )  # fmt: skip
        cast.plays(case_id, person, occasion=number)

    asked("loan_alone")
    asked("loan_of_two_partners", partners=2)
    asked("loan_consumer_debt_at_the_limit", debt="consumer", debt_yuan=50_000)
    asked("loan_consumer_debt_above", debt="consumer", debt_yuan=50_001)
    asked("loan_without_a_group", group=None)
    asked("loan_project_not_real", real=False)
    asked("loan_marriage_in_doubt", married=None)


def _firms(cast: Cast) -> None:
    def asked(
        case_id: str, staff: int, new: int, *, contract: int = 12, owes: bool | None = False
    ) -> None:
        firm = cast.firm("65", size="small", staff=staff)
        cast.staff(firm, 1)
        number = cast.book.number(
            "firm_loan_applications", firm.id, APPLIED, staff, new, contract, False, owes
        )
        cast.plays(case_id, firm, occasion=number)

    asked("firm_loan_two_of_twenty", 20, 2)
    asked("firm_loan_one_of_twenty", 20, 1)
    asked("firm_loan_five_of_101", 101, 6)
    asked("firm_loan_short_contract", 20, 2, contract=11)
    asked("firm_loan_arrears_in_doubt", 20, 2, owes=None)


def _interest(cast: Cast) -> None:
    """Loans of 10 July 2025; half of the interest of a year, at no more than the rate allowed."""
    firm = cast.firm("65")

    def lent(
        case_id: str, rate: int, *, to_firm: bool, yuan: int = 100_000, on: int = CONTRACT,
        lpr: int = 30_000, irregular: bool | None = False,
    ) -> None:  # fmt: skip
        person = None if to_firm else cast.person("1986-10-02")
        number = cast.book.number(
            "startup_loans", person.id if person else None, firm.id if to_firm else None, on,
            "500112", yuan * YUAN, lpr, rate, irregular,
        )  # fmt: skip
        cast.plays(case_id, person or firm, occasion=number)

    lent("interest_at_the_limit", 35_000, to_firm=False)
    lent("interest_above", 35_001, to_firm=False)
    lent("interest_overdue", 35_000, to_firm=False, irregular=True)
    lent("interest_regular_in_doubt", 35_000, to_firm=False, irregular=None)
    lent("firm_interest_at_the_limit", 35_000, to_firm=True, yuan=1_000_000)
    lent("firm_interest_above", 35_001, to_firm=True)
    lent("firm_interest_of_2024", 40_000, to_firm=True, on=day("2024-06-01"), lpr=34_500)
