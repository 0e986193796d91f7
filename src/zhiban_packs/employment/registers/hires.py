"""Whom did which firm hire, and when?"""

from zhiban.language import (
    Enterprise,
    Person,
    Register,
    boolean,
    date,
    subject,
)
from zhiban.language import (
    key as key_column,
)


class Hires(Register):
    id = "hires"
    title, title_en = "用工备案（招用）", "hires"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 30
    purposes = ("entitlement", "statistics")
    key = ("hire_id",)
    happens = "hired_on"

    hire_id = key_column(title="招用编号", title_en="hire")
    enterprise = subject(Enterprise, title="招用单位", title_en="hiring unit")
    person = subject(Person, title="被招用人", title_en="person hired")
    hired_on = date(title="招用日期", title_en="hired on")
    contract = boolean(title="签订劳动合同", title_en="labour contract signed")
