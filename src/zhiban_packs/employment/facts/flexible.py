"""What is known of a person in flexible work, for one period in which the subsidy can be claimed?

Months and money count only for months after the one in which the subsidy was noted (补贴备案); the
money only for months in which both insurances were paid.
"""

from zhiban.language import (
    NEVER,
    Person,
    between,
    case,
    days_after,
    fact,
    first_day,
    last_day,
    month_of,
    months_after,
    months_between,
    reached,
    unknown,
    when,
)
from zhiban_packs.employment.facts.hired_persons import DIPLOMA_LEVELS
from zhiban_packs.employment.facts.places import REGISTERED_SINCE
from zhiban_packs.employment.registers.flexible_periods import FlexiblePeriods as Periods
from zhiban_packs.employment.registers.flexible_registrations import FlexibleRegistrations as Flex
from zhiban_packs.employment.registers.graduates import Graduates
from zhiban_packs.employment.registers.hardship_recognitions import HardshipRecognitions
from zhiban_packs.employment.registers.jobseekers import Jobseekers
from zhiban_packs.employment.registers.subsidy_awards import SubsidyAwards
from zhiban_packs.insurance.facts.scheme import BEGAN
from zhiban_packs.insurance.registers.benefits import Benefits
from zhiban_packs.insurance.registers.contributions import Contributions
from zhiban_packs.insurance.registers.individual_contributions import IndividualContributions
from zhiban_packs.insurance.registers.pensions import Pensions

_period = {"of": Periods, "subject": Person}
_months = between(first_day(Periods.first_month), last_day(Periods.last_month))
_registration = (
    Flex.of(Person)
    .since(REGISTERED_SINCE)
    .where(Flex.registration_id == Periods.registration_id)
)  # fmt: skip

form = fact(
    "flexible.form", "灵活就业形式", _registration.last(Flex.form, if_none=unknown),
    title_en="form of work", **_period,
)  # fmt: skip
district = fact(
    "flexible.district", "就业地", _registration.last(Flex.district, if_none=unknown),
    title_en="place of work", **_period,
)  # fmt: skip
licensed = fact(
    "flexible.licensed", "本人持有营业执照", _registration.last(Flex.licensed, if_none=unknown),
    title_en="holds a business licence", **_period,
)  # fmt: skip
noted_on = fact(
    "flexible.noted_on", "社保补贴备案日期（没有为 never）",
    _registration.last(Flex.noted_on, if_none=NEVER),
    title_en="noted for the subsidy on", **_period,
)  # fmt: skip
ended_on = fact(
    "flexible.ended_on", "灵活就业登记终止日期（仍在登记为 never）",
    _registration.last(Flex.ended_on, if_none=unknown),
    title_en="registration of flexible work ended on", **_period,
)  # fmt: skip

unemployed_before = fact(
    "flexible.unemployed_before",
    "备案以前登记过失业",
    Jobseekers.of(Person).during(between(REGISTERED_SINCE, noted_on)).exists(),
    title_en="was registered as unemployed before the note",
    **_period,
)

_recognised = (
    HardshipRecognitions.of(Person)
    .during(between(REGISTERED_SINCE, noted_on))
    .where(HardshipRecognitions.ended_on >= noted_on)
)
poor_household = fact(
    "flexible.poor_household",
    "备案时认定为低保家庭或零就业家庭人员",
    _recognised.where(HardshipRecognitions.category.is_in("dibao", "zero_employment")).exists(),
    title_en="recognised at the note as of a household on living allowance or without work",
    **_period,
)
recognised = fact(
    "flexible.recognised",
    "备案时认定为就业困难人员（含脱贫人口，任何一类）",
    _recognised.exists(),
    title_en="recognised at the note as a hardship person of any category",
    **_period,
)

graduated_on = fact(
    "flexible.graduated_on",
    "备案前十年内取得普通高校毕业证书的日期（没有为 never）",
    Graduates.of(Person)
    .during(between(months_after(noted_on, -120), noted_on))
    .where(Graduates.education_form.is_in("ordinary"), Graduates.level.is_in(DIPLOMA_LEVELS))
    .greatest(Graduates.graduated_on, if_none=NEVER),
    title_en="date of the last certificate of ordinary higher education in ten years",
    **_period,
)

_paid = IndividualContributions.of(Person).during(_months)
_noted = _paid.where(IndividualContributions.for_month > month_of(noted_on))
_pension = reached(IndividualContributions.pension_paid_on)
_medical = reached(IndividualContributions.medical_paid_on)

months_pension = fact(
    "flexible.months_pension",
    "备案以后个人缴纳职工养老保险的月份",
    _noted.where(_pension).months(IndividualContributions.for_month),
    title_en="months after the note with pension paid as an individual",
    **_period,
)
months_medical = fact(
    "flexible.months_medical",
    "备案以后个人缴纳职工医保（含大额）的月份",
    _noted.where(_medical).months(IndividualContributions.for_month),
    title_en="months after the note with medical insurance paid as an individual",
    **_period,
)
pension_fen = fact(
    "flexible.pension_fen",
    "两险都已缴纳的月份，职工养老保险缴纳额合计",
    _noted.where(_pension, _medical).sum(IndividualContributions.pension_fen),
    title_en="pension paid for the months with both insurances",
    at_least=0,
    **_period,
)
medical_fen = fact(
    "flexible.medical_fen",
    "两险都已缴纳的月份，职工医保（含大额）缴纳额合计",
    _noted.where(_pension, _medical).sum(IndividualContributions.medical_fen),
    title_en="medical insurance paid for the months with both insurances",
    at_least=0,
    **_period,
)
months_unbroken = fact(
    "flexible.months_unbroken",
    "到申报末月为止的三年内，两险连续缴纳的最长月数",
    IndividualContributions.of(Person)
    .during(between(months_after(first_day(Periods.last_month), -35), last_day(Periods.last_month)))
    .where(_pension, _medical)
    .months(IndividualContributions.for_month)
    .longest_run(),
    title_en="longest run of months with both insurances in three years up to the last month",
    at_least=0,
    **_period,
)
months_employed = fact(
    "flexible.months_employed",
    "申报期内由单位缴纳养老保险的月份",
    Contributions.of(Person)
    .during(_months)
    .where(Contributions.scheme.is_in("110", "120"))
    .months(Contributions.for_month),
    title_en="months of the period insured by an employer",
    **_period,
)
months_benefit = fact(
    "flexible.months_benefit",
    "申报期内领取失业保险金的月份",
    Benefits.of(Person).during(_months).months(Benefits.for_month),
    title_en="months of the period with unemployment benefit",
    **_period,
)
pension_drawn_on = fact(
    "flexible.pension_drawn_on",
    "开始享受基本养老保险待遇日期（没有为 never）",
    Pensions.of(Person)
    .since(BEGAN)
    .where(Pensions.scheme.is_in("110", "120", "170"))
    .least(Pensions.first_drawn_on, if_none=NEVER),
    title_en="first day of a basic pension",
    **_period,
)

_awarded = (
    SubsidyAwards.of(Person)
    .during(between(REGISTERED_SINCE, days_after(first_day(Periods.first_month), -1)))
    .where(~reached(SubsidyAwards.reversed_on))
)
_as_hardship = _awarded.where(SubsidyAwards.kind.is_in("flexible_hardship"))
_as_graduate = _awarded.where(SubsidyAwards.kind.is_in("flexible_graduate"))

months_used_hardship = fact(
    "flexible.months_used_hardship",
    "此前按就业困难人员享受的月数",
    _as_hardship.months(SubsidyAwards.for_month).count(),
    title_en="months subsidised before as a hardship person",
    at_least=0,
    **_period,
)
months_used_graduate = fact(
    "flexible.months_used_graduate",
    "此前按高校毕业生享受的月数",
    _as_graduate.months(SubsidyAwards.for_month).count(),
    title_en="months subsidised before as a graduate",
    at_least=0,
    **_period,
)
months_to_retirement = fact(
    "flexible.months_to_retirement",
    "初次核定时距法定退休年龄的整月数（没有核定过的，从备案日起算）",
    case(
        when(
            _as_hardship.exists(),
            _as_hardship.first(
                SubsidyAwards.months_to_retirement, by=SubsidyAwards.awarded_on, if_none=unknown
            ),
        ),
        otherwise=months_between(noted_on, Periods.retires_on),
    ),
    title_en="full months to the retirement age at the first award, or at the note without one",
    **_period,
)
