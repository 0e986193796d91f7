"""What is known of someone who asks for the unemployment allowance?

Each fact is about one claim. What was true at the loss of the job is read up to that day, what
came after it from then on.
"""

from zhiban.language import (
    NEVER,
    Person,
    all_of,
    between,
    case,
    day,
    days_after,
    fact,
    first_day,
    first_of_year,
    fixed_month,
    month_of,
    months_after,
    when,
    year_of,
)
from zhiban_packs.insurance.facts.job_loss import (
    first_stop_on,
    insured_again_on,
    last_month_drawn,
    pension_first_drawn_on,
)
from zhiban_packs.insurance.facts.scheme import BEGAN
from zhiban_packs.insurance.registers.allowance_claims import AllowanceClaims as Claims
from zhiban_packs.insurance.registers.allowances import Allowances
from zhiban_packs.insurance.registers.awards import Awards
from zhiban_packs.insurance.registers.benefits import Benefits
from zhiban_packs.insurance.registers.contributions import Contributions

#: 人社部发〔2020〕40号: no allowance is for an earlier month.
ALLOWANCE_BEGAN = day("2020-03-01")
#: "There is no such month", as a branch of a case.
NO_MONTH = fixed_month("9999-12")

_claim = {"of": Claims, "subject": Person}
_insured = Contributions.of(Person).where(Contributions.scheme.is_in("210"))
_paid = _insured.where(Contributions.fully_paid)
_claim_month = first_day(month_of(Claims.applied_on))

months_in_year = fact(
    "allowance.months_in_year",
    "申领当年到申领时缴纳失业保险费月数",
    _paid.during(between(first_of_year(year_of(Claims.applied_on)), Claims.applied_on))
    .months(Contributions.for_month)
    .count(),
    title_en="months of unemployment insurance paid in the year of the claim, up to the claim",
    at_least=0,
    **_claim,
)

_drawn_before = last_month_drawn(Claims.ended_on)

months_paid = fact(
    "allowance.months_paid",
    "失业前累计缴纳失业保险费月数（上次领取失业保险金之后）",
    _paid.since(BEGAN)
    .until(Claims.ended_on)
    .months(Contributions.for_month)
    .after(_drawn_before)
    .count(),
    title_en="months of unemployment insurance paid before the loss of the job, since benefit was "
    "last drawn",
    at_least=0,
    **_claim,
)

_earlier_awards = Awards.of(Person).during(between(BEGAN, Claims.ended_on))

carried_months = fact(
    "allowance.carried_months",
    "失业前已核定而没有领完的失业保险金月数",
    _earlier_awards.last(Awards.months_granted, if_none=0)
    - _earlier_awards.last(Awards.months_drawn, if_none=0),
    title_en="months of benefit left over from before the loss of the job",
    at_least=0,
    **_claim,
)

_drawn = Benefits.of(Person).during(
    between(first_day(month_of(Claims.ended_on)), Claims.applied_on)
)
_months_drawn = _drawn.months(Benefits.for_month).count()
_months_granted = (
    Awards.of(Person)
    .during(between(Claims.ended_on, Claims.applied_on))
    .last(Awards.months_granted, if_none=0)
)

benefit_first_month = fact(
    "allowance.benefit_first_month",
    "失业后首次领取失业保险金的月份（没有领过为 never）",
    _drawn.least(Benefits.for_month, if_none=NEVER),
    title_en="first month of benefit drawn after the loss of the job",
    **_claim,
)

benefit_ended_month = fact(
    "allowance.benefit_ended_month",
    "失业保险金领取期满的月份（没有领过或没有期满为 never）",
    case(
        when(
            all_of(_months_granted >= 1, _months_drawn >= _months_granted),
            _drawn.greatest(Benefits.for_month, if_none=NEVER),
        ),
        otherwise=NO_MONTH,
    ),
    title_en="month in which all the benefit granted had been drawn",
    **_claim,
)

benefit_months = fact(
    "allowance.benefit_months",
    "申领当月起领取失业保险金的月份",
    Benefits.of(Person)
    .during(between(_claim_month, months_after(_claim_month, 12)))
    .months(Benefits.for_month),
    title_en="months of benefit drawn from the month of the claim on",
    **_claim,
)

months_before = fact(
    "allowance.months_before",
    "此前已领失业补助金的月数",
    Allowances.of(Person)
    .during(between(ALLOWANCE_BEGAN, days_after(_claim_month, -1)))
    .months(Allowances.for_month)
    .count(),
    title_en="months of the allowance drawn before",
    at_least=0,
    **_claim,
)

reemployed_on = fact(
    "allowance.reemployed_on",
    "失业后重新就业参保的首日（没有为 never）",
    insured_again_on(_insured, Claims.ended_on),
    title_en="first day of the first month insured by an employer again",
    **_claim,
)

pension_drawn_on = fact(
    "allowance.pension_drawn_on",
    "开始享受基本养老保险待遇日期（没有为 never）",
    pension_first_drawn_on(),
    title_en="first day of a basic pension",
    **_claim,
)


def _first(kind: str, title: str, title_en: str):
    happened = first_stop_on(kind, Claims.ended_on)
    return fact(
        f"allowance.{kind}_on", f"{title}（没有为 never）", happened, title_en=title_en, **_claim
    )


conscripted_on = _first("conscripted", "失业后应征服兵役日期", "conscripted on")
settled_abroad_on = _first("settled_abroad", "失业后移居境外日期", "settled abroad on")
imprisoned_on = _first("imprisoned", "失业后收监执行日期", "imprisoned on")
died_on = _first("died", "死亡日期", "died on")
