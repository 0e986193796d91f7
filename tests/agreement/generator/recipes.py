"""Which random node can stand where a value of some type is wanted? One small recipe per node.

A recipe is given the maker, how deep it may go, and the register of the row at hand (None at the
level of a subject); it gives a node, or None if it cannot be made here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhiban.language.register import Register
from zhiban.model import nodes as n

if TYPE_CHECKING:
    from tests.agreement.generator.maker import Maker

Row = type[Register] | None
Make = Callable[["Maker", int, Row], n.Node | None]


@dataclass(frozen=True)
class Recipe:
    """How to make one of `nodes`, for values of the types named `types`."""

    types: tuple[str, ...]
    nodes: tuple[type[n.Node], ...]
    make: Make
    weight: int = 1


RECIPES: list[Recipe] = []


def makes(types: str, *nodes: type[n.Node], weight: int = 1) -> Callable[[Make], Make]:
    """Register a recipe for nodes whose values are of `types` (names with spaces between)."""

    def register(make: Make) -> Make:
        RECIPES.append(Recipe(tuple(types.split()), nodes, make, weight))
        return make

    return register


def covered() -> set[type[n.Node]]:
    """The classes of node some recipe makes."""
    return {node for recipe in RECIPES for node in recipe.nodes}
