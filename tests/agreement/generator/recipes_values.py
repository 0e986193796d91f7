"""Random nodes of one value: logic, comparison, arithmetic, choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.agreement.generator.recipes import Row, makes
from tests.agreement.generator.schema import CLASSES, KINDS

from zhiban.model import nodes as n
from zhiban.model import types as t

if TYPE_CHECKING:
    from tests.agreement.generator.maker import Maker

ANY = "truth integer money ratio date month months code ordered text person enterprise"
SYMBOLS = ("<=", "<", ">=", ">", "==", "!=")


# --- logic ------------------------------------------------------------------------------------


@makes("truth", n.Not)
def negation(m: Maker, depth: int, row: Row) -> n.Node:
    return n.Not(m.make("truth", depth - 1, row))


@makes("truth", n.All, n.AnyOf, weight=3)
def joined(m: Maker, depth: int, row: Row) -> n.Node:
    kind = m.rng.choice((n.All, n.AnyOf))
    count = m.rng.choice((0, 1, 2, 2, 2, 3))
    return kind(tuple(m.make("truth", depth - 1, row) for _ in range(count)))


@makes("truth", n.Compare, weight=7)
def comparison(m: Maker, depth: int, row: Row) -> n.Node:
    kind = m.rng.choice(
        ("integer", "integer", "money", "ratio", "date", "date", "month", "ordered")
    )
    left = m.make(kind, depth - 1, row)
    other = m.rng.choice(("ratio", "rate", "integer")) if kind == "ratio" else kind
    right = m.make(other, depth - 1 if m.rng.random() < 0.4 else 0, row)
    if m.rng.random() < 0.5 and (literal := m.literal(other)) is not None:
        right = literal
    return n.Compare(m.rng.choice(SYMBOLS), left, right)


@makes("truth", n.SameCode, weight=2)
def same(m: Maker, depth: int, row: Row) -> n.Node:
    kind = m.rng.choice(("code", "code", "text", "person", "enterprise"))
    return n.SameCode(m.make(kind, depth - 1, row), m.make(kind, m.rng.choice((0, 1)), row))


@makes("truth", n.IsIn, weight=2)
def is_in(m: Maker, depth: int, row: Row) -> n.Node:
    kind, codes = m.rng.choice((("code", KINDS.codes), ("ordered", CLASSES.codes)))
    chosen = tuple(m.rng.sample(codes, m.rng.randint(1, len(codes))))
    return n.IsIn(m.make(kind, depth - 1, row), chosen)


@makes("truth", n.Reached, weight=3)
def reached(m: Maker, depth: int, row: Row) -> n.Node:
    return n.Reached(m.make("date", depth - 1, row))


@makes("truth", n.IncludesMonth)
def includes(m: Maker, depth: int, row: Row) -> n.Node:
    return n.IncludesMonth(m.make("months", depth - 1, row), m.make("month", depth - 1, row))


# --- numbers ----------------------------------------------------------------------------------


def _floor(*nodes: n.Node) -> int | None:
    floors = [getattr(node.type, "at_least", None) for node in nodes]
    return None if None in floors else min(floors)


@makes("integer", n.Add, n.Subtract, weight=2)
def sum_or_difference(m: Maker, depth: int, row: Row) -> n.Node:
    left, right = m.make("integer", depth - 1, row), m.make("integer", depth - 1, row)
    if m.rng.random() < 0.5:
        return n.Subtract(t.Integer(), left, right)
    floor = _floor(left, right)
    return n.Add(t.Integer(at_least=None if floor is None else min(floor, floor * 2)), left, right)


@makes("money", n.Add, n.Subtract, weight=2)
def money_sum(m: Maker, depth: int, row: Row) -> n.Node:
    kind = m.rng.choice((n.Add, n.Subtract))
    return kind(t.Money(), m.make("money", depth - 1, row), m.make("money", depth - 1, row))


@makes("integer money", n.Multiply)
def times_a_count(m: Maker, depth: int, row: Row) -> n.Node:
    wanted = m.wanted
    type_ = t.Money() if wanted == "money" else t.Integer()
    return n.Multiply(
        type_, m.make(wanted, depth - 1, row), m.never_negative("integer", depth - 1, row)
    )


@makes("ratio", n.Multiply)
def ratio_product(m: Maker, depth: int, row: Row) -> n.Node:
    left = m.make(m.rng.choice(("ratio", "integer")), depth - 1, row)
    return n.Multiply(
        t.Ratio(), left, m.never_negative(m.rng.choice(("ratio", "rate")), depth - 1, row)
    )


@makes("ratio", n.Quotient, weight=4)
def quotient(m: Maker, depth: int, row: Row) -> n.Node:
    kind = m.rng.choice(("integer", "integer", "money"))
    top = m.make(m.rng.choice((kind, kind, "ratio")), depth - 1, row)
    return n.Quotient(top, m.make(kind, depth - 1, row))


@makes("unrounded", n.Multiply, weight=3)
def multiply_money(m: Maker, depth: int, row: Row) -> n.Node:
    money = m.make("money", depth - 1, row)
    kind = m.rng.choice(("ratio", "rate", "rate"))
    return n.Multiply(t.Unrounded(), money, m.never_negative(kind, depth - 1, row))


@makes("unrounded", n.Multiply)
def multiply_again(m: Maker, depth: int, row: Row) -> n.Node:
    kind = m.rng.choice(("integer", "rate"))
    of = m.make("unrounded", depth - 1, row)
    return n.Multiply(t.Unrounded(), of, m.never_negative(kind, depth - 1, row))


@makes("money", n.Rounded, n.Spread, weight=3)
def rounded(m: Maker, depth: int, row: Row) -> n.Node:
    to, how = (
        m.rng.choice(("fen", "jiao", "yuan")),
        m.rng.choice(("half_up", "half_even", "up", "down")),
    )
    kind = n.Spread if to == "jiao" else n.Rounded
    return kind(t.Money(), m.make("unrounded", depth, row), to, how, "第一条")


@makes("integer money ratio unrounded date month ordered", n.Smaller, n.Larger, weight=2)
def capped(m: Maker, depth: int, row: Row) -> n.Node:
    wanted = m.wanted
    kind = m.rng.choice((n.Smaller, n.Larger))
    left = m.make(wanted, depth - 1, row)
    other = m.rng.choice(("ratio", "integer", "rate")) if wanted == "ratio" else wanted
    return kind(_plain(left, wanted), left, m.make(other, depth - 1, row))


def _plain(node: n.Node, wanted: str) -> t.Type:
    """The type of a choice among several values: without the promise of one of them."""
    if isinstance(node.type, (t.Integer, t.Rate, t.Ratio)):
        return t.Ratio() if wanted == "ratio" else t.Integer()
    return t.Money() if isinstance(node.type, t.Money) else node.type


# --- choices ----------------------------------------------------------------------------------


@makes(ANY + " unrounded", n.Case, weight=2)
def case(m: Maker, depth: int, row: Row) -> n.Node:
    wanted = m.wanted
    whens = tuple(
        (m.make("truth", depth - 1, row), m.make(wanted, depth - 1, row))
        for _ in range(m.rng.choice((1, 1, 2)))
    )
    otherwise = m.make(wanted, depth - 1, row)
    return n.Case(_plain(otherwise, wanted), whens, otherwise)


@makes(ANY, n.Unsaid)
def unsaid(m: Maker, depth: int, row: Row) -> n.Node:
    """What is too old, or joined by no exact key: known or, for a reason, not."""
    wanted = m.wanted
    known = m.make(wanted, depth - 1, row)
    type_ = _plain(known, wanted)
    about, kind = m.rng.choice((("hires.match", "link"), ("seen_on", "stale")))
    condition = m.make("truth", depth - 1, row)
    return n.Case(type_, ((condition, known),), n.Unsaid(type_, kind, about))


@makes(ANY, n.Readings)
def readings(m: Maker, depth: int, row: Row) -> n.Node:
    wanted = m.wanted
    first, second = m.make(wanted, depth - 1, row), m.make(wanted, depth - 1, row)
    return n.Readings(_plain(first, wanted), first, second, "某函")


@makes("truth integer money date month code ordered text", n.Assume)
def assume(m: Maker, depth: int, row: Row) -> n.Node:
    wanted = m.wanted
    of = m.make(wanted, depth - 1, row)
    literal = m.literal(wanted)
    assert isinstance(literal, n.Literal)
    return n.Assume(of.type, of, literal.value, "第二条")


@makes("integer", n.Step)
def step(m: Maker, depth: int, row: Row) -> n.Node | None:
    scales = [p for p in m.parameters.values() if p.type == "scale"]
    if not scales or not m.in_rule:
        return None
    return n.Step(m.make("integer", depth - 1, row), m.parameter(m.rng.choice(scales)))


# --- legal time -------------------------------------------------------------------------------


@makes("date", n.AddMonths, weight=2)
def months_later(m: Maker, depth: int, row: Row) -> n.Node:
    if m.rng.random() < 0.6:
        months: n.Node = n.Literal(t.Integer(), m.rng.choice((0, 1, 3, 12, -1, -12, 24)))
    else:
        months = m.make("integer", depth - 1, row)
    return n.AddMonths(m.make("date", depth - 1, row), months)


@makes("date", n.AddDays, n.WorkingDaysAfter)
def days_later(m: Maker, depth: int, row: Row) -> n.Node:
    day = m.make("date", depth - 1, row)
    if m.rng.random() < 0.5:
        return n.AddDays(day, m.rng.choice((0, 1, -1, 15, 30, 365, -3650000)))
    return n.WorkingDaysAfter(day, m.rng.choice((0, 1, 5, 20)))


COUNTINGS = ("on_the_day", "day_after", "by_month")


@makes("date", n.Birthday, weight=2)
def birthday(m: Maker, depth: int, row: Row) -> n.Node:
    years = m.rng.choice((0, 1, 16, 18, 50, 60, 60))
    return n.Birthday(m.make("date", depth - 1, row), years, m.rng.choice(COUNTINGS))


@makes("integer", n.AgeOn, weight=2)
def age(m: Maker, depth: int, row: Row) -> n.Node:
    born, on = m.make("date", depth - 1, row), m.make("date", depth - 1, row)
    return n.AgeOn(born, on, m.rng.choice(COUNTINGS))


@makes("integer", n.MonthsBetween, n.YearOf, weight=2)
def counted_time(m: Maker, depth: int, row: Row) -> n.Node:
    if m.rng.random() < 0.4:
        return n.YearOf(m.make("date", depth - 1, row))
    return n.MonthsBetween(m.make("date", depth - 1, row), m.make("date", depth - 1, row))


@makes("month", n.MonthOf, weight=3)
def month_of(m: Maker, depth: int, row: Row) -> n.Node:
    return n.MonthOf(m.make("date", depth - 1, row))


@makes("date", n.FirstDay, n.LastDay, n.FirstOfYear, n.LastOfYear)
def edge_of(m: Maker, depth: int, row: Row) -> n.Node:
    kind = m.rng.choice((n.FirstDay, n.LastDay, n.FirstOfYear, n.LastOfYear))
    if kind in (n.FirstDay, n.LastDay):
        return kind(m.make("month", depth - 1, row))
    year: n.Node = n.Literal(t.Integer(), m.rng.choice((2023, 2024, 2025)))
    if m.rng.random() < 0.4:
        year = n.YearOf(m.make("date", depth - 1, row))
    elif m.rng.random() < 0.3:
        year = m.make("integer", depth - 1, row)
    return kind(year)


# --- sets of months ---------------------------------------------------------------------------


@makes("integer", n.MonthsCount, n.LongestRun, weight=3)
def months_number(m: Maker, depth: int, row: Row) -> n.Node:
    kind = m.rng.choice((n.MonthsCount, n.LongestRun))
    return kind(m.make("months", depth - 1, row))


@makes("months", n.MonthsWithin, n.MonthsAfter, n.MonthsOverlap, weight=5)
def months_part(m: Maker, depth: int, row: Row) -> n.Node:
    months = m.make("months", depth - 1, row)
    chance = m.rng.random()
    if chance < 0.3:
        return n.MonthsOverlap(months, m.make("months", depth - 1, row))
    if chance < 0.6:
        return n.MonthsAfter(months, m.make("month", depth - 1, row))
    first, last = (
        None
        if m.rng.random() < 0.2
        else m.make(m.rng.choice(("date", "date", "month")), depth - 1, row)
        for _ in range(2)
    )
    return n.MonthsWithin(months, first, last)
