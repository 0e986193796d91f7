"""A refund, once a year: an amount, articles, a text in force from 2024 on."""

from zhiban.language import (
    Basis,
    Document,
    Enterprise,
    Policy,
    article,
    case,
    each_year,
    excludes,
    given,
    parameter,
    ratio,
    when,
    year,
)
from zhiban.model.types import Integer, Money, Truth

laid_off = given("laid_off", "裁员人数", Integer(at_least=0), subject=Enterprise)
staff = given("staff", "平均人数", Integer(at_least=0), subject=Enterprise)
honest = given("honest", "无失信", Truth(), subject=Enterprise)
paid = given("paid_fen", "缴费额", Money(0), subject=Enterprise)

refund = Policy(
    id="refund", title="返还", subject=Enterprise, per=each_year(open_for_months=12),
    basis=Basis([Document("某办9号", "某办法", "某局", "2024-01-01", in_force="2024-01-01")]),
    lane="tell", law_on=year.last_day,
    entitled=[
        article("few_laid_off", "一", "裁员率不超过5.5%",
                ratio(laid_off, staff) <= parameter("ceiling")),
        article("in_good_standing", "二", "无失信", honest),
    ],
    amount=(paid * case(when(staff <= 30, parameter("small")), otherwise=parameter("large")))
    .rounded(to="fen", how="half_up", law="某办9号"),
    excludes=(excludes("other_refund", over="year", law="某办9号"),),
)  # fmt: skip
