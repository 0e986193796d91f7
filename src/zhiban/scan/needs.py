"""Which rows of which registers do facts about one kind of subject rest on?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zhiban.language.register import Register, columns_naming, subjects_named
from zhiban.language.rules import Rule
from zhiban.loop.granted import GRANTS, wanted_of
from zhiban.model import nodes as n
from zhiban.packs import Library
from zhiban.packs.passes import asked_about


@dataclass
class Needs:
    """What has to be read for subjects of `kind`.

    `rows`: register → the columns whose subject the rows are about. `cells`: register → columns
    read of it. `whole`: registers read for everybody, because a row about one subject shuts out
    another. `asked`: (kind, about, fact) looked up in other subjects.
    """

    kind: str
    rows: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    cells: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    whole: set[str] = field(default_factory=set)
    asked: set[tuple[str, str, str]] = field(default_factory=set)


def needs_of_rules(library: Library, kind: str, rules: Iterable[Rule]) -> Needs:
    """What judging rules about `kind` has to read: facts, occasions, subjects, grants."""
    rules = list(rules)
    facts = [fact_id for rule in rules for fact_id in rule.fact_ids()]
    needs = needs_of_facts(library, kind, facts)
    for rule in rules:
        if rule.per.register is not None:
            _occasions(library, needs, rule.per.register)
        if wanted_of(rule) and GRANTS in library.registers:
            needs.whole.add(GRANTS)
    own = library.registers.get(library.kinds[kind].register)
    if own is not None:
        needs.rows[own.id].add(own.key[0])
    return needs


def needs_of_facts(library: Library, kind: str, facts: Iterable[str]) -> Needs:
    """What working out facts about subjects of `kind` has to read."""
    needs = Needs(kind)
    for node in _steps(library, facts):
        match node:
            case n.Rows():
                needs.rows[node.register_id].add(node.subject_column)
            case n.OnlyRow():
                register = library.registers[node.register_id]
                needs.rows[register.id].add(register.key[0])
                needs.cells[register.id].add(node.name)
            case n.Column():
                needs.cells[node.register_id].add(node.name)
            case n.OccasionColumn():
                _occasions(library, needs, library.registers[node.register_id])
            case n.LookUp():
                needs.asked.add((node.kind, asked_about(library, node), node.fact_id))
    return needs


def cells_of(needs: Mapping[str, set[str]], register: type[Register]) -> set[str]:
    """The columns to read of a register: those asked for, key, subjects, and when it happens."""
    always = {*register.key, *([register.happens] if register.happens else [])}
    return needs.get(register.id, set()) | always | set(subjects_named(register))


def _occasions(library: Library, needs: Needs, register: type[Register]) -> None:
    """Rows that are occasions are read with all their cells: the finding shows them."""
    needs.rows[register.id].update(columns_naming(register, needs.kind)[:1])
    needs.cells[register.id].update(register.columns)


def _steps(library: Library, facts: Iterable[str]) -> Iterable[n.Node]:
    """Every node the facts are made of, not those of facts looked up in others."""
    seen: set[str] = set()
    waiting = list(facts)
    while waiting:
        fact_id = waiting.pop()
        expression = library.facts[fact_id].expression
        if fact_id in seen or expression is None:
            continue
        seen.add(fact_id)
        for node in expression.walk():
            yield node
            if isinstance(node, n.FactValue):
                waiting.append(node.fact_id)
