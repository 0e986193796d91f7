"""What is a case judged on? Registers as plain rows, and one unit: a subject at an occasion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zhiban.engines.coverage import Spans
from zhiban.language.facts import Fact
from zhiban.language.register import Register
from zhiban.model.nodes import Node
from zhiban.model.values import Pair

Cell = bool | int | str | Pair | None
Row = Mapping[str, Cell]
ByDay = dict[Cell, list[tuple[int, Row]]]


@dataclass(frozen=True, eq=False)
class Answers:
    """What a condition says of rows by the `cells` it reads; None: it asks who is judged."""

    condition: Node
    cells: tuple[str, ...] | None
    by_cells: dict[tuple[Cell, ...], bool | None] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class RegisterTable:
    """A register's rows with what they cover; `punctured` are subjects with a quarantined row."""

    register: type[Register]
    rows: Sequence[Row] = ()
    coverage: Spans = ()
    punctured: frozenset[str] = frozenset()
    _index: dict[str, dict[str, list[Row]]] = field(default_factory=dict, repr=False)
    #: By the identity of the condition, which is held here so that it stays its own.
    answers: dict[int, Answers] = field(default_factory=dict, repr=False)
    _by_day: dict[tuple[str, str], ByDay] = field(default_factory=dict, repr=False)

    def about(self, column: str, subject_id: str) -> Sequence[Row]:
        """The rows whose `column` names the subject."""
        index = self._index.get(column)
        if index is None:
            index = self._index[column] = {}
            for row in self.rows:
                named = row.get(column)
                if isinstance(named, str):
                    index.setdefault(named, []).append(row)
        return index.get(subject_id, ())

    def by_day(self, column: str, subject_id: str) -> ByDay:
        """The same rows, with their places, by the cell that says when each happens."""
        at = (column, subject_id)
        if at not in self._by_day:
            days: ByDay = {}
            for place, row in enumerate(self.about(column, subject_id)):
                days.setdefault(row.get(self.register.happens or ""), []).append((place, row))
            self._by_day[at] = days
        return self._by_day[at]


@dataclass(frozen=True, eq=False)
class World:
    """Everything known on the judged day `as_of`."""

    as_of: int
    registers: Mapping[str, RegisterTable]
    facts: Mapping[str, Fact]
    #: The children of a node below which time moves anything, by the node's identity, held beside.
    moving: dict[int, tuple[Node, tuple[Node, ...]]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Unit:
    """What is judged: a subject, at an occasion ("" if the rule is judged once).

    `occasion_row` is the row that is the occasion, if the occasions are rows of a register.
    """

    subject_id: str
    kind: str
    occasion: str = ""
    occasion_row: Row | None = None
