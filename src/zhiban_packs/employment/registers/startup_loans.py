"""Which guaranteed start-up loans were paid out, at what rate?"""

from zhiban.language import (
    Enterprise,
    Person,
    Register,
    boolean,
    code,
    date,
    integer,
    money,
    some_filled,
    subject,
)
from zhiban.language import key as key_column
from zhiban_packs.insurance.codes import DISTRICTS


class StartupLoans(Register):
    id = "startup_loans"
    title, title_en = "创业担保贷款发放", "guaranteed start-up loans paid out"
    owner = "经办银行 / 市人力社保局"
    owner_en = "bank that handles the loan / city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("loan_id",)
    happens = "contract_on"
    promises = (some_filled("person", "enterprise"),)

    loan_id = key_column(title="贷款编号", title_en="loan")
    person = subject(Person, title="借款人", title_en="borrower", required=False)
    enterprise = subject(Enterprise, title="借款企业", title_en="borrowing firm", required=False)
    contract_on = date(title="合同签订日期", title_en="contract signed on")
    district = code(DISTRICTS, title="项目所在地", title_en="place of the project")
    amount_fen = money(title="贷款金额", title_en="amount lent")
    lpr_ppm = integer(
        title="合同当日一年期LPR（百万分之一，3.65 % 写 36500）",
        title_en="one-year LPR that day",
        unit="ppm",
    )
    rate_ppm = integer(
        title="执行年利率（百万分之一）", title_en="yearly rate of the loan", unit="ppm"
    )
    extended_or_overdue = boolean(title="展期或逾期", title_en="extended or overdue")
