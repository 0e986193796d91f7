"""What is known of a student who may ask for the job-seeking subsidy in school?

Each fact is about one enrolment. Whoever has applied is looked at on that day, whoever has not on
the judged day.
"""

from zhiban.language import (
    NEVER,
    Person,
    all_of,
    any_of,
    day,
    days_after,
    fact,
    months_after,
    reached,
)
from zhiban_packs.employment.registers.hardship import Hardship
from zhiban_packs.employment.registers.student_loans import StudentLoans
from zhiban_packs.employment.registers.students import Students
from zhiban_packs.insurance.registers.applications import Applications
from zhiban_packs.insurance.registers.grants import Grants

RULE = "graduate_jobseeking_subsidy"
#: From memory: 国办发〔2013〕35号 opened the subsidy. Nobody was granted one before.
SUBSIDY_BEGAN = day("2013-05-16")
#: From memory: 社会救助 lists of today's kinds; no list in force is older.
LISTS_BEGAN = day("1997-09-02")

_student = {"of": Students, "subject": Person}

applied_on = fact(
    "student.applied_on",
    "求职补贴申请日期（没有申请为 never）",
    Applications.of(Person)
    .since(months_after(Students.graduates_on, -24))
    .where(Applications.rule == RULE, Applications.occasion == Students.student_id)
    .least(Applications.applied_on, if_none=NEVER),
    title_en="applied for the subsidy on",
    **_student,
)


def _on_the_day(begun, ended):
    """Whether a row holds on the day of the application, or today where there is none."""
    return any_of(
        all_of(reached(applied_on), begun <= applied_on, ended >= applied_on),
        all_of(~reached(applied_on), reached(begun), ~reached(days_after(ended, 1))),
    )


def _group(code: str, title: str, title_en: str):
    rows = Hardship.of(Person).since(LISTS_BEGAN).where(Hardship.group.is_in(code))
    listed = rows.where(_on_the_day(Hardship.from_on, Hardship.until_on)).exists()
    return fact(f"student.{code}", title, listed, title_en=title_en, **_student)


dibao_household = _group("dibao_household", "低保家庭", "household on minimum living allowance")
disabled_poor_household = _group(
    "disabled_poor_household", "贫困残疾人家庭", "poor household with a disabled member"
)
lifted_household = _group(
    "lifted_household", "脱贫人口家庭", "household lifted out of poverty"
)  # fmt: skip
special_hardship = _group("special_hardship", "特困人员", "person in special hardship")
disabled = _group("disabled", "残疾人", "disabled person")
monitored_household = _group(
    "monitored_household", "防止返贫监测对象家庭", "household monitored against poverty"
)
zero_employment_household = _group(
    "zero_employment_household", "零就业家庭", "household without anyone in work"
)

_ten_years_before = months_after(Students.graduates_on, -120)
_loans = (
    StudentLoans.of(Person)
    .since(_ten_years_before)
    .where(StudentLoans.kind.is_in("campus", "home_place"))
)

state_student_loan = fact(
    "student.state_student_loan",
    "获得国家助学贷款",
    _loans.where(
        any_of(StudentLoans.granted_on <= applied_on, ~reached(applied_on))
    ).exists(),
    title_en="was granted a state student loan",
    **_student,
)  # fmt: skip

_granted = (
    Grants.of(Person, by="person")
    .since(SUBSIDY_BEGAN)
    .where(Grants.rule == RULE, ~reached(Grants.reversed_on))
)

granted_on = fact(
    "student.granted_on",
    "本次求职补贴审定日期（没有审定为 never）",
    _granted.where(Grants.occasion == Students.student_id).least(Grants.granted_on, if_none=NEVER),
    title_en="subsidy granted on",
    **_student,
)

granted_before = fact(
    "student.granted_before",
    "此前已享受求职补贴的次数",
    _granted.where(Grants.occasion != Students.student_id, Grants.granted_on < granted_on).count(),
    title_en="job-seeking subsidies had before",
    at_least=0,
    **_student,
)
