"""What do authors of packs write? Everything they need comes from this one place."""

from fractions import Fraction

from zhiban.language.calculators import Calculator, calculator, gives, takes
from zhiban.language.codes import code_list
from zhiban.language.combining import (
    all_of,
    any_of,
    assume,
    at_least,
    at_most,
    case,
    fixed_code,
    ratio,
    readings,
    step,
    when,
)
from zhiban.language.declaring import Duty, Grade, Policy, parameter
from zhiban.language.facts import Fact, fact, given
from zhiban.language.links import link, look_up
from zhiban.language.promises import goes_with, not_after, some_filled
from zhiban.language.protection import Purpose, exact, fresh, spread
from zhiban.language.register import (
    Register,
    boolean,
    code,
    date,
    integer,
    key,
    link_strength,
    money,
    month,
    occasion,
    secret,
    subject,
    text,
)
from zhiban.language.register import (
    ratio as ratio_column,
)
from zhiban.language.rule_parts import (
    article,
    at_most_times,
    counted_once,
    each,
    each_month,
    each_year,
    excludes,
    instalments,
    once,
)
from zhiban.language.subjects import Enterprise, Household, Person, Place, SubjectKind
from zhiban.language.time import (
    NEVER,
    age,
    between,
    calendar_year,
    day,
    days_after,
    first_day,
    first_of_year,
    in_time,
    judged_day,
    last_day,
    last_months,
    last_of_year,
    month_of,
    months_after,
    months_between,
    months_since,
    reached,
    this_month,
    unknown,
    working_days_after,
    year,
    year_of,
)
from zhiban.language.time import (
    month as fixed_month,
)
from zhiban.language.watches import Watch
from zhiban.law.basis import Basis, Document
from zhiban.model.calculators import Between, Pair, Undefined
from zhiban.model.types import CodeList

__all__ = [
    "NEVER", "Basis", "Between", "Calculator", "CodeList", "Document", "Duty", "Enterprise",
    "Fact", "Fraction", "Grade", "Household", "Pair", "Person", "Place", "Policy", "Purpose",
    "Register", "SubjectKind", "Undefined", "Watch", "age", "all_of", "any_of", "article",
    "assume", "at_least", "at_most", "at_most_times", "between", "boolean", "calculator",
    "calendar_year", "case", "code", "code_list", "counted_once", "date", "day", "days_after",
    "each", "each_month", "each_year", "exact", "excludes", "fact", "first_day", "first_of_year",
    "fixed_code", "fixed_month", "fresh", "given", "gives", "goes_with", "in_time", "instalments",
    "integer", "judged_day", "key", "last_day", "last_months", "last_of_year", "link",
    "link_strength", "look_up", "money", "month", "month_of", "months_after", "months_between",
    "months_since", "not_after", "occasion", "once", "parameter", "ratio", "ratio_column",
    "reached", "readings", "secret", "some_filled", "spread", "step", "subject", "takes", "text",
    "this_month", "unknown", "when", "working_days_after", "year", "year_of",
]  # fmt: skip
