"""Who belongs to which group in hardship, from when to when?

One row for each member of a household: the groups of households are listed person by person.
"""

from zhiban.language import Person, Register, code, date, not_after, subject
from zhiban_packs.employment.codes import HARDSHIP_GROUPS


class Hardship(Register):
    id = "hardship"
    title, title_en = "困难家庭和困难人员", "households and persons in hardship"
    owner = "市民政局 / 市农业农村委 / 市残联 / 市人力社保局"
    owner_en = (
        "city bureau of civil affairs / city commission of agriculture and rural affairs "
        "/ city disabled persons' federation / city bureau of human resources and social security"
    )
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement",)
    key = ("person", "group", "from_on")
    happens = "from_on"
    promises = (not_after("from_on", "until_on"),)

    person = subject(Person, title="人员（家庭的各成员逐一列出）", title_en="person")
    group = code(HARDSHIP_GROUPS, title="类别", title_en="group", required=True)
    from_on = date(title="认定日期", title_en="recognised on")
    until_on = date(title="最后一日（仍在册写 never）", title_en="last day; never if it goes on")
