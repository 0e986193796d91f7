"""What does the agency hold about a person's rights in the residents' scheme?"""

from zhiban.language import Person, Register, boolean, integer, money, not_after, subject


class ResidentRecords(Register):
    id = "resident_pension_records"
    title, title_en = "城乡居民养老保险个人权益记录", "rights in the residents' pension scheme"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement", "statistics")
    key = ("person",)
    promises = (not_after("back_paid_months", "months_paid"),)

    person = subject(Person, title="参保人", title_en="insured person")
    months_paid = integer(title="累计缴费月数（含补缴）", unit="months", at_least=0,
                          title_en="months paid, back-paid ones included")  # fmt: skip
    back_paid_months = integer(title="其中补缴的月数", unit="months", at_least=0,
                               title_en="of these, back-paid")  # fmt: skip
    need_not_fill_up = boolean(title="制度开始时已满四十五周岁，不必缴满十五年",
                               title_en="over 45 when the scheme began")  # fmt: skip
    account_fen = money(title="个人账户储存额", title_en="balance of the account", at_least=0)
    has_only_child = boolean(title="持有独生子女父母光荣证等证明",
                             title_en="holds proof of an only child")  # fmt: skip
