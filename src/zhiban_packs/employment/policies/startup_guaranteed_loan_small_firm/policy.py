"""Which small firms may borrow with the guarantee of the start-up loan fund, and up to how much?

Judged for each application, by the text in force on the day of applying. The amount is the ceiling
of the loan; it is lent, not given.
"""

from zhiban.language import (
    Basis,
    Document,
    Enterprise,
    Policy,
    all_of,
    article,
    case,
    each,
    parameter,
    ratio,
    when,
)
from zhiban_packs.employment.facts.firms import dishonest, size
from zhiban_packs.employment.registers.firm_loan_applications import FirmLoanApplications

BASIS = Basis((
    Document(
        "财金〔2020〕21号",
        "关于进一步加大创业担保贷款贴息力度全力支持重点群体创业就业的通知",
        "财政部 人力资源社会保障部 中国人民银行", "2020-04-15", "2020-04-15", "2023-09-30",
        status="memory",
    ),
    Document(
        "", "小微企业创业担保贷款（2023年服务包）", "重庆市人力社保局",
        "2023-07-28", "2021-01-01", note="施行日取自服务包的口径",
    ),
    Document(
        "财金〔2023〕75号", "普惠金融发展专项资金管理办法", "财政部", "2023-09", "2023-10-01",
        status="memory", note="文号见到，内容凭记忆",
    ),
    Document(
        "", "关于进一步做好我市创业担保贷款工作的通知",
        "重庆市人力社保局 重庆市财政局 人行重庆市分行", "2024-05", "2024-05-12",
        note="文号未见；日子是报道的日子",
    ),
    Document(
        "渝人社规〔2025〕11号", "关于调整优化我市创业担保贷款工作的通知",
        "重庆市人力社保局 重庆市财政局 人行重庆市分行", "2025-06", "2025-06-01",
        note="五月底还是六月的哪一天没有核实",
    ),
))  # fmt: skip

hired_share = ratio(FirmLoanApplications.new_hires, FirmLoanApplications.staff)
# "More than 100 persons": a firm of 100 belongs to the higher share.
share_needed = case(
    when(FirmLoanApplications.staff > parameter("large_staff_above"), parameter("share_large")),
    otherwise=parameter("share_small"),
)

startup_guaranteed_loan_small_firm = Policy(
    id="startup_guaranteed_loan_small_firm",
    title="创业担保贷款（小微企业）的资格和额度",
    title_en="Guaranteed start-up loan for small firms: eligibility and ceiling",
    subject=Enterprise,
    per=each(FirmLoanApplications),
    law_on=FirmLoanApplications.applied_on,
    basis=BASIS,
    lane="tell",
    entitled=[
        article(
            "small_firm", "", "小型或微型企业", size.is_in("small", "micro"),
            title_en="a small or micro enterprise",
        ),
        article(
            "new_hires", "", "当年新招用重点群体人员达到现有在职职工的规定比例",
            hired_share >= share_needed,
            title_en="persons of the groups hired this year are a large enough share of the staff",
        ),
        article(
            "contracts", "", "与其签订1年以上劳动合同",
            FirmLoanApplications.contract_months >= parameter("contract_months_min"),
            title_en="contracts of a year or more with them",
        ),
        article(
            "in_good_standing", "", "没有拖欠工资、欠缴社会保险费和严重失信",
            all_of(
                ~FirmLoanApplications.owes_wages,
                ~FirmLoanApplications.owes_contributions,
                ~dishonest,
            ),
            title_en="owes no wages or contributions and is not seriously dishonest",
        ),
    ],
    amount=parameter("limit"),
    closes_when="贷款台账显示已发放，或不予受理",
)  # fmt: skip
