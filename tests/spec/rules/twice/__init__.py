"""A watch: benefit drawn for a month in which an employer insured the person."""

from zhiban.language import Basis, Document, Person, Watch, article, given, judged_day, once
from zhiban.model.types import Truth

insured = given("insured", "当月参保", Truth(), subject=Person)
drew = given("drew", "当月领取", Truth(), subject=Person)
left = given("left", "合同已先行终止", Truth(), subject=Person)

twice = Watch(
    id="twice", title="领取期间参保", subject=Person, per=once, law_on=judged_day,
    basis=Basis([Document("某法", "某法", "某会", "2020-01-01", in_force="2020-01-01")]),
    when=[article("insured", "一", "参保", insured), article("drew", "二", "领取", drew)],
    excused_by=[article("left", "三", "合同已终止，停保晚报", left)],
    purposes=("supervision",), precision="60 %", consequence="verify",
)  # fmt: skip
