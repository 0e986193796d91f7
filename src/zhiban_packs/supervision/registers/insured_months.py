"""Who insured a person for a month, as what, and had the contract already ended?"""

from zhiban.language import (
    Enterprise,
    Person,
    Purpose,
    Register,
    code,
    date,
    link_strength,
    month,
    subject,
)
from zhiban.language import key as key_column
from zhiban_packs.insurance.codes import SCHEMES
from zhiban_packs.supervision.codes import INSURED_IDENTITIES, PAYERS


class InsuredMonths(Register):
    id = "insured_months"
    title, title_en = "参保缴费月度比对结果", "months insured, as compared for the funds"
    owner = "市人力社保局（与税务、医保部门比对）"
    owner_en = "city bureau of human resources and social security, with tax and medical offices"
    rhythm = "每月"
    lag_days = 45
    purposes = (
        Purpose("supervision", law="社会保险经办条例（国务院令第765号）第26条"),
    )  # fmt: skip
    key = ("record_id",)
    happens = "for_month"

    record_id = key_column(title="比对编号", title_en="record")
    person = subject(Person, title="参保人", title_en="insured person")
    enterprise = subject(Enterprise, title="参保单位", title_en="insuring employer", required=False)
    scheme = code(SCHEMES, title="险种", title_en="scheme", required=True)
    for_month = month(title="费款所属期", title_en="month the contribution is for")
    payer = code(PAYERS, title="由谁缴纳", title_en="paid by")
    identity = code(INSURED_IDENTITIES, title="参保身份", title_en="insured as")
    contract_ended_on = date(
        title="该单位备案的合同终止日期（没有终止写 never）",
        title_en="contract with that employer ended on, as filed",
    )
    match = link_strength(title="与本人的关联", title_en="how joined to the person")
