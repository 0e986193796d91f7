"""With whom must the employment service speak this month, because it last did in an earlier one?

Owed by the office: at least once in every calendar month of a registration. After a contact, or
after the registration where there was none, the next month's is owed on its first day and due on
its last. The sentence was read where another province repeats it, not in the ministry's text.
"""

from zhiban.language import (
    Basis,
    Document,
    Duty,
    Person,
    article,
    each,
    first_day,
    last_day,
    month_of,
    months_after,
    reached,
)
from zhiban_packs.employment.facts.contacts import contacted_in_turn, last_spoken_on
from zhiban_packs.employment.registers.jobseekers import Jobseekers

BASIS = Basis((
    Document(
        "人社厅发〔2020〕79号", "关于进一步做好失业登记服务管理工作的通知",
        "人力资源社会保障部办公厅", "2020", "2020-01-01", status="memory",
        note="没有见到原文里的这一句：“落实定期联系制度，每月开展1次跟踪调查”读自黑龙江省给各市（地）人社局"
        "的通知（jmsqjq.gov.cn，ShowInfo 13880）；印发的月日没有查到，按年初起算",
    ),
))  # fmt: skip

owed_month = month_of(months_after(last_spoken_on, 1))

monthly_contact_with_unemployed = Duty(
    id="monthly_contact_with_unemployed",
    title="登记失业期间每月至少联系一次",
    title_en="Contact at least once a month with everybody registered as unemployed",
    subject=Person,
    per=each(Jobseekers),
    law_on=Jobseekers.registered_on,
    basis=BASIS,
    owed_by="office",
    arises=[
        article(
            "still_registered", "", "仍在登记失业", ~reached(Jobseekers.cancelled_on),
            title_en="the registration has not ended",
        ),
        article(
            "turn", "", "上次联系（没有联系过的，登记）以后已进入下一个月",
            reached(first_day(owed_month)),
            title_en="a month has begun since the last contact, or since the registration",
        ),
    ],
    due=last_day(owed_month),
    done=contacted_in_turn,
)  # fmt: skip
