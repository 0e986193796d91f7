"""Two made-up registers: one whose key names the person, one with a key of its own and a firm."""

from zhiban.language import Enterprise, Person, Register, date, integer, month, subject
from zhiban.language import key as key_column


class Paid(Register):
    id = "pool_paid"
    title = "缴费（虚构）"
    key = ("person", "for_month")
    happens = "for_month"
    person = subject(Person, title="人")
    for_month = month(title="月份")
    amount = integer(title="数额")


class Hires(Register):
    id = "pool_hires"
    title = "招用（虚构）"
    key = ("hire_id",)
    happens = "hired_on"
    hire_id = key_column(title="编号")
    person = subject(Person, title="人")
    firm = subject(Enterprise, title="单位", required=False)
    hired_on = date(title="日期")
