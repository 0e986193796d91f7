"""A duty of the office: to tell someone by a day."""

from zhiban.language import Basis, Document, Duty, Person, article, given, judged_day, once
from zhiban.model.types import Date, Truth

asked = given("asked", "已申请", Truth(), subject=Person)
due = given("due_on", "期限", Date(), subject=Person)
told = given("told", "已告知", Truth(), subject=Person)

notice = Duty(
    id="notice", title="告知", subject=Person, per=once, law_on=judged_day,
    basis=Basis([Document("某法", "某法", "某会", "2020-01-01", in_force="2020-01-01")]),
    arises=[article("asked", "一", "已申请", asked)], due=due, done=told, owed_by="office",
)  # fmt: skip
