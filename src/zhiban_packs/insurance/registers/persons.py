"""Who are the people judged?"""

from zhiban.language import Person, Register, code, date, subject
from zhiban_packs.insurance.codes import DISTRICTS, SEX, STREETS


class Persons(Register):
    id = "persons"
    title, title_en = "人口基础信息", "population register"
    owner = "市公安局"
    owner_en = "city public security bureau"
    rhythm = "每日"
    lag_days = 7
    purposes = ("entitlement", "statistics")
    key = ("person",)

    person = subject(Person, title="人员", title_en="person")
    sex = code(SEX, title="性别", title_en="sex")
    born_on = date(title="出生日期", title_en="date of birth")
    household_district = code(
        DISTRICTS, title="户籍地", title_en="place of household registration", sensitive="hukou"
    )
    residence_district = code(DISTRICTS, title="常住地（区县）", title_en="district of residence")
    residence_street = code(STREETS, title="常住地（街镇）", title_en="street or town of residence")
