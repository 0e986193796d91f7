"""What did people insured on their own pay, for which month?"""

from zhiban.language import Person, Register, date, money, month, subject


class IndividualContributions(Register):
    id = "individual_contributions"
    title, title_en = (
        "灵活就业人员个人缴费（按月）",
        "contributions paid by persons insured on their own",
    )
    owner = "市人力社保局 / 重庆市税务局"
    owner_en = "city bureau of human resources and social security / Chongqing tax bureau"
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement", "statistics")
    key = ("person", "for_month")
    happens = "for_month"

    person = subject(Person, title="参保人", title_en="insured person")
    for_month = month(title="费款所属期", title_en="month the contribution is for")
    pension_fen = money(title="职工养老保险缴纳额", title_en="employees pension paid")
    pension_paid_on = date(
        title="职工养老保险到账日期（没有缴写 never）", title_en="pension received on"
    )
    medical_fen = money(title="职工医保缴纳额（含大额）", title_en="employees medical paid")
    medical_paid_on = date(
        title="职工医保到账日期（没有缴写 never）", title_en="medical received on"
    )
