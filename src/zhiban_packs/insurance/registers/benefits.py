"""Which months of unemployment benefit were paid to whom, and which firm insured them last?"""

from zhiban.language import Enterprise, Person, Purpose, Register, date, money, month, subject


class Benefits(Register):
    id = "benefits"
    title, title_en = "失业保险金发放明细", "unemployment benefit paid"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每月"
    lag_days = 30
    linked_by = "exact"
    purposes = (
        "entitlement",
        "statistics",
        Purpose("supervision", law="社会保险经办条例（国务院令第765号）第26条"),
    )
    key = ("person", "for_month")
    happens = "for_month"

    person = subject(Person, title="领取人", title_en="recipient")
    enterprise = subject(Enterprise, title="原参保单位", title_en="last insuring employer")
    stopped_on = date(title="原单位停保日期", title_en="that employer stopped the insurance on")
    for_month = month(title="待遇所属期", title_en="month the benefit is for")
    paid_fen = money(title="发放金额", title_en="amount paid")
