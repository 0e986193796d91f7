"""What is known of someone who applies for a guaranteed start-up loan, on the day of applying?

The same facts are asked of the spouse; of someone unmarried there is nothing to ask.
"""

from typing import Any

from zhiban.language import (
    NEVER,
    Person,
    any_of,
    between,
    case,
    day,
    fact,
    months_after,
    when,
)
from zhiban_packs.employment.facts.hired_persons import DIPLOMA_LEVELS
from zhiban_packs.employment.facts.places import GROUPS_SINCE, REGISTERED_SINCE
from zhiban_packs.employment.registers.debts import Debts
from zhiban_packs.employment.registers.graduates import Graduates
from zhiban_packs.employment.registers.hardship_recognitions import HardshipRecognitions
from zhiban_packs.employment.registers.jobseekers import Jobseekers
from zhiban_packs.employment.registers.key_groups import KeyGroups
from zhiban_packs.employment.registers.loan_applications import LoanApplications
from zhiban_packs.employment.registers.startups import Startups

_NOBODY = day("9999-12-31")
#: Loans that never stand in the way.
EXEMPT_DEBTS = ("student", "poverty_microcredit", "housing", "car")
CONSUMER_DEBTS = ("consumer", "credit_card")

_application = {"of": LoanApplications, "subject": Person}
_applied_on = LoanApplications.applied_on
_groups = (
    KeyGroups.of(Person)
    .during(between(GROUPS_SINCE, _applied_on))
    .where(KeyGroups.until_on >= _applied_on)
)


def _of_spouse(value: Any, if_unmarried: object) -> Any:
    """A fact of the spouse, or what it is for someone unmarried."""
    return case(
        when(~LoanApplications.married, if_unmarried), otherwise=LoanApplications.spouse[value]
    )


poor = fact(
    "loan.poor",
    "申请时是脱贫人口（含监测对象）",
    _groups.where(KeyGroups.group.is_in("poverty_alleviated")).exists(),
    title_en="lifted out of poverty or monitored",
    **_application,
)
key_group = fact(
    "loan.key_group",
    "申请时在登记失业、是就业困难人员，或属于退役军人等其他重点群体",
    any_of(
        Jobseekers.of(Person)
        .during(between(REGISTERED_SINCE, _applied_on))
        .where(Jobseekers.cancelled_on >= _applied_on)
        .exists(),
        HardshipRecognitions.of(Person)
        .during(between(REGISTERED_SINCE, _applied_on))
        .where(HardshipRecognitions.ended_on >= _applied_on)
        .exists(),
        _groups.where(
            KeyGroups.group.is_in(
                "veteran", "released", "overcapacity", "online_shop", "rural_founder"
            )
        ).exists(),
    ),
    title_en="registered unemployed, in hardship, or of another group supported",
    **_application,
)
graduated_on = fact(
    "loan.graduated_on",
    "申请前十五年内取得高校毕业证书的日期（没有为 never）",
    Graduates.of(Person)
    .during(between(months_after(_applied_on, -180), _applied_on))
    .where(Graduates.education_form.is_in("ordinary"), Graduates.level.is_in(DIPLOMA_LEVELS))
    .greatest(Graduates.graduated_on, if_none=NEVER),
    title_en="date of the last university certificate in fifteen years",
    **_application,
)
any_group = fact(
    "loan.any_group",
    "申请时属于任何重点群体（毕业生以外）",
    any_of(poor, key_group),
    title_en="of any group supported, graduates apart",
    **_application,
)
business = fact(
    "loan.business",
    "申请时已登记注册经营主体",
    Startups.of(Person)
    .during(between(REGISTERED_SINCE, _applied_on))
    .where(Startups.closed_on > _applied_on)
    .exists(),
    title_en="has a registered business when applying",
    **_application,
)

_open_debts = (
    Debts.of(Person)
    .during(between(GROUPS_SINCE, _applied_on))
    .where(Debts.repaid_on > _applied_on)
)  # fmt: skip
other_loans = fact(
    "loan.other_loans",
    "申请时的其他贷款笔数（助学、脱贫小额信贷、住房、购车、消费贷款和信用卡不计）",
    _open_debts.where(~Debts.kind.is_in(*EXEMPT_DEBTS, *CONSUMER_DEBTS)).count(),
    title_en="other loans, those exempt and consumer loans apart",
    at_least=0,
    **_application,
)
consumer_fen = fact(
    "loan.consumer_fen",
    "申请时的消费贷款和信用卡余额",
    _open_debts.where(Debts.kind.is_in(*CONSUMER_DEBTS)).sum(Debts.balance_fen),
    title_en="balance of consumer loans and credit cards",
    at_least=0,
    **_application,
)

spouse_in_group = fact(
    "loan.spouse_in_group",
    "配偶属于重点群体（毕业生以外；未婚为否）",
    _of_spouse(any_group, False),
    title_en="the spouse is of a group supported, graduates apart",
    **_application,
)
spouse_graduated_on = fact(
    "loan.spouse_graduated_on",
    "配偶取得高校毕业证书的日期（没有或未婚为 never）",
    _of_spouse(graduated_on, _NOBODY),
    title_en="date of the spouse's last university certificate",
    **_application,
)
spouse_business = fact(
    "loan.spouse_business",
    "配偶已登记注册经营主体（未婚为否）",
    _of_spouse(business, False),
    title_en="the spouse has a registered business",
    **_application,
)
spouse_other_loans = fact(
    "loan.spouse_other_loans",
    "配偶的其他贷款笔数（未婚为 0）",
    _of_spouse(other_loans, 0),
    title_en="other loans of the spouse",
    at_least=0,
    **_application,
)
spouse_consumer_fen = fact(
    "loan.spouse_consumer_fen",
    "配偶的消费贷款和信用卡余额（未婚为 0）",
    _of_spouse(consumer_fen, 0),
    title_en="balance of the spouse's consumer loans and credit cards",
    at_least=0,
    **_application,
)
