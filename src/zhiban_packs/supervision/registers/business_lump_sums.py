"""Who drew the months of benefit at once to start a business, and which months?"""

from zhiban.language import Person, Purpose, Register, date, month, not_after, subject


class BusinessLumpSums(Register):
    id = "business_lump_sums"
    title, title_en = "创业一次性领取失业保险金", "benefit drawn at once to start a business"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每月"
    lag_days = 30
    linked_by = "exact"
    purposes = (
        "entitlement",
        Purpose("supervision", law="社会保险经办条例（国务院令第765号）第26条"),
    )
    key = ("person", "decided_on")
    happens = "decided_on"
    promises = (not_after("first_month", "last_month"),)

    person = subject(Person, title="领取人", title_en="recipient")
    decided_on = date(title="核定日期", title_en="decided on", required=True)
    first_month = month(title="所含首月", title_en="first month in it")
    last_month = month(title="所含末月", title_en="last month in it")
