"""Random nodes over many rows and over other subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.agreement.generator import moments
from tests.agreement.generator.recipes import Row, makes

from zhiban.language.register import Register
from zhiban.model import nodes as n
from zhiban.model import types as t

if TYPE_CHECKING:
    from tests.agreement.generator.maker import Maker


def rows(m: Maker, depth: int) -> tuple[n.Rows, type[Register]]:
    """Rows about the subject: filtered, in windows, scheduled or not."""
    register, column = m.rng.choice(m.schema.about(m.kind))
    where: tuple[n.Node, ...] = ()
    if m.rng.random() < 0.5:
        count = m.rng.choice((1, 1, 2))
        where = tuple(m.make("truth", min(depth, 2), register) for _ in range(count))
    windows = ()
    if register.happens is not None and m.rng.random() < 0.55:
        windows = tuple(window(m, depth) for _ in range(m.rng.choice((1, 1, 1, 2))))
    return n.Rows(register.id, column, m.kind, where, windows, m.rng.random() < 0.15), register


def window(m: Maker, depth: int) -> n.Window:
    """A moving window, or one with fixed or computed ends."""
    if m.rng.random() < 0.35:
        return n.Window(months_back=m.rng.choice((0, 1, 3, 6, 12)))
    if m.rng.random() < 0.3:
        year = n.Literal(t.Integer(), m.rng.choice((2023, 2024, 2025)))
        return n.Window(n.FirstOfYear(year), n.LastOfYear(year))
    ends = [
        None if m.rng.random() < 0.3 else m.make("date", min(depth - 1, 2))
        if m.rng.random() < 0.6 else m.literal("date")
        for _ in range(2)
    ]  # fmt: skip
    return n.Window(ends[0], ends[1])


def _only_facts(m: Maker, row: Row, depth: int) -> bool:
    """Aggregates stand at the level of a subject; within a row only now and then."""
    return not m.in_rule and depth > 0 and (row is None or m.rng.random() < 0.15)


@makes(
    "truth integer", n.Rows, n.Exists, n.Every, n.Count, n.Distinct, n.Window, n.Column, weight=8
)
def counted(m: Maker, depth: int, row: Row) -> n.Node | None:
    if not _only_facts(m, row, depth):
        return None
    wanted = m.wanted
    found, register = rows(m, depth - 1)
    if wanted == "truth":
        if m.rng.random() < 0.6:
            return n.Exists(found)
        return n.Every(found, m.make("truth", min(depth - 1, 2), register))
    if m.rng.random() < 0.6:
        return n.Count(found)
    kind = m.rng.choice(
        ("code", "month", "enterprise", "person", "integer", "ratio", "text", "date")
    )
    return n.Distinct(found, m.make(kind, m.rng.choice((0, 0, 1)), register))


@makes("integer money", n.Sum, weight=5)
def total(m: Maker, depth: int, row: Row) -> n.Node | None:
    if not _only_facts(m, row, depth):
        return None
    wanted = m.wanted
    found, register = rows(m, depth - 1)
    of = m.make(wanted, m.rng.choice((0, 0, 1)), register)
    return n.Sum(summed(of.type), found, of)


@makes("integer money ratio date month ordered", n.Extreme, weight=3)
def extreme(m: Maker, depth: int, row: Row) -> n.Node | None:
    if not _only_facts(m, row, depth) or (m.none_is_known and m.wanted == "ratio"):
        return None
    wanted = m.wanted
    found, register = rows(m, depth - 1)
    of = m.make(wanted, m.rng.choice((0, 0, 1)), register)
    none = None if wanted == "ratio" else if_none(m, wanted)
    assert none is None or isinstance(none, int)
    return n.Extreme(without_promise(of.type), found, of, m.rng.choice(("least", "greatest")), none)


@makes("ratio", n.Mean, weight=3)
def mean(m: Maker, depth: int, row: Row) -> n.Node | None:
    if not _only_facts(m, row, depth):
        return None
    found, register = rows(m, depth - 1)
    of = m.make(m.rng.choice(("integer", "money")), m.rng.choice((0, 0, 1)), register)
    none = if_none(m, "integer")
    assert none is None or isinstance(none, int)
    return n.Mean(found, of, none)


@makes("truth integer money ratio date month code ordered text person enterprise", n.Pick, weight=4)
def pick(m: Maker, depth: int, row: Row) -> n.Node | None:
    wanted = m.wanted
    lasting = m.none_is_known and wanted in ("ratio", "person", "enterprise")
    if not _only_facts(m, row, depth) or lasting:
        return None
    found, register = rows(m, depth - 1)
    of = m.make(wanted, m.rng.choice((0, 0, 0, 1)), register)
    by: n.Node
    if register.happens is not None and m.rng.random() < 0.7:
        by = n.Column(register.id, register.happens, register.columns[register.happens].type)
    else:
        by = m.make(m.rng.choice(("date", "month", "integer")), m.rng.choice((0, 0, 1)), register)
    none = None if wanted in ("ratio", "person", "enterprise") else if_none(m, wanted)
    return n.Pick(without_promise(of.type), found, of, by, m.rng.choice(("first", "last")), none)


def pick_subject(m: Maker, kind: str) -> n.Node:
    """Another subject of the kind, out of the last row that names one."""
    register = m.schema.registers[
        "hires" if kind == "person" or m.kind == "enterprise" else "payments"
    ]
    about = {"person": "person", "enterprise": "firm"}[m.kind]
    named = {"person": "person", "enterprise": "firm"}[kind]
    found = n.Rows(register.id, about, m.kind)
    assert register.happens is not None
    of, by = (n.Column(register.id, c, register.columns[c].type) for c in (named, register.happens))
    return n.Pick(of.type, found, of, by, "last", None)


def if_none(m: Maker, wanted: str) -> int | bool | str | None:
    """What there is where there is no row: a constant, NEVER, or unknown."""
    if m.rng.random() < 0.3 and not m.none_is_known:
        return None
    if wanted in ("date", "month") and m.rng.random() < 0.6:
        return t.NEVER_DAY if wanted == "date" else t.NEVER_MONTH
    value = moments.constant(m.rng, wanted)
    assert isinstance(value, (int, bool, str))
    return value


def without_promise(type_: t.Type) -> t.Type:
    """The type without a floor that `if_none` may break."""
    if isinstance(type_, t.Integer):
        return t.Integer(type_.unit)
    if isinstance(type_, t.Money):
        return t.Money()
    return t.Ratio() if isinstance(type_, t.Ratio) else type_


def summed(type_: t.Type) -> t.Type:
    """The type of a sum: never negative if its parts are not."""
    floor = getattr(type_, "at_least", None)
    floor = 0 if floor is not None and floor >= 0 else None
    return t.Money(floor) if isinstance(type_, t.Money) else t.Integer(at_least=floor)


@makes("months", n.MonthsOf, weight=4)
def months_of(m: Maker, depth: int, row: Row) -> n.Node | None:
    if m.in_rule:
        return None
    found, register = rows(m, depth - 1)
    if register.happens is not None and m.rng.random() < 0.6:
        month: n.Node = n.Column(
            register.id, register.happens, register.columns[register.happens].type
        )
        if isinstance(month.type, t.Date):
            month = n.MonthOf(month)
    else:
        month = m.make("month", m.rng.choice((0, 1)), register)
    return n.MonthsOf(found, month)


@makes("truth integer money ratio date month months code ordered text", n.LookUp, weight=4)
def look_up(m: Maker, depth: int, row: Row) -> n.Node | None:
    if m.in_rule:
        return None
    from tests.agreement.generator.maker import name_of

    wanted = m.wanted
    found = [
        f for f in m.facts if name_of(f.type) == wanted and f.occasion in ("", _row_id(m, row))
    ]
    m.rng.shuffle(found)
    for fact in found:
        subjects = [
            s for s in m.leaves(fact.kind, row)
            if not fact.occasion
            or (getattr(s, "register_id", "") == fact.occasion and not isinstance(s, n.OnlyRow))
        ]  # fmt: skip
        if subjects:
            return n.LookUp(m.rng.choice(subjects), fact.id, fact.type)
    return None


def _row_id(m: Maker, row: Row) -> str:
    if row is not None:
        return row.id
    return m.occasion if m.occasion == "hires" else ""


# --- leaves -----------------------------------------------------------------------------------


@makes("", n.Literal, n.OnlyRow, n.OccasionColumn, n.OccasionPeriod, n.FactValue, n.ParameterValue,
       n.JudgedDay, n.InstalmentMonth)  # fmt: skip
def leaf(m: Maker, depth: int, row: Row) -> n.Node | None:
    """Leaves are made by `Maker.leaf`; named here so that none is forgotten."""
    return None
