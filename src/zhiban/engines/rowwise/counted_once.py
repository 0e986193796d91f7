"""Which of several sure claims on one counted subject stands? (SEM 17)

The one already granted, then the one whose event is earliest, then the smallest occasion id. Only
sure claims compete; a claim whose event is not dated comes after all that are. The losers are no,
*counted once*, and name the winner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhiban.engines.findings import Finding, Part, Unmet
from zhiban.model.types import NEVER_DAY

COUNTED_ONCE = "counted_once"


@dataclass(frozen=True)
class Claim:
    """A finding with the subject it counts, the day of its event, and whether it was granted."""

    finding: Finding
    counted: str | None
    event: int | None
    granted: bool


def settle_claims(claims: Sequence[Claim]) -> list[Finding]:
    """The findings in their order, all but one sure claim per counted subject turned to no."""
    best: dict[str, Claim] = {}
    for claim in claims:
        if claim.finding.verdict is True and claim.counted is not None:
            standing = best.get(claim.counted)
            if standing is None or order(claim) < order(standing):
                best[claim.counted] = claim
    return [_settled(claim, best.get(claim.counted or "")) for claim in claims]


def order(claim: Claim) -> tuple[bool, int, str, str]:
    """Law order: granted first, then the earliest event, then the occasion and the claimant."""
    event = NEVER_DAY if claim.event is None else claim.event
    return (not claim.granted, event, claim.finding.occasion, claim.finding.id)


def _settled(claim: Claim, winner: Claim | None) -> Finding:
    finding = claim.finding
    if finding.verdict is not True or winner is None or winner is claim:
        return finding
    won = f"{winner.finding.id} {winner.finding.occasion}".strip()
    unmet = Unmet(
        COUNTED_ONCE, "", "已由另一申领计入", (Part(claim.counted or "", won, "one claim"),)
    )
    return replace(finding, verdict=False, amount_fen=None, outputs={}, unmet=(unmet,))
