"""What is a dated value of the law, and which of them may apply?

A parameter has one value per document, with the days (or the occasions) it is for, its level and
its scope. Selection is by occasion before date, city before national, narrow scope before wide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from zhiban.law.calendar import FIRST_DAY
from zhiban.law.money import fen_to_yuan_text
from zhiban.law.spans import Span
from zhiban.model.types import (
    NEVER_DAY,
    NEVER_MONTH,
    Date,
    Integer,
    Money,
    Month,
    Rate,
    Type,
    date_of,
)

#: Step table: (lower bound, value), bounds ascending.
Steps = tuple[tuple[int, int], ...]
#: None = unsettled law (SEM 14).
Value = Fraction | int | Steps | None
Scope = tuple[tuple[str, tuple[str, ...]], ...]

LEVELS = ("city", "national", "ceiling")
STATUSES = ("read", "derived", "memory", "unknown")

MODEL_TYPES: dict[str, Type] = {
    "rate": Rate(),
    "integer": Integer(),
    "months": Integer("months"),
    "days": Integer("days"),
    "persons": Integer("persons"),
    "money": Money(),
    "date": Date(),
    "month": Month(),
    "scale": Integer(),
}


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value: what, when, for whom, by which document.

    `value`: Fraction for a rate, fen for money, a day or month number, steps for a scale, else an
    int; None = unsettled. `from_day` is FIRST_DAY where an occasion stands in for the date;
    `until_day` is inclusive, None = until further notice.
    """

    value: Value
    from_day: int
    until_day: int | None = None
    level: str = "city"
    scope: Scope = ()
    for_occasions: tuple[str, ...] = ()
    published_day: int | None = None
    document: str = ""
    article: str = ""
    status: str = "read"
    note: str = ""
    place: str = field(default="", compare=False)

    @property
    def span(self) -> Span:
        """The days it is in force, both ends included."""
        return (self.from_day, self.until_day)

    def canonical(self) -> dict[str, object]:
        """What it means, as JSON, for fingerprints: no document, article, note or place."""
        return {
            "value": _canonical(self.value),
            "from": None if self.from_day == FIRST_DAY else self.from_day,
            "until": self.until_day,
            "level": self.level,
            "scope": {dimension: sorted(codes) for dimension, codes in sorted(self.scope)},
            "for_occasions": sorted(self.for_occasions),
            "published": self.published_day,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of the law by name, with all its dated values in the order of the file."""

    name: str
    title: str
    title_en: str
    type: str
    values: tuple[DatedValue, ...]
    unit: str | None = None
    place: str = field(default="", compare=False)

    @property
    def model_type(self) -> Type:
        """Its type in the language; for a scale the type of a step's value."""
        return Integer(self.unit) if self.type == "scale" else MODEL_TYPES[self.type]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions any value is limited by, sorted."""
        return tuple(sorted({dim for value in self.values for dim, _ in value.scope}))

    def canonical(self) -> dict[str, object]:
        """What it means without its values (they are hashed apart)."""
        return {"parameter": self.name, "type": self.type, "unit": self.unit}


def entries_for(parameter: Parameter, law_known_day: int | None) -> Parameter:
    """`parameter` with only the texts published by `law_known_day` (None: all of them).

    A value that does not say when it was published counts as published when it came into force.
    """
    if law_known_day is None:
        return parameter

    def known(value: DatedValue) -> bool:
        published = value.from_day if value.published_day is None else value.published_day
        return published <= law_known_day

    return replace(parameter, values=tuple(value for value in parameter.values if known(value)))


def select(
    parameter: Parameter, day: int, occasion: str, scope: Mapping[str, str | None]
) -> list[DatedValue]:
    """The values that may apply on `day`, for `occasion` ("" = none), in `scope`; best first.

    Empty: the law has no value there. One: it applies — unless some code of `scope` is unknown
    (None or missing) and the value is limited by it; then, and when there are several, the
    result is the hull. A value for the occasion beats any dated one, whatever its dates; then
    city beats national, more dimensions beat fewer. Ceilings are never values.
    """
    fitting = [
        (rank(value), value)
        for value in parameter.values
        if value.level != "ceiling"
        and (occasion in value.for_occasions if value.for_occasions else _in_force(value, day))
        and fits(value, scope) is not False
    ]
    chosen: list[DatedValue] = []
    for best in sorted({order for order, _ in fitting}):
        tier = [value for order, value in fitting if order == best]
        chosen += tier
        if any(fits(value, scope) for value in tier):
            break
    return chosen


def rank(value: DatedValue) -> tuple[bool, int, int]:
    """The order of precedence; smaller wins."""
    return (not value.for_occasions, LEVELS.index(value.level), -len(value.scope))


def fits(value: DatedValue, scope: Mapping[str, str | None]) -> bool | None:
    """Whether `scope` lies in the value's own; None if an unknown code leaves it open."""
    answer: bool | None = True
    for dimension, codes in value.scope:
        code = scope.get(dimension)
        if code is None:
            answer = None
        elif code not in codes:
            return False
    return answer


def step_of(steps: Steps, x: int) -> int:
    """The value of the largest bound <= x; 0 below the first bound."""
    return next((value for bound, value in reversed(steps) if bound <= x), 0)


def value_text(value: Value, type_name: str) -> str:
    """A value as the law writes it: 10 %, 1864.00 元, 2025-06-01, 12→3 24→6, 未定."""
    if value is None:
        return "未定 unknown"
    if isinstance(value, tuple):
        return " ".join(f"{bound}→{result}" for bound, result in value)
    if isinstance(value, Fraction):
        return _rate_text(value)
    if type_name == "money":
        return fen_to_yuan_text(value) + " 元"
    if type_name == "date":
        return "never" if value == NEVER_DAY else date_of(value).isoformat()
    if type_name == "month":
        return "never" if value == NEVER_MONTH else f"{value // 12:04d}-{value % 12 + 1:02d}"
    return str(value)


def _in_force(value: DatedValue, day: int) -> bool:
    return value.from_day <= day and (value.until_day is None or day <= value.until_day)


def _canonical(value: Value) -> object:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, tuple):
        return [list(step) for step in value]
    return value


def _rate_text(rate: Fraction) -> str:
    percent = rate * 100
    for places in range(7):
        scaled: Fraction = percent * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            sign = "-" if scaled < 0 else ""
            whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
            return f"{sign}{whole}{'.' + part if part else ''} %"
    return f"{rate.numerator}/{rate.denominator}"


def codes_named(values: Sequence[DatedValue], dimension: str) -> tuple[str, ...]:
    """The codes of `dimension` that any of `values` names, sorted."""
    scopes = [codes for value in values for dim, codes in value.scope if dim == dimension]
    return tuple(sorted({code for codes in scopes for code in codes}))
