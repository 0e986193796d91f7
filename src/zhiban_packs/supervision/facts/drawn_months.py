"""What do the rows say of one month of unemployment benefit?

Only months that an employer paid for an employee count, in the schemes of employees; a row that was
not joined to the person by an exact key proves nothing. Fee months are compared, not days of
payment: arrears of the former employer lie before the loss of the job.
"""

from zhiban.language import (
    Person,
    all_of,
    between,
    days_after,
    exact,
    fact,
    first_day,
    last_day,
    month_of,
    months_after,
)
from zhiban_packs.insurance.registers.benefits import Benefits
from zhiban_packs.supervision.registers.business_lump_sums import BusinessLumpSums as LumpSums
from zhiban_packs.supervision.registers.insured_months import InsuredMonths as Insured

_month = {"of": Benefits, "subject": Person}
_by_employer = Insured.of(Person).where(
    exact(Insured.match),
    Insured.payer.is_in("employer"),
    Insured.identity.is_in("employee"),
    Insured.scheme.is_in("110", "120", "210"),
)
_that_month = _by_employer.during(
    between(first_day(Benefits.for_month), last_day(Benefits.for_month))
)
_after_the_loss = months_after(first_day(month_of(Benefits.stopped_on)), 1)

insured_by_employer = fact(
    "supervision.insured_by_employer",
    "当月有用人单位以职工身份为其缴纳社会保险费",
    _that_month.exists(),
    title_en="an employer insured the person as an employee for the month",
    **_month,
)

months_insured_before = fact(
    "supervision.months_insured_before",
    "失业后、当月以前由用人单位参保的月数",
    _by_employer.during(between(_after_the_loss, days_after(first_day(Benefits.for_month), -1)))
    .months(Insured.for_month)
    .count(),
    title_en="months insured by an employer since the loss of the job and before this month",
    at_least=0,
    **_month,
)

left_already = fact(
    "supervision.left_already",
    "当月参保单位的劳动合同都已先行终止",
    all_of(
        _that_month.exists(),
        _that_month.every(Insured.contract_ended_on < first_day(Benefits.for_month)),
    ),
    title_en="the contract with every employer of the month had ended before",
    **_month,
)

lump_sum = fact(
    "supervision.lump_sum",
    "当月的失业保险金是创业一次性领取的",
    LumpSums.of(Person)
    .where(
        LumpSums.first_month <= Benefits.for_month,
        LumpSums.last_month >= Benefits.for_month,
    )
    .exists(),
    title_en="the benefit of the month was drawn at once to start a business",
    **_month,
)
