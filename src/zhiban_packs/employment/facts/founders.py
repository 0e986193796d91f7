"""What is known of a founder and the business, at a call for the one-off start-up subsidy?

Who belongs to a group is asked on the day the business was registered.
"""

from zhiban.language import (
    NEVER,
    Enterprise,
    Household,
    Person,
    all_of,
    any_of,
    between,
    day,
    days_after,
    fact,
    first_day,
    last_day,
    month_of,
    months_after,
    reached,
    unknown,
)
from zhiban_packs.employment.facts.hired_persons import DIPLOMA_LEVELS
from zhiban_packs.employment.facts.places import GROUPS_SINCE, REGISTERED_SINCE
from zhiban_packs.employment.registers.graduates import Graduates
from zhiban_packs.employment.registers.hardship_recognitions import HardshipRecognitions
from zhiban_packs.employment.registers.household_members import HouseholdMembers
from zhiban_packs.employment.registers.jobseekers import Jobseekers
from zhiban_packs.employment.registers.key_groups import KeyGroups
from zhiban_packs.employment.registers.startup_calls import StartupCalls
from zhiban_packs.employment.registers.startups import Startups
from zhiban_packs.insurance.registers.contributions import Contributions
from zhiban_packs.insurance.registers.grants import Grants

#: 国办发〔2019〕10号: by the end of 2019 maternity insurance was merged with medical insurance
#: (the day in Chongqing from memory); since then four kinds stand for the five.
MERGED = day("2020-01-01")
#: The subsidy began with 渝人社发〔2018〕117号: no grant is older.
GRANTED_SINCE = day("2018-01-01")

_call = {"of": StartupCalls, "subject": Person}
_startup = (
    Startups.of(Person)
    .since(REGISTERED_SINCE)
    .where(Startups.startup_id == StartupCalls.startup_id)
)  # fmt: skip

kind = fact(
    "startup.kind", "主体类型", _startup.last(Startups.kind, if_none=unknown),
    title_en="kind of business", **_call,
)  # fmt: skip
size = fact(
    "startup.size", "企业规模（认定）", _startup.last(Startups.size, if_none=unknown),
    title_en="size class", **_call,
)  # fmt: skip
first = fact(
    "startup.first", "首次创业", _startup.last(Startups.first, if_none=unknown),
    title_en="the founder's first business", **_call,
)  # fmt: skip
registered_on = fact(
    "startup.registered_on", "注册登记日期", _startup.last(Startups.registered_on, if_none=unknown),
    title_en="registered on", **_call,
)  # fmt: skip
closed_on = fact(
    "startup.closed_on", "注销或停业日期（仍在经营为 never）",
    _startup.last(Startups.closed_on, if_none=unknown),
    title_en="closed on", **_call,
)  # fmt: skip

_groups = (
    KeyGroups.of(Person)
    .during(between(GROUPS_SINCE, registered_on))
    .where(KeyGroups.until_on >= registered_on)
)
key_group = fact(
    "startup.key_group",
    "创办时是复员转业退役军人或去产能企业职工",
    _groups.where(KeyGroups.group.is_in("veteran", "overcapacity")).exists(),
    title_en="retired soldier or worker of a firm cutting overcapacity at the founding",
    **_call,
)
rural = fact(
    "startup.rural",
    "创办时是农村自主创业人员",
    _groups.where(KeyGroups.group.is_in("rural_founder")).exists(),
    title_en="rural founder at the founding",
    **_call,
)
hardship = fact(
    "startup.hardship",
    "创办时认定为低保、零就业家庭、脱贫人口或残疾的就业困难人员",
    HardshipRecognitions.of(Person)
    .during(between(REGISTERED_SINCE, registered_on))
    .where(
        HardshipRecognitions.ended_on >= registered_on,
        HardshipRecognitions.category.is_in(
            "dibao", "zero_employment", "poverty_alleviated", "disabled"
        ),
    )
    .exists(),
    title_en="recognised at the founding as on living allowance, of a household without work, "
    "lifted out of poverty or disabled",
    **_call,
)
unemployed_before = fact(
    "startup.unemployed_before",
    "创办以前登记过失业",
    Jobseekers.of(Person).during(between(REGISTERED_SINCE, registered_on)).exists(),
    title_en="was registered as unemployed before the founding",
    **_call,
)
graduated_on = fact(
    "startup.graduated_on",
    "创办前十年内取得高校（含技师学院高级工班）毕业证书的日期（没有为 never）",
    Graduates.of(Person)
    .during(between(months_after(registered_on, -120), registered_on))
    .where(
        any_of(
            Graduates.education_form.is_in("technician_college"),
            all_of(
                Graduates.education_form.is_in("ordinary"), Graduates.level.is_in(DIPLOMA_LEVELS)
            ),
        )
    )
    .greatest(Graduates.graduated_on, if_none=NEVER),
    title_en="date of the last certificate of a university or technician college in ten years",
    **_call,
)

_closing = between(
    first_day(month_of(StartupCalls.closes_on)), last_day(month_of(StartupCalls.closes_on))
)
_staff = (
    Contributions.of(Enterprise)
    .during(_closing)
    .where(Contributions.person != StartupCalls.person, Contributions.fully_paid)
)


def _insured(scheme: str):
    """How many of the staff are insured in a scheme."""
    return _staff.where(Contributions.scheme.is_in(scheme)).distinct(Contributions.person)


unit_staff = fact(
    "startup.unit_staff",
    "申报截止当月为创办人以外职工缴费的人数",
    _staff.distinct(Contributions.person),
    title_en="staff besides the founder insured in the month the call closes",
    at_least=0,
    of=StartupCalls,
    subject=Enterprise,
)
unit_five_kinds = fact(
    "startup.unit_five_kinds",
    "为这些职工缴纳了全部五险（2020年起生育并入医疗）",
    all_of(
        *(_insured(scheme) >= unit_staff for scheme in ("110", "310", "210", "410")),
        any_of(StartupCalls.closes_on >= MERGED, _insured("510") >= unit_staff),
    ),
    title_en="all five kinds of insurance paid for that staff",
    of=StartupCalls,
    subject=Enterprise,
)
staff = fact(
    "startup.staff",
    "申报截止当月创办人以外的参保职工人数",
    StartupCalls.enterprise[unit_staff],
    title_en="staff besides the founder",
    at_least=0,
    **_call,
)
five_kinds = fact(
    "startup.five_kinds",
    "为职工缴纳了养老、医疗、失业、工伤、生育保险",
    StartupCalls.enterprise[unit_five_kinds],
    title_en="all five kinds of insurance paid for the staff",
    **_call,
)

received = fact(
    "startup.received",
    "本人领过一次性创业补助",
    Grants.of(Person, by="person")
    .since(GRANTED_SINCE)
    .where(Grants.rule == "one_off_startup_subsidy", ~reached(Grants.reversed_on))
    .exists(),
    title_en="has been granted the one-off start-up subsidy",
)
_present = (reached(HouseholdMembers.from_on), ~reached(days_after(HouseholdMembers.until_on, 1)))
household_receivers = fact(
    "household.startup_receivers",
    "户内领过一次性创业补助的人数",
    HouseholdMembers.of(Household)
    .since(GROUPS_SINCE)
    .where(*_present, HouseholdMembers.person[received])
    .distinct(HouseholdMembers.person),
    title_en="members of the household who have been granted the start-up subsidy",
    at_least=0,
)
receivers_at_home = fact(
    "startup.receivers_at_home",
    "本户（含配偶）领过一次性创业补助的人数",
    HouseholdMembers.of(Person)
    .since(GROUPS_SINCE)
    .where(*_present)
    .last(HouseholdMembers.household, by=HouseholdMembers.from_on, if_none=unknown)[
        household_receivers
    ],
    title_en="members of the person's household who have been granted the start-up subsidy",
    at_least=0,
)
