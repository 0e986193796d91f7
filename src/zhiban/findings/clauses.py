"""What does a clause come down to on one unit? A tree of comparisons, as the law stands that day.

Branches that the figures of the law switch off are left out; of a `case` only the value that is
meant is kept, or all that may be meant where the choice is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiban.engines.rowwise import Evaluator
from zhiban.language.rules import input_id
from zhiban.model import nodes as n
from zhiban.model.leaves import leaf_label, required_text, subject_of
from zhiban.model.rewrite import rebuild
from zhiban.model.texts import value_text
from zhiban.model.types import Type
from zhiban.model.values import Value, is_known

WORDS = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True)
class Comparison:
    """One comparison of a clause: whose value, what was found and required, does it hold.

    `leaf` is the comparison itself, `wanted` the answer the clause needs; `value` and `right` are
    what was found on either side (`right` None where there is no other side).
    """

    leaf: n.Node
    wanted: bool
    value: Value
    right: Value
    met: bool | None
    choices: tuple[str, ...] = ()

    @property
    def of(self) -> str:
        """The name of what was found, made of ids."""
        return leaf_label(self.leaf)

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

    @property
    def inputs(self) -> tuple[str, ...]:
        """The inputs (facts, columns of the occasion) the comparison rests on, in order."""
        return inputs_in(self.leaf)

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
        settled, wanted, case.value(subject_of(settled)), right, met, open_choices(case, settled)
    )


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


def chosen(case: Evaluator, node: n.Node) -> n.Node:
    """`node` with each `case` replaced by the value meant here; kept where the choice is open."""
    if isinstance(node, n.Assume):
        return chosen(case, node.of) if case.value(node.of) == case.value(node) else node
    if isinstance(node, n.Case):
        reachable = case.reachable(node, None)
        if len(reachable) == 1:
            return chosen(case, reachable[0])
        certain = [
            (condition, chosen(case, value))
            for condition, value in node.whens
            if case.truth(condition) is not False
        ]
        if certain:
            return n.Case(node.of_type, tuple(certain), chosen(case, node.otherwise))
    if isinstance(node, (n.Smaller, n.Larger)):
        ends = case.value(node), case.value(node.left), case.value(node.right)
        if all(is_known(value) for value in ends):
            return chosen(case, node.left if ends[0] == ends[1] else node.right)
    if isinstance(node, n.ParameterValue):
        return node
    return rebuild(node, lambda child: chosen(case, child))


def open_choices(case: Evaluator, node: n.Node) -> tuple[str, ...]:
    """The inputs on which a choice that is still open depends."""
    names: dict[str, None] = {}
    for step in node.walk():
        if isinstance(step, n.Case):
            for condition, _ in step.whens:
                if case.truth(condition) is None:
                    names |= dict.fromkeys(inputs_in(condition))
    return tuple(names)
