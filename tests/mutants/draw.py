"""Which slips are tried? Drawn by a seed: a place in the code, then a change possible there."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.plugins import get_operator, operator_names

# A variable put in the place of another mostly gives a name that does not exist: too easy to kill.
LEFT_OUT = ("core/Variable", "core/NoOp")

Place = tuple[int, int]


@dataclass(frozen=True)
class Mutant:
    """One change: the `occurrence`-th place of the module at which the operator can act."""

    module: str
    operator: str
    occurrence: int
    line: int


def draw(modules: Iterable[Path], root: Path, count: int, seed: int) -> list[Mutant]:
    """`count` mutants out of the modules (paths under `root`); the same seed draws the same."""
    places: dict[tuple[str, Place], list[Mutant]] = defaultdict(list)
    for module in sorted(modules):
        for mutant, place in _possible(module, root):
            places[mutant.module, place].append(mutant)
    chance = random.Random(seed)
    chosen = chance.sample(sorted(places), min(count, len(places)))
    return [chance.choice(places[place]) for place in chosen]


def _possible(module: Path, root: Path) -> Iterator[tuple[Mutant, Place]]:
    silent = _lines_that_do_nothing(module.read_text(encoding="utf-8"))
    tree = get_ast_from_path(module)
    for name in operator_names():
        if name.startswith(LEFT_OUT):
            continue
        operator_class = get_operator(name)
        if operator_class.arguments():
            continue
        operator, number = operator_class(), -1
        for node in ast_nodes(tree):
            for start, _end in operator.mutation_positions(node):
                number += 1
                if start not in silent:
                    where = str(module.relative_to(root))
                    yield Mutant(where, name, number, start[0]), start


class _Places(set[Place]):
    """Spans of code as a set of places."""

    def __init__(self, spans: list[tuple[Place, Place]]) -> None:
        super().__init__()
        self.spans = spans

    def __contains__(self, place: object) -> bool:
        return any(start <= place < end for start, end in self.spans)  # type: ignore[operator]


def _lines_that_do_nothing(text: str) -> _Places:
    """Annotations and `if TYPE_CHECKING`: never run, so a change there changes nothing."""
    spans: list[tuple[Place, Place]] = []
    for node in ast.walk(ast.parse(text)):
        notes: list[ast.AST | None] = []
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            notes.append(node.returns)
        elif isinstance(node, (ast.arg, ast.AnnAssign)):
            notes.append(node.annotation)
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            notes.append(node)
        spans += [
            ((n.lineno, n.col_offset), (n.end_lineno or 0, n.end_col_offset or 0))  # type: ignore[attr-defined]
            for n in notes
            if n is not None
        ]
    return _Places(spans)
