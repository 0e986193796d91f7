"""Which recent graduates in flexible work get part of their own contributions back, each month?

Judged once per period in which the subsidy can be claimed, by the text in force on the day of the
claim; without a claim, on the last day to claim. Under the old text a period is a half-year and
a share of the contributions is paid; under the new one it is a year with a fixed sum.
"""

from zhiban.language import (
    Person,
    Policy,
    all_of,
    any_of,
    article,
    at_most,
    case,
    each,
    excludes,
    instalments,
    last_day,
    months_after,
    months_between,
    parameter,
    ratio,
    readings,
    when,
)
from zhiban_packs.employment.facts import flexible as facts
from zhiban_packs.employment.policies.flexible_contributions import (
    AFTER_LAST,
    FIRST,
    STOPS,
    goes_on,
    listed_form,
    paid_until,
    share_of_actual,
    started,
)
from zhiban_packs.employment.policies.flexible_insurance_subsidy_graduate.basis import BASIS
from zhiban_packs.employment.registers.flexible_periods import FlexiblePeriods as Periods

MONTHS_OF_YEAR = 12

day_of_claim = at_most(Periods.claimed_on, Periods.closes_on)
last_recent_day = months_after(facts.graduated_on, parameter("months_since_leaving_max"))
# The texts do not say on which day the two years must not be over.
recent = readings(
    facts.noted_on <= last_recent_day,
    day_of_claim <= last_recent_day,
    law="离校2年内以备案日还是申领日计",
)
flat_month = (parameter("flat_year") * ratio(1, MONTHS_OF_YEAR)).rounded(
    to="fen", how="half_up", law="每年的定额按月平均"
)

flexible_insurance_subsidy_graduate = Policy(
    id="flexible_insurance_subsidy_graduate",
    title="离校2年内未就业高校毕业生灵活就业社会保险补贴",
    title_en="Social insurance subsidy for recent graduates in flexible work",
    subject=Person,
    per=each(Periods),
    law_on=day_of_claim,
    basis=BASIS,
    lane="pay",
    entitled=[
        article(
            "group", "", "离校2年内的高校毕业生，备案以前登记过失业（不限户籍）",
            all_of(
                facts.graduated_on <= facts.noted_on, recent, facts.unemployed_before
            ),
            title_en="graduate within two years of leaving, registered as unemployed before the "
            "note, from anywhere",
        ),
        listed_form(parameter("admits_couriers") == 1),
        article(
            "unbroken", "", "连续缴费满规定月数（2026年口径）",
            any_of(
                parameter("months_unbroken_min") == 0,
                facts.months_unbroken >= parameter("months_unbroken_min"),
            ),
            title_en="contributions paid without a break for enough months (2026)",
        ),
        article(
            "within_longest", "", "没有享受满最长期限",
            facts.months_used_graduate < parameter("months_max"),
            title_en="the longest time is not used up",
        ),
        *started(),
    ],
    instalments=instalments(
        first=Periods.first_month,
        months=months_between(FIRST, AFTER_LAST),
        longest=MONTHS_OF_YEAR,
        amount=lambda month: case(
            when(parameter("pays_flat") == 1, flat_month),
            otherwise=share_of_actual(month, parameter("share")),
        ),
        continues=lambda month: (
            *goes_on(month),
            article(
                "within_longest", "", "不超过最长期限",
                facts.months_used_graduate + paid_until(last_day(month))
                <= parameter("months_max"),
                title_en="within the longest time",
            ),
        ),
        stops=STOPS,
    ),
    excludes=(
        excludes(
            "flexible_insurance_subsidy_hardship",
            over="same_occasion",
            law="同一人同一月份只享受一项灵活就业社会保险补贴（凭记忆）",
        ),
    ),
    choice="subject",
    closes_when="所申报期间的补贴已到账，或24个月已用完",
)  # fmt: skip
