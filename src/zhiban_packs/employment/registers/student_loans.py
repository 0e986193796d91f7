"""Who was granted a student loan, of which kind, and when?"""

from zhiban.language import Person, Register, code, date, subject
from zhiban.language import key as key_column
from zhiban_packs.employment.codes import STUDENT_LOAN_KINDS


class StudentLoans(Register):
    id = "student_loans"
    title, title_en = "助学贷款发放", "student loans"
    owner = "市学生资助管理中心"
    owner_en = "city student aid centre"
    rhythm = "每年"
    lag_days = 180
    purposes = ("entitlement",)
    key = ("loan_id",)
    happens = "granted_on"

    loan_id = key_column(title="贷款编号", title_en="loan")
    person = subject(Person, title="借款学生", title_en="borrower")
    kind = code(STUDENT_LOAN_KINDS, title="种类", title_en="kind")
    granted_on = date(title="发放日期", title_en="granted on")
