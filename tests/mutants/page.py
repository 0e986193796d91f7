"""The figures of a mutation run as a page of the reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.mutants.areas import Area


def page(found: dict[str, Any], areas: Sequence[Area]) -> str:
    """Counts by area, then every slip that no test noticed."""
    tried = found["tried"]
    rows = [_row(a.title, [t for t in tried if t["area"] == a.name]) for a in areas]
    rows = [row for row in rows if row]
    survived = "\n\n".join(_one(t) for t in tried if t["outcome"] == "survived") or "None."
    return f"""# Mutants

Written by `make mutants`. A mutant is the code with one small slip in it (`<` for `<=`, a number
one larger, a `not` more, a loop that never runs), drawn at random by seed {found["seed"]}. It is
killed when a test fails. Where the tests do not end in five times their usual time it is tried
again alone with a limit three times as long, and counts as killed only if they do not end then
either; those are counted apart too. What survives is either code that no test looks at, or a slip
that changes nothing anyone can see.

| code | tried | killed | of these: did not end | survived | share killed |
|---|---|---|---|---|---|
{chr(10).join(rows)}
{_row("together", tried)}

Not drawn, because nothing could show it: annotations and `if TYPE_CHECKING` (never run),
`slots=True` (memory only), and one name put in the place of another (mostly a name that does not
exist: killed too easily). Whatever else survives is below, also where it changes nothing.

`make mutants ARGS="--resume"` goes on with a run that was interrupted; what was tried is not tried
again, unless its module has changed since. `--again` tries the survivors once more, with the tests
as they are now; so the killed ones were killed by tests that still stand, or by ones that stood
when they were tried.

## Survivors

{survived}
"""


def _row(title: str, tried: list[dict[str, Any]]) -> str:
    if not tried:
        return ""
    endless = sum(t["outcome"] == "endless" for t in tried)
    killed = sum(t["outcome"] == "killed" for t in tried) + endless
    share = round(100 * killed / len(tried), 1)
    survived = len(tried) - killed
    return f"| {title} | {len(tried)} | {killed} | {endless} | {survived} | {share} % |"


def _one(t: dict[str, Any]) -> str:
    return f"`{t['module']}` line {t['line']}:\n\n```diff\n- {t['before']}\n+ {t['after']}\n```"
