"""Who gets a lump sum for a vocational certificate obtained while insured or drawing benefit?

Judged once per certificate, by the law of the day it was issued; how often in a year, by the year
of the application. What other grants leave is said apart (`payable`).
"""

from zhiban.language import (
    Person,
    Policy,
    age,
    all_of,
    any_of,
    article,
    at_least,
    at_most_times,
    case,
    days_after,
    each,
    excludes,
    in_time,
    month_of,
    months_after,
    parameter,
    reached,
    readings,
    when,
    working_days_after,
)
from zhiban_packs.insurance.facts import certificates as facts
from zhiban_packs.insurance.facts.persons import born_on, sex
from zhiban_packs.insurance.facts.retirement import retirement_month
from zhiban_packs.insurance.policies.skill_upgrade_subsidy.basis import BASIS
from zhiban_packs.insurance.registers.certificates import Certificates

YEARLY_LAW = "2025年关于延续实施失业保险稳岗惠民政策措施的通知：每年一次，急需紧缺职业再加两次"

issued_on = Certificates.issued_on
age_when_issued = age(born_on).on(issued_on, counting="on_the_day")
of_working_age = any_of(
    age_when_issued < parameter("age_earliest", sex=sex),
    all_of(
        age_when_issued <= parameter("age_latest", sex=sex),
        month_of(issued_on) <= retirement_month,
    ),
)
# Nobody applies before the certificate is there, even where the day of applying is not known.
day_applied = at_least(facts.applied_on, issued_on)
# Early in 2023 nobody could know that the relaxed terms would go on.
relaxed = parameter("relaxed_when_applied", on=day_applied) == 1

# 民法典第202、203条: the corresponding day, or the next working day where that is a day off.
last_day_to_apply = working_days_after(
    days_after(months_after(issued_on, parameter("window_months")), -1), 1
)
applied = reached(facts.applied_on)

urgent = Certificates.demand.is_in("very_short")
per_year = parameter("per_year", on=day_applied)
per_year_urgent = parameter("per_year_urgent", on=day_applied)
# Whether the city's "short" is the circular's "urgently short", and whether a certificate of such
# an occupation uses up the one grant open to all, the texts seen do not say.
allowed = case(
    when(urgent, per_year_urgent),
    when(Certificates.demand.is_in("short"), readings(per_year, per_year_urgent, law=YEARLY_LAW)),
    otherwise=per_year,
)
used_up = case(
    when(any_of(urgent, per_year_urgent == per_year), facts.granted_this_year),
    otherwise=readings(facts.granted_this_year, facts.ordinary_granted_this_year, law=YEARLY_LAW),
)

skill_upgrade_subsidy = Policy(
    id="skill_upgrade_subsidy",
    title="参保职工技能提升补贴",
    title_en="Skill upgrade subsidy for insured employees",
    subject=Person,
    per=each(Certificates),
    law_on=issued_on,
    basis=BASIS,
    lane="prefill",
    entitled=[
        article(
            "who", "一", "取证时是本市参保企业的在职职工，在法定劳动年龄内；或正在领取失业保险金",
            any_of(
                all_of(facts.insured_by_enterprise, of_working_age),
                all_of(parameter("admits_drawers") == 1, relaxed, facts.drawing_benefit),
            ),
            title_en="employed and insured by an enterprise of the city and of working age when "
            "the certificate was issued, or drawing unemployment benefit",
        ),
        article(
            "months_paid", "一（一）", "累计缴纳失业保险费满规定月数",
            any_of(
                facts.months_paid >= parameter("months_paid_standing"),
                all_of(relaxed, facts.months_paid >= parameter("months_paid_min")),
            ),
            title_en="enough months of unemployment insurance paid in all",
        ),
        article(
            "certificate", "一（二）",
            "五级、四级或三级的技能人员职业资格证书或职业技能等级证书，全国联网可以查到",
            all_of(
                Certificates.kind.is_in("skill_level", "skilled_qualification"),
                Certificates.level.is_in("5", "4", "3"),
                Certificates.verified,
            ),
            title_en="skill level certificate or skilled workers' qualification of level 5, 4 or "
            "3, found in the national database",
        ),
        article(
            "applied", "二（一）", "已经申领", applied, title_en="applied for", near=True
        ),
        article(
            "in_time", "二（一）", "证书核发之日起规定月数内申领",
            any_of(
                in_time(facts.applied_on, last_day_to_apply),
                all_of(~applied, ~reached(days_after(last_day_to_apply, 1))),
            ),
            title_en="applied for within the months allowed, or still time to do so",
        ),
        article(
            "first_of_its_kind", "", "同一职业（工种）的同级或更高等级没有先享受过补贴",
            ~facts.same_or_higher_granted,
            title_en="no subsidy before for the same or a higher level of the occupation",
        ),
    ],
    amount=case(
        when(
            Certificates.level.is_in("5"), parameter("amount_level_5", demand=Certificates.demand)
        ),
        when(
            Certificates.level.is_in("4"), parameter("amount_level_4", demand=Certificates.demand)
        ),
        otherwise=parameter("amount_level_3", demand=Certificates.demand),
    ),
    at_most=at_most_times(allowed, granted=used_up, law=YEARLY_LAW),
    excludes=(
        excludes(
            "vocational_training_subsidy",
            over="same_occasion",
            law="人社部发〔2024〕40号：技能提升补贴和职业培训补贴不得重复享受",
        ),
    ),
    closes_when="本证书的补贴已到账",
)  # fmt: skip
