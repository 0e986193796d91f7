"""Which start-ups stand for the one-off subsidy in which call?"""

from zhiban.language import Enterprise, Person, Register, date, not_after, subject, text


class StartupCalls(Register):
    id = "startup_calls"
    title, title_en = "一次性创业补助申报（按批次）", "start-ups in a call for the one-off subsidy"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每批次"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("startup_id", "closes_on")
    happens = "opens_on"
    promises = (not_after("opens_on", "closes_on"),)

    startup_id = text(title="创业编号", title_en="start-up", required=True)
    person = subject(Person, title="创办人", title_en="founder")
    enterprise = subject(
        Enterprise, title="参保单位编号", title_en="business as an insuring employer"
    )
    opens_on = date(title="本批次开始日期", title_en="the call opens on")
    closes_on = date(title="本批次申报截止日期", title_en="the call closes on", required=True)
