"""Which households are registered, of which kind and where?"""

from zhiban.language import Household, Register, code, date, not_after, subject
from zhiban_packs.employment.codes import HOUSEHOLD_KINDS
from zhiban_packs.insurance.codes import DISTRICTS


class Households(Register):
    id = "households"
    title, title_en = "户口登记（户）", "households"
    owner = "市公安局"
    owner_en = "city public security bureau"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("household",)
    promises = (not_after("established_on", "ended_on"),)

    household = subject(Household, title="户", title_en="household")
    kind = code(HOUSEHOLD_KINDS, title="户别", title_en="kind of household")
    district = code(
        DISTRICTS, title="户籍地", title_en="place of household registration", sensitive="hukou"
    )
    established_on = date(title="立户日期", title_en="established on")
    ended_on = date(title="销户日期（没有销户写 never）", title_en="ended on")
