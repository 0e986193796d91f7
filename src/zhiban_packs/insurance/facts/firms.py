"""What is known of a firm's unemployment insurance in the year before the year judged?

All facts are about the year judged: "last year" is the year before it.
"""

from zhiban.language import (
    NEVER,
    Enterprise,
    between,
    calendar_year,
    case,
    days_after,
    fact,
    months_after,
    ratio,
    when,
    year,
    year_of,
)
from zhiban_packs.insurance.registers.benefits import Benefits
from zhiban_packs.insurance.registers.contributions import Contributions

_insured = Contributions.of(Enterprise).where(Contributions.scheme.is_in("210"))
_last_year = _insured.during(calendar_year(year - 1))


def _december(years_back: int):
    """The rows of the December that many years before the year judged."""
    first = months_after(year.first_day, 11 - 12 * years_back)
    return _insured.during(between(first, days_after(months_after(first, 1), -1)))


months_paid = fact(
    "insurance.firm_months_paid",
    "上年度足额缴纳失业保险费的月数",
    _last_year.months(Contributions.for_month).count()
    - _last_year.where(~Contributions.fully_paid).months(Contributions.for_month).count(),
    title_en="months of last year paid in full",
    at_least=0,
)

mean_staff = fact(
    "insurance.mean_staff",
    "上年度月平均参保缴费人数",
    ratio(_last_year.where(Contributions.fully_paid).count(), 12),
    title_en="monthly mean of persons insured and paid for last year",
    at_least=0,
)

drawers = fact(
    "insurance.drawers",
    "上年度停保后领取失业保险金的人数",
    Benefits.of(Enterprise)
    .since(months_after(year.first_day, -12))
    .where(year_of(Benefits.stopped_on) == year - 1)
    .distinct(Benefits.person),
    title_en="persons who drew benefit after the firm stopped their insurance last year",
    at_least=0,
)

first_insured_month = fact(
    "insurance.first_month_of_last_year",
    "上年度首个参保月份（没有为 never）",
    _last_year.least(Contributions.for_month, if_none=NEVER),
    title_en="first insured month of last year",
)

_two_years_ago = _december(2).distinct(Contributions.person)
_first_count = _last_year.where(Contributions.for_month == first_insured_month).distinct(
    Contributions.person
)

insured_end_before = fact(
    "insurance.insured_end_before",
    "上上年末参保人数（新参保单位为首次参保人数）",
    case(when(_two_years_ago >= 1, _two_years_ago), otherwise=_first_count),
    title_en="insured persons at the end of the year before last; of a new unit, its first count",
    at_least=0,
)

insured_end = fact(
    "insurance.insured_end",
    "上年末参保人数",
    _december(1).distinct(Contributions.person),
    title_en="insured persons at the end of last year",
    at_least=0,
)

paid_fen = fact(
    "insurance.paid_fen",
    "上年度单位和职工实际缴纳的失业保险费（不含补缴往年、扣除退费）",
    _last_year.sum(Contributions.unit_fen)
    + _last_year.sum(Contributions.personal_fen)
    - _last_year.sum(Contributions.refunded_fen),
    title_en="unemployment insurance paid for last year, firm and staff, without refunds",
    at_least=0,
)
