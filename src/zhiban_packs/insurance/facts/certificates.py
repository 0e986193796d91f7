"""What is known of the holder of a vocational certificate?

Each fact is about one certificate. What was true "when it was issued" is read from the month of
issue; a grant of one certificate blocks another only if it came first.
"""

from zhiban.language import (
    NEVER,
    Person,
    at_most,
    between,
    day,
    fact,
    first_day,
    first_of_year,
    last_day,
    last_of_year,
    month_of,
    occasion,
    reached,
    year_of,
)
from zhiban_packs.employment.facts.firms import unit_type
from zhiban_packs.insurance.facts.scheme import BEGAN
from zhiban_packs.insurance.registers.applications import Applications
from zhiban_packs.insurance.registers.benefits import Benefits
from zhiban_packs.insurance.registers.certificates import Certificates
from zhiban_packs.insurance.registers.contributions import Contributions
from zhiban_packs.insurance.registers.grants import Grants

RULE = "skill_upgrade_subsidy"
#: 人社部发〔2017〕40号: no older certificate was ever paid for.
SUBSIDY_BEGAN = day("2017-01-01")

_certificate = {"of": Certificates, "subject": Person}
_month_issued = month_of(Certificates.issued_on)
_that_month = between(first_day(_month_issued), last_day(_month_issued))
_paid = Contributions.of(Person).where(Contributions.scheme.is_in("210"), Contributions.fully_paid)

insured_by_enterprise = fact(
    "certificate.insured_by_enterprise",
    "取证当月由企业足额缴纳失业保险费",
    _paid.during(_that_month).where(Contributions.enterprise[unit_type].is_in("enterprise")).exists(),
    title_en="an enterprise paid the unemployment insurance in full in the month of issue",
    **_certificate,
)  # fmt: skip

drawing_benefit = fact(
    "certificate.drawing_benefit",
    "取证当月领取失业保险金",
    Benefits.of(Person).during(_that_month).exists(),
    title_en="drew unemployment benefit in the month of issue",
    **_certificate,
)

applied_on = fact(
    "certificate.applied_on",
    "申领日期（没有申领为 never）",
    Applications.of(Person)
    .since(Certificates.issued_on)
    .where(Applications.rule == RULE, Applications.occasion == Certificates.certificate_id)
    .least(Applications.applied_on, if_none=NEVER),
    title_en="applied for the subsidy on",
    **_certificate,
)

months_paid = fact(
    "certificate.months_paid",
    "截至申领累计缴纳失业保险费月数",
    _paid.since(BEGAN).until(applied_on).months(Contributions.for_month).count(),
    title_en="months of unemployment insurance paid in all up to the application",
    at_least=0,
    **_certificate,
)

_granted = (
    Grants.of(Person, by="person")
    .since(SUBSIDY_BEGAN)
    .where(Grants.rule == RULE, ~reached(Grants.reversed_on))
)

granted_on = fact(
    "certificate.granted_on",
    "本证书的补贴审定日期（没有审定为 never）",
    _granted.where(Grants.occasion == Certificates.certificate_id).least(
        Grants.granted_on, if_none=NEVER
    ),
    title_en="subsidy for this certificate granted on",
    **_certificate,
)

_others = (
    Certificates.of(Person)
    .since(SUBSIDY_BEGAN)
    .where(
        Certificates.certificate_id != occasion(Certificates.certificate_id),
        Certificates.person[granted_on] < granted_on,
    )
)

same_or_higher_granted = fact(
    "certificate.same_or_higher_granted",
    "同一职业（工种）的同级或更高等级证书已先享受补贴",
    _others.where(
        Certificates.occupation == occasion(Certificates.occupation),
        Certificates.level >= occasion(Certificates.level),
    ).exists(),
    title_en="the same or a higher level of this occupation was subsidised before",
    **_certificate,
)

# An application that was never made falls into no year in which anything was granted.
_year = year_of(at_most(applied_on, day("9998-12-31")))

granted_this_year = fact(
    "certificate.granted_this_year",
    "申领当年其他证书已先享受补贴的次数",
    _granted.during(between(first_of_year(_year), last_of_year(_year)))
    .where(Grants.occasion != Certificates.certificate_id, Grants.granted_on < granted_on)
    .count(),
    title_en="other certificates subsidised before in the year of the application",
    at_least=0,
    **_certificate,
)

ordinary_granted_this_year = fact(
    "certificate.ordinary_granted_this_year",
    "其中目录内一般职业和目录外职业的次数",
    _others.where(
        Certificates.demand.is_in("general", "outside"),
        Certificates.person[granted_on] >= first_of_year(_year),
        Certificates.person[granted_on] <= last_of_year(_year),
    ).distinct(Certificates.certificate_id),
    title_en="of these, occupations that are not short",
    at_least=0,
    **_certificate,
)
