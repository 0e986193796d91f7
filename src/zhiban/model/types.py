"""What kinds of value are there, and how is each held?

In memory every ordered value is an integer, so that both engines do the same arithmetic:

====================  =============================================================
type                  held as
====================  =============================================================
Truth                 True, False, None (unknown)
Integer               int (unit: persons, months, days, years, … or none)
Money                 int, fen
Rate                  Fraction; a constant of the law, never a cell computed on
Ratio                 two integers (numerator, denominator > 0)
Date                  int, days since 1970-01-01; NEVER_DAY = "there is none"
Month                 int, year × 12 + month − 1; NEVER_MONTH = "there is none"
Months                a set of months: sure ones and possible ones
Code                  text, one of a code list
Ordered               int, the place in an ordered code list (0 = lowest)
Text, SubjectId       text
====================  =============================================================
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

EPOCH = dt.date(1970, 1, 1).toordinal()
NEVER_DAY = dt.date(9999, 12, 31).toordinal() - EPOCH
NEVER_MONTH = 9999 * 12 + 11


def day_number(date: dt.date) -> int:
    """`date` as days since 1970-01-01."""
    return date.toordinal() - EPOCH


def date_of(day: int) -> dt.date:
    """The inverse of `day_number`."""
    return dt.date.fromordinal(day + EPOCH)


def month_number(year: int, month: int) -> int:
    """`year`-`month` as one integer that counts months."""
    return year * 12 + month - 1


@dataclass(frozen=True, slots=True)
class CodeList:
    """A published list of codes with titles; `codes` keeps its order (lowest first if ordered)."""

    id: str
    title: str
    codes: tuple[str, ...]
    titles: tuple[str, ...] = ()
    titles_en: tuple[str, ...] = ()
    source: str = ""

    def title_of(self, code: str, language: str = "zh") -> str:
        """The title of `code` in `language`, or the code itself."""
        titles = self.titles if language == "zh" else self.titles_en
        return titles[self.codes.index(code)] if titles and code in self.codes else code


@dataclass(frozen=True, slots=True)
class Type:
    """A type of value; equality of types is equality of meaning."""

    @property
    def name(self) -> str:
        """The word for the type in messages and pages."""
        return type(self).__name__.lower()


@dataclass(frozen=True, slots=True)
class Truth(Type):
    """yes, no or unknown."""


@dataclass(frozen=True, slots=True)
class Integer(Type):
    """A whole number of `unit`; `at_least` is promised by the register or the fact."""

    unit: str | None = None
    at_least: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Money(Type):
    """Integer fen (分)."""

    at_least: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Unrounded(Type):
    """Money × a fraction, exact, not yet rounded: it must pass `.rounded(…)` to become money."""


@dataclass(frozen=True, slots=True)
class Rate(Type):
    """A fraction fixed by law, such as 5.5 %."""


@dataclass(frozen=True, slots=True)
class Ratio(Type):
    """A quotient of two integers, kept exact; `at_least` bounds a missing cell."""

    at_least: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Date(Type):
    """A day of the calendar."""


@dataclass(frozen=True, slots=True)
class Month(Type):
    """A calendar month."""


@dataclass(frozen=True, slots=True)
class Months(Type):
    """A set of calendar months."""


@dataclass(frozen=True, slots=True)
class Code(Type):
    """One code of an unordered list."""

    list: CodeList


@dataclass(frozen=True, slots=True)
class Ordered(Type):
    """One class of an ordered list; compared by its place."""

    list: CodeList


@dataclass(frozen=True, slots=True)
class Text(Type):
    """Free text: shown, compared for equality, never computed on."""


@dataclass(frozen=True, slots=True)
class SubjectId(Type):
    """The id of a subject of `kind` (person, enterprise, household, place, …)."""

    kind: str


#: Types whose values are intervals [at_least, at_most] of integers.
INTERVAL = (Integer, Money, Unrounded, Rate, Ratio, Date, Month, Ordered)


def is_interval(type_: Type) -> bool:
    """Whether values of this type have two ends (SEM 2)."""
    return isinstance(type_, INTERVAL)
