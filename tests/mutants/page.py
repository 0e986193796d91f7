"""The figures of a mutation run as a page of the reference."""

from __future__ import annotations

from typing import Any


def page(found: dict[str, Any]) -> str:
    """Counts by area, then every slip that no test noticed."""
    counts = found["areas"].values()
    tried, killed = sum(c["tried"] for c in counts), sum(c["killed"] for c in counts)
    rows = "\n".join(
        f"| {c['title']} | {c['tried']} | {c['killed']} | {c['percent']} % |" for c in counts
    )
    survived = "\n\n".join(_one(s) for s in found["survived"]) or "None."
    return f"""# Mutants

Written by `make mutants`. A mutant is the code with one small slip in it (`<` for `<=`, a number
one larger, a `not` more, a loop that never runs), drawn at random by seed {found["seed"]}; it is
killed when a test fails. What survives is either code that no test looks at, or a slip that changes
nothing anyone can see.

| code | tried | killed | share |
|---|---|---|---|
{rows}
| together | {tried} | {killed} | {round(100 * killed / tried, 1)} % |

## Survivors

{survived}
"""


def _one(s: dict[str, Any]) -> str:
    return f"`{s['module']}` line {s['line']}:\n\n```diff\n- {s['before']}\n+ {s['after']}\n```"
