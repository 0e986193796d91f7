"""For which months was an insurance subsidy awarded before, and to whom?"""

from zhiban.language import Person, Register, code, date, integer, month, not_after, subject
from zhiban_packs.employment.codes import INSURANCE_SUBSIDY_KINDS


class SubsidyAwards(Register):
    id = "subsidy_awards"
    title, title_en = "社会保险补贴核定（按月）", "months of insurance subsidy awarded"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每月"
    lag_days = 30
    purposes = ("entitlement", "statistics")
    key = ("person", "kind", "for_month")
    happens = "for_month"
    promises = (not_after("awarded_on", "reversed_on"),)

    person = subject(Person, title="享受人", title_en="person")
    kind = code(INSURANCE_SUBSIDY_KINDS, title="补贴种类", title_en="kind", required=True)
    for_month = month(title="补贴月份", title_en="month subsidised")
    awarded_on = date(title="核定日期", title_en="awarded on")
    months_to_retirement = integer(
        title="核定时距法定退休年龄的整月数",
        title_en="full months to retirement then",
        unit="months",
    )
    reversed_on = date(title="撤销日期（没有撤销写 never）", title_en="reversed on")
