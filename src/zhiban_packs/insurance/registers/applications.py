"""Who applied for what, for which occasion, and when?"""

from zhiban.language import Enterprise, Person, Register, date, some_filled, subject, text
from zhiban.language import key as key_column


class Applications(Register):
    id = "applications"
    title, title_en = "待遇和补贴申请记录", "applications"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 7
    purposes = ("entitlement", "statistics")
    key = ("application_id",)
    happens = "applied_on"
    promises = (some_filled("person", "enterprise"),)

    application_id = key_column(title="申请编号", title_en="application")
    rule = text(title="规则编号", title_en="rule", required=True)
    person = subject(Person, title="申请人", title_en="applicant", required=False)
    enterprise = subject(Enterprise, title="申请单位", title_en="employer applying", required=False)
    occasion = text(title="事由（证书、学籍等的编号）", title_en="occasion")
    applied_on = date(title="申请日期", title_en="applied on")
