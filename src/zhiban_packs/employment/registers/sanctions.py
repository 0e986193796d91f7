"""Which administrative penalties were imposed on whom, and until when are they published?"""

from zhiban.language import (
    Enterprise,
    Person,
    Register,
    code,
    date,
    money,
    not_after,
    some_filled,
    subject,
    text,
)
from zhiban.language import key as key_column
from zhiban_packs.employment.codes import PENALTY_KINDS


class Sanctions(Register):
    id = "sanctions"
    title, title_en = "行政处罚决定", "administrative penalties"
    owner = "作出处罚决定的机关（经市市场监管局归集公示）"
    owner_en = (
        "the authorities that decide them, gathered and published by the city bureau for market "
        "supervision"
    )
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement",)
    key = ("decision_no",)
    happens = "decided_on"
    promises = (
        some_filled("enterprise", "person"),
        not_after("decided_on", "published_until"),
    )

    decision_no = key_column(title="行政处罚决定书文号", title_en="number of the decision")
    enterprise = subject(Enterprise, title="被处罚单位", title_en="unit", required=False)
    person = subject(Person, title="被处罚人", title_en="person", required=False)
    authority = text(title="处罚机关", title_en="authority")
    kind = code(PENALTY_KINDS, title="处罚种类", title_en="kind of penalty")
    decided_on = date(title="处罚决定日期", title_en="decided on")
    fine_fen = money(title="罚款金额（没有罚款写 0）", title_en="fine; 0 if there is none")
    published_until = date(
        title="公示截止日期（含信用修复提前移出）",
        title_en="published until, or taken off earlier on repair",
    )
