"""Who was registered as unemployed, from when to when, whether or not there was a job before?"""

from zhiban.language import Person, Register, date, not_after, subject
from zhiban.language import key as key_column


class Jobseekers(Register):
    id = "jobseekers"
    title, title_en = "失业人员登记", "registered unemployed"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("registration_id",)
    happens = "registered_on"
    promises = (not_after("registered_on", "cancelled_on"),)

    registration_id = key_column(title="登记编号", title_en="registration")
    person = subject(Person, title="登记人", title_en="person registered")
    registered_on = date(title="登记日期", title_en="registered on")
    cancelled_on = date(title="注销日期（仍在登记写 never）", title_en="registration ended on")
