"""What do the commands write with --json of the law: figures with their dates, and texts?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zhiban.language.rules import Rule
from zhiban.law.basis import Document
from zhiban.law.calendar import FIRST_DAY
from zhiban.law.parameters import DatedValue, Parameter, value_text
from zhiban.loop.units import open_periods
from zhiban.model import types as t


def day(number: int | None) -> str | None:
    """A day number as ISO text, None where it is open."""
    if number is None or not FIRST_DAY < number < t.NEVER_DAY:  # coverage may begin before all days
        return None
    return t.date_of(number).isoformat()


def open_occasions(rule: Rule, as_of: int) -> set[str]:
    """The years or months of a rule that are open on that day."""
    if rule.per.grain not in ("year", "month"):
        return set()
    return set(open_periods(rule.per.grain, as_of, rule.per.open_for_months or 0))


def parameter(parameter: Parameter, as_of: int, occasions: set[str]) -> dict[str, Any]:
    """A figure of the law with all its dated values, in force on that day or for `occasions`."""
    return {
        "name": parameter.name, "title": parameter.title, "title_en": parameter.title_en,
        "type": parameter.type, "unit": parameter.unit,
        "values": [
            dated(parameter, v) | {"in_force": in_force(v, as_of, occasions)}
            for v in parameter.values
        ],
    }  # fmt: skip


def in_force(value: DatedValue, as_of: int, occasions: set[str]) -> bool:
    """Whether a value holds on that day by its dates, or for an occasion then open."""
    if value.for_occasions:
        return not occasions.isdisjoint(value.for_occasions)
    return value.from_day <= as_of and (value.until_day is None or as_of <= value.until_day)


def dated(parameter: Parameter, value: DatedValue) -> dict[str, Any]:
    """One dated value: exact, as the law writes it, and where it stands."""
    return {
        "value": _exact(value.value), "text": value_text(value.value, parameter.type),
        "from": day(value.from_day), "until": day(value.until_day), "level": value.level,
        "scope": {dimension: list(codes) for dimension, codes in value.scope},
        "for_occasions": list(value.for_occasions), "published_on": day(value.published_day),
        "document": value.document, "article": value.article, "status": value.status,
        "note": value.note,
    }  # fmt: skip


def _exact(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return {str(bound): step for bound, step in value} if isinstance(value, tuple) else value


def document(d: Document) -> dict[str, Any]:
    """A text of law."""
    return {
        "number": d.number, "title": d.title, "issuer": d.issuer, "issued_on": d.issued_on,
        "in_force": d.in_force, "until": d.until, "article": d.article, "status": d.status,
        "note": d.note,
    }  # fmt: skip
