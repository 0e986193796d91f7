"""Who obtained which vocational certificate, at which level, and when?"""

from zhiban.language import Person, Register, boolean, code, date, subject, text
from zhiban.language import key as key_column
from zhiban_packs.insurance.codes import CERTIFICATE_KINDS, CERTIFICATE_LEVELS, OCCUPATION_DEMAND


class Certificates(Register):
    id = "certificates"
    title, title_en = "职业技能证书", "vocational certificates"
    owner = "市人力社保局（职业技能鉴定指导中心）"
    owner_en = "city bureau of human resources and social security (skill certification centre)"
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement", "statistics")
    key = ("certificate_id",)
    happens = "issued_on"

    certificate_id = key_column(title="证书编号", title_en="certificate")
    person = subject(Person, title="持证人", title_en="holder")
    kind = code(CERTIFICATE_KINDS, title="证书种类", title_en="kind of certificate")
    occupation = text(title="职业（工种）名称", title_en="occupation")
    level = code(CERTIFICATE_LEVELS, title="等级", title_en="level", ordered=True)
    demand = code(
        OCCUPATION_DEMAND, title="职业（工种）在本市目录中的紧缺程度",
        title_en="how short the occupation is by the city's list",
    )  # fmt: skip
    issued_on = date(title="核发日期", title_en="issued on")
    verified = boolean(title="全国联网可以查到", title_en="found in the national database")
