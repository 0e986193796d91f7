"""What is the smallest program that still fails? Drop units, rows, gaps; children for parents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from tests.agreement.generator.maker import TYPES, name_of
from tests.agreement.generator.programs import Program
from tests.agreement.generator.smallest import smallest
from tests.agreement.generator.worlds import Table, Town

from zhiban.engines.coverage import FIRST_DAY
from zhiban.model import nodes as n
from zhiban.model import types as t
from zhiban.model.rewrite import rebuild

Fails = Callable[[Program], bool]
FULL = ((FIRST_DAY, t.NEVER_DAY),)


def shrink(program: Program, fails: Fails, seconds: float = 20.0) -> Program:
    """A smaller program for which `fails` is still true."""
    return smallest(program, candidates, fails, seconds)


def candidates(program: Program) -> Iterator[Program]:
    """Programs one step smaller, the greatest steps first."""
    if len(program.asked) > 1:
        for name in program.asked:
            yield _only_needed(replace(program, asked=(name,)))
    town = program.town
    yield from (replace(program, town=replace(town, units=part)) for part in _parts(town.units))
    for id, table in town.tables.items():
        for rows in _parts(table.rows, least=0):
            if not _occasions_lost(town, id, rows):
                yield _with(program, id, replace(table, rows=rows))
    for name in program.asked if len(program.asked) == 1 else ():
        yield from _simpler_facts(program, name)
    for id, table in town.tables.items():
        if table.coverage != FULL:
            yield _with(program, id, replace(table, coverage=FULL))
        if table.punctured:
            yield _with(program, id, replace(table, punctured=frozenset()))
        for position, row in enumerate(table.rows):
            empty = {
                k: None if not table.register.columns[k].required else v for k, v in row.items()
            }
            if empty != row and id != "hires":
                rows = (*table.rows[:position], empty, *table.rows[position + 1 :])
                yield _with(program, id, replace(table, rows=rows))


def _parts(items: tuple, least: int = 1) -> Iterator[tuple]:  # type: ignore[type-arg]
    size = len(items)
    while size > 1:
        size = (size + 1) // 2
        for start in range(0, len(items), size):
            if len(items) - size >= least and size < len(items):
                yield items[start : start + size]
                if len(items) > 2 * size or size == 1:
                    yield items[:start] + items[start + size :]
    if len(items) > least and len(items) == 1:
        yield ()


def _occasions_lost(town: Town, id: str, rows: tuple) -> bool:  # type: ignore[type-arg]
    return id == "hires" and any(
        u.occasion_row is not None and all(u.occasion_row is not r for r in rows)
        for u in town.units
    )


def _with(program: Program, id: str, table: Table) -> Program:
    return replace(program, town=program.town.with_table(id, table))


def _only_needed(program: Program) -> Program:
    """The program with the facts that those asked rest on."""
    needed, queue = set(), list(program.asked)
    while queue:
        name = queue.pop()
        if name not in needed:
            needed.add(name)
            expression = program.facts[name].expression
            steps = expression.walk() if expression is not None else ()
            queue += [s.fact_id for s in steps if isinstance(s, (n.FactValue, n.LookUp))]
    return replace(program, facts={k: f for k, f in program.facts.items() if k in needed})


def _simpler_facts(program: Program, asked: str) -> Iterator[Program]:
    for name, fact in program.facts.items():
        if fact.expression is None:
            continue
        for node in simpler(fact.expression):
            if name == asked or name_of(node.type) == name_of(fact.type):
                new = replace(fact, expression=node, type=node.type)
                facts = {**program.facts, name: new}
                yield _only_needed(replace(program, facts=facts))
    fact = program.facts[asked]
    for step in fact.expression.walk():
        inner = program.facts[step.fact_id].expression if isinstance(step, n.FactValue) else None
        if inner is not None:
            changed = _replaced(fact.expression, step, inner)
            facts = {**program.facts, asked: replace(fact, expression=changed)}
            yield _only_needed(replace(program, facts=facts))


def simpler(node: n.Node) -> Iterator[n.Node]:
    """Expressions one step simpler, the smallest first."""
    seen: list[n.Node] = []
    for step in list(node.walk())[1:]:
        if _has_type(step) and not _row_bound(step) and step not in seen:
            seen.append(step)
    yield from sorted(seen, key=_size)
    yield from _inner(node)


def _inner(node: n.Node) -> Iterator[n.Node]:
    """`node` with one step anywhere below put simpler."""
    for step in list(node.walk()):
        for new in _replacements(step):
            yield _replaced(node, step, new)


def _replacements(step: n.Node) -> Iterator[n.Node]:
    if isinstance(step, n.Rows):
        for position in range(len(step.where)):
            yield replace(step, where=step.where[:position] + step.where[position + 1 :])
        for position in range(len(step.windows)):
            yield replace(step, windows=step.windows[:position] + step.windows[position + 1 :])
        if step.scheduled:
            yield replace(step, scheduled=False)
        return
    if not _has_type(step) or not step.children:
        return
    below = [x for x in list(step.walk())[1:] if _has_type(x) and _fits(x, step)]
    inside = {id(y) for r in step.walk() if isinstance(r, n.Rows) for y in r.walk()}
    inside |= {
        id(y) for r in step.walk() if hasattr(r, "rows") for c in r.children for y in c.walk()
    }
    yield from sorted((x for x in below if id(x) not in inside), key=_size)[:4]
    literal = _constant(step.type)
    if literal is not None:
        yield literal
    if isinstance(step, (n.All, n.AnyOf)):
        for position in range(len(step.of)):
            yield replace(step, of=step.of[:position] + step.of[position + 1 :])
    if isinstance(step, n.Case) and len(step.whens) > 1:
        for position in range(len(step.whens)):
            yield replace(step, whens=step.whens[:position] + step.whens[position + 1 :])


def _constant(type_: t.Type) -> n.Node | None:
    name = name_of(type_)
    values = {"truth": True, "integer": 1, "money": 1, "date": 19800, "month": 24288, "code": "a",
              "ordered": 1, "text": "甲"}  # fmt: skip
    return n.Literal(TYPES[name], values[name]) if name in values else None


def _fits(node: n.Node, place: n.Node) -> bool:
    return name_of(node.type) == name_of(place.type) and type(node) is not n.OccasionPeriod


def _has_type(node: n.Node) -> bool:
    return not isinstance(node, (n.Rows, n.Window))


def _row_bound(node: n.Node) -> bool:
    """Whether the node speaks of a row at hand."""
    if isinstance(node, n.Column):
        return True
    rows = getattr(node, "rows", None)
    if isinstance(node, n.Rows):
        return any(_row_bound(w) for w in node.windows)
    if isinstance(rows, n.Rows):
        return _row_bound(rows)
    return any(_row_bound(c) for c in node.children)


def _replaced(node: n.Node, old: n.Node, new: n.Node) -> n.Node:
    return new if node is old else rebuild(node, lambda child: _replaced(child, old, new))


def _size(node: n.Node) -> int:
    return sum(1 for _ in node.walk())


# --- showing ----------------------------------------------------------------------------------


def show(program: Program) -> str:
    """The program as text: facts, the registers they read, the units."""
    lines = [f"seed {program.seed}  as_of {t.date_of(program.town.as_of)} ({program.town.as_of})"]
    read: dict[str, set[str]] = {}
    for name, fact in program.facts.items():
        lines.append(f"{name} ({fact.kind} {fact.occasion}): {text(fact.expression)}")
        for step in () if fact.expression is None else fact.expression.walk():
            if isinstance(step, (n.Column, n.OnlyRow, n.OccasionColumn)):
                read.setdefault(step.register_id, set()).add(step.name)
            elif isinstance(step, n.Rows):
                read.setdefault(step.register_id, set()).add(step.subject_column)
    for id, columns in sorted(read.items()):
        table = program.town.tables[id]
        happens = table.register.happens
        lines.append(f"{id}: happens {happens}, lag {table.register.lag_days}, "
                     f"coverage {table.coverage}, punctured {sorted(table.punctured)}")  # fmt: skip
        shown = columns | {*table.register.key} | ({happens} if happens else set())
        lines += [f"  { {k: v for k, v in row.items() if k in shown} }" for row in table.rows[:20]]
    lines += [f"unit {u.subject_id} {u.kind} {u.occasion}" for u in program.town.units[:10]]
    return "\n".join(lines)


def text(node: object) -> str:
    """A node, short."""
    if isinstance(node, n.Node):
        shown = [
            text(getattr(node, f.name)) for f in fields(node) if f.name not in ("of_type", "kind")
        ]
        return f"{type(node).__name__}({', '.join(s for s in shown if s)})"
    if isinstance(node, tuple):
        return "[" + ", ".join(text(x) for x in node) + "]"
    return repr(node)
