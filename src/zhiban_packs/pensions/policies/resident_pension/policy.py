"""Who may draw the monthly pension of the residents' scheme, and how much is it in that month?

Judged month by month: the first is the month after the one of the sixtieth birthday.
"""

from zhiban.language import (
    Person,
    Policy,
    any_of,
    article,
    each_month,
    month_of,
    months_after,
    parameter,
    this_month,
)
from zhiban_packs.insurance.codes import DISTRICTS
from zhiban_packs.insurance.facts.persons import born_on, household_district
from zhiban_packs.pensions.calculators.resident_pension import resident_pension
from zhiban_packs.pensions.facts import records
from zhiban_packs.pensions.policies.resident_pension.basis import BASIS

#: Districts and counties of the city.
OF_THE_CITY = tuple(code for code in DISTRICTS.codes if code.startswith("50"))
SIXTY_YEARS_MONTHS = 60 * 12

pension = resident_pension.of(
    month=this_month,
    born=month_of(born_on),
    months_paid=records.resident_months_paid,
    back_paid_months=records.resident_back_paid_months,
    has_only_child=records.has_only_child,
    account_fen=records.resident_account_fen,
    basic_fen=parameter("basic_month"),
    divisor_months=parameter("account_divisor"),
    age_step_fen=parameter("age_step"),
    year_step_fen=parameter("year_step"),
    only_child_step_fen=parameter("only_child_step"),
    part_unit_fen=parameter("part_unit"),
)

policy = Policy(
    id="resident_pension",
    title="城乡居民基本养老金",
    title_en="Monthly pension of the residents' scheme",
    subject=Person,
    per=each_month(open_for_months=1),
    law_on=this_month.first_day,
    basis=BASIS,
    lane="prefill",
    entitled=[
        article(
            "of_the_city", "国发〔2014〕8号三", "户籍在本市",
            household_district.is_in(OF_THE_CITY),
            title_en="household registered in this city",
        ),
        article(
            "sixty", "国发〔2014〕8号七", "年满六十周岁，从次月起",
            this_month > month_of(months_after(born_on, SIXTY_YEARS_MONTHS)),
            title_en="sixty years old, from the month after",
        ),
        article(
            "fifteen_years", "国发〔2014〕8号七", "累计缴费满十五年，或依规定不必缴满",
            any_of(
                records.resident_months_paid >= parameter("full_months"),
                records.resident_need_not_fill_up,
            ),
            title_en="fifteen years paid, or fewer where the text says so",
        ),
        article(
            "no_other_pension", "国发〔2014〕8号七", "没有领取职工或机关事业单位养老金",
            ~records.draws_other_pension,
            title_en="no pension of another basic scheme is drawn",
        ),
    ],
    amount=pension["total_fen"],
    closes_when="当月居民养老金已发放",
)  # fmt: skip
