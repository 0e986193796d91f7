"""What does a calculator answer for one unit, when its inputs may be only partly known?

An output that rises with an input is least where the input is least: its least value is the
calculator's answer at one corner of what is known, its most at the opposite one. An end that no
corner can give (open, undefined) stays open.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from zhiban.model.calculators import Between, Calculator, Gives, Held, Takes, Undefined
from zhiban.model.types import Code, Ordered, Rate, Ratio, Text, Truth
from zhiban.model.values import LIMIT, Ends, Value, is_known

#: A point with one of these has no answer, and why: "undefined" or "law".
Why = frozenset[str]
Answer = tuple[int | None, int | None]


@dataclass(frozen=True)
class Answered:
    """The value of one output; `why` says what beside unknown inputs keeps it unknown."""

    value: Value
    why: Why = frozenset()


@dataclass
class Points:
    """A calculator's answers at points of its inputs, each asked once."""

    calculator: Calculator
    asked: dict[tuple[Held, ...], Mapping[str, tuple[Answer, Why]]] = field(default_factory=dict)

    def at(self, point: tuple[Held, ...]) -> Mapping[str, tuple[Answer, Why]]:
        """The two ends of each output at `point`."""
        if point not in self.asked:
            self.asked[point] = answers_at(self.calculator, point)
        return self.asked[point]


def evaluate(calculator: Calculator, values: Mapping[str, Value]) -> dict[str, Answered]:
    """Every output of `calculator` for inputs that may be intervals or unknown, by name."""
    points = Points(calculator)
    return {gives.name: output_value(points, gives, values) for gives in calculator.outputs}


def output_value(points: Points, gives: Gives, values: Mapping[str, Value]) -> Answered:
    """One output: its least and most over everything the inputs can be."""
    lows: list[int | None] = []
    highs: list[int | None] = []
    why: set[str] = set()
    for low_point, high_point in _corners(points.calculator, gives.name, values):
        for point, ends, side in ((low_point, lows, 0), (high_point, highs, 1)):
            if point is None:
                ends.append(None)
                continue
            answer, reasons = points.at(point)[gives.name]
            ends.append(answer[side])
            why |= reasons
    lo = None if None in lows else min(end for end in lows if end is not None)
    hi = None if None in highs else max(end for end in highs if end is not None)
    value = _as_value(gives, lo, hi)
    return Answered(value, frozenset() if is_known(value) else frozenset(why))


def answers_at(calculator: Calculator, point: tuple[Held, ...]) -> Mapping[str, tuple[Answer, Why]]:
    """The row-wise definition at one point, with everything that can go wrong as no answer."""
    nothing: tuple[Answer, Why] = ((None, None), frozenset({"undefined"}))
    undefined = {gives.name: nothing for gives in calculator.outputs}
    if not all(_inside(t, held) for t, held in zip(calculator.inputs, point, strict=True)):
        return undefined
    names = (takes.name for takes in calculator.inputs)
    try:
        given = calculator.row(**dict(zip(names, point, strict=True)))
    except (Undefined, ArithmeticError):
        return undefined
    return {gives.name: _answer(given[gives.name]) for gives in calculator.outputs}


def _answer(given: object) -> tuple[Answer, Why]:
    if isinstance(given, Between):
        return (_within(given.lo), _within(given.hi)), frozenset({"law"})
    assert given is None or isinstance(given, int)
    end = _within(given)
    return (end, end), frozenset({"undefined"}) if end is None else frozenset()


def _within(end: int | None) -> int | None:
    return None if end is None or abs(end) > LIMIT else int(end)


def _inside(takes: Takes, held: Held) -> bool:
    if isinstance(held, (str, bool)):
        return True
    return (takes.least is None or held >= takes.least) and (
        takes.most is None or held <= takes.most
    )


def _corners(
    calculator: Calculator, output: str, values: Mapping[str, Value]
) -> Iterator[tuple[tuple[Held, ...] | None, tuple[Held, ...] | None]]:
    """For each choice of unknown codes, the points where `output` is least and most."""
    ends = [_ends(takes, output, values[takes.name]) for takes in calculator.inputs]
    for chosen in itertools.product(*ends):
        low = tuple(end[0] for end in chosen)
        high = tuple(end[1] for end in chosen)
        yield _point(low), _point(high)


def _point(held: tuple[Held | None, ...]) -> tuple[Held, ...] | None:
    return None if None in held else tuple(h for h in held if h is not None)


def _ends(takes: Takes, output: str, value: Value) -> list[tuple[Held | None, Held | None]]:
    """What stands for this input at the least and at the most of `output`."""
    moves = takes.moves(output)
    if isinstance(takes.type, (Truth, Code, Text)):
        assert value is None or isinstance(value, (bool, str))
        if value is not None:
            return [(value, value)]
        if moves == "apart":
            return [(stand_in(takes), stand_in(takes))]
        return [(c, c) for c in takes.choices] if takes.whichever else [(None, None)]
    assert isinstance(value, Ends)
    lo, hi = _held(takes, value.lo), _held(takes, value.hi)
    if moves == "apart":
        any_end = next((e for e in (lo, hi) if e is not None and _inside(takes, e)), None)
        either = stand_in(takes) if any_end is None else any_end
        return [(either, either)]
    if value.known or moves == "up":
        return [(lo, hi)]
    return [(hi, lo)] if moves == "down" else [(None, None)]


def stand_in(takes: Takes) -> Held:
    """Something for an input that an output does not depend on."""
    if isinstance(takes.type, Code):
        return takes.type.list.codes[0]
    if isinstance(takes.type, (Truth, Text)):
        return False if isinstance(takes.type, Truth) else ""
    least = takes.least if takes.least is not None else 0
    return Fraction(least) if isinstance(takes.type, (Ratio, Rate)) else least


def _held(takes: Takes, end: object) -> Held | None:
    if end is None:
        return None
    if isinstance(takes.type, (Ratio, Rate)):
        return Fraction(*end) if isinstance(end, tuple) else Fraction(int(str(end)))
    assert isinstance(end, int)
    return end


def _as_value(gives: Gives, lo: int | None, hi: int | None) -> Value:
    if isinstance(gives.type, Truth):
        return True if lo == 1 else False if hi == 0 else None
    floor = getattr(gives.type, "at_least", None)
    if floor is not None and lo is None:
        lo = floor
    if isinstance(gives.type, Ordered):
        lo = 0 if lo is None else lo
        hi = len(gives.type.list.codes) - 1 if hi is None else hi
    return Ends(lo, hi)
