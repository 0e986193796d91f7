"""Which hardship persons in flexible work get part of their own contributions back, each month?

Judged once per period in which the subsidy can be claimed, by the text in force on the day of the
claim; without a claim, on the last day to claim. Who belongs to the group is judged on the day the
subsidy was noted; what goes on or stops is judged month by month.
"""

from zhiban.language import (
    Person,
    Policy,
    age,
    all_of,
    any_of,
    article,
    at_most,
    case,
    each,
    excludes,
    instalments,
    last_day,
    months_between,
    parameter,
    ratio,
    when,
)
from zhiban_packs.employment.facts import flexible as facts
from zhiban_packs.employment.facts.places import CHONGQING
from zhiban_packs.employment.policies.flexible_contributions import (
    AFTER_LAST,
    FIRST,
    PAID,
    PAID_FEN,
    STOPS,
    goes_on,
    listed_form,
    paid_until,
    share_of_actual,
    started,
)
from zhiban_packs.employment.policies.flexible_insurance_subsidy_hardship.basis import BASIS
from zhiban_packs.employment.registers.flexible_periods import FlexiblePeriods as Periods
from zhiban_packs.insurance.facts.persons import born_on, household_district, sex

share = parameter("share")
age_noted = age(born_on).on(facts.noted_on, counting="on_the_day")
of_age_4050 = any_of(
    all_of(sex.is_in("1"), age_noted >= parameter("age_man")),
    all_of(sex.is_in("2"), age_noted >= parameter("age_woman")),
)
# "Less than five years" excludes five years: 60 full months are too many.
near_retirement = facts.months_to_retirement < parameter("near_retirement_months")
mean_fen = (PAID_FEN * ratio(1, PAID.count())).rounded(
    to="fen", how="half_up", law="按月平均，文件没有规定"
)
share_at_lowest_base = (at_most(mean_fen, parameter("lowest_base_month")) * share).rounded(
    to="fen", how="half_up", law="文件没有规定进位，付到分"
)

flexible_insurance_subsidy_hardship = Policy(
    id="flexible_insurance_subsidy_hardship",
    title="就业困难人员灵活就业社会保险补贴",
    title_en="Social insurance subsidy for hardship persons in flexible work",
    subject=Person,
    per=each(Periods),
    law_on=at_most(Periods.claimed_on, Periods.closes_on),
    basis=BASIS,
    lane="pay",
    entitled=[
        article(
            "household", "", "重庆户籍", household_district.is_in(CHONGQING),
            title_en="registered in a household of Chongqing",
        ),
        article(
            "group", "",
            "备案时是登记失业的4050人员、低保家庭或零就业家庭人员（2026年口径：脱贫人口或就业困难人员）",
            any_of(
                all_of(of_age_4050, facts.unemployed_before),
                facts.poor_household,
                all_of(facts.recognised, parameter("admits_every_category") == 1),
            ),
            title_en="at the note a registered unemployed man of 50 or woman of 40 and over, or of "
            "a household on living allowance or without work (2026: any hardship person)",
        ),
        listed_form(parameter("admits_couriers") == 1),
        article(
            "within_longest", "", "没有享受满最长期限；初次核定时距法定退休年龄不足5年的除外",
            any_of(near_retirement, facts.months_used_hardship < parameter("months_max")),
            title_en="the longest time is not used up, or retirement was near at the first award",
        ),
        *started(),
    ],
    instalments=instalments(
        first=Periods.first_month,
        months=months_between(FIRST, AFTER_LAST),
        longest=12,
        amount=lambda month: case(
            when(parameter("counts_lowest_base") == 1, share_at_lowest_base),
            otherwise=share_of_actual(month, share),
        ),
        continues=lambda month: (
            *goes_on(month),
            article(
                "within_longest", "", "不超过最长期限；初次核定时距法定退休年龄不足5年的到退休",
                any_of(
                    near_retirement,
                    facts.months_used_hardship + paid_until(last_day(month))
                    <= parameter("months_max"),
                ),
                title_en="within the longest time, or to retirement for those who were near it",
            ),
        ),
        stops=STOPS,
    ),
    excludes=(
        excludes(
            "flexible_insurance_subsidy_graduate",
            over="same_occasion",
            law="同一人同一月份只享受一项灵活就业社会保险补贴（凭记忆）",
        ),
    ),
    choice="subject",
    closes_when="所申报期间的补贴已到账，或最长期限已用完",
)  # fmt: skip
