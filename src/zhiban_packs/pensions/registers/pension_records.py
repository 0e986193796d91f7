"""What does the agency hold about a person's rights in the employees' scheme?"""

from zhiban.language import (
    Person,
    Register,
    boolean,
    code,
    integer,
    money,
    month,
    not_after,
    subject,
)
from zhiban.language import ratio_column as ratio
from zhiban_packs.pensions.codes import WOMEN_RETIREMENT_GROUPS


class PensionRecords(Register):
    id = "pension_records"
    title, title_en = "职工养老保险个人权益记录", "rights in the employees' pension scheme"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement", "statistics")
    key = ("person",)
    promises = (not_after("pre_account_months", "months_paid"),)

    person = subject(Person, title="参保人", title_en="insured person")
    women_group = code(WOMEN_RETIREMENT_GROUPS, title="女职工原法定退休年龄的类别",
                       title_en="women: by which original age")  # fmt: skip
    chosen_in = month(title="选定的弹性退休年月（没有选写 never）",
                      title_en="month chosen for retirement")  # fmt: skip
    special_early = boolean(title="经批准的特殊工种等提前退休",
                            title_en="approved early retirement of special posts")  # fmt: skip
    place_here = boolean(title="待遇领取地为本市", title_en="to be drawn in this city")
    months_paid = integer(title="累计缴费月数（含视同缴费）", unit="months", at_least=0,
                          title_en="months paid, deemed ones included")  # fmt: skip
    pre_account_months = integer(title="其中建立个人账户前的月数", unit="months", at_least=0,
                                 title_en="of these, before personal accounts")  # fmt: skip
    average_index = ratio(title="平均缴费指数", title_en="mean contribution index", at_least=0)
    account_fen = money(title="个人账户储存额", title_en="balance of the account", at_least=0)
