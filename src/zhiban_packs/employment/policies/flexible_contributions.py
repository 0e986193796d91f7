"""What do both insurance subsidies for flexible work ask of a month, and what is a month worth?

A claim is rounded once: a month gets what the rounded sum grows by. What was paid for the period
is spread evenly over the months paid for.
"""

from typing import Any

from zhiban.language import (
    all_of,
    any_of,
    article,
    at_least,
    between,
    days_after,
    first_day,
    last_day,
    month_of,
    ratio,
)
from zhiban_packs.employment.facts import flexible as facts
from zhiban_packs.employment.facts.places import CHONGQING
from zhiban_packs.employment.registers.flexible_periods import FlexiblePeriods as Periods

FIRST = first_day(Periods.first_month)
AFTER_LAST = days_after(last_day(Periods.last_month), 1)
PAID = facts.months_pension.overlap(facts.months_medical)
PAID_FEN = facts.pension_fen + facts.medical_fen
LISTED_FORMS = ("home_services", "shop_helper", "ride_hailing")


def paid_until(day: Any) -> Any:
    """How many months of the period were paid for up to a day."""
    return PAID.within(between(FIRST, day)).count()


def share_of_actual(month: Any, share: Any) -> Any:
    """The share of what was actually paid, for one month."""
    before = paid_until(days_after(first_day(month), -1))
    return at_least(_grown(paid_until(last_day(month)), share) - _grown(before, share), 0)


def _grown(months: Any, share: Any) -> Any:
    """The subsidy for so many of the months paid for."""
    return (PAID_FEN * ratio(months, PAID.count()) * share).rounded(
        to="fen", how="half_up", law="文件没有规定进位，每次申领的合计付到分"
    )


def listed_form(admits_couriers: Any) -> Any:
    """The article on where and in which form one works."""
    return article(
        "listed_form", "", "在本市以所列形式灵活就业",
        all_of(
            facts.district.is_in(CHONGQING),
            any_of(
                facts.form.is_in(LISTED_FORMS),
                all_of(facts.form.is_in("street_vendor"), ~facts.licensed),
                all_of(facts.form.is_in("courier"), admits_couriers),
            ),
        ),
        title_en="works in the city in one of the flexible forms listed",
    )  # fmt: skip


def started() -> tuple[Any, ...]:
    """The articles on the note and on payment, judged once for the period."""
    return (
        article(
            "noted", "", "已作灵活就业登记，并在申报的月份以前备案补贴",
            month_of(facts.noted_on) < Periods.last_month,
            title_en="registered in flexible work and noted for the subsidy before the months",
        ),
        article(
            "paid", "", "已由本人缴纳申报月份的职工养老保险和职工医保（含大额）",
            PAID.count() >= 1,
            title_en="employees pension and medical insurance paid by the person",
        ),
        article(
            "not_stopped", "", "申报的首月以前没有终止登记、到达退休年龄或领取养老金",
            all_of(*(day >= FIRST for day in STOPS)),
            title_en="not ended, retired or drawing a pension before the first month",
        ),
    )  # fmt: skip


def goes_on(month: Any) -> tuple[Any, ...]:
    """The articles that must hold in each month."""
    return (
        article(
            "noted", "", "当月以前已作灵活就业登记并备案补贴",
            month_of(facts.noted_on) < month,
            title_en="the subsidy was noted before the month",
        ),
        article(
            "paid", "", "当月已由本人缴纳职工养老保险和职工医保（含大额）",
            PAID.includes(month),
            title_en="employees pension and medical insurance paid by the person for the month",
        ),
        article(
            "flexible", "", "当月没有由单位参保，也没有领取失业保险金",
            all_of(~facts.months_employed.includes(month), ~facts.months_benefit.includes(month)),
            title_en="neither insured by an employer nor drawing unemployment benefit in the month",
        ),
    )  # fmt: skip


#: A month later than the month of one of these days is not subsidised.
STOPS = (facts.ended_on, Periods.retires_on, facts.pension_drawn_on)
