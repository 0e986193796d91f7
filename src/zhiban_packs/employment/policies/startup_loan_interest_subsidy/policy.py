"""Which borrowers get part of the interest on a guaranteed start-up loan back, for one year?

Judged for each loan, by the text in force and the one-year LPR on the day of the contract; later
changes of either do not matter. The amount is that of a year on the whole sum: what is repaid
within the year, and paid by quarter, the bank's statements settle.
"""

from zhiban.language import (
    Basis,
    Document,
    Person,
    Policy,
    article,
    at_least,
    case,
    each,
    parameter,
    ratio,
    when,
)
from zhiban_packs.employment.facts.start_up_borrowers import loans_before
from zhiban_packs.employment.registers.startup_loans import StartupLoans

BASIS = Basis((
    Document(
        "财金〔2020〕21号",
        "关于进一步加大创业担保贷款贴息力度全力支持重点群体创业就业的通知",
        "财政部 人力资源社会保障部 中国人民银行", "2020-04-15", "2020-04-15", "2023-09-30",
        status="memory",
    ),
    Document(
        "", "个人创业担保贷款（2023年服务包）", "重庆市人力社保局", "2023-07-28", "2021-01-01",
        "2023-09-30", note="对2021年起发放的贷款；施行日取自服务包的口径",
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

#: 万州 开州 黔江 彭水 武隆 丰都 城口 云阳 奉节 巫山 巫溪 石柱 酉阳 秀山.
FOURTEEN_COUNTIES = (
    "500101", "500154", "500114", "500243", "500156", "500230", "500229",
    "500235", "500236", "500237", "500238", "500240", "500242", "500241",
)  # fmt: skip
PPM = 1_000_000

rate, lpr = StartupLoans.rate_ppm, StartupLoans.lpr_ppm
highest_rate = lpr + case(
    when(StartupLoans.district.is_in(FOURTEEN_COUNTIES), parameter("over_lpr_fourteen")),
    otherwise=parameter("over_lpr_other"),
)
rounding = {"to": "fen", "how": "half_up", "law": "文件没有规定进位，付到分"}
half = (StartupLoans.amount_fen * ratio(rate, PPM) * parameter("share")).rounded(**rounding)
# The borrower bears what lies below LPR − 150 basis points; a rate below that leaves nothing.
above_lpr_less_150 = (
    StartupLoans.amount_fen * ratio(at_least(rate - lpr + parameter("below_lpr"), 0), PPM)
).rounded(**rounding)

startup_loan_interest_subsidy = Policy(
    id="startup_loan_interest_subsidy",
    title="创业担保贷款贴息（个人，一年）",
    title_en="Interest subsidy on guaranteed start-up loans of persons, for a year",
    subject=Person,
    per=each(StartupLoans),
    law_on=StartupLoans.contract_on,
    basis=BASIS,
    lane="pay",
    entitled=[
        article(
            "rate", "", "执行利率不高于合同当日一年期LPR加规定的点数",
            rate <= highest_rate,
            title_en="the rate is not above the one-year LPR of the day plus the points allowed",
        ),
        article(
            "regular", "", "没有展期，没有逾期",
            ~StartupLoans.extended_or_overdue,
            title_en="neither extended nor overdue",
        ),
        article(
            "times", "", "没有超过规定的次数",
            loans_before < parameter("times_max"),
            title_en="not more often than allowed",
        ),
    ],
    amount=case(
        when(parameter("pays_share_of_rate") == 1, half), otherwise=above_lpr_less_150
    ),
    closes_when="贴息已按季付清，或贷款已还清",
)  # fmt: skip
