"""What is known of a hire, seen from the firm that hired?"""

from zhiban.language import Enterprise, Person, fact, first_day, month_of
from zhiban_packs.employment.facts import hired_persons
from zhiban_packs.employment.registers.hires import Hires
from zhiban_packs.insurance.facts.persons import born_on, first_insured_month
from zhiban_packs.insurance.registers.contributions import Contributions

_hire = {"of": Hires, "subject": Enterprise}

hire_class_year = fact(
    "hire.class_year",
    "被招用人毕业年份（招用前十年内没有毕业记录为 0）",
    Hires.person[hired_persons.class_year],
    title_en="year of graduation of the person hired; 0 if none in ten years",
    **_hire,
)
hire_education_form = fact(
    "hire.education_form",
    "被招用人教育形式",
    Hires.person[hired_persons.form],
    title_en="form of education of the person hired",
    **_hire,
)
hire_education_level = fact(
    "hire.education_level",
    "被招用人学历",
    Hires.person[hired_persons.level],
    title_en="level of education of the person hired",
    **_hire,
)
hire_born_on = fact(
    "hire.born_on",
    "被招用人出生日期",
    Hires.person[born_on],
    title_en="date of birth of the person hired",
    **_hire,
)
hire_first_insured_month = fact(
    "hire.first_insured_month",
    "被招用人首次由单位参保的月份（从未参保为 never）",
    Hires.person[first_insured_month],
    title_en="first month any employer insured the person hired",
    **_hire,
)
hire_registered_unemployed = fact(
    "hire.registered_unemployed",
    "被招用人招用时在登记失业",
    Hires.person[hired_persons.registered_unemployed],
    title_en="person hired was registered as unemployed",
    **_hire,
)

# Asked on the side of the person hired: what one person was paid for is few rows, what a large firm
# paid is many, and either way the same ones are left.
_paid = (
    Contributions.of(Person)
    .since(first_day(month_of(Hires.hired_on)))
    .where(Contributions.enterprise == Hires.enterprise, Contributions.fully_paid)
)


def _months(scheme: str):
    return _paid.where(Contributions.scheme.is_in(scheme)).months(Contributions.for_month)


_hired = {"of": Hires, "subject": Person}

hired_months_unemployment = fact(
    "hired.months_unemployment",
    "招用后由招用单位足额缴纳失业保险的月数",
    _months("210").count(),
    title_en="months of unemployment insurance paid in full by the hiring unit since the hire",
    **_hired,
)
hired_months_three = fact(
    "hired.months_three",
    "招用后由招用单位同时足额缴纳失业、工伤、职工养老保险的月数",
    _months("210").overlap(_months("410")).overlap(_months("110")).count(),
    title_en="months in which the hiring unit paid all three insurances in full since the hire",
    **_hired,
)

hire_months_unemployment = fact(
    "hire.months_unemployment",
    "招用后由本单位足额缴纳失业保险的月数",
    Hires.person[hired_months_unemployment],
    title_en="months of unemployment insurance paid in full since the hire",
    **_hire,
)
hire_months_three = fact(
    "hire.months_three",
    "招用后由本单位同时足额缴纳失业、工伤、职工养老保险的月数",
    Hires.person[hired_months_three],
    title_en="months in which all three insurances were paid in full since the hire",
    **_hire,
)
