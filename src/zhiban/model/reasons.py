"""Why is something unknown? One small record per missing piece (SEM 5)."""

from __future__ import annotations

from dataclasses import dataclass

#: The kinds of gap, in the order they are shown. Only the first two may be asked of a person.
KINDS = (
    "gap", "empty", "stale", "quarantined", "conflict", "undated", "link", "estimate",
    "undefined", "law",
)  # fmt: skip
ASKABLE = ("gap", "empty")


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """A missing piece: of a register (and column), a fact, a parameter, or an operation."""

    kind: str
    register: str = ""
    column: str = ""
    fact: str = ""
    parameter: str = ""
    operation: str = ""

    def as_json(self) -> dict[str, str]:
        """The reason with its empty fields left out."""
        pairs = (
            ("register", self.register), ("column", self.column), ("fact", self.fact),
            ("parameter", self.parameter), ("of", self.operation), ("kind", self.kind),
        )  # fmt: skip
        return {k: v for k, v in pairs if v}


Reasons = frozenset[Reason]
NONE: Reasons = frozenset()
