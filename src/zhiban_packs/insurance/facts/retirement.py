"""In which month does a person reach the statutory retirement age?

The pensions pack works it out, from the date of birth, the sex and, of women, the kind of post.
"""

from zhiban.language import fact
from zhiban_packs.pensions.facts.retirement import statutory_month

retirement_month = fact(
    "person.retirement_month",
    "法定退休月份",
    statutory_month,
    title_en="month of the statutory retirement age",
)
