"""Which small firms apply for a guaranteed start-up loan, and whom did they hire?"""

from zhiban.language import Enterprise, Register, boolean, date, integer, subject
from zhiban.language import key as key_column


class FirmLoanApplications(Register):
    id = "firm_loan_applications"
    title, title_en = (
        "创业担保贷款申请（小微企业）",
        "applications of small firms for start-up loans",
    )
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 7
    purposes = ("entitlement", "statistics")
    key = ("application_id",)
    happens = "applied_on"

    application_id = key_column(title="申请编号", title_en="application")
    enterprise = subject(Enterprise, title="申请企业", title_en="firm")
    applied_on = date(title="申请日期", title_en="applied on")
    staff = integer(
        title="现有在职职工人数（含新招用）",
        title_en="present staff, new hires included",
        unit="persons",
    )
    new_hires = integer(
        title="当年新招用符合条件人数",
        title_en="persons of the groups hired this year",
        unit="persons",
    )
    contract_months = integer(
        title="其中最短的合同期限", title_en="shortest contract with them", unit="months"
    )
    owes_wages = boolean(title="拖欠职工工资", title_en="owes wages")
    owes_contributions = boolean(title="欠缴社会保险费", title_en="owes contributions")
