"""Who is owed unemployment benefit, for how many months, and how much each month?

Judged once per spell of unemployment, by the law in force when the job ended; each month is paid
at the rate of that month.
"""

from zhiban.language import (
    Person,
    Policy,
    all_of,
    article,
    at_most,
    case,
    day,
    each,
    fixed_code,
    instalments,
    month_of,
    parameter,
    reached,
    step,
    when,
)
from zhiban_packs.insurance.codes import CLAIMANT_GROUPS
from zhiban_packs.insurance.facts import spells as facts
from zhiban_packs.insurance.facts.persons import household_district
from zhiban_packs.insurance.policies.unemployment_benefit.basis import BASIS
from zhiban_packs.insurance.registers.unemployment_spells import UnemploymentSpells as Spells

#: 人力资源和社会保障部令第13号第13条: a closed list.
AGAINST_WILL = (
    "contract_expired",
    "employer_bankrupt",
    "employer_closed",
    "dismissed_for_fault",
    "dismissed_without_fault",
    "economic_layoff",
    "agreed_employer_proposed",
    "public_post_ended",
    "resigned_employer_at_fault",
    "other_against_will",
)
#: 城口、巫溪、酉阳、彭水.
DEEP_POVERTY_COUNTIES = ("500229", "500238", "500242", "500243")

# "Never registered" is later than every event; the article on registration alone says no to it.
registered_on = at_most(Spells.registered_on, day("9999-12-30"))
events = (
    facts.pension_drawn_on,
    facts.conscripted_on,
    facts.settled_abroad_on,
    facts.refused_offer_on,
    facts.imprisoned_on,
    facts.died_on,
)
group = case(
    when(
        all_of(household_district.is_in(DEEP_POVERTY_COUNTIES), ~Spells.transferred_in),
        fixed_code(CLAIMANT_GROUPS, "deep_poverty_county"),
    ),
    otherwise=fixed_code(CLAIMANT_GROUPS, "ordinary"),
)

unemployment_benefit = Policy(
    id="unemployment_benefit",
    title="失业保险金",
    title_en="Unemployment insurance benefit",
    subject=Person,
    per=each(Spells),
    law_on=Spells.ended_on,
    basis=BASIS,
    lane="pay",
    entitled=[
        article(
            "one_year_paid", "社会保险法45（1）", "失业前用人单位和本人缴纳失业保险费满一年",
            facts.months_paid >= parameter("months_min"),
            title_en="unemployment insurance paid for a year or more before the loss of the job",
        ),
        article(
            "against_will", "社会保险法45（2）", "非因本人意愿中断就业",
            Spells.reason.is_in(AGAINST_WILL),
            title_en="the job ended against the person's will",
        ),
        article(
            "registered", "社会保险法45（3）", "已办理失业登记，并有求职要求",
            all_of(reached(Spells.registered_on), Spells.wants_work),
            title_en="registered as unemployed and asking for work",
        ),
        article(
            "not_stopped", "社会保险法51", "登记时没有发生停止领取的情形",
            all_of(
                month_of(facts.reemployed_on) >= month_of(registered_on),
                *(event > registered_on for event in events),
            ),
            title_en="no event that ends the benefit before registration",
        ),
    ],
    instalments=instalments(
        first=month_of(Spells.registered_on),
        months=at_most(
            step(facts.months_paid, parameter("months_scale")) + facts.carried_months,
            parameter("months_max"),
        ),
        longest=24,
        amount=lambda month: parameter("benefit_month", on=month, group=group),
        stops=(facts.reemployed_on, *events),
    ),
    closes_when="应发各月均已到账，或停发情形已登记",
)  # fmt: skip
