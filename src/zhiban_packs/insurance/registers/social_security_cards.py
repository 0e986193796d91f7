"""Who is paid into which account, under which name, and by which phone is the person told?"""

from zhiban.language import Person, Register, date, secret, subject


class SocialSecurityCards(Register):
    id = "social_security_cards"
    title, title_en = "社会保障卡登记", "social security cards"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 7
    purposes = ("entitlement", "statistics")
    key = ("person",)

    person = subject(Person, title="持卡人", title_en="holder")
    issued_on = date(title="发卡日期", title_en="issued on")
    name = secret("name", title="姓名", title_en="name")
    phone = secret("phone", title="手机号码", title_en="mobile phone")
    account = secret("account", title="银行账号", title_en="bank account")
    passport = secret("passport", title="护照号码", title_en="passport number")
