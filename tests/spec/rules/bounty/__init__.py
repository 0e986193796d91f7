"""A sum for each person hired, each person counted for one firm only."""

from zhiban.language import (
    Basis,
    Document,
    Enterprise,
    Policy,
    article,
    counted_once,
    given,
    judged_day,
    once,
    parameter,
)
from zhiban.model.types import Date, SubjectId, Truth

kept = given("kept", "留用", Truth(), subject=Enterprise)
graduate = given("graduate", "毕业生", SubjectId("person"), subject=Enterprise)
hired = given("hired_on", "录用日期", Date(), subject=Enterprise)

bounty = Policy(
    id="bounty", title="扩岗补助", subject=Enterprise, per=once,
    basis=Basis([Document("某办1号", "某办法", "某局", "2024-01-01", in_force="2024-01-01")]),
    lane="tell", law_on=judged_day, entitled=[article("kept", "一", "留用", kept)],
    amount=parameter("per_person"), counted_once=counted_once(graduate, event=hired),
)  # fmt: skip
