"""Who was owed the unemployment allowance of 2020 to 2022, and for which months?

An ended law, judged for its own time: once per claim, by the law of the day of the claim. There
were two doors: the benefit ran out, or there was no right to one.
"""

from zhiban.language import (
    Person,
    Policy,
    all_of,
    any_of,
    article,
    at_least,
    case,
    each,
    excludes,
    first_day,
    instalments,
    month_of,
    months_after,
    parameter,
    when,
    year_of,
)
from zhiban_packs.insurance.facts import allowance_claims as facts
from zhiban_packs.insurance.policies.unemployment_allowance.basis import BASIS
from zhiban_packs.insurance.policies.unemployment_benefit.policy import AGAINST_WILL
from zhiban_packs.insurance.registers.allowance_claims import AllowanceClaims as Claims

month_claimed = month_of(Claims.applied_on)
year_claimed = year_of(Claims.applied_on)

benefit_ran_out = all_of(
    facts.benefit_ended_month >= parameter("benefit_ended_from"),
    facts.benefit_ended_month <= month_claimed,
    any_of(
        parameter("benefit_begun_in_year") == 0,
        year_of(first_day(facts.benefit_first_month)) == year_claimed,
    ),
)
# Who could have had the benefit and did not ask for it does not come in by the second door.
had_a_right = all_of(
    Claims.reason.is_in(AGAINST_WILL),
    any_of(
        facts.months_paid >= parameter("benefit_months_min"),
        facts.carried_months >= 1,
    ),
)
no_right_but_insured = all_of(
    ~had_a_right, facts.months_in_year >= parameter("months_in_year_min")
)  # fmt: skip

events = (
    facts.pension_drawn_on,
    facts.conscripted_on,
    facts.settled_abroad_on,
    facts.imprisoned_on,
    facts.died_on,
)

unemployment_allowance = Policy(
    id="unemployment_allowance",
    title="失业补助金（2020—2022年）",
    title_en="Unemployment allowance (2020-2022)",
    subject=Person,
    per=each(Claims),
    law_on=Claims.applied_on,
    basis=BASIS,
    lane="pay",
    entitled=[
        article(
            "door", "", "失业保险金在规定期间领取期满；或不能享受失业保险金而当年缴过费",
            any_of(benefit_ran_out, no_right_but_insured),
            title_en="the benefit ran out within the time set, or there is no right to one and "
            "insurance was paid in the year",
        ),
        article(
            "unemployed", "", "申领前一直处于失业状态",
            all_of(
                Claims.ended_on <= Claims.applied_on,
                month_of(facts.reemployed_on) >= month_claimed,
            ),
            title_en="unemployed without a break up to the claim",
        ),
        article(
            "not_stopped", "", "申领时没有发生停发的情形",
            all_of(*(event > Claims.applied_on for event in events)),
            title_en="no event that ends the allowance before the claim",
        ),
    ],
    instalments=instalments(
        first=case(
            when(
                facts.benefit_ended_month == month_claimed,
                month_of(months_after(first_day(month_claimed), 1)),
            ),
            otherwise=month_claimed,
        ),
        months=at_least(parameter("months_max") - facts.months_before, 0),
        longest=6,
        amount=lambda month: parameter("allowance_month"),
        continues=lambda month: (
            article(
                "not_with_benefit", "", "当月没有领取失业保险金",
                ~facts.benefit_months.includes(month),
                title_en="no unemployment benefit for the same month",
            ),
            article(
                "paid_out", "", "当年的月份，或次年继续发放",
                any_of(
                    year_of(first_day(month)) == year_claimed, parameter("runs_on_next_year") == 1
                ),
                title_en="a month of the year of the claim, or one still paid in the next",
            ),
        ),
        stops=(facts.reemployed_on, *events),
    ),
    excludes=(
        excludes(
            "temporary_living_allowance",
            over="year",
            law="人社部发〔2020〕40号（凭记忆）：与临时生活补助不重复享受",
        ),
    ),
    closes_when="应发各月均已到账，或停发情形已登记",
)  # fmt: skip
