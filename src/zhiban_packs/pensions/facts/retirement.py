"""When may, and when does, a person retire from the employees' scheme?"""

from zhiban.language import (
    Person,
    all_of,
    any_of,
    case,
    fact,
    first_day,
    fixed_month,
    month_of,
    months_between,
    when,
)
from zhiban_packs.insurance.facts.persons import born_on, sex
from zhiban_packs.pensions.calculators.payout_months import payout_months
from zhiban_packs.pensions.calculators.retirement_age import retirement_age
from zhiban_packs.pensions.registers.pension_records import PensionRecords

_records = PensionRecords.of(Person)

women_group = fact(
    "pensions.women_group", "女职工原法定退休年龄的类别", _records.women_group,
    title_en="women: by which original age",
)  # fmt: skip

_ages = retirement_age.of(born=month_of(born_on), sex=sex, women_group=women_group)

statutory_month = fact(
    "pensions.statutory_month", "法定退休年月", _ages["statutory"],
    title_en="statutory month of retirement",
)  # fmt: skip
_earliest, _latest = _ages["earliest"], _ages["latest"]

chosen_in = fact(
    "pensions.chosen_month", "选定的弹性退休年月（没有选为 never）", _records.chosen_in,
    title_en="month chosen for retirement",
)  # fmt: skip

_chose = chosen_in < fixed_month("9999-01")

retires_in = fact(
    "pensions.retirement_month", "退休年月（选定的，没有选为法定的）",
    case(when(_chose, chosen_in), otherwise=statutory_month),
    title_en="month of retirement: chosen, else statutory",
)  # fmt: skip

may_retire_then = fact(
    "pensions.may_retire_then", "退休年月在可选范围内，或经批准提前退休",
    any_of(all_of(retires_in >= _earliest, retires_in <= _latest), _records.special_early),
    title_en="the month lies in the range of choice, or early retirement was approved",
)  # fmt: skip

payout_tenths = fact(
    "pensions.payout_tenths", "个人账户养老金计发月数（十分之一月）",
    payout_months.of(
        age_months=months_between(first_day(month_of(born_on)), first_day(retires_in)),
        retires_in=retires_in,
    )["tenths"],
    title_en="payout months of the account, in tenths",
    at_least=0,
)  # fmt: skip
