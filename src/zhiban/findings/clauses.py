"""What does a clause come down to on one unit? A tree of comparisons, as the law stands that day.

Branches that the figures of the law switch off are left out; of a `case` only the value that is
meant is kept, or all that may be meant where the choice is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhiban.engines.rowwise import Evaluator
from zhiban.engines.rowwise.working_out import reachable
from zhiban.language.rules import input_id
from zhiban.model import nodes as n
from zhiban.model.leaves import leaf_label, required_text, subject_of
from zhiban.model.rewrite import rebuild
from zhiban.model.texts import value_text
from zhiban.model.types import Ordered, Type
from zhiban.model.values import Ends, Value, is_known

WORDS = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True)
class Comparison:
    """One comparison of a clause: whose value, what was found and required, does it hold.

    `leaf` is the comparison as it stands here: choices made, figures of the law put in. `of` is
    the name its author's expression has in files, `inputs` what it rests on, `wanted` the answer
    the clause needs. `value` and `right` are what was found on either side (`right` None where
    there is no other side).
    """

    leaf: n.Node
    wanted: bool
    value: Value
    right: Value
    met: bool | None
    of: str
    inputs: tuple[str, ...]
    choices: tuple[str, ...] = ()

    @property
    def type(self) -> Type:
        """The type of the value found."""
        return subject_of(self.leaf).type

    @property
    def found(self) -> str:
        """The value found, as files write it."""
        return value_text(self.value, self.type)

    @property
    def required(self) -> str:
        """What is required, as files write it."""
        return required_text(self.leaf, self.wanted, self.right)

    def as_json(self) -> dict[str, str]:
        """The entry below `parts`."""
        return {
            "of": self.of, "found": self.found, "required": self.required, "met": WORDS[self.met],
        }  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Conditions of which all, or any one, must hold."""

    how: str  # "all" | "any"
    of: tuple[Tree, ...]
    met: bool | None


Tree = Comparison | Group


def inputs_in(node: n.Node) -> tuple[str, ...]:
    """The names of the inputs a node rests on, each once."""
    found = [input_id(x) for x in node.walk() if isinstance(x, (n.FactValue, n.OccasionColumn))]
    return tuple(dict.fromkeys(found))


def comparisons(tree: Tree) -> Iterator[Comparison]:
    """All comparisons of a tree, in order."""
    if isinstance(tree, Comparison):
        yield tree
        return
    for part in tree.of:
        yield from comparisons(part)


def tree_of(case: Evaluator, condition: n.Node) -> Tree:
    """The comparisons a condition comes down to on the unit of `case`."""
    found = _tree(case, condition, True)
    return found if not isinstance(found, bool) else Group("all", (), found)


def _tree(case: Evaluator, node: n.Node, wanted: bool) -> Tree | bool:
    """A tree, or a plain answer where only figures of the law decide."""
    if isinstance(node, n.Not):
        return _tree(case, node.of, not wanted)
    if isinstance(node, (n.All, n.AnyOf)):
        how = "all" if isinstance(node, n.All) is wanted else "any"
        return _group(how, [_tree(case, part, wanted) for part in node.of], case, node, wanted)
    truth = case.truth(node)
    met = None if truth is None else truth is wanted
    if met is not None and not inputs_in(node):
        return met
    settled = chosen(case, node)
    right = case.value(settled.right) if isinstance(settled, (n.Compare, n.SameCode)) else None
    return Comparison(
        settled, wanted, case.value(subject_of(settled)), right, met, leaf_label(node),
        inputs_in(settled) or inputs_in(node), open_choices(case, settled),
    )  # fmt: skip


def _group(
    how: str, parts: list[Tree | bool], case: Evaluator, node: n.Node, wanted: bool
) -> Tree | bool:
    deciding = how == "any"
    if any(part is deciding for part in parts):
        return deciding
    kept: list[Tree] = []
    for part in parts:
        if isinstance(part, Group) and part.how == how:
            kept.extend(part.of)
        elif not isinstance(part, bool):
            kept.append(part)
    if not kept:
        return not deciding
    truth = case.truth(node)
    met = None if truth is None else truth is wanted
    return kept[0] if len(kept) == 1 else Group(how, tuple(kept), met)


def chosen(case: Evaluator, node: n.Node, *, named: bool = True) -> n.Node:
    """`node` with each `case` replaced by the value meant here, figures of the law put in.

    A choice that is open stays. A figure that stands alone keeps its name (`named`).
    """
    match node:
        case n.Assume() if case.value(node.of) == case.value(node):
            return chosen(case, node.of, named=named)
        case n.Assume():
            return node
        case n.Case():
            return _chosen_of(case, node, named)
        case n.Smaller() | n.Larger() if all(
            is_known(case.value(x)) for x in (node, node.left, node.right)
        ):
            is_left = case.value(node) == case.value(node.left)
            return chosen(case, node.left if is_left else node.right, named=named)
        case n.ParameterValue():
            return node if named else _figure(case, node)
    is_leaf = isinstance(node, (n.Compare, n.SameCode))
    made = rebuild(node, lambda child: chosen(case, child, named=is_leaf))
    return _worked_out(made)


def _chosen_of(case: Evaluator, node: n.Case, named: bool) -> n.Node:
    possible = reachable(case, node, None)
    if len(possible) == 1:
        return chosen(case, possible[0], named=named)
    certain = tuple(
        (condition, chosen(case, value, named=named))
        for condition, value in node.whens
        if case.truth(condition) is not False
    )
    return n.Case(node.of_type, certain, chosen(case, node.otherwise, named=named))


def _worked_out(node: n.Node) -> n.Node:
    """A sum of two plain numbers as the number."""
    if isinstance(node, (n.Add, n.Subtract)):
        pair = node.left, node.right
        held = [x.value for x in pair if isinstance(x, n.Literal)]
        if len(held) == 2 and all(type(x) is int for x in held):
            a, b = held
            assert isinstance(a, int) and isinstance(b, int)
            return n.Literal(node.of_type, a + b if isinstance(node, n.Add) else a - b)
    return node


def _figure(case: Evaluator, node: n.ParameterValue) -> n.Node:
    """A figure of the law by its value, where that is settled."""
    value = case.value(node)
    if not isinstance(value, Ends) or not value.known or isinstance(node.type, Ordered):
        return node
    held = value.lo
    assert held is not None
    return n.Literal(node.type, Fraction(*held) if isinstance(held, tuple) else held)


def open_choices(case: Evaluator, node: n.Node) -> tuple[str, ...]:
    """The inputs on which a choice that is still open depends."""
    names: dict[str, None] = {}
    for step in node.walk():
        if isinstance(step, n.Case):
            for condition, _ in step.whens:
                if case.truth(condition) is None:
                    names |= dict.fromkeys(inputs_in(condition))
    return tuple(names)
