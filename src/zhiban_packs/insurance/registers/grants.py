"""What has already been granted, under which rule, for which occasion and counting whom?"""

from zhiban.language import (
    Enterprise,
    Person,
    Register,
    date,
    money,
    not_after,
    some_filled,
    subject,
    text,
)
from zhiban.language import (
    key as key_column,
)


class Grants(Register):
    id = "grants"
    title, title_en = "待遇和补贴审定记录", "grants"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 7
    purposes = ("entitlement", "statistics")
    key = ("grant_id",)
    happens = "granted_on"
    promises = (some_filled("enterprise", "person"), not_after("granted_on", "reversed_on"))

    grant_id = key_column(title="审定编号", title_en="grant")
    rule = text(title="规则编号", title_en="rule", required=True)
    enterprise = subject(Enterprise, title="享受单位", title_en="employer granted", required=False)
    person = subject(Person, title="享受人", title_en="person granted", required=False)
    occasion = text(title="事由", title_en="occasion")
    counted_person = subject(Person, title="计算到的人", title_en="person counted", required=False)
    granted_on = date(title="审定日期", title_en="granted on")
    amount_fen = money(title="审定金额", title_en="amount")
    reversed_on = date(title="撤销日期（未撤销写 never）", title_en="reversed on")
