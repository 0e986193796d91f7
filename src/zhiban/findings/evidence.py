"""Which rows stand behind a value? By register, with the columns used and what is not counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhiban.engines.coverage import Spans
from zhiban.engines.rowwise import Evaluator, RegisterTable
from zhiban.engines.rowwise.aggregates import gather, pick_candidates
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


def rows_behind(case: Evaluator, node: n.Node) -> tuple[RowsBehind, ...]:
    """The rows behind a fact or a column of the occasion, worked out from registers."""
    found: list[RowsBehind] = []
    for one in _walk(case, node):
        same = next((i for i, other in enumerate(found) if _is_part(one, other)), None)
        if same is None:
            found.append(one)
        elif one.of > found[same].of:
            found[same] = one
    return tuple(found)


def _is_part(one: RowsBehind, other: RowsBehind) -> bool:
    """Whether the rows of one are among those of the other: shown once, the longer list."""
    if (one.register, one.about) != (other.register, other.about):
        return False
    columns = [name for name, _ in other.columns]
    if [name for name, _ in one.columns] != columns:
        return False
    short, long = sorted((one.rows, other.rows), key=len)
    return set(short) <= set(long)


def _walk(case: Evaluator, node: n.Node) -> Iterator[RowsBehind]:
    match node:
        case n.FactValue():
            expression = case.world.facts[node.fact_id].expression
            if expression is not None:
                yield from _walk(case, expression)
        case n.OccasionColumn():
            row = case.unit.occasion_row
            table = case.world.registers[node.register_id]
            rows = [] if row is None else [row]
            yield _behind(table, (node.name,), rows, 0, case.unit.subject_id)
        case n.OnlyRow():
            table = case.world.registers[node.register_id]
            rows = list(table.about(table.register.key[0], case.unit.subject_id))
            yield _behind(table, (node.name,), rows, 0, case.unit.subject_id)
        case n.LookUp():
            other = case.other(node, None)
            if other is not None:
                yield from _walk(other, other.world.facts[node.fact_id].value.node)
        case n.Case():
            for condition, _ in node.whens:
                yield from _walk(case, condition)
            for value in case.reachable(node, None):
                yield from _walk(case, value)
        case _ if isinstance(getattr(node, "rows", None), n.Rows):
            yield _of_aggregate(case, node)
        case _:
            for child in node.children:
                yield from _walk(case, child)


def _of_aggregate(case: Evaluator, node: n.Node) -> RowsBehind:
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
    return _behind(table, names, members, everything - len(members), case.unit.subject_id)


def _behind(
    table: RegisterTable, used: Sequence[str], rows: Sequence[Row], others: int, about: str
) -> RowsBehind:
    register = table.register
    names = dict.fromkeys(
        [*register.key, *((register.happens,) if register.happens else ()), *used]
    )
    columns = tuple((name, register.columns[name].type) for name in names)
    shown = tuple(tuple(row.get(name) for name, _ in columns) for row in rows[:SHOWN])
    return RowsBehind(
        register.id, columns, shown, len(rows), others, table.coverage, about,
    )  # fmt: skip
