"""What do findings say to a reader? Explanations, and the words for them in both languages."""

from zhiban.findings.explanation import Clause, Comparison, Explanation, InForce, explain_unit
from zhiban.findings.words import render

__all__ = ["Clause", "Comparison", "Explanation", "InForce", "explain_unit", "render"]
