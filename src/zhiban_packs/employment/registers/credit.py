"""Which firms are on a list of bad credit, and from when to when?"""

from zhiban.language import Enterprise, Register, code, date, not_after, subject
from zhiban_packs.employment.codes import CREDIT_LISTS


class Credit(Register):
    id = "credit"
    title, title_en = "信用名单", "credit lists"
    owner = "市市场监管局"
    owner_en = "city bureau for market supervision"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement",)
    key = ("enterprise", "kind", "listed_on")
    happens = "listed_on"
    promises = (not_after("listed_on", "removed_on"),)

    enterprise = subject(Enterprise, title="单位", title_en="unit")
    kind = code(CREDIT_LISTS, title="名单", title_en="list", required=True)
    listed_on = date(title="列入日期", title_en="listed on")
    removed_on = date(title="移出日期（仍在名单写 never）", title_en="removed on")
