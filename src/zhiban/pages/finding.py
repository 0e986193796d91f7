"""How does one finding look as a page to read, print and hand over?"""

from __future__ import annotations

from collections.abc import Sequence

from zhiban.findings import Explanation
from zhiban.pages.engine import GRANT_STATES, render
from zhiban.words.speech import Names, Speech
from zhiban.words.text import conditions
from zhiban.words.told import Told, tell


def finding_page(
    found: Sequence[Explanation], fingerprint: str, language: str, names: Names
) -> str:
    """One self-contained page with the findings of one rule on one subject, one after another."""
    speech = Speech(language, names)
    told = [tell(e, language, names) for e in found]
    return render(
        "finding.html.j2", speech, told=told, fingerprint=fingerprint, grant_states=GRANT_STATES,
        conditions=lambda one: conditions(one, speech), heading=_heading(told),
    )  # fmt: skip


def _heading(told: Sequence[Told]) -> str:
    return f"{told[0].title} · {told[0].subject}" if told else ""
