"""In which states can a case be, and what leads from one to another? The whole of it, as data.

Nothing here ends by itself: when a time limit passes, a supervisor is told, and the case stays what
it is (G10). No line of the machine leads to an adverse end (G1); the tests walk every path.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Who moves a case on when no person can: a later scan.
DATA = "data"
#: Where a case comes from.
NONE = "none"


@dataclass(frozen=True, slots=True)
class State:
    """`pen`: the action of the table of rights that moves it on, or DATA. `limit`: working days
    until a supervisor is told; None for what has ended. `is_adverse`: something was taken from
    somebody, by a person, with written reasons."""

    zh: str
    en: str
    pen: str
    limit: int | None = None
    is_adverse: bool = False


STATES = {
    "open": State("办理中", "open", "work_cases", 10),
    "reported": State("报称已办，等数据", "reported done, waits for data", DATA, 20),
    "suspended": State("暂停，等数据", "suspended, waits for data", DATA, 60),
    "overpaid": State("多付待裁定", "paid too much, to be decided", "decide_adverse", 20),
    "closed": State("已办结（数据显示）", "closed, as data shows", DATA),
    "withdrawn": State("已撤回（数据显示）", "withdrawn, as data shows", DATA),
    "dismissed": State("不办", "dismissed", "decide_adverse"),
    "refused": State("不予", "refused", "decide_adverse", is_adverse=True),
    "stopped": State("停发", "stopped", "decide_adverse", is_adverse=True),
    "recovery": State("追回", "to be paid back", "decide_adverse", is_adverse=True),
}

LIVE = tuple(code for code, state in STATES.items() if state.limit is not None)
ADVERSE = tuple(code for code, state in STATES.items() if state.is_adverse)
#: Ended by a person: stays so until what it rests on has changed.
DECIDED = ("dismissed", *ADVERSE)


@dataclass(frozen=True, slots=True)
class Step:
    """`froms`: the states it starts from; `to`: where it leads ("": it stays). `pen`: the action a
    person needs for it, or DATA for the machine. `tells`: who gets a notice, `owner`, `supervisor`
    or nobody. `only`: "unpaid" where the case owes nobody anything (see `dismiss`)."""

    zh: str
    en: str
    froms: tuple[str, ...]
    to: str
    pen: str
    tells: str = "owner"
    needs_reasons: bool = False
    only: str = ""


#: What a person does. To dismiss a case in which somebody is owed something would be a final no:
#: for those there is `refuse`, with its greater right.
STEPS = {
    "report_done": Step("报办结", "report done", ("open",), "reported", "work_cases", ""),
    "take_back": Step(
        "收回报办结", "take the report back", ("reported",), "open", "work_cases", ""
    ),
    "dismiss": Step(
        "不办", "dismiss", ("open", "reported", "suspended"), "dismissed", "work_cases",
        "supervisor", needs_reasons=True, only="unpaid",
    ),
    "refuse": Step(
        "决定不予", "refuse", ("open", "reported", "suspended"), "refused", "decide_adverse",
        needs_reasons=True,
    ),
    "stop": Step(
        "决定停发", "stop", ("open", "reported", "suspended"), "stopped", "decide_adverse",
        needs_reasons=True,
    ),
    "claim_back": Step(
        "决定追回", "claim back", ("overpaid",), "recovery", "decide_adverse", needs_reasons=True
    ),
    "waive": Step(
        "免予追回", "waive", ("overpaid",), "dismissed", "decide_adverse", needs_reasons=True
    ),
    "undo": Step(
        "撤销决定", "undo the decision", ("dismissed", "refused", "stopped"), "open",
        "decide_adverse", needs_reasons=True,
    ),
    "undo_recovery": Step(
        "撤销追回", "undo the claim", ("recovery",), "overpaid", "decide_adverse",
        needs_reasons=True,
    ),
    "object": Step("记下异议", "note an objection", tuple(STATES), "", "work_cases", "supervisor"),
    "settle": Step(
        "答复异议", "settle the objection", tuple(STATES), "", "decide_adverse",
        needs_reasons=True,
    ),
    "hand_over": Step("改派", "hand over", LIVE, "", "hand_over", needs_reasons=True),
}  # fmt: skip

#: What the machine does: each is the kind of a proposal of the library, or passing time.
MACHINE_STEPS = {
    "open": Step("立办", "open", (NONE,), "open", DATA),
    "resume": Step(
        "恢复", "resume",
        ("suspended", "withdrawn", "dismissed", "refused", "stopped", "closed", "overpaid"),
        "open", DATA,
    ),
    "suspend": Step(
        "暂停", "suspend", ("open", "reported", "closed", "overpaid"), "suspended", DATA
    ),
    "withdraw": Step("撤回", "withdraw", ("open", "reported", "suspended"), "withdrawn", DATA),
    "close": Step(
        "办结", "close",
        ("open", "reported", "suspended", "withdrawn", "overpaid", "recovery"), "closed", DATA, "",
    ),
    "overpaid": Step(
        "提出多付", "propose overpaid",
        (NONE, "open", "reported", "suspended", "withdrawn", "dismissed", "refused", "stopped",
         "closed"),
        "overpaid", DATA, "supervisor",
    ),
    "late": Step("过期上报", "late: told upwards", LIVE, "", DATA, "supervisor"),
    "reroute": Step("转代理人", "to the deputy", LIVE, "", DATA),
}  # fmt: skip

#: What an open objection holds back (G9).
HELD_BY_OBJECTION = ("suspend", "withdraw", "overpaid")
