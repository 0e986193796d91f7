"""Who applies for a guaranteed start-up loan, for which project?"""

from zhiban.language import Person, Register, boolean, code, date, integer, subject
from zhiban.language import key as key_column
from zhiban_packs.insurance.codes import DISTRICTS


class LoanApplications(Register):
    id = "loan_applications"
    title, title_en = "创业担保贷款申请（个人）", "applications for personal start-up loans"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 7
    purposes = ("entitlement", "statistics")
    key = ("application_id",)
    happens = "applied_on"

    application_id = key_column(title="申请编号", title_en="application")
    person = subject(Person, title="申请人", title_en="applicant")
    applied_on = date(title="申请日期", title_en="applied on")
    term_months = integer(title="申请期限", title_en="term asked for", unit="months")
    partners = integer(
        title="合伙创业人数（一人创业写 1）", title_en="partners, 1 if alone", unit="persons"
    )
    district = code(DISTRICTS, title="项目所在地", title_en="place of the project")
    real = boolean(title="核查确认项目真实", title_en="project found to be real")
    online = boolean(title="经认定的网络创业", title_en="recognised as founded online")
    married = boolean(title="已婚", title_en="married")
    spouse = subject(Person, title="配偶", title_en="spouse", required=False)
    retires_on = date(
        title="到达法定退休年龄的日期", title_en="reaches the legal retirement age on"
    )
