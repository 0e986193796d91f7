"""Which rows stand behind a value? By register, with the columns used and what is not counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhiban.engines.coverage import Spans
from zhiban.engines.rowwise import Evaluator, RegisterTable
from zhiban.engines.rowwise.gathering import gather
from zhiban.engines.rowwise.picks import pick_candidates
from zhiban.engines.rowwise.working_out import reachable
from zhiban.engines.rowwise.world import Cell, Row
from zhiban.model import nodes as n
from zhiban.model.types import Type

#: How many rows are kept to be shown; all are counted.
SHOWN = 12


@dataclass(frozen=True)
class RowsBehind:
    """The rows of one register that make a value: `of` in all, the first `SHOWN` of them whole.

    `columns` are the ones used, the key first; `others`: further rows about the same subject that
    do not count. `file` and `line` (the row, the header being 1) stand instead for a file of facts.
    """

    register: str
    columns: tuple[tuple[str, Type], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    of: int = 0
    others: int = 0
    covered: Spans = ()
    about: str = ""
    file: str = ""
    line: int = 0

    @property
    def coverage_is_known(self) -> bool:
        """Whether any day is covered, so that silence can mean no."""
        return bool(self.covered)


@dataclass
class _Seen:
    """The rows of one register about one subject, and the columns looked at."""

    table: RegisterTable
    about: str
    everything: int
    used: dict[str, None]
    rows: dict[int, Row]


def rows_behind(case: Evaluator, node: n.Node) -> tuple[RowsBehind, ...]:
    """The rows behind a fact or a column of the occasion, worked out from registers.

    Rows of one register about one subject stand together, each once.
    """
    found: dict[tuple[str, str], _Seen] = {}
    for one in _walk(case, node):
        seen = found.setdefault((one.table.register.id, one.about), one)
        seen.used |= one.used
        seen.rows |= one.rows
    return tuple(_behind(seen) for seen in found.values())


def _walk(case: Evaluator, node: n.Node) -> Iterator[_Seen]:
    match node:
        case n.FactValue():
            expression = case.world.facts[node.fact_id].expression
            if expression is not None:
                yield from _walk(case, expression)
        case n.OccasionColumn():
            row = case.unit.occasion_row
            table = case.world.registers[node.register_id]
            rows = [] if row is None else [row]
            yield _seen(table, (node.name,), rows, len(rows), case.unit.subject_id)
        case n.OnlyRow():
            table = case.world.registers[node.register_id]
            rows = list(table.about(table.register.key[0], case.unit.subject_id))
            yield _seen(table, (node.name,), rows, len(rows), case.unit.subject_id)
        case n.LookUp():
            other = case.other(node, None)
            if other is not None:
                yield from _walk(other, other.world.facts[node.fact_id].value.node)
        case n.Case():
            for condition, _ in node.whens:
                yield from _walk(case, condition)
            for value in reachable(case, node, None):
                yield from _walk(case, value)
        case _ if isinstance(getattr(node, "rows", None), n.Rows):
            yield _of_aggregate(case, node)
        case _:
            for child in node.children:
                yield from _walk(case, child)


def _of_aggregate(case: Evaluator, node: n.Node) -> _Seen:
    rows: n.Rows = node.rows  # type: ignore[attr-defined]
    table = case.world.registers[rows.register_id]
    gathered = gather(case, rows)
    members = [row for row, _ in gathered.members]
    if isinstance(node, n.Pick):
        members = pick_candidates(case, node, gathered)[0]
    names = [
        step.name for step in node.walk()
        if isinstance(step, n.Column) and step.register_id == rows.register_id
    ]  # fmt: skip
    everything = len(table.about(rows.subject_column, case.unit.subject_id))
    return _seen(table, names, members, everything, case.unit.subject_id)


def _seen(
    table: RegisterTable, used: Sequence[str], rows: Sequence[Row], everything: int, about: str
) -> _Seen:
    return _Seen(table, about, everything, dict.fromkeys(used), {id(row): row for row in rows})


def _behind(seen: _Seen) -> RowsBehind:
    register = seen.table.register
    happens = (register.happens,) if register.happens else ()
    names = dict.fromkeys([*register.key, *happens, *seen.used])
    columns = tuple((name, register.columns[name].type) for name in names)
    rows = list(seen.rows.values())
    shown = tuple(tuple(row.get(name) for name, _ in columns) for row in rows[:SHOWN])
    others = max(seen.everything - len(rows), 0)
    return RowsBehind(
        register.id, columns, shown, len(rows), others, seen.table.coverage, seen.about
    )
