"""Who belongs to a group whose start-ups are supported, and from when to when?"""

from zhiban.language import Person, Register, code, date, not_after, subject
from zhiban_packs.employment.codes import KEY_GROUPS


class KeyGroups(Register):
    id = "key_groups"
    title, title_en = "创业扶持重点群体身份", "membership of the groups supported in founding"
    owner = "市退役军人局、市农业农村委、市司法局等"
    owner_en = "city bureaus for veterans, rural affairs, justice and others"
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement", "statistics")
    key = ("person", "group", "from_on")
    happens = "from_on"
    promises = (not_after("from_on", "until_on"),)

    person = subject(Person, title="人员", title_en="person")
    group = code(KEY_GROUPS, title="群体", title_en="group", required=True)
    from_on = date(title="开始日期", title_en="from")
    until_on = date(title="结束日期（没有结束写 never）", title_en="until")
