"""How do the tests write what is given to a calculator? Numbers as known, ratios as text."""

from fractions import Fraction

from zhiban.engines.calculators.rowwise import evaluate
from zhiban.model.calculators import Calculator, Takes
from zhiban.model.types import Ratio, month_number
from zhiban.model.values import Ends, Value, exactly, nothing_known


def month(text: str) -> int:
    return month_number(int(text[:4]), int(text[5:]))


def value(given: object) -> Value:
    """Text "0.8" is a ratio, a pair (lo, hi) two ends; truths and values stay."""
    if given is None or isinstance(given, (bool, Ends)):
        return given
    if isinstance(given, tuple):
        return Ends(*given)
    if isinstance(given, str):
        ratio = Fraction(given)
        return exactly((ratio.numerator, ratio.denominator))
    assert isinstance(given, int)
    return exactly(given)


def results(calculator: Calculator, **given: object) -> dict[str, Value]:
    """The outputs of `calculator`; of what is not given, only its lower bound is known."""
    values = {
        t.name: value(given[t.name]) if t.name in given else unknown(t) for t in calculator.inputs
    }
    return {name: answered.value for name, answered in evaluate(calculator, values).items()}


def unknown(takes: Takes) -> Value:
    """Nothing, or what a register would promise: not below the bound of the input."""
    nothing = nothing_known(takes.type)
    if not isinstance(nothing, Ends) or takes.least is None:
        return nothing
    return Ends((takes.least, 1) if isinstance(takes.type, Ratio) else takes.least, None)
