"""Whom must the employment service speak with, five working days after their registration?

Owed by the office. Silence in the register of contacts makes it owed: it counts against nobody but
the office.
"""

from zhiban.language import (
    Basis,
    Document,
    Duty,
    Person,
    article,
    each,
    reached,
    working_days_after,
)
from zhiban_packs.employment.facts.contacts import contacted_since
from zhiban_packs.employment.registers.jobseekers import Jobseekers

#: 人社厅发〔2020〕79号一（三）.
WORKING_DAYS = 5

BASIS = Basis((
    Document(
        "人社厅发〔2020〕79号", "关于进一步做好失业登记服务管理工作的通知",
        "人力资源社会保障部办公厅", "2020", "2020-01-01", article="一（三）",
        note="登记后5个工作日内主动联系；印发的月日没有查到，按年初起算",
    ),
))  # fmt: skip

first_contact_with_unemployed = Duty(
    id="first_contact_with_unemployed",
    title="失业登记后五个工作日内主动联系",
    title_en="First contact within five working days of registration as unemployed",
    subject=Person,
    per=each(Jobseekers),
    law_on=Jobseekers.registered_on,
    basis=BASIS,
    owed_by="office",
    arises=[
        article(
            "registered", "人社厅发〔2020〕79号一（三）", "已办理失业登记",
            reached(Jobseekers.registered_on),
            title_en="registered as unemployed",
        ),
        article(
            "still_registered", "人社厅发〔2020〕79号一（三）", "仍在登记失业",
            ~reached(Jobseekers.cancelled_on),
            title_en="the registration has not ended",
        ),
    ],
    due=working_days_after(Jobseekers.registered_on, WORKING_DAYS),
    done=contacted_since,
)  # fmt: skip
