"""How does a figure of the law move over time? A small step chart, made here as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from markupsafe import Markup, escape

from zhiban.law.calendar import FIRST_DAY, first_of_year, last_of_year, year_of
from zhiban.law.parameters import DatedValue, Parameter
from zhiban.words.law import figure_words
from zhiban.words.speech import Speech

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 118, 10, 26, 22
#: Years shown after the last change, where a figure is in force until further notice.
AFTER = 2
#: Days shown of an open stretch before the first value that is known.
BEFORE = 2 * 365


@dataclass(frozen=True)
class _Step:
    first: int
    last: int
    value: DatedValue
    height: Fraction | None


def chart(parameter: Parameter, speech: Speech, today: int) -> Markup | None:
    """The chart, or nothing where there is nothing to draw: a table of steps, or a single value.

    Values limited to a scope (an industry, a district) are not drawn: the table has them.
    """
    steps = _steps(parameter, today)
    heights = {s.height for s in steps}
    if len(steps) < 2 or len(heights) < 2 or heights == {None}:
        return None
    last = max(s.last for s in steps)
    known = min(s.first for s in steps if s.height is not None)
    first = max(min(s.first for s in steps), known - BEFORE)
    steps = [replace(s, first=max(s.first, first)) for s in steps if s.last >= first]
    top = max((s.height for s in steps if s.height is not None), default=Fraction(1)) or Fraction(1)

    def x(day: int) -> float:
        return LEFT + (WIDTH - 2 * LEFT) * (day - first) / max(last - first, 1)

    def y(height: Fraction) -> float:
        return HEIGHT - BOTTOM - float(height / top) * (HEIGHT - TOP - BOTTOM)

    parts = [_years(first, last, x)]
    used_to = -100.0
    for step in steps:
        a, b = x(step.first), x(step.last + 1)
        words = figure_words(parameter, step.value, speech)
        if step.height is None:
            parts.append(
                f'<rect class="open" x="{a:.1f}" y="{TOP}" width="{max(b - a, 2):.1f}" height="{HEIGHT - TOP - BOTTOM}"/>'
            )
            label, level = "?", float(TOP)
        else:
            level = y(step.height)
            memory = " memory" if step.value.status == "memory" else ""
            parts.append(f'<path class="step{memory}" d="M{a:.1f} {level:.1f}H{b:.1f}"/>')
            label = words
        wide = sum(12 if ord(c) > 255 else 7.5 for c in label)
        if a > used_to and b - a > wide * 0.7:
            parts.append(
                f'<text class="value" x="{a + 2:.1f}" y="{level - 5:.1f}">{escape(label)}</text>'
            )
            used_to = a + wide + 10
    title = speech.say(parameter.title, parameter.title_en)
    told = "; ".join(
        f"{speech.day(s.first) if s.first > FIRST_DAY else ''} {figure_words(parameter, s.value, speech)}"
        for s in steps
    )
    return Markup(
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(f"{title}: {told}")}">{"".join(parts)}</svg>'
    )


def _years(first: int, last: int, x: object) -> str:
    assert callable(x)
    base = HEIGHT - BOTTOM
    out = [f'<path class="axis" d="M{LEFT} {base}H{WIDTH - LEFT}"/>']
    years = list(range(year_of(first), year_of(last) + 1))
    every = max(1, len(years) // 9)
    used_to = 0.0
    for year in years[::every]:
        at = x(max(first_of_year(year), first))
        if used_to <= at < WIDTH - 40:
            out.append(f'<text x="{at:.1f}" y="{base + 16}">{year}</text>')
            used_to = at + 36
    return "".join(out)


def _steps(parameter: Parameter, today: int) -> list[_Step]:
    found = []
    for value in parameter.values:
        if value.scope or value.level == "ceiling" or isinstance(value.value, tuple):
            continue
        height = None if value.value is None else Fraction(value.value)
        if height is not None and height < 0:
            return []
        found += [_Step(*span, value, height) for span in _spans(value, today)]
    return sorted(found, key=lambda s: s.first)


def _spans(value: DatedValue, today: int) -> Sequence[tuple[int, int]]:
    if value.for_occasions:
        years = sorted({int(o[:4]) for o in value.for_occasions if o[:4].isdigit()})
        return [(first_of_year(year), last_of_year(year)) for year in years]
    if value.from_day <= FIRST_DAY:
        return []
    beyond = last_of_year(max(year_of(value.from_day), year_of(today)) + AFTER)
    last = beyond if value.until_day is None else value.until_day
    return [(value.from_day, last)]
