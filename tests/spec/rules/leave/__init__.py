"""A rule whose text is picked by the day of an event, without an end, and one with an end."""

from zhiban.language import Basis, Document, Person, Policy, article, given, once
from zhiban.model.types import Date, Truth

left_on = given("left_on", "离职日期", Date(), subject=Person)
asked = given("asked", "已申请", Truth(), subject=Person)

leave = Policy(
    id="leave", title="离职补偿", subject=Person, per=once, law_on=left_on, lane="tell",
    basis=Basis([Document("某法", "某法", "某会", "2020-01-01", in_force="2020-01-01")]),
    entitled=[article("asked", "一", "已申请", asked)],
)  # fmt: skip

ended = Policy(
    id="ended", title="离职补偿", subject=Person, per=once, law_on=left_on, lane="tell",
    basis=Basis([
        Document("某法", "某法", "某会", "2020-01-01", in_force="2020-01-01", until="2024-12-31"),
    ]),
    entitled=[article("asked", "一", "已申请", asked)],
)  # fmt: skip
