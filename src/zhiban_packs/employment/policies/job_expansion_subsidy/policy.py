"""Which employers get a lump sum for hiring a graduate or a registered young person?

Judged for each hire by the law of the day of the hire, so that one doubtful graduate never holds
up the money for the others.
"""

from zhiban.language import (
    Enterprise,
    Policy,
    age,
    all_of,
    any_of,
    article,
    case,
    counted_once,
    each,
    excludes,
    month_of,
    parameter,
    when,
    year_of,
)
from zhiban_packs.employment.facts import hires as facts
from zhiban_packs.employment.facts.firms import dispatch, unit_type
from zhiban_packs.employment.facts.hired_persons import DIPLOMA_LEVELS
from zhiban_packs.employment.policies.job_expansion_subsidy.basis import BASIS
from zhiban_packs.employment.registers.hires import Hires

SOCIAL_ORGANISATIONS = ("social_group", "foundation", "social_service")

year_hired = year_of(Hires.hired_on)
age_hired = age(facts.hire_born_on).on(Hires.hired_on, counting="on_the_day")

holds_diploma = all_of(
    facts.hire_education_form.is_in("ordinary"), facts.hire_education_level.is_in(DIPLOMA_LEVELS)
)
of_this_year = facts.hire_class_year == year_hired
# Counted by class, not by days: in 2023 the classes of 2021 and 2022.
without_job_since = all_of(
    facts.hire_class_year >= year_hired - parameter("years_out_max"),
    facts.hire_class_year <= year_hired - 1,
    facts.hire_first_insured_month >= month_of(Hires.hired_on),
)
# Completed years on the day of the hire; whether the city also counts by year of birth, as Jilin
# does, has not been seen, so whoever passes only that way stays unknown.
young_enough = any_of(
    age_hired <= parameter("youth_age_max"),
    all_of(
        parameter("counts_by_birth_year") == 1,
        year_hired - year_of(facts.hire_born_on) <= parameter("youth_age_max") + 1,
    ),
)
registered_youth = all_of(
    parameter("admits_youth") == 1,
    age_hired >= parameter("youth_age_min"),
    young_enough,
    facts.hire_registered_unemployed,
)
months_paid = case(
    when(parameter("insurances_needed") == 1, facts.hire_months_unemployment),
    otherwise=facts.hire_months_three,
)

job_expansion_subsidy = Policy(
    id="job_expansion_subsidy",
    title="一次性扩岗补助",
    title_en="One-off subsidy for hiring graduates and registered unemployed youth",
    subject=Enterprise,
    per=each(Hires),
    law_on=Hires.hired_on,
    basis=BASIS,
    lane="pay",
    entitled=[
        article(
            "employer", "", "招用单位是企业（2025年7月起含社会组织）",
            any_of(
                unit_type.is_in("enterprise"),
                all_of(
                    unit_type.is_in(SOCIAL_ORGANISATIONS),
                    parameter("admits_social_organisations") == 1,
                ),
            ),
            title_en="the employer is an enterprise, from July 2025 also a social organisation",
        ),
        article(
            "not_dispatch", "", "不是暂停享受的劳务派遣单位",
            any_of(~dispatch, parameter("shuts_out_dispatch") == 0),
            title_en="not a labour dispatch firm while these are shut out",
        ),
        article(
            "target_group", "",
            "被招用人是毕业年度或离校两年内未就业的普通高校毕业生，或登记失业的16—24岁青年",
            any_of(
                all_of(holds_diploma, any_of(of_this_year, without_job_since)), registered_youth
            ),
            title_en="graduate of the year, graduate up to two years out without a job, or "
            "registered unemployed aged 16 to 24",
        ),
        article(
            "contract", "", "签订劳动合同", Hires.contract, title_en="labour contract signed"
        ),
        article(
            "paid_in_full", "", "失业、工伤、职工养老保险足额缴费满规定月数（2022年只看失业保险）",
            months_paid >= parameter("months_paid_min"),
            title_en="unemployment, work-injury and pension insurance paid in full for enough "
            "months (2022: unemployment insurance joined)",
        ),
    ],
    amount=parameter("per_person"),
    counted_once=counted_once(Hires.person, event=Hires.hired_on),
    excludes=(
        excludes(
            "one_off_hiring_subsidy",
            over="same_counted_subject",
            law="重庆市2023年11月2日关于延续实施一次性扩岗补助的通知：同一人不重复享受",
        ),
    ),
    closes_when="为此人的补助已付到本单位，或已付给其他单位",
)  # fmt: skip
