"""Which firms and other insured units are there, of what kind and size?"""

from zhiban.language import Enterprise, Register, boolean, code, integer, money, subject
from zhiban_packs.employment.codes import INDUSTRIES, LICENCE_STATUS, SIZES, UNIT_TYPES
from zhiban_packs.insurance.codes import DISTRICTS, STREETS


class Enterprises(Register):
    id = "enterprises"
    title, title_en = "用人单位登记", "firms and other units"
    owner = "市市场监管局 / 市人力社保局"
    owner_en = (
        "city bureau for market supervision / city bureau of human resources and social security"
    )
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("enterprise",)

    enterprise = subject(Enterprise, title="单位", title_en="unit")
    unit_type = code(UNIT_TYPES, title="单位类型", title_en="kind of unit")
    industry = code(INDUSTRIES, title="行业", title_en="industry")
    size = code(SIZES, title="认定的规模", title_en="size class on record", ordered=True)
    district = code(DISTRICTS, title="参保地", title_en="district")
    licence_status = code(LICENCE_STATUS, title="登记状态", title_en="licence status")
    dispatch = boolean(title="劳务派遣单位", title_en="labour dispatch firm")
    staff = integer(title="从业人员", title_en="staff", unit="persons")
    turnover_fen = money(title="营业收入", title_en="turnover")
    assets_fen = money(title="资产总额", title_en="total assets")
    street = code(STREETS, title="所在街镇", title_en="street or town")
