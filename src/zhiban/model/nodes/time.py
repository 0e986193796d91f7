"""How does the law count days, months and years? The nodes of legal time (SEM 8)."""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.model.nodes.base import Node
from zhiban.model.types import Date, Integer, Month, Type


@dataclass(frozen=True)
class AddMonths(Node):
    """The day `months` months later (Civil Code art. 202: else the month's last day)."""

    day: Node
    months: Node

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class AddDays(Node):
    """The day `days` days later."""

    day: Node
    days: int

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class WorkingDaysAfter(Node):
    """The n-th working day after `day` by the published holidays."""

    day: Node
    days: int

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class Birthday(Node):
    """The day someone born on `born` has reached `years` (满周岁), counted as `counting`."""

    born: Node
    years: int
    counting: str

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class AgeOn(Node):
    """Completed years (周岁) on the day `on`."""

    born: Node
    on: Node
    counting: str

    @property
    def type(self) -> Type:
        return Integer("years")


@dataclass(frozen=True)
class MonthsBetween(Node):
    """Full months from `start` to `end`; negative if `end` is earlier."""

    start: Node
    end: Node

    @property
    def type(self) -> Type:
        return Integer("months")


@dataclass(frozen=True)
class MonthOf(Node):
    """The month a day lies in."""

    day: Node

    @property
    def type(self) -> Type:
        return Month()


@dataclass(frozen=True)
class YearOf(Node):
    """The year a day lies in, as a number."""

    day: Node

    @property
    def type(self) -> Type:
        return Integer()


@dataclass(frozen=True)
class FirstDay(Node):
    """The first day of a month."""

    month: Node

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class LastDay(Node):
    """The last day of a month."""

    month: Node

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class FirstOfYear(Node):
    """1 January of a year given as a number."""

    year: Node

    @property
    def type(self) -> Type:
        return Date()


@dataclass(frozen=True)
class LastOfYear(Node):
    """31 December of a year given as a number."""

    year: Node

    @property
    def type(self) -> Type:
        return Date()
