"""What is known of the borrower of a guaranteed start-up loan that was paid out?"""

from zhiban.language import Person, between, days_after, fact, occasion
from zhiban_packs.employment.facts.places import REGISTERED_SINCE
from zhiban_packs.employment.registers.startup_loans import StartupLoans

loans_before = fact(
    "loan.loans_before",
    "此前获得创业担保贷款的次数",
    StartupLoans.of(Person)
    .during(between(REGISTERED_SINCE, days_after(occasion(StartupLoans.contract_on), -1)))
    .count(),
    title_en="guaranteed start-up loans before this one",
    at_least=0,
    of=StartupLoans,
    subject=Person,
)
