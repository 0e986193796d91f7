"""What is a calculator? An algorithm of the law with declared inputs, outputs and a version.

It is defined twice: row by row in plain Python, and in columns; both must agree. What it says of
partly known inputs follows from what each input declares about each output: the output rises or
falls with it, or does not depend on it, or nothing can be said (then the input must be known).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhiban.model.types import Code, Type


class Undefined(Exception):
    """These inputs have no answer (an age outside a table, a tier that does not exist)."""


@dataclass(frozen=True, slots=True)
class Between:
    """An answer that the law leaves open between two ends (None: open), inputs known or not.

    In columns the ends are expressions; there `open_where` says where the law leaves it open, if
    that is not simply where the ends differ.
    """

    lo: Any
    hi: Any
    open_where: Any = None


#: What a row-wise definition is given: whole numbers, words, truths; ratios as exact fractions.
Held = int | bool | str | Fraction
#: What it gives for each output: whole numbers or truths; None: undefined.
Given = int | bool | Between | None
Row = Callable[..., Mapping[str, Given]]
#: From one expression per input (ratios: `Pair`) to one expression or `Between` per output.
Columns = Callable[..., Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A ratio in columns: numerator and denominator (above 0), Int64."""

    num: Any
    den: Any


@dataclass(frozen=True, slots=True)
class Takes:
    """An input: outside `least`..`most` (both included) every output is undefined.

    `up`, `down`, `apart`: the outputs that never fall, never rise, or do not change with it.
    `whichever`: an unknown code or truth gives the hull over all of them.
    """

    name: str
    title: str
    title_en: str
    type: Type
    least: int | None = None
    most: int | None = None
    up: frozenset[str] = frozenset()
    down: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    whichever: bool = False

    def moves(self, output: str) -> str:
        """up, down, apart, or "" where nothing is declared."""
        for word, outputs in (("up", self.up), ("down", self.down), ("apart", self.apart)):
            if output in outputs:
                return word
        return ""

    @property
    def choices(self) -> tuple[Held, ...]:
        """Every code or truth it can have."""
        return self.type.list.codes if isinstance(self.type, Code) else (False, True)


@dataclass(frozen=True, slots=True)
class Gives:
    """An output: a whole number, money, a date, a month or a truth."""

    name: str
    title: str
    title_en: str
    type: Type


@dataclass(frozen=True, eq=False)
class Calculator:
    """A declared algorithm; two are the same only if they are one object."""

    id: str
    version: str
    title: str
    title_en: str
    inputs: tuple[Takes, ...]
    outputs: tuple[Gives, ...]
    row: Row
    columns: Columns
    law: str
    where: str

    def output(self, name: str) -> Gives:
        """The output of this name; KeyError if there is none."""
        for output in self.outputs:
            if output.name == name:
                return output
        raise KeyError(name)

    def canonical(self) -> dict[str, object]:
        """What it means, as JSON, for fingerprints: the version stands for the two definitions."""
        return {
            "calculator": self.id,
            "version": self.version,
            "inputs": [
                [i.name, i.type.name, i.least, i.most, sorted(i.up), sorted(i.down),
                 sorted(i.apart), i.whichever]
                for i in self.inputs
            ],
            "outputs": [[o.name, o.type.name] for o in self.outputs],
        }  # fmt: skip
