"""What did the bank pay to whom, under which grant, and what came back?"""

from zhiban.language import (
    Enterprise,
    Person,
    Register,
    code,
    date,
    goes_with,
    money,
    month,
    not_after,
    some_filled,
    subject,
    text,
)
from zhiban.language import key as key_column
from zhiban_packs.insurance.codes import RETURN_REASONS


class Payments(Register):
    id = "payments"
    title, title_en = "待遇和补贴发放结果（银行回单）", "payments, as the bank returned them"
    owner = "市人力社保局（代发银行回传）"
    owner_en = "city bureau of human resources and social security (returned by the paying bank)"
    rhythm = "每日"
    lag_days = 7
    purposes = ("entitlement", "statistics")
    key = ("payment_id",)
    happens = "paid_on"
    promises = (
        some_filled("enterprise", "person"),
        not_after("paid_on", "returned_on"),
        goes_with("return_reason", needs="returned_on"),
    )

    payment_id = key_column(title="发放流水号", title_en="payment")
    grant_id = text(title="审定编号", title_en="grant")
    enterprise = subject(Enterprise, title="收款单位", title_en="employer paid", required=False)
    person = subject(Person, title="收款人", title_en="person paid", required=False)
    for_month = month(title="待遇所属期（不按月的留空）", title_en="month, if it is for one")
    paid_on = date(title="付款日期", title_en="paid on")
    amount_fen = money(title="付款金额", title_en="amount paid")
    returned_on = date(title="退回日期（没有退回写 never）", title_en="returned on")
    return_reason = code(RETURN_REASONS, title="退回原因", title_en="why it came back")
