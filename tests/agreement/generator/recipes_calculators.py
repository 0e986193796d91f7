"""Random outputs of calculators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.agreement.generator.calculators import PAY, TERM
from tests.agreement.generator.recipes import Row, makes

from zhiban.model import nodes as n

if TYPE_CHECKING:
    from tests.agreement.generator.maker import Maker

OUTPUTS = {
    "money": ((PAY, "pay_fen"),),
    "integer": ((PAY, "left"), (PAY, "rest"), (TERM, "open")),
    "truth": ((PAY, "enough"),),
    "month": ((TERM, "until"),),
    "date": ((TERM, "last_on"),),
    "ordered": ((TERM, "better"),),
}
INPUTS = {
    PAY: ("money", "ratio", "integer", "code", "truth"),
    TERM: ("month", "date", "ordered", "text", "code"),
}


@makes("truth", n.Calculated)
@makes("money integer month date ordered", n.Calculated, weight=2)
def calculated(m: Maker, depth: int, row: Row) -> n.Node:
    calculator, output = m.rng.choice(OUTPUTS[m.wanted])
    inputs = tuple(m.make(kind, depth - 1, row) for kind in INPUTS[calculator])
    return n.Calculated(calculator, output, inputs)
