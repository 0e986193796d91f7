"""When has the employment service spoken with somebody since the registration as unemployed?"""

from zhiban.language import (
    NEVER,
    Person,
    case,
    fact,
    first_day,
    month_of,
    months_after,
    when,
)
from zhiban_packs.employment.registers.contacts import Contacts
from zhiban_packs.employment.registers.jobseekers import Jobseekers

_registration = {"of": Jobseekers, "subject": Person}
_contacts = Contacts.of(Person).since(Jobseekers.registered_on)

contacted_since = fact(
    "service.contacted_since_registration",
    "失业登记后已经联系过",
    _contacts.exists(),
    title_en="spoken with since the registration as unemployed",
    **_registration,
)

last_spoken_on = fact(
    "service.last_spoken_on",
    "上次联系日期（没有联系过为失业登记日期）",
    case(
        when(_contacts.exists(), _contacts.greatest(Contacts.contacted_on, if_none=NEVER)),
        otherwise=Jobseekers.registered_on,
    ),
    title_en="last spoken with on; the day of the registration if never since",
    **_registration,
)

contacted_in_turn = fact(
    "service.contacted_in_turn",
    "应联系的月份里已经联系过",
    Contacts.of(Person).since(first_day(month_of(months_after(last_spoken_on, 1)))).exists(),
    title_en="spoken with in the month in which it is owed",
    **_registration,
)
