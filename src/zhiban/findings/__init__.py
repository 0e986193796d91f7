"""What stands behind a finding? Its clauses, the rows, the figures of the law, what may change."""

from zhiban.findings.clauses import Comparison, Group, Tree, comparisons
from zhiban.findings.evidence import RowsBehind, rows_behind
from zhiban.findings.explanation import Clause, Explanation, InForce, explain_unit, row_of
from zhiban.findings.grants import Beside
from zhiban.findings.months import MonthLine

__all__ = [
    "Beside",
    "Clause",
    "Comparison",
    "Explanation",
    "Group",
    "InForce",
    "MonthLine",
    "RowsBehind",
    "Tree",
    "comparisons",
    "explain_unit",
    "row_of",
    "rows_behind",
]
