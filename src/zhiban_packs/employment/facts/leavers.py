"""What is known of a graduate without work who may ask for the job-seeking subsidy after leaving?

Whoever has applied is looked at on the day of the last application, whoever has not on the judged
day.
"""

from zhiban.language import (
    NEVER,
    Person,
    all_of,
    any_of,
    between,
    case,
    day,
    days_after,
    fact,
    last_months,
    months_after,
    reached,
    when,
)
from zhiban_packs.employment.facts.hired_persons import DIPLOMA_LEVELS
from zhiban_packs.employment.facts.places import REGISTERED_SINCE
from zhiban_packs.employment.facts.students import LISTS_BEGAN
from zhiban_packs.employment.registers.graduates import Graduates
from zhiban_packs.employment.registers.hardship import Hardship
from zhiban_packs.employment.registers.jobseekers import Jobseekers
from zhiban_packs.insurance.registers.applications import Applications
from zhiban_packs.insurance.registers.grants import Grants
from zhiban_packs.insurance.registers.persons import Persons

RULE = "graduate_jobseeking_subsidy_after_leaving"
#: 渝人社发〔2018〕174号: the year of the text, its day was not found. No application is older.
SUBSIDY_BEGAN = day("2018-01-01")
GROUPS = (
    "dibao_household", "zero_employment_household", "lifted_household", "disabled_household",
    "disabled_poor_household", "disabled", "special_hardship",
)  # fmt: skip

applied_on = fact(
    "leaver.applied_on",
    "离校后求职创业补贴申请日期（没有申请为 never）",
    Applications.of(Person)
    .since(SUBSIDY_BEGAN)
    .where(Applications.rule == RULE)
    .greatest(Applications.applied_on, if_none=NEVER),
    title_en="applied for the subsidy after leaving on",
)

household_district = fact(
    "leaver.household_district",
    "户籍地",
    Persons.of(Person).household_district,
    title_en="place of household registration",
)


def _last_certificate(window):
    return (
        Graduates.of(Person)
        .during(window)
        .where(Graduates.education_form.is_in("ordinary"), Graduates.level.is_in(DIPLOMA_LEVELS))
        .greatest(Graduates.graduated_on, if_none=NEVER)
    )


graduated_on = fact(
    "leaver.graduated_on",
    "此前两年内取得普通高校毕业证书的日期（没有为 never）",
    case(
        when(
            reached(applied_on),
            _last_certificate(between(months_after(applied_on, -24), applied_on)),
        ),
        otherwise=_last_certificate(last_months(25)),
    ),
    title_en="date of the last university certificate in two years",
)


def _on_the_day(begun, ended):
    """Whether a row holds on the day of the application, or today where there is none."""
    return any_of(
        all_of(reached(applied_on), begun <= applied_on, ended >= applied_on),
        all_of(~reached(applied_on), reached(begun), ~reached(days_after(ended, 1))),
    )


unemployed = fact(
    "leaver.unemployed",
    "在登记失业",
    Jobseekers.of(Person)
    .since(REGISTERED_SINCE)
    .where(_on_the_day(Jobseekers.registered_on, Jobseekers.cancelled_on))
    .exists(),
    title_en="registered as unemployed",
)

in_need = fact(
    "leaver.in_need",
    "属于低保、零就业、脱贫人口、残疾人家庭，或者是残疾人、特困人员",
    Hardship.of(Person)
    .since(LISTS_BEGAN)
    .where(Hardship.group.is_in(*GROUPS), _on_the_day(Hardship.from_on, Hardship.until_on))
    .exists(),
    title_en="belongs to one of the groups in need",
)

granted_before = fact(
    "leaver.granted_before",
    "此前已享受离校后求职创业补贴的次数",
    Grants.of(Person, by="person")
    .since(SUBSIDY_BEGAN)
    .where(Grants.rule == RULE, ~reached(Grants.reversed_on))
    .count(),
    title_en="subsidy after leaving had before",
    at_least=0,
)
