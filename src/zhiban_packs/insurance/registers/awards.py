"""How many months of unemployment benefit were granted before, and how many of them drawn?"""

from zhiban.language import Person, Register, date, integer, not_after, subject
from zhiban.language import key as key_column


class Awards(Register):
    id = "awards"
    title, title_en = "失业保险金核定记录", "unemployment benefit awards"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每月"
    lag_days = 30
    purposes = ("entitlement", "statistics")
    key = ("award_id",)
    happens = "awarded_on"
    promises = (not_after("months_drawn", "months_granted"),)

    award_id = key_column(title="核定编号", title_en="award")
    person = subject(Person, title="领取人", title_en="recipient")
    awarded_on = date(title="核定日期", title_en="awarded on")
    months_granted = integer(
        title="核定月数（含合并的剩余月数）", title_en="months granted, joined months included",
        unit="months",
    )  # fmt: skip
    months_drawn = integer(title="已领月数", title_en="months drawn", unit="months")
