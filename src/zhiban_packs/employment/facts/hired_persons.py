"""What is known of a hired person, seen from the person's own registers at the hire?

If someone graduated more than once in the ten years up to the end of the year of the hire, the
last certificate of ordinary higher education counts, and only without any such certificate the
last one of another kind. No text asks for older certificates.
"""

from zhiban.language import (
    Person,
    between,
    case,
    fact,
    last_of_year,
    months_after,
    unknown,
    when,
    year_of,
)
from zhiban_packs.employment.registers.graduates import Graduates
from zhiban_packs.employment.registers.hires import Hires
from zhiban_packs.employment.registers.jobseekers import Jobseekers

#: GB/T 4658: graduated with a diploma at postgraduate, bachelor or junior college level.
DIPLOMA_LEVELS = ("11", "14", "17", "21", "28", "31")

_hire = {"of": Hires, "subject": Person}
_ten_years_before = months_after(Hires.hired_on, -120)
_certificates = Graduates.of(Person).during(
    between(_ten_years_before, last_of_year(year_of(Hires.hired_on)))
)
_ordinary = _certificates.where(
    Graduates.education_form.is_in("ordinary"), Graduates.level.is_in(DIPLOMA_LEVELS)
)


def _last(column, if_none):
    return case(
        when(_ordinary.exists(), _ordinary.last(column, if_none=if_none)),
        otherwise=_certificates.last(column, if_none=if_none),
    )


class_year = fact(
    "education.class_year",
    "招用前十年内的毕业年份（没有为 0）",
    _last(year_of(Graduates.graduated_on), 0),
    title_en="year of graduation in the ten years before the hire; 0 if there is none",
    **_hire,
)
form = fact(
    "education.form",
    "教育形式",
    _last(Graduates.education_form, unknown),
    title_en="form of education",
    **_hire,
)
level = fact("education.level", "学历", _last(Graduates.level, unknown), title_en="level", **_hire)
registered_unemployed = fact(
    "employment.registered_unemployed",
    "招用时在登记失业",
    Jobseekers.of(Person)
    .during(between(_ten_years_before, Hires.hired_on))
    .where(Jobseekers.cancelled_on >= Hires.hired_on)
    .exists(),
    title_en="registered as unemployed at the hire",
    **_hire,
)
