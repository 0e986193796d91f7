"""Which months of the unemployment allowance were paid to whom?"""

from zhiban.language import Person, Register, money, month, subject


class Allowances(Register):
    id = "allowances"
    title, title_en = "失业补助金发放明细", "unemployment allowance paid"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每月"
    lag_days = 30
    purposes = ("entitlement", "statistics")
    key = ("person", "for_month")
    happens = "for_month"

    person = subject(Person, title="领取人", title_en="recipient")
    for_month = month(title="待遇所属期", title_en="month the allowance is for")
    paid_fen = money(title="发放金额", title_en="amount paid")
