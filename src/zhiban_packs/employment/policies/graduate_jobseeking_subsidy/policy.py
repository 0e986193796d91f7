"""Which students in need get a lump sum for looking for work in their last school year?

Judged once per enrolment, by the law of the day of the application. Once in a lifetime: what an
earlier grant leaves is said apart (`payable`).
"""

from zhiban.language import (
    Person,
    Policy,
    all_of,
    any_of,
    article,
    at_most,
    at_most_times,
    case,
    days_after,
    each,
    first_of_year,
    fixed_code,
    months_after,
    parameter,
    reached,
    when,
    year_of,
)
from zhiban_packs.employment.codes import APPLICANT_GROUPS
from zhiban_packs.employment.facts import students as facts
from zhiban_packs.employment.policies.graduate_jobseeking_subsidy.basis import BASIS
from zhiban_packs.employment.registers.students import Students
from zhiban_packs.insurance.codes import DISTRICTS

#: GB/T 2260: the city's own districts and counties.
IN_THE_CITY = tuple(code for code in DISTRICTS.codes if code.startswith("50"))

applied = reached(facts.applied_on)
school_year_begins = months_after(
    first_of_year(year_of(Students.graduates_on) - 1),
    parameter("school_year_begins_month", on=Students.graduates_on) - 1,
)
school_year_ends = days_after(months_after(school_year_begins, 12), -1)

listed = any_of(
    facts.dibao_household,
    facts.disabled_poor_household,
    facts.lifted_household,
    facts.special_hardship,
    facts.disabled,
    facts.state_student_loan,
)
added = any_of(facts.monitored_household, facts.zero_employment_household)
group = case(
    when(listed, fixed_code(APPLICANT_GROUPS, "listed")),
    otherwise=fixed_code(APPLICANT_GROUPS, "added"),
)

graduate_jobseeking_subsidy = Policy(
    id="graduate_jobseeking_subsidy",
    title="在校求职创业补贴",
    title_en="Job-seeking subsidy for students in their graduating year",
    subject=Person,
    per=each(Students),
    law_on=at_most(facts.applied_on, school_year_ends),
    basis=BASIS,
    lane="prefill",
    entitled=[
        article(
            "school", "", "在本市高校、中等职业学校、技工院校就读",
            all_of(
                Students.school_district.is_in(IN_THE_CITY),
                parameter("admits_school", school=Students.school_type) == 1,
            ),
            title_en="at a university, vocational or technical school in the city",
        ),
        article(
            "graduating_year", "", "在毕业学年内",
            any_of(
                all_of(
                    facts.applied_on >= school_year_begins, facts.applied_on <= school_year_ends
                ),
                all_of(
                    ~applied, reached(school_year_begins), ~reached(days_after(school_year_ends, 1))
                ),
            ),
            title_en="in the graduating school year",
        ),
        article(
            "seeks_work", "", "有就业创业意愿并积极求职创业", Students.seeks_work,
            title_en="wants to work or start a business and is looking actively",
        ),
        article(
            "group", "", "属于至少一类困难家庭或困难人员",
            any_of(listed, all_of(added, parameter("admits_group", group=group) == 1)),
            title_en="belongs to at least one of the groups in need",
        ),
        article("applied", "", "已经申请", applied, title_en="applied for", near=True),
    ],
    amount=parameter("amount"),
    at_most=at_most_times(
        1, granted=facts.granted_before, law="渝人社发〔2020〕1号：每人一次，属于几类也只有一次"
    ),
    closes_when="求职补贴已到账",
)  # fmt: skip
