"""Who belongs to which household, from when to when?"""

from zhiban.language import Household, Person, Register, date, not_after, subject


class HouseholdMembers(Register):
    id = "household_members"
    title, title_en = "家庭户成员", "members of households"
    owner = "市公安局"
    owner_en = "city public security bureau"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("household", "person", "from_on")
    happens = "from_on"
    promises = (not_after("from_on", "until_on"),)

    household = subject(Household, title="家庭户", title_en="household")
    person = subject(Person, title="成员", title_en="member")
    from_on = date(title="入户日期", title_en="member from")
    until_on = date(title="离户日期（仍在户写 never）", title_en="member until")
