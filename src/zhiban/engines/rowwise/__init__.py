"""What does an expression mean? The definition: one unit at a time, plain Python."""

from zhiban.engines.rowwise.counted_once import COUNTED_ONCE, Claim, settle_claims
from zhiban.engines.rowwise.derive import Derived, derive
from zhiban.engines.rowwise.evaluator import Evaluator, Input
from zhiban.engines.rowwise.judge import judge
from zhiban.engines.rowwise.world import RegisterTable, Unit, World

__all__ = [
    "COUNTED_ONCE",
    "Claim",
    "Derived",
    "Evaluator",
    "Input",
    "RegisterTable",
    "Unit",
    "World",
    "derive",
    "judge",
    "settle_claims",
]
