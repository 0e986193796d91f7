"""In which rows are figures behind a finding only remembered? (SEM 14)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from zhiban.engines.columnar.applicable import Where, both, either
from zhiban.engines.columnar.choices import Reach, reaches
from zhiban.engines.columnar.rule_columns import RuleColumns, by_instalment
from zhiban.engines.columnar.texts import glued, listed, quoted
from zhiban.model import nodes as n


def remembered(case: RuleColumns, roots: Iterable[n.Node]) -> dict[str, Where]:
    """Where each parameter that the values of `roots` may rest on is only remembered.

    Branches of a case that are surely not taken are left out; so is, where no instalment is judged,
    what speaks of its month.
    """
    out: dict[str, Where] = {}
    if not any(v.status == "memory" for p in case.parameters.values() for v in p.values):
        return out

    def visit(node: n.Node, reach: Where) -> None:
        if isinstance(node, n.ParameterValue) and (case.has_month or not by_instalment(node)):
            here = both(reach, case.applicable(node).from_memory())
            out[node.name] = either(out.get(node.name, False), here)
        if not isinstance(node, n.Case):
            for child in node.children:
                visit(child, reach)
            return
        conditions = [condition for condition, _ in node.whens]
        if not case.has_month and any(by_instalment(c) for c in conditions):
            for child in node.children:
                visit(child, reach)
            return
        looked, reached = reaches([case.truth_plane(c) for c in conditions], case.let)
        for condition, where in zip(conditions, looked, strict=True):
            visit(condition, both(reach, _where(where)))
        values = [*(value for _, value in node.whens), node.otherwise]
        for value, where in zip(values, reached, strict=True):
            visit(value, both(reach, _where(where)))

    for root in roots:
        visit(root, True)
    return {name: where for name, where in sorted(out.items()) if where is not False}


def unconfirmed(where: Mapping[str, Where]) -> list[pl.Expr]:
    """The entry of `outputs` that names them."""
    if not where:
        return []
    exprs = {name: pl.lit(w) if isinstance(w, bool) else w for name, w in where.items()}
    names = [pl.when(exprs[name]).then(pl.lit(quoted(name))) for name in sorted(exprs)]
    some = pl.any_horizontal(list(exprs.values()))
    return [pl.when(some).then(glued(['"unconfirmed": ', listed(names)]))]


def _where(reach: Reach) -> Where:
    return True if reach is None else reach
