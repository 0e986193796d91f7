"""Who draws a basic pension, and since when?"""

from zhiban.language import Person, Register, code, date, subject
from zhiban_packs.insurance.codes import SCHEMES


class Pensions(Register):
    id = "pensions"
    title, title_en = "基本养老保险待遇领取", "basic pensions drawn"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement", "statistics")
    key = ("person", "scheme")
    happens = "first_drawn_on"

    person = subject(Person, title="领取人", title_en="pensioner")
    scheme = code(SCHEMES, title="险种", title_en="scheme", required=True)
    first_drawn_on = date(title="首次领取日期", title_en="first drawn on")
