"""Who graduated when, from which form of education, at which level?"""

from zhiban.language import Person, Register, code, date, subject
from zhiban_packs.employment.codes import EDUCATION_FORMS, EDUCATION_LEVELS


class Graduates(Register):
    id = "graduates"
    title, title_en = "毕业生学历登记", "graduates"
    owner = "市教委"
    owner_en = "city education commission"
    rhythm = "每年"
    lag_days = 90
    purposes = ("entitlement", "statistics")
    key = ("person", "graduated_on", "level")
    happens = "graduated_on"

    person = subject(Person, title="毕业生", title_en="graduate")
    graduated_on = date(title="毕业证书日期", title_en="date of the certificate")
    education_form = code(EDUCATION_FORMS, title="教育形式", title_en="form of education")
    level = code(EDUCATION_LEVELS, title="学历", title_en="level")
