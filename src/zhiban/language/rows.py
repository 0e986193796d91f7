"""What may an author do with many rows? Filter, window, then reduce to one value.

A set of rows and one value are different types, so that a row can never be compared by mistake.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zhiban.language.refusal import refuse
from zhiban.language.time import Never, UnknownValue, never_of
from zhiban.language.values import MonthsValue, NumberValue, TruthValue, Value, lift, wrap
from zhiban.model import nodes as n
from zhiban.model.types import Date, Integer, Money, Month, Ratio, SubjectId, Type

if TYPE_CHECKING:
    from zhiban.language.register import Register

_MISSING = object()


def _promising(type_: Type, without_rows: object) -> Type:
    """The type of a reduction: what its column promises, as far as no row at all keeps it too."""
    if not isinstance(type_, (Integer, Money, Ratio)) or type_.at_least is None:
        return type_
    if not isinstance(without_rows, int):
        return type_
    return replace(type_, at_least=min(type_.at_least, without_rows))


def _sum_type(type_: Type) -> Type:
    """The type of a total: not negative if no part is; nothing more is promised."""
    if not isinstance(type_, (Integer, Money)) or type_.at_least is None:
        return type_
    return replace(type_, at_least=0 if type_.at_least >= 0 else None)


class OneRow:
    """The one row a register keyed by its subject holds about it; `row.column` is a value."""

    def __init__(self, register: type[Register], kind: str, column: str) -> None:
        self._register = register
        self._kind = kind
        self._column = column

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        column = self._register.columns.get(name)
        if column is None:
            refuse(
                "column",
                f"登记簿 {self._register.id} 没有列 {name}",
                f"register {self._register.id} has no column {name}",
                "有 " + "、".join(self._register.columns),
                "it has " + ", ".join(self._register.columns),
            )
            column = next(iter(self._register.columns.values()))
        return wrap(n.OnlyRow(column.type, self._register.id, column.name, self._kind))

    def exists(self) -> TruthValue:
        """Whether the register has a row about the subject."""
        return TruthValue(n.Exists(n.Rows(self._register.id, self._column, self._kind)))


class RowSet:
    """The rows of a register about one subject."""

    def __init__(self, rows: n.Rows, register: type[Register]) -> None:
        self.rows = rows
        self._register = register

    def __bool__(self) -> bool:
        refuse(
            "rows-as-condition",
            "一组行不是条件",
            "a set of rows is not a condition",
            "用 .exists()",
            "use .exists()",
        )
        return True

    def where(self, *conditions: TruthValue) -> RowSet:
        """Only the rows for which every condition holds."""
        return self._with(where=self.rows.where + tuple(c.node for c in conditions))

    def during(self, window: n.Window) -> RowSet:
        """Only the rows that happen within the window."""
        return self._with(windows=(*self.rows.windows, window))

    def until(self, day: Value) -> RowSet:
        """Only the rows that happen up to a day, included."""
        return self.during(n.Window(last=day.node))

    def since(self, day: Value) -> RowSet:
        """Only the rows that happen from a day on, included."""
        return self.during(n.Window(first=day.node))

    def scheduled(self) -> RowSet:
        """Also rows that happen later than the evidence date (SEM 9)."""
        return self._with(scheduled=True)

    def count(self) -> NumberValue:
        """How many rows there are."""
        return NumberValue(n.Count(self.rows))

    def exists(self) -> TruthValue:
        """Whether there is any row."""
        return TruthValue(n.Exists(self.rows))

    def every(self, condition: TruthValue) -> TruthValue:
        """Whether the condition holds for all rows; yes for none."""
        return TruthValue(n.Every(self.rows, condition.node))

    def distinct(self, column: Value) -> NumberValue:
        """How many different values of the column there are."""
        return NumberValue(n.Distinct(self.rows, column.node))

    def sum(self, column: Value) -> NumberValue:
        """The total; 0 for no rows."""
        if not isinstance(column.type, (Integer, Money)):
            refuse(
                "type-mismatch",
                "只有整数和金额能求和",
                "only whole numbers and money can be added up",
            )
        return NumberValue(n.Sum(_sum_type(column.type), self.rows, column.node))

    def least(self, column: Value, *, if_none: object = _MISSING) -> Any:
        """The least value."""
        return self._extreme("least", column, if_none)

    def greatest(self, column: Value, *, if_none: object = _MISSING) -> Any:
        """The greatest value."""
        return self._extreme("greatest", column, if_none)

    def mean(self, column: Value, *, if_none: object = _MISSING) -> NumberValue:
        """The mean as an exact ratio."""
        held = self._if_none("mean", Integer(), if_none)
        assert held is None or isinstance(held, int)
        return NumberValue(n.Mean(self.rows, column.node, held))

    def first(self, column: Value, *, by: Value | None = None, if_none: object = _MISSING) -> Any:
        """The value in the first row by `by` (default: when the rows happen)."""
        return self._pick("first", column, by, if_none)

    def last(self, column: Value, *, by: Value | None = None, if_none: object = _MISSING) -> Any:
        """The value in the last row by `by` (default: when the rows happen)."""
        return self._pick("last", column, by, if_none)

    def months(self, column: Value) -> MonthsValue:
        """The set of months the rows name (a month column, or the months of a date column)."""
        node = column.node if isinstance(column.type, Month) else n.MonthOf(column.node)
        return MonthsValue(n.MonthsOf(self.rows, node))

    def _with(self, **changes: Any) -> RowSet:
        return RowSet(replace(self.rows, **changes), self._register)

    def _extreme(self, which: str, column: Value, if_none: object) -> Any:
        held = self._if_none(which, column.type, if_none)
        assert held is None or isinstance(held, int)
        return wrap(n.Extreme(_promising(column.type, held), self.rows, column.node, which, held))

    def _pick(self, which: str, column: Value, by: Value | None, if_none: object) -> Any:
        order = by.node if by is not None else self._happens(which)
        held = self._if_none(which, column.type, if_none)
        return wrap(
            n.Pick(_promising(column.type, held), self.rows, column.node, order, which, held)
        )

    def _happens(self, which: str) -> n.Node:
        name = self._register.happens
        if name is None:
            refuse(
                "pick-order",
                f"{which}() 需要 by=：登记簿没有声明行何时发生（happens）",
                f"{which}() needs by=: the register does not declare when its rows happen",
            )
            name = next(iter(self._register.columns))
        return n.Column(self._register.id, name, self._register.columns[name].type)

    def _if_none(self, operation: str, type_: Type, if_none: object) -> int | bool | str | None:
        if if_none is _MISSING:
            refuse(
                "if-none",
                f"{operation}() 没有说明一行也没有时是什么",
                f"{operation}() lacks if_none",
                "写 if_none=某值、NEVER（日期）或 unknown",
                "write if_none=a value, NEVER (dates) or unknown",
            )
            return None
        if isinstance(if_none, UnknownValue):
            return None
        if isinstance(if_none, Never):
            if not isinstance(type_, (Date, Month)):
                refuse("if-none", "NEVER 只用于日期和月份", "NEVER is for dates and months only")
            return never_of(type_)
        if isinstance(type_, (Ratio, SubjectId)):
            refuse(
                "if-none",
                "这种值的 if_none 只能是 unknown",
                "if_none of this type can only be unknown",
            )
            return None
        node = lift(if_none, type_).node
        assert isinstance(node, n.Literal) and isinstance(node.value, (int, bool, str))
        return node.value
