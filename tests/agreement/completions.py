"""How could what is missing turn out? Towns with cells, coverage and quarantined rows filled."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from random import Random

from tests.agreement.generator import moments
from tests.agreement.generator.worlds import Row, Table, Town, random_cell, random_row

from zhiban.engines.coverage import FIRST_DAY, Hole, evidence_day, holes, undated_hole
from zhiban.law import calendar
from zhiban.model.months import MonthsValue
from zhiban.model.types import NEVER_DAY, NEVER_MONTH, Month
from zhiban.model.values import Ends, Value, compare_ends

Chosen = Callable[[str, str], bool]


def everything(register_id: str, column: str) -> bool:
    """Every column of every register."""
    return True


def with_cells(town: Town, rng: Random, chosen: Chosen = everything) -> Town:
    """The town with every empty cell of the chosen columns filled.

    A row is about the subject its column names and about nobody if that cell is empty, so columns
    by which rows are found are left as they are.
    """
    for id, table in town.tables.items():
        columns = [
            c for c in table.register.columns.values()
            if chosen(id, c.name) and (id, c.name) not in town.found_by
        ]  # fmt: skip
        rows = []
        for row in table.rows:
            filled = {
                c.name: random_cell(rng, c, town.subjects) for c in columns if row[c.name] is None
            }
            rows.append(row | filled)
        town = town.with_table(id, replace(table, rows=tuple(rows)))
    return same_units(town)


def blanked(town: Town, rng: Random, share: float) -> Town:
    """The town with a share of the cells that may be empty emptied."""
    for id, table in town.tables.items():
        rows = tuple(
            {
                name: None
                if rng.random() < share
                and not table.register.columns[name].required
                and (id, name) not in town.found_by
                else cell
                for name, cell in row.items()
            }
            for row in table.rows
        )
        town = town.with_table(id, replace(table, rows=rows))
    return same_units(town)


def punctured(town: Town, rng: Random, share: float) -> Town:
    """The town with more rows in quarantine."""
    for id, table in town.tables.items():
        more = {s for group in town.subjects.values() for s in group if rng.random() < share}
        town = town.with_table(id, replace(table, punctured=table.punctured | more))
    return town


def repaired(town: Town, rng: Random, registers: Collection[str], rows_each: int = 2) -> Town:
    """The town without quarantine in those registers; what was quarantined may be any row."""
    for id in registers:
        table = town.tables[id]
        more: list[Row] = []
        for subject in sorted(table.punctured):
            if keyed(table):
                if named_by_key(table, subject) and not _about(table, subject):
                    more += [_row_of(rng, town, table, subject)] * rng.randint(0, min(rows_each, 1))
            else:
                count = rng.randint(0, rows_each)
                more += [_row_of(rng, town, table, subject, alone=True) for _ in range(count)]
        rows = (*table.rows, *numbered(more, len(table.rows)))
        town = town.with_table(id, replace(table, rows=rows, punctured=frozenset()))
    return town


def covered(town: Town, rng: Random, registers: Collection[str], share: float = 0.5) -> Town:
    """The town in which those registers have no holes; any rows may have lain there.

    The evidence date stays: where a register is read as of its end (lag), the end stays too.
    """
    for id in registers:
        table = town.tables[id]
        lag = table.register.lag_days
        evidence = evidence_day(table.coverage, lag, town.as_of)
        last = NEVER_DAY if evidence == town.as_of else evidence
        dated = table.register.happens is not None
        open_ = holes(table.coverage, lag, town.as_of) if dated else _undated(table, town)
        open_ = tuple(Hole(h.first, min(h.last, last), h.kind) for h in open_ if h.first <= last)
        more: list[Row] = []
        if open_:
            for group in town.subjects.values():
                for subject in group:
                    there = keyed(table) and (
                        _about(table, subject) or not named_by_key(table, subject)
                    )
                    if rng.random() < share and not there:
                        more += _rows_in(rng, town, table, subject, open_)
        rows = (*table.rows, *numbered(more, len(table.rows)))
        town = town.with_table(id, replace(table, rows=rows, coverage=((FIRST_DAY, last),)))
    return town


def completed(town: Town, rng: Random) -> Town:
    """The town with nothing missing."""
    ids = list(town.tables)
    return covered(repaired(with_cells(town, rng), rng, ids), rng, ids)


def with_row(town: Town, rng: Random, id: str, column: str, subject: str) -> Town:
    """The town with a row about the subject in a register keyed by it."""
    table = town.tables[id]
    if _about(table, subject):
        return town
    row = random_row(rng, table.register, town.subjects, null=0.0) | {column: subject}
    return town.with_table(id, replace(table, rows=(*table.rows, row)))


def keyed(table: Table) -> bool:
    """Whether the register holds one row about each subject."""
    return len(table.register.key) == 1


def named_by_key(table: Table, subject: str) -> bool:
    """Whether the key of the register names subjects of this one's kind."""
    return table.register.key[0] == ("person" if subject.startswith("P") else "firm")


def numbered(rows: list[Row], start: int) -> list[Row]:
    """The rows with numbers of their own."""
    return [row | ({"no": f"new{start + i}"} if "no" in row else {}) for i, row in enumerate(rows)]


def same_units(town: Town) -> Town:
    """The town with its occasions as they stand in their register now."""
    by_number = {row["no"]: row for row in town.tables["hires"].rows}
    units = tuple(
        u if u.occasion_row is None else replace(u, occasion_row=by_number[u.occasion])
        for u in town.units
    )
    return replace(town, units=units)


def allows(known: Value, outcome: Value) -> bool:
    """Whether what was known allows for the outcome."""
    if isinstance(known, Ends):
        assert isinstance(outcome, Ends)
        low = known.lo is None or (
            outcome.lo is not None and compare_ends(known.lo, outcome.lo) <= 0
        )
        high = known.hi is None or (
            outcome.hi is not None and compare_ends(outcome.hi, known.hi) <= 0
        )
        return low and high
    if isinstance(known, MonthsValue):
        assert isinstance(outcome, MonthsValue)
        return _months_allow(known, outcome)
    return known is None or known == outcome


def compatible(known: Value, outcome: Value) -> bool:
    """Whether there is a value that both allow for."""
    if isinstance(known, Ends):
        assert isinstance(outcome, Ends)
        pairs = ((known.lo, outcome.hi), (outcome.lo, known.hi))
        return all(lo is None or hi is None or compare_ends(lo, hi) <= 0 for lo, hi in pairs)
    if isinstance(known, MonthsValue):
        assert isinstance(outcome, MonthsValue)
        return all(
            sum(not other.possible(m) for m in one.sure) <= other.loose
            for one, other in ((known, outcome), (outcome, known))
        )
    return known is None or outcome is None or known == outcome


def _months_allow(known: MonthsValue, outcome: MonthsValue) -> bool:
    if not known.sure <= outcome.sure:
        return False
    if known.before is not None and known.before >= NEVER_MONTH:
        return True
    low = outcome.before is None or (known.before is not None and outcome.before <= known.before)
    high = outcome.after is None or (known.after is not None and known.after <= outcome.after)
    beyond = sum(not known.possible(m) for m in outcome.sure | outcome.maybe) + outcome.loose
    return low and high and beyond <= known.loose


def _undated(table: Table, town: Town) -> tuple[Hole, ...]:
    kind = undated_hole(table.coverage, table.register.lag_days, town.as_of)
    return (Hole(FIRST_DAY, NEVER_DAY, kind),) if kind else ()


def _about(table: Table, subject: str) -> bool:
    return any(row[table.register.key[0]] == subject for row in table.rows)


def _row_of(rng: Random, town: Town, table: Table, subject: str, alone: bool = False) -> Row:
    """A row about the subject; `alone`: about no other."""
    row = random_row(rng, table.register, town.subjects, null=0.0)
    named = "person" if subject.startswith("P") else "firm"
    other = {"person": "firm", "firm": "person"}[named]
    if alone and other in row:
        row[other] = "outsider" if table.register.columns[other].required else None
    return row | ({named: subject} if named in row else {})


def _rows_in(
    rng: Random, town: Town, table: Table, subject: str, open_: tuple[Hole, ...]
) -> list[Row]:
    happens = table.register.happens
    if happens is None:
        return [
            _row_of(rng, town, table, subject)
            for _ in range(1 if keyed(table) else rng.randint(1, 3))
        ]
    out = []
    for _ in range(rng.randint(1, 3)):
        hole = rng.choice(open_)
        day = _day_in(rng, hole)
        if isinstance(table.register.columns[happens].type, Month):
            month = calendar.month_of(day)
            if not hole.first <= calendar.first_day(month) <= hole.last:
                continue
            out.append(_row_of(rng, town, table, subject) | {happens: month})
        else:
            out.append(_row_of(rng, town, table, subject) | {happens: day})
    return out


def _day_in(rng: Random, hole: Hole) -> int:
    """A day in the hole, if possible in the years that matter; often its first or last."""
    first, last = max(hole.first, moments.FIRST - 900), min(hole.last, moments.LAST + 300)
    if first > last:
        first, last = (
            (hole.first, hole.first) if hole.first > moments.LAST else (hole.last, hole.last)
        )
    near = moments.day(rng)
    choices = [rng.randint(first, last), first, last]
    return near if first <= near <= last and rng.random() < 0.5 else rng.choice(choices)
