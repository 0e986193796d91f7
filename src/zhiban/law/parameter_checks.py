"""Does a parameter have exactly one lawful value on every day its rule is in force?

Three mistakes refuse a pack (SEM 14): a gap, two values at once, a city value above its ceiling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from zhiban.errors import Problem
from zhiban.law.dated_values import (
    DatedValue,
    Parameter,
    codes_named,
    fits,
    step_of,
    value_text,
)
from zhiban.law.spans import Span, end_of, overlap, period_span, subtract
from zhiban.law.yaml_fields import nearest
from zhiban.model.types import NEVER_DAY, date_of


def check(
    parameter: Parameter,
    in_force_spans: Iterable[Span],
    occasions: Sequence[str] = (),
    codes: Mapping[str, Sequence[str]] | None = None,
) -> list[Problem]:
    """Every problem of `parameter` under a basis in force on `in_force_spans`.

    `occasions`: the names the rule's occasions have, if they are few and known (years, quarters,
    months); no value may name another. A period that a value names covers its days. `codes`: the
    codes of each scope dimension; with them a gap for some codes only is found too.
    """
    spans = tuple(in_force_spans)
    return [
        *_unknown_names(parameter, occasions, codes or {}),
        *_gaps(parameter, spans, codes or {}),
        *_doubles(parameter),
        *_above_ceilings(parameter),
    ]


def _unknown_names(
    parameter: Parameter, occasions: Sequence[str], codes: Mapping[str, Sequence[str]]
) -> list[Problem]:
    found = []
    for value in parameter.values:
        named = [("for_occasions", label, occasions) for label in value.for_occasions if occasions]
        for dimension, listed in value.scope:
            if dimension in codes:
                named += [(f"scope {dimension}", code, codes[dimension]) for code in listed]
            elif codes:
                named.append(("scope", dimension, tuple(codes)))
        for key, word, words in named:
            if word not in words:
                found.append(
                    _problem(
                        "value-names",
                        parameter,
                        value,
                        f"{key}：没有 {word!r}",
                        f"{key}: there is no {word!r}",
                        nearest(word, words),
                    )
                )
    return found


def _gaps(
    parameter: Parameter,
    spans: tuple[Span, ...],
    codes: Mapping[str, Sequence[str]],
) -> list[Problem]:
    found = []
    for scope in _representatives(parameter, codes):
        values = [
            value
            for value in parameter.values
            if value.level != "ceiling" and fits(value, scope) is not False
        ]
        named = {label for value in values for label in value.for_occasions}
        dated = [value.span for value in values if not value.for_occasions]
        periods = [period for label in named if (period := period_span(label)) is not None]
        limits = "、".join(f"{dimension}={code}" for dimension, code in scope.items())
        for gap in subtract(spans, [*dated, *periods]):
            found.append(_gap(parameter, limits, _days(gap)))
    return found


def _representatives(
    parameter: Parameter, codes: Mapping[str, Sequence[str]]
) -> list[dict[str, str]]:
    """Scopes that stand for all: each code a value names, and one that none names."""
    choices: list[list[tuple[str, str]]] = []
    for dimension in parameter.dimensions:
        if dimension in codes:
            named = codes_named(parameter.values, dimension)
            other = [code for code in codes[dimension] if code not in named][:1]
            listed = [code for code in codes[dimension] if code in named] + other
            choices.append([(dimension, code) for code in listed])
    return [dict(choice) for choice in product(*choices)]


def _gap(parameter: Parameter, limits: str, when: str) -> Problem:
    of_zh, of_en = (f"（{limits}）", f" ({limits})") if limits else ("", "")
    return Problem(
        "parameter-gap",
        f"{parameter.place} {parameter.name}".strip(),
        f"依据有效而没有值{of_zh}：{when}",
        f"the basis is in force but there is no value{of_en}: {when}",
        "补一项值；法律未定就写 value: unknown, status: unknown",
        "add a value; if the law is unsettled, value: unknown with status: unknown",
    )


def _doubles(parameter: Parameter) -> list[Problem]:
    found = []
    for a, b in combinations(parameter.values, 2):
        if a.level != b.level or len(a.scope) != len(b.scope) or not _scopes_meet(a, b):
            continue
        if a.for_occasions or b.for_occasions:
            when = ", ".join(label for label in a.for_occasions if label in b.for_occasions)
        else:
            common = overlap(a.span, b.span)
            when = _days(common) if common else ""
        if when:
            found.append(
                _problem(
                    "parameter-twice",
                    parameter,
                    b,
                    f"与 {a.place or '另一项值'} 同级同范围，都适用于 {when}",
                    f"it meets {a.place or 'another value'} of the same level and scope on {when}",
                    ("给先前的一项写 until", "end the earlier one with until"),
                )
            )
    return found


def _above_ceilings(parameter: Parameter) -> list[Problem]:
    found = []
    ceilings = [value for value in parameter.values if value.level == "ceiling"]
    for value in parameter.values:
        if value.level != "city":
            continue
        for ceiling in ceilings:
            if not _scopes_meet(value, ceiling) or not _is_above(value, ceiling):
                continue
            narrower = [
                span
                for other in ceilings
                if len(other.scope) > len(ceiling.scope) and _scope_within(value, other)
                for span in _reach(other)
            ]
            common = [
                days for a in _reach(value) for b in _reach(ceiling) if (days := overlap(a, b))
            ]
            for days in subtract(common, narrower)[:1]:
                city = value_text(value.value, parameter.type)
                top = value_text(ceiling.value, parameter.type)
                found.append(
                    _problem(
                        "parameter-ceiling",
                        parameter,
                        value,
                        f"{city} 超过上限 {top}（{ceiling.document}），{_days(days)}",
                        f"{city} is above the ceiling {top} ({ceiling.document}), {_days(days)}",
                    )
                )
    return found


def _is_above(value: DatedValue, ceiling: DatedValue) -> bool:
    a, b = value.value, ceiling.value
    if a is None or b is None:
        return False
    if isinstance(a, tuple) or isinstance(b, tuple):
        if not (isinstance(a, tuple) and isinstance(b, tuple)):
            return False
        bounds = sorted({bound for bound, _ in (*a, *b)})
        return any(step_of(a, bound) > step_of(b, bound) for bound in bounds)
    return a > b


def _reach(value: DatedValue) -> list[Span]:
    """The days a value is for: its occasions' where they are periods, else its own."""
    periods = [period for label in value.for_occasions if (period := period_span(label))]
    return periods or [value.span]


def _scopes_meet(a: DatedValue, b: DatedValue) -> bool:
    """Whether one case can lie in both scopes."""
    other = dict(b.scope)
    return all(not other.get(dim) or set(codes) & set(other[dim]) for dim, codes in a.scope)


def _scope_within(a: DatedValue, b: DatedValue) -> bool:
    """Whether every case in the scope of `a` lies in the scope of `b`."""
    own = dict(a.scope)
    return all(dim in own and set(own[dim]) <= set(codes) for dim, codes in b.scope)


def _days(span: Span) -> str:
    first, last = date_of(span[0]).isoformat(), end_of(span)
    return f"{first}.." + ("" if last == NEVER_DAY else date_of(last).isoformat())


def _problem(
    code: str,
    parameter: Parameter,
    value: DatedValue,
    what: str,
    what_en: str,
    attempt: tuple[str, str] = ("", ""),
) -> Problem:
    place = f"{value.place or parameter.place} {parameter.name}".strip()
    return Problem(code, place, what, what_en, *attempt)
