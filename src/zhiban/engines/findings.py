"""What does judging one unit by one rule give? The same record from both engines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zhiban.model.reasons import Reason


@dataclass(frozen=True)
class Because:
    """An input or parameter that keeps a verdict unknown, with what is missing behind it.

    `operation` with its `kind`: what is undefined, or a text that is read in two ways (law).
    """

    fact: str = ""
    parameter: str = ""
    operation: str = ""
    kind: str = "undefined"
    reasons: tuple[Reason, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The entry of the `because` column."""
        if self.parameter:
            return {"parameter": self.parameter, "kind": "law"}
        if self.operation:
            return {"of": self.operation, "kind": self.kind}
        reasons = [r.as_json() for r in sorted(self.reasons)]
        return {
            "fact": self.fact,
            "reasons": [{k: v for k, v in r.items() if k != "fact"} for r in reasons],
        }


@dataclass(frozen=True)
class Part:
    """One comparison that decided a no: whose value, what was found, what was required."""

    of: str
    found: str
    required: str

    def as_json(self) -> dict[str, str]:
        """The entry below `parts`."""
        return {"of": self.of, "found": self.found, "required": self.required}


@dataclass(frozen=True)
class Unmet:
    """An article that is surely not met."""

    article: str
    no: str
    title: str
    parts: tuple[Part, ...]

    def as_json(self) -> dict[str, Any]:
        """The entry of the `unmet` column."""
        return {"article": self.article, "no": self.no, "title": self.title,
                "parts": [p.as_json() for p in self.parts]}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """The verdict (True yes, False no, None unknown) on one unit, with everything behind it."""

    id: str
    occasion: str
    rule_id: str
    verdict: bool | None
    amount_fen: int | None = None
    outputs: dict[str, Any] = field(default_factory=dict)
    unmet: tuple[Unmet, ...] = ()
    because: tuple[Because, ...] = ()
    as_of: int = 0
    next_change: int | None = None

    @property
    def verdict_text(self) -> str:
        """yes, no or unknown."""
        return {True: "yes", False: "no", None: "unknown"}[self.verdict]


#: The entry of `unmet` for a day outside the basis (SEM 14).
NOT_IN_FORCE = "not_in_force"


def gathered(
    reasons: frozenset[Reason], inputs: dict[str, frozenset[Reason]]
) -> tuple[Because, ...]:
    """The reasons of a rule, one entry an input (in order), then parameters, then operations."""
    facts = {r.fact for r in reasons if r.fact}
    out = [
        Because(fact=name, reasons=tuple(sorted(known)))
        for name, known in inputs.items()
        if name in facts
    ]
    own = [r for r in reasons if not r.fact]
    out += [Because(parameter=p) for p in sorted({r.parameter for r in own if r.parameter})]
    operations = sorted({(r.operation, r.kind) for r in own if r.operation})
    out += [Because(operation=operation, kind=kind) for operation, kind in operations]
    return tuple(out)
