"""Which events end an unemployment benefit?"""

from zhiban.language import Person, Register, code, date, subject
from zhiban_packs.insurance.codes import STOP_KINDS


class Stops(Register):
    id = "stops"
    title, title_en = "失业保险金停发事项", "events that end unemployment benefit"
    owner = "市人力社保局（公安、司法、退役军人等部门比对）"
    owner_en = (
        "city bureau of human resources and social security (matched with police, "
        "justice and veterans' bureaus)"
    )
    rhythm = "每月"
    lag_days = 45
    purposes = ("entitlement",)
    key = ("person", "kind", "happened_on")
    happens = "happened_on"

    person = subject(Person, title="人员", title_en="person")
    kind = code(STOP_KINDS, title="事项", title_en="event", required=True)
    happened_on = date(title="发生日期", title_en="happened on")
