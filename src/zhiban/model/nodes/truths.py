"""What can be asked of values? The nodes that are yes, no or unknown."""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.model.nodes.base import Node, TruthNode


@dataclass(frozen=True)
class Not(TruthNode):
    """Kleene's not."""

    of: Node


@dataclass(frozen=True)
class All(TruthNode):
    """Kleene's and over any number of conditions; yes for none."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf(TruthNode):
    """Kleene's or over any number of conditions; no for none."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class Compare(TruthNode):
    """Two ordered values (<= < >= > == !=), decided as soon as their ends decide."""

    symbol: str
    left: Node
    right: Node


@dataclass(frozen=True)
class SameCode(TruthNode):
    """Two codes, texts or subject ids are equal."""

    left: Node
    right: Node


@dataclass(frozen=True)
class IsIn(TruthNode):
    """The code (or the class of an ordered list) is one of `codes`."""

    of: Node
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Reached(TruthNode):
    """The judged day is on or after `day`: the only way today's date enters a rule (SEM 21)."""

    day: Node


@dataclass(frozen=True)
class IncludesMonth(TruthNode):
    """The set of months includes the month."""

    months: Node
    month: Node
