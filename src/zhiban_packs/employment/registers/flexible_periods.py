"""For which half-years or years can the insurance subsidy for flexible work be claimed?"""

from zhiban.language import Person, Register, date, month, not_after, subject, text
from zhiban.language import key as key_column


class FlexiblePeriods(Register):
    id = "flexible_periods"
    title, title_en = "灵活就业社保补贴申报期", "periods of the insurance subsidy for flexible work"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每半年"
    lag_days = 30
    purposes = ("entitlement", "statistics")
    key = ("period_id",)
    happens = "opens_on"
    promises = (not_after("first_month", "last_month"), not_after("opens_on", "closes_on"))

    period_id = key_column(title="申报期编号", title_en="period")
    person = subject(Person, title="灵活就业人员", title_en="person in flexible work")
    registration_id = text(title="灵活就业登记编号", title_en="registration", required=True)
    first_month = month(title="申报的首月", title_en="first month claimed for")
    last_month = month(title="申报的末月", title_en="last month claimed for")
    opens_on = date(title="受理开始日期", title_en="claims are taken from")
    closes_on = date(title="受理截止日期", title_en="claims are taken until")
    claimed_on = date(title="申领日期（没有申领写 never）", title_en="claimed on")
    retires_on = date(
        title="到达法定退休年龄的日期", title_en="reaches the legal retirement age on"
    )
