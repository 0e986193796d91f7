"""How do the states read as a page, with their diagram? Written from the table, never by hand."""

from __future__ import annotations

from zhiban_desk.cases.states import DATA, MACHINE_STEPS, NONE, STATES, STEPS, Step
from zhiban_desk.rights.table import ACTIONS

_HEAD = """# The states of a case

Generated from `src/zhiban_desk/cases/states.py`: `zhiban-desk states_page` writes it.

A case is the work that follows from a finding. The machine opens, suspends, resumes, withdraws and
closes it as the data say; a person works on it. What takes something away from somebody (the
states marked *adverse*) is reached by a person alone, with written reasons; the database holds this
too. When a time limit passes, a supervisor is told and the case stays what it is: silence ends
nothing. An open objection holds back suspending, withdrawing, proposing a debt, and every adverse
decision.

**To come:** payments, notices to residents and firms, and the pages on which all this is done.

```mermaid
stateDiagram-v2
"""


def states_page() -> str:
    """The page, in Markdown."""
    return _HEAD + "".join(f"    {line}\n" for line in _diagram()) + "```\n\n" + _tables()


def _diagram() -> list[str]:
    lines = [f'state "{state.en}" as {code}' for code, state in STATES.items()]
    for steps, sign in ((MACHINE_STEPS, "data"), (STEPS, "person")):
        for step in steps.values():
            lines += [
                f"{'[*]' if origin == NONE else origin} --> {step.to}: {sign}, {step.en}"
                for origin in step.froms
                if step.to
            ]
    return lines


def _tables() -> str:
    rows = [
        "| 状态 | state | moved on by | told upwards after | adverse |",
        "|---|---|---|---|---|",
    ]
    for state in STATES.values():
        pen = "data" if state.pen == DATA else ACTIONS[state.pen][1]
        limit = "—" if state.limit is None else f"{state.limit} working days"
        rows.append(
            f"| {state.zh} | {state.en} | {pen} | {limit} | {'yes' if state.is_adverse else ''} |"
        )
    rows += ["", "| 步骤 | step | from | to | who | written reasons | told |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    rows += [_row(step) for step in (*MACHINE_STEPS.values(), *STEPS.values())]
    return "\n".join(rows) + "\n"


def _row(step: Step) -> str:
    origins = ", ".join("nothing" if f == NONE else STATES[f].en for f in step.froms)
    if set(step.froms) == set(STATES):
        origins = "any"
    to = STATES[step.to].en if step.to else "stays"
    who = "machine" if step.pen == DATA else f"may {ACTIONS[step.pen][1]}"
    reasons = "yes" if step.needs_reasons else ""
    return f"| {step.zh} | {step.en} | {origins} | {to} | {who} | {reasons} | {step.tells or '—'} |"
