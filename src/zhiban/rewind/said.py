"""What did a finding say that matters for money: verdict, sum, months, what grants leave?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhiban.model.types import month_number


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a running benefit; `fen` null where the sum is not known."""

    verdict: str
    fen: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """`is_there`: there was a finding at all. `verdict`: True yes, False no, None unknown.
    `months`: those of a running benefit that had begun on the judged day."""

    is_there: bool = False
    verdict: bool | None = None
    amount_fen: int | None = None
    months: Mapping[int, Month] | None = None
    payable: str = field(default="", compare=False)
    unconfirmed: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_priced_yes(self) -> bool:
        """Whether it says yes and how much, at least by month."""
        return self.verdict is True and (self.amount_fen is not None or self.months is not None)

    @property
    def word(self) -> str:
        """yes, no, unknown; nothing where there was no finding."""
        words = {True: "yes", False: "no", None: "unknown"}
        return words[self.verdict] if self.is_there else ""

    @property
    def fen(self) -> int | None:
        """What it awards; for a running benefit what had fallen due by the judged day."""
        if self.months is not None:
            sums = [m.fen for m in self.months.values() if m.verdict == "yes"]
            return None if None in sums else sum(fen for fen in sums if fen is not None)
        return self.amount_fen if self.verdict is True else 0 if self.verdict is False else None


NOTHING = Said()


def said_of(row: Mapping[str, Any] | None) -> Said:
    """What a stored finding says; `row` with verdict, amount_fen and outputs."""
    if row is None or row["outputs"] is None:
        return NOTHING
    outputs = json.loads(row["outputs"])
    lines = outputs.get("instalments")
    months = None if lines is None else {
        month_number(int(line["month"][:4]), int(line["month"][5:7])):
            Month(line["verdict"], line.get("fen"))
        for line in lines if not line.get("projected")
    }  # fmt: skip
    return Said(
        True, row["verdict"], row["amount_fen"], months,
        outputs.get("payable", ""), tuple(outputs.get("unconfirmed", ())),
    )  # fmt: skip
