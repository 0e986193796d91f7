"""Which figures behind a finding are only remembered, read by nobody in their text? (SEM 14)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhiban.engines.rowwise.changes import by_instalment
from zhiban.engines.rowwise.evaluator import Evaluator
from zhiban.engines.rowwise.parameters import applicable
from zhiban.model import nodes as n


def remembered(case: Evaluator, roots: Iterable[n.Node]) -> set[str]:
    """The parameters that the values of `roots` may rest on and that are only remembered."""
    found = set()
    for root in roots:
        for node in _used(case, root):
            values, _, _ = applicable(case, node, None)
            if any(v.status == "memory" for v in values):
                found.add(node.name)
    return found


def _used(case: Evaluator, node: n.Node) -> Iterator[n.ParameterValue]:
    """The parameters below `node`, without those of branches that are surely not taken.

    Where no instalment is judged, what speaks of its month is left out and decides no branch.
    """
    monthless = case.instalment_month is None
    if isinstance(node, n.ParameterValue) and not (monthless and by_instalment(node)):
        yield node
    open_ = monthless and isinstance(node, n.Case) and any(by_instalment(c) for c, _ in node.whens)
    if not isinstance(node, n.Case) or open_:
        for child in node.children:
            yield from _used(case, child)
        return
    for condition, value in node.whens:
        yield from _used(case, condition)
        truth = case.truth(condition)
        if truth is not False:
            yield from _used(case, value)
        if truth is True:
            return
    yield from _used(case, node.otherwise)
