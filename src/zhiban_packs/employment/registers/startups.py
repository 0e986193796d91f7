"""Who founded which business, of what kind, and is it the first?"""

from zhiban.language import Person, Register, boolean, code, date, not_after, subject
from zhiban.language import key as key_column
from zhiban_packs.employment.codes import BUSINESS_KINDS, SIZES


class Startups(Register):
    id = "startups"
    title, title_en = "创业登记", "businesses founded"
    owner = "市市场监管局 / 市人力社保局"
    owner_en = (
        "city bureau for market supervision / city bureau of human resources and social security"
    )
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("startup_id",)
    happens = "registered_on"
    promises = (not_after("registered_on", "closed_on"),)

    startup_id = key_column(title="创业编号", title_en="start-up")
    person = subject(Person, title="创办人（法定代表人、经营者）", title_en="founder")
    kind = code(BUSINESS_KINDS, title="主体类型", title_en="kind of business")
    size = code(SIZES, title="认定的规模", title_en="size class on record", ordered=True)
    first = boolean(title="创办人首次创业", title_en="the founder's first business")
    registered_on = date(title="注册登记日期", title_en="registered on")
    closed_on = date(title="注销或停业日期（仍在经营写 never）", title_en="closed on")
