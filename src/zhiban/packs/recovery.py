"""How far back, and from which sum on, may something overpaid be proposed for recovery? (G8)

A pack may hold `recovery.yaml` beside its folders: the parameters `overpaid_months` and
`overpaid_floor`, dated and cited like those of a rule. A pack given later replaces what an earlier
one says, so that a city can set its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zhiban.errors import Problem
from zhiban.law.dated_values import Parameter, select
from zhiban.law.parameter_files import load_parameters

FILE = "recovery.yaml"
MONTHS, FLOOR = "overpaid_months", "overpaid_floor"
_TYPES = {MONTHS: "months", FLOOR: "money"}


@dataclass(frozen=True)
class Limits:
    """What bounds recovery on a day: `months` back, `floor_fen`; null where the law leaves it open.

    `unconfirmed`: which of the two nobody has read in a text (unknown, missing, or from memory).
    """

    months: int | None
    floor_fen: int | None
    unconfirmed: tuple[str, ...]


def read_recovery(roots: Iterable[Path]) -> tuple[dict[str, Parameter], list[Problem]]:
    """The parameters of all packs, and what is wrong with them."""
    found: dict[str, Parameter] = {}
    problems: list[Problem] = []
    for root in roots:
        if not (root / FILE).is_file():
            continue
        parameters, wrong = load_parameters(root / FILE)
        problems += wrong
        for name, parameter in parameters.items():
            if _TYPES.get(name) != parameter.type:
                known = "、".join(f"{n}（{t}）" for n, t in _TYPES.items())
                known_en = ", ".join(f"{n} ({t})" for n, t in _TYPES.items())
                problems.append(Problem(
                    "recovery", parameter.place,
                    f"{FILE} 里不认识的参数 {name}（{parameter.type}）",
                    f"{FILE} has no parameter {name} ({parameter.type})",
                    f"只有 {known}", f"there are {known_en}",
                ))  # fmt: skip
            else:
                found[name] = parameter
    return found, problems


def limits_on(parameters: Mapping[str, Parameter], day: int) -> Limits:
    """What bounds recovery on a day."""
    values: dict[str, int | None] = {}
    unconfirmed = []
    for name in _TYPES:
        parameter = parameters.get(name)
        chosen = select(parameter, day, "", {}) if parameter is not None else []
        value = chosen[0] if chosen else None
        values[name] = value.value if value is not None and isinstance(value.value, int) else None
        if value is None or value.status in ("memory", "unknown"):
            unconfirmed.append(name)
    return Limits(values[MONTHS], values[FLOOR], tuple(unconfirmed))
