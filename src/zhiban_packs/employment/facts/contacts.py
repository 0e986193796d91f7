"""Has the employment service spoken with somebody since the registration as unemployed?"""

from zhiban.language import Person, fact
from zhiban_packs.employment.registers.contacts import Contacts
from zhiban_packs.employment.registers.jobseekers import Jobseekers

contacted_since = fact(
    "service.contacted_since_registration",
    "失业登记后已经联系过",
    Contacts.of(Person).since(Jobseekers.registered_on).exists(),
    title_en="spoken with since the registration as unemployed",
    of=Jobseekers,
    subject=Person,
)
