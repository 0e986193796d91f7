"""The registers of the reference. Payments and jobs happen on a day, contributions in a month."""

from zhiban import language
from zhiban.language import (
    CodeList,
    Enterprise,
    Person,
    Register,
    boolean,
    code,
    date,
    integer,
    link_strength,
    money,
    month,
    ratio_column,
    subject,
)

#: `key` names the columns of the business key in a register, so the column function is renamed.
number = language.key
KINDS = CodeList("kinds", "类别", ("cash", "goods", "other"))
SIZES = CodeList("sizes", "规模", ("micro", "small", "medium", "large"))


class Persons(Register):
    id = "persons"
    title, title_en = "人员", "persons"
    key = ("person",)
    person = subject(Person, title="人员")
    born_on = date(title="出生日期")
    employer = subject(Enterprise, title="用人单位", required=False)


class Firms(Register):
    id = "firms"
    title, title_en = "单位", "firms"
    key = ("firm",)
    firm = subject(Enterprise, title="单位")
    size = code(SIZES, title="规模", ordered=True)
    staff = integer(title="人数", unit="persons")


class Payments(Register):
    id = "payments"
    title, title_en = "支付", "payments"
    key = ("person", "no")
    happens = "paid_on"
    lag_days = 10
    person = subject(Person, title="人员")
    firm = subject(Enterprise, title="单位", required=False)
    no = number(title="序号")
    paid_on = date(title="支付日")
    amount_fen = money(title="金额")
    balance_fen = money(title="差额", at_least=None)
    kind = code(KINDS, title="类别")
    checked = boolean(title="已核")
    share = ratio_column(title="比例")


class Contributions(Register):
    id = "contributions"
    title, title_en = "缴费", "contributions"
    key = ("person", "for_month")
    happens = "for_month"
    person = subject(Person, title="人员")
    for_month = month(title="所属月")
    paid = boolean(title="到账")


class Notes(Register):
    id = "notes"
    title, title_en = "记录", "notes"
    key = ("person", "no")
    person = subject(Person, title="人员")
    no = number(title="序号")
    months = integer(title="月数")


class Visits(Register):
    id = "visits"
    title, title_en = "走访", "visits"
    key = ("person", "no")
    happens = "seen_on"
    person = subject(Person, title="人员")
    no = number(title="序号")
    seen_on = date(title="日期")
    match = link_strength(title="关联强度")


REGISTERS = {c.__name__: c for c in (Persons, Firms, Payments, Contributions, Notes, Visits)}
