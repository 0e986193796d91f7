"""What do random parameters of the law say? Dated, scoped, unsettled, remembered, with gaps."""

from __future__ import annotations

from random import Random

from tests.agreement.generator import moments
from tests.agreement.generator.schema import KINDS

from zhiban.law.parameters import DatedValue, Parameter, Value

TYPES = ("rate", "integer", "money", "months", "date", "month", "scale", "rate", "money")


def random_parameters(rng: Random, occasion: str) -> dict[str, Parameter]:
    """A handful of parameters, one of each type at least."""
    return {
        f"p{i}": Parameter(f"p{i}", f"参数{i}", f"p{i}", type_, random_values(rng, type_, occasion))
        for i, type_ in enumerate(TYPES)
    }


def random_values(rng: Random, type_: str, occasion: str) -> tuple[DatedValue, ...]:
    """Values that follow each other, now and then with a gap, a scope, or for one occasion."""
    out: list[DatedValue] = []
    start = moments.FIRST - 400
    for part in range(rng.choice((1, 1, 2, 3))):
        until = None if rng.random() < 0.3 else moments.day(rng) + part * 200
        if until is not None and until < start:
            continue
        out.append(_dated(rng, type_, start, until))
        if rng.random() < 0.3:
            out.append(_dated(rng, type_, start, until, scoped=True))
        if until is None:
            break
        start = until + rng.choice((1, 1, 1, 30))
    if out and out[-1].until_day is not None and rng.random() < 0.8:
        out.append(_dated(rng, type_, start, None))
    if occasion == "year" and rng.random() < 0.5:
        out.append(_dated(rng, type_, moments.FIRST, None, occasions=("2024",)))
    return tuple(out)


def _dated(
    rng: Random, type_: str, first: int, last: int | None, scoped: bool = False,
    occasions: tuple[str, ...] = (),
) -> DatedValue:  # fmt: skip
    status = rng.choices(("read", "memory", "unknown"), (8, 2, 1))[0]
    scope = ()
    if scoped:
        scope = (("kind", tuple(rng.sample(KINDS.codes, rng.choice((1, 2))))),)
    return DatedValue(
        None if status == "unknown" else random_figure(rng, type_), first, last,
        rng.choice(("city", "city", "national", "ceiling")), scope, occasions,
        rng.choice((None, None, first - 20, first + 60)), status=status,
    )  # fmt: skip


def random_figure(rng: Random, type_: str) -> Value:
    """One value of a parameter, as files give them: never negative."""
    match type_:
        case "rate":
            return moments.rate(rng)
        case "money":
            return moments.fen(rng, 0)
        case "date":
            return moments.day(rng)
        case "month":
            return moments.month(rng)
        case "scale":
            bounds = sorted(rng.sample(range(-2, 30), rng.choice((1, 2, 3))))
            return tuple((bound, rng.choice((1, 3, 6, 12, 24))) for bound in bounds)
        case _:
            return moments.number(rng, 0)
