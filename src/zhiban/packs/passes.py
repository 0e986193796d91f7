"""In which order are facts about other subjects worked out? At most four passes (SEM 16).

A rule about a hire asks the graduate; a rule about a person asks the employer. What is asked of
others is worked out on their own side, in an earlier pass, and brought to whoever asked. The last
pass judges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zhiban.errors import PackError, Problem
from zhiban.language.rules import Rule
from zhiban.model import nodes as n
from zhiban.model.types import SubjectId
from zhiban.packs.library import Library

MOST_PASSES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """Facts asked of subjects of one kind by others, in pass `number`.

    `about`: the column (`register.name`) whose row they are asked about, "" for none; `named_in`:
    the columns (register, name) that name the subjects asked about, `also` the ids that stand in
    the facts themselves; `by_others`: whoever asks may
    know the name from somebody else's fact, not from a row of its own.
    """

    number: int
    kind: str
    about: str
    facts: tuple[str, ...]
    named_in: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()
    by_others: bool = False


def passes_of(library: Library, rules: Iterable[Rule]) -> list[list[Asked]]:
    """What is asked of others, by pass, before the rules can be judged; PackError if it takes
    more than four passes, or goes in a circle."""
    order = _Order(library)
    for fact_id in (fact_id for rule in rules for fact_id in rule.fact_ids()):
        order.pass_of(fact_id, ())
    passes: list[list[Asked]] = []
    for number in range(max(order.asked.values(), default=-1) + 1):
        together: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (kind, about, fact_id), at in sorted(order.asked.items()):
            if at == number:
                together[kind, about].append(fact_id)
        passes.append([
            Asked(
                number, kind, about, tuple(facts), tuple(sorted(order.named_in[kind, about])),
                tuple(sorted(order.also[kind, about])), (kind, about) in order.by_others,
            )
            for (kind, about), facts in together.items()
        ])  # fmt: skip
    return passes


def asked_about(library: Library, node: n.LookUp) -> str:
    """The column in whose row the subject is named, if the fact is asked about that row."""
    occasion, subject = library.facts[node.fact_id].occasion, node.subject
    if isinstance(subject, (n.Column, n.OccasionColumn)) and subject.register_id == occasion:
        return f"{occasion}.{subject.name}"
    return ""


class _Order:
    """Walks the facts; `asked`: (kind, about, fact) → the pass in which it is worked out."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.asked: dict[tuple[str, str, str], int] = {}
        self.named_in: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        self.also: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.by_others: set[tuple[str, str]] = set()
        self._passes: dict[str, int] = {}

    def pass_of(self, fact_id: str, path: tuple[str, ...]) -> int:
        """The first pass in which everything the fact asks of others has been worked out."""
        if fact_id in path:
            raise _refused((*path, fact_id), "转了一圈", "goes in a circle")
        if fact_id in self._passes:
            return self._passes[fact_id]
        path = (*path, fact_id)
        found = 0
        expression = self.library.facts[fact_id].expression
        for node in expression.walk() if expression is not None else ():
            if isinstance(node, n.FactValue):
                found = max(found, self.pass_of(node.fact_id, path))
            elif isinstance(node, n.LookUp):
                at = self.pass_of(node.fact_id, path)
                found = max(found, at + 1)
                self._note(node, at)
        if found >= MOST_PASSES:
            raise _refused(path, f"要多于 {MOST_PASSES} 遍", f"takes over {MOST_PASSES} passes")
        self._passes[fact_id] = found
        return found

    def _note(self, node: n.LookUp, at: int) -> None:
        steps = list(node.subject.walk())
        for step in steps[:]:
            if isinstance(step, (n.FactValue, n.LookUp)):
                steps += self.library.steps(step.fact_id)
        columns = {
            (step.register_id, step.name)
            for step in steps
            if isinstance(step, (n.Column, n.OccasionColumn, n.OnlyRow))
            and isinstance(step.type, SubjectId) and step.type.kind == node.kind
        }  # fmt: skip
        about = asked_about(self.library, node)
        self.asked[node.kind, about, node.fact_id] = at
        self.named_in[node.kind, about] |= columns
        self.also[node.kind, about] |= {
            str(step.value) for step in steps
            if isinstance(step, n.Literal) and step.type == SubjectId(node.kind)
        }  # fmt: skip
        if any(isinstance(step, n.LookUp) for step in steps):
            self.by_others.add((node.kind, about))


def _refused(path: tuple[str, ...], zh: str, en: str) -> PackError:
    return PackError(Problem(
        "passes", path[0], f"事实互相查询{zh}：{' → '.join(path)}",
        f"facts asking each other {en}: {' → '.join(path)}",
        "少隔一层去问，或把中间的事实改成登记簿里的一列",
        "ask over fewer links, or take a column of a register instead",
    ))  # fmt: skip
