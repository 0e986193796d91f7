"""Which slips are tried? Drawn by a seed: a place in the code, then a change possible there.

A place is drawn by a number made of the seed, its line and where it stands in it, not of what
surrounds it: a change elsewhere leaves the others drawn, and a larger share holds the smaller one.
"""

from __future__ import annotations

import ast
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
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
    places: dict[str, list[Mutant]] = defaultdict(list)
    for module in sorted(modules):
        names = _names_of_places(module, root)
        for mutant, place in _possible(module, root):
            places[names(place)].append(mutant)

    def lot(text: str) -> str:
        return hashlib.sha256(f"{seed} {text}".encode()).hexdigest()

    chosen = sorted(places, key=lot)[:count]
    return [min(places[name], key=lambda m: lot(f"{name} {m.operator}")) for name in chosen]


def _names_of_places(module: Path, root: Path) -> Callable[[Place], str]:
    """Of a place: module, text of the line, how many such lines stand above, where in the line."""
    lines = [line.strip() for line in module.read_text(encoding="utf-8").splitlines()]
    indents = [len(line) - len(line.lstrip()) for line in
               module.read_text(encoding="utf-8").splitlines()]  # fmt: skip

    def name(place: Place) -> str:
        at, column = place[0] - 1, place[1]
        above = lines[:at].count(lines[at])
        return f"{module.relative_to(root)} {lines[at]} {above} {column - indents[at]}"

    return name


def _possible(module: Path, root: Path) -> Iterator[tuple[Mutant, Place]]:
    silent = _does_nothing(module.read_text(encoding="utf-8"))
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


def _does_nothing(text: str) -> _Places:
    """What no test could see changed, and why; there is nothing else that is left out.

    - Annotations and `if TYPE_CHECKING` are never run.
    - `slots=True` of a dataclass saves memory; no value depends on it.
    """
    spans: list[tuple[Place, Place]] = []
    for node in ast.walk(ast.parse(text)):
        notes: list[ast.AST | None] = []
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            notes.append(node.returns)
        elif isinstance(node, (ast.arg, ast.AnnAssign)):
            notes.append(node.annotation)
        elif (isinstance(node, ast.keyword) and node.arg == "slots") or (
            isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        ):
            notes.append(node)
        spans += [
            ((n.lineno, n.col_offset), (n.end_lineno or 0, n.end_col_offset or 0))  # type: ignore[attr-defined]
            for n in notes
            if n is not None
        ]
    return _Places(spans)
