"""What loans did a person have, and when were they repaid?"""

from zhiban.language import Person, Register, code, date, money, not_after, subject
from zhiban.language import key as key_column
from zhiban_packs.employment.codes import DEBT_KINDS


class Debts(Register):
    id = "debts"
    title, title_en = "个人贷款（征信）", "loans of persons"
    owner = "人民银行征信系统"
    owner_en = "credit register of the central bank"
    rhythm = "每日"
    lag_days = 7
    purposes = ("entitlement",)
    key = ("debt_id",)
    happens = "granted_on"
    promises = (not_after("granted_on", "repaid_on"),)

    debt_id = key_column(title="贷款编号", title_en="loan")
    person = subject(Person, title="借款人", title_en="borrower")
    kind = code(DEBT_KINDS, title="种类", title_en="kind")
    granted_on = date(title="发放日期", title_en="granted on")
    repaid_on = date(title="还清日期（没有还清写 never）", title_en="repaid on")
    balance_fen = money(title="余额", title_en="balance")
