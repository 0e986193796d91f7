"""Which missing pieces keep a node unknown? Those that are unknown, as is every node above them.

Complete always; minimal where no fact is used twice (SEM 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhiban.engines.rowwise import aggregates, row_reasons
from zhiban.engines.rowwise.parameters import parameter_value
from zhiban.engines.rowwise.working_out import calculated, reachable
from zhiban.engines.rowwise.world import Row
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.reasons import NONE, Reason, Reasons
from zhiban.model.values import is_known

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator


def own_reasons(case: Evaluator, node: n.Node, row: Row | None) -> Reasons:
    """What keeps an unknown `node` unknown, itself or below it."""
    match node:
        case n.FactValue():
            return case.fact(node).reasons
        case n.OccasionColumn():
            return case.occasion_column(node).reasons
        case n.Column():
            return frozenset({Reason("empty", node.register_id, node.name)})
        case n.ParameterValue():
            return parameter_value(case, node, row)[1]
        case n.Unsaid():
            return frozenset({Reason(node.kind, operation=node.about)})
        case n.Step():
            return case.reasons(node.of, row) | parameter_value(case, node.scale, row)[1]
        case n.Case():
            out = NONE
            for condition, _ in node.whens:
                out |= case.reasons(condition, row)
                if case.truth(condition, row) is True:
                    break
            return out.union(*(case.reasons(v, row) for v in reachable(case, node, row)))
        case n.Readings():
            both = (case.value(node.first, row), case.value(node.second, row))
            if all(is_known(value) for value in both):
                return frozenset({Reason("law", operation=node.law)})
            return case.reasons(node.first, row) | case.reasons(node.second, row)
        case n.Calculated():
            out = NONE.union(*(case.reasons(of, row) for of in node.used))
            left_open = "law" in calculated(case, node, row).why
            return out | {Reason("law", operation=label(node))} if left_open else out
        case n.LookUp():
            other = case.other(node, row)
            if other is None:
                return case.reasons(node.subject, row)
            return other.reasons(case.world.facts[node.fact_id].value.node)
        case n.OnlyRow():
            return aggregates.only_row(case, node)[1]
        case (
            n.Count() | n.Exists() | n.Every() | n.Distinct() | n.Sum() | n.Extreme() | n.Mean()
            | n.Pick() | n.MonthsOf()
        ):  # fmt: skip
            return row_reasons.reasons(case, node)
        case _:
            return NONE.union(*(case.reasons(child, row) for child in node.children))
