"""In which month does a person reach the statutory retirement age?

No register gives it yet: it hangs on the kind of post as well as on the date of birth.
"""

from zhiban.language import Person, given
from zhiban.model.types import Month

retirement_month = given(
    "person.retirement_month",
    "法定退休月份",
    Month(),
    title_en="month of the statutory retirement age",
    subject=Person,
)
