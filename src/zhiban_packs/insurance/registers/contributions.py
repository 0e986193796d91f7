"""Which contributions were paid for whom, by which firm, for which month?"""

from zhiban.language import (
    Enterprise,
    Person,
    Register,
    boolean,
    code,
    date,
    money,
    month,
    subject,
)
from zhiban_packs.insurance.codes import SCHEMES


class Contributions(Register):
    id = "contributions"
    title, title_en = "社会保险费征缴明细", "social insurance contributions"
    owner = "市人力社保局 / 重庆市税务局"
    owner_en = "city bureau of human resources and social security / Chongqing tax bureau"
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement", "statistics")
    key = ("person", "enterprise", "scheme", "for_month")
    happens = "for_month"

    person = subject(Person, title="参保人", title_en="insured person")
    enterprise = subject(Enterprise, title="参保单位", title_en="insuring employer")
    scheme = code(SCHEMES, title="险种", title_en="scheme", required=True)
    for_month = month(title="费款所属期", title_en="month the contribution is for")
    paid_on = date(title="到账日期（没有到账写 never）", title_en="received on")
    fully_paid = boolean(title="当月是否足额缴纳", title_en="month paid in full")
    unit_fen = money(title="单位缴纳额", title_en="paid by the employer")
    personal_fen = money(title="个人缴纳额", title_en="paid by the person")
    refunded_fen = money(title="属于本月的退费额", title_en="refunded for this month")
