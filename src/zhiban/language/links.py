"""How does one subject reach another? Dated links, one or many at a time (SEM 16).

employment = link(Person, Enterprise, Jobs, dated=("from_on", "until_on"))
small_employer = employment.of(Person).the(firm_is_small)
any_dispatcher = employment.of(Person, on=Spells.ended_on).some(firm_dispatches)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhiban.language.refusal import refuse
from zhiban.language.register import Register
from zhiban.language.rows import RowSet
from zhiban.language.subjects import SubjectKind
from zhiban.language.time import days_after, reached, unknown
from zhiban.language.values import NumberValue, TruthValue, Value
from zhiban.model.types import SubjectId


@dataclass(frozen=True)
class Link:
    """A register whose rows tie a subject of one kind to one of another, from a day to a day."""

    one: SubjectKind
    other: SubjectKind
    register: type[Register]
    from_column: str
    until_column: str

    def of(self, kind: SubjectKind, *, on: Value | None = None) -> Linked:
        """The other subjects linked on the day `on` (None: the judged day).

        A link whose last day is `never` goes on; one whose last day is empty is in doubt.
        """
        if kind not in (self.one, self.other):
            refuse("link", f"这个关联不涉及 {kind.title}", f"this link does not touch a {kind.id}")
        away = self.other if kind == self.one else self.one
        begun, ended = getattr(self.register, self.from_column), self._until()
        rows = self.register.of(kind)
        if on is None:
            rows = rows.where(reached(begun), ~reached(days_after(ended, 1)))
        else:
            rows = rows.where(begun <= on, ended >= on)
        return Linked(rows, _column_of(self.register, away), begun)

    def _until(self) -> Value:
        value: Value = getattr(self.register, self.until_column)
        return value


@dataclass(frozen=True)
class Linked:
    """The subjects at the other end of a link: some, every, how many, or the one."""

    rows: RowSet
    column: Any
    begun: Value

    def some(self, fact: TruthValue) -> TruthValue:
        """Whether the fact holds of at least one of them."""
        return self.rows.where(self.column[fact]).exists()

    def every(self, fact: TruthValue) -> TruthValue:
        """Whether the fact holds of all of them; yes if there is none."""
        return self.rows.every(self.column[fact])

    def count(self) -> NumberValue:
        """How many different ones there are."""
        return self.rows.distinct(self.column)

    def the(self, fact: Value) -> Any:
        """The fact of the one linked last; unknown if there is none, or if several could be it."""
        return self.rows.last(self.column, by=self.begun, if_none=unknown)[fact]


def link(
    one: SubjectKind, other: SubjectKind, register: type[Register], *, dated: tuple[str, str]
) -> Link:
    """Declare that rows of `register` link two subjects, first and last day included."""
    for column in dated:
        if column not in register.columns:
            refuse("link", f"登记簿 {register.id} 没有列 {column}",
                   f"register {register.id} has no column {column}")  # fmt: skip
    return Link(one, other, register, *dated)


def look_up(kind: SubjectKind, fact: Value, *, through: Link, on: Value | None = None) -> Any:
    """The fact of the subject that one of `kind` is linked with on a day (None: the judged day)."""
    return through.of(kind, on=on).the(fact)


def _column_of(register: type[Register], kind: SubjectKind) -> Any:
    names = [c.name for c in register.columns.values() if c.type == SubjectId(kind.id)]
    return getattr(register, names[0])
