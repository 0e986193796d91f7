"""A running benefit: so many months from the first, a stop, a condition by month."""

from zhiban.language import (
    Basis,
    Document,
    Person,
    Policy,
    article,
    first_day,
    given,
    instalments,
    judged_day,
    once,
    parameter,
)
from zhiban.model.types import Date, Integer, Month, Months, Truth

registered = given("registered", "已登记", Truth(), subject=Person)
first = given("first_month", "首月", Month(), subject=Person)
months = given("months", "月数", Integer(at_least=0), subject=Person)
died = given("died_on", "死亡日期", Date(), subject=Person)
worked = given("worked", "就业月份", Months(), subject=Person)

benefit = Policy(
    id="benefit", title="失业补助", subject=Person, per=once,
    basis=Basis([Document("某令", "某条例", "某院", "2020-01-01", in_force="2020-01-01")]),
    lane="pay", law_on=judged_day,
    entitled=[article("registered", "一", "已登记", registered)],
    instalments=instalments(
        first=first, months=months, longest=24,
        amount=lambda month: parameter("pay", on=first_day(month)),
        continues=lambda month: (article("no_work", "二", "当月未就业", ~worked.includes(month)),),
        stops=(died,),
    ),
)  # fmt: skip
