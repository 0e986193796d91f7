"""What is known of a person, whatever the question?"""

from zhiban.language import NEVER, Person, fact
from zhiban_packs.insurance.facts.scheme import BEGAN
from zhiban_packs.insurance.registers.contributions import Contributions
from zhiban_packs.insurance.registers.persons import Persons

_of_person = Contributions.of(Person).since(BEGAN).where(Contributions.scheme.is_in("210"))

born_on = fact("person.born_on", "出生日期", Persons.of(Person).born_on, title_en="date of birth")

sex = fact("person.sex", "性别", Persons.of(Person).sex, title_en="sex")

household_district = fact(
    "person.household_district",
    "户籍地",
    Persons.of(Person).household_district,
    title_en="place of household registration",
)

first_insured_month = fact(
    "insurance.first_insured_month",
    "首次由单位参加失业保险的月份（从未参保为 never）",
    _of_person.least(Contributions.for_month, if_none=NEVER),
    title_en="first month an employer insured the person",
)
