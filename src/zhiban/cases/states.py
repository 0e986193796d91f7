"""In which state is a case, and what follows from what is found now? The whole table, as data.

Three things decide: the state of the case, what the finding says, and what the bank has returned.
Every combination stands in exactly one line (a test holds it). No line ends adversely: what takes
something away from somebody to whom money was granted or paid is shown to a person (G1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

#: `none`: there is no case yet. `changed`: dismissed by a person, but its inputs are others now.
#: `reported`: somebody says it is done; only rows received say so too. `overpaid`: shown to a
#: person, nothing is claimed from anybody.
STATES = (
    "none", "open", "reported", "suspended", "withdrawn", "dismissed", "changed", "closed",
    "overpaid",
)  # fmt: skip

#: `held`: yes, but nothing can be paid on it now. `done`: a duty whose doing has been received.
#: `gone`: no longer found, though its time is not over; `expired`: no longer judged, its time is
#: over. `failing`: the rule raised, nothing is known (SEM 23).
SIGNALS = ("yes", "held", "no", "done", "unknown", "gone", "expired", "failing")

#: `claimed`: granted, not yet paid. `short`: more is due than was granted and paid. `so_far`: paid
#: so far as it is due, of a running benefit of which more may fall due. `settled`: paid as the bank
#: returned it, and nothing more will fall due. `over`: surely paid more than is due.
MONEY = ("nothing", "claimed", "short", "so_far", "settled", "over")

KINDS = ("open", "suspend", "resume", "withdraw", "close", "overpaid")

_LIVE = ("open", "reported")
_NOT_OVER = MONEY[:-1]
_UNPAID = ("nothing", "claimed", "short")
_GOING_ON = (*_UNPAID, "so_far")
_NO_GRANT = ("nothing", "short", "so_far", "settled")
_IN_DOUBT = ("held", "unknown", "failing")
_PAYABLE = (*_LIVE, "suspended", "withdrawn", "changed", "closed")


@dataclass(frozen=True)
class Line:
    """From these states, on these signals and this money: what is proposed (None: nothing), why,
    and the state it leads to. Without `reason` it is the signal. `if_changed`: only if the sum is
    another than the case says."""

    states: tuple[str, ...]
    signals: tuple[str, ...]
    money: tuple[str, ...] = MONEY
    kind: str | None = None
    to: str = ""
    reason: str = ""
    if_changed: bool = False


LINES = (
    # --- no case -------------------------------------------------------------------------------
    Line(("none",), ("yes",), ("nothing",), "open", "open"),
    Line(("none",), ("yes",), ("short",), "open", "open", "owed_more"),
    Line(("none",), ("yes",), ("claimed", "so_far", "settled")),
    Line(("none",), ("yes",), ("over",), "overpaid", "overpaid", "more_than_due"),
    Line(("none",), ("no",), ("over",), "overpaid", "overpaid"),
    Line(("none",), ("no",), _NOT_OVER),
    Line(("none",), (*_IN_DOUBT, "done", "gone", "expired")),
    # --- being worked on -----------------------------------------------------------------------
    Line(_LIVE, ("yes",), _GOING_ON, "open", "", "amount", if_changed=True),
    Line(_LIVE, ("yes", "expired"), ("settled",), "close", "closed", "paid"),
    Line(_LIVE, _IN_DOUBT, MONEY, "suspend", "suspended"),
    Line(_LIVE, ("no",), _NO_GRANT, "withdraw", "withdrawn"),
    Line(_LIVE, ("no",), ("claimed",), "suspend", "suspended", "granted"),
    Line(_LIVE, ("gone",), _NOT_OVER, "suspend", "suspended"),
    Line(_LIVE, ("expired",), _GOING_ON),  # silence and the end of a window lose no money (G10)
    # --- suspended -----------------------------------------------------------------------------
    Line(("suspended",), ("yes",), _GOING_ON, "resume", "open"),
    Line(("suspended",), ("yes", "expired"), ("settled",), "close", "closed", "paid"),
    Line(("suspended",), _IN_DOUBT),
    Line(("suspended",), ("no",), _NO_GRANT, "withdraw", "withdrawn"),
    Line(("suspended",), ("no",), ("claimed",)),
    Line(("suspended",), ("gone",), _NOT_OVER),
    Line(("suspended",), ("expired",), _GOING_ON),
    Line((*_LIVE, "suspended"), ("done",), MONEY, "close", "closed"),
    # --- withdrawn, dismissed ------------------------------------------------------------------
    Line(("withdrawn",), ("yes",), _GOING_ON, "resume", "open"),
    Line(("withdrawn",), ("yes",), ("settled",), "close", "closed", "paid"),
    Line(("withdrawn",), ("no", "gone", "expired"), _NOT_OVER),
    Line(("withdrawn",), (*_IN_DOUBT, "done")),
    Line(("dismissed",), SIGNALS),
    Line(("changed",), ("yes",), _GOING_ON, "resume", "open", "changed"),
    Line(("changed",), ("yes",), ("settled",)),
    Line(("changed",), ("no", "gone", "expired"), _NOT_OVER),
    Line(("changed",), (*_IN_DOUBT, "done")),
    # --- closed: what was paid may come back, or turn out too little ----------------------------
    Line(("closed",), ("yes",), ("nothing",), "resume", "open"),
    Line(("closed",), ("yes", "expired"), ("claimed",), "resume", "open", "not_paid"),
    Line(("closed",), ("yes", "expired"), ("short",), "resume", "open", "owed_more"),
    Line(("closed",), ("yes", "expired"), ("so_far", "settled")),
    Line(("closed",), ("expired",), ("nothing",)),
    Line(("closed",), ("no", "gone"), ("claimed",), "suspend", "suspended", "granted"),
    Line(("closed",), ("no", "gone"), _NO_GRANT),
    Line(("closed",), (*_IN_DOUBT, "done")),
    # --- paid too much -------------------------------------------------------------------------
    Line(_PAYABLE, ("yes", "expired"), ("over",), "overpaid", "overpaid", "more_than_due"),
    Line(_PAYABLE, ("no", "gone"), ("over",), "overpaid", "overpaid"),
    Line(("overpaid",), ("yes", "expired"), ("over",), "overpaid", "overpaid", "more_than_due",
         if_changed=True),
    Line(("overpaid",), ("no", "gone"), ("over",), "overpaid", "overpaid", if_changed=True),
    Line(("overpaid",), ("yes", "expired"), ("settled",), "close", "closed", "recovered"),
    Line(("overpaid",), ("yes", "expired"), ("so_far",), "resume", "open", "recovered"),
    Line(("overpaid",), ("yes", "expired"), _UNPAID, "resume", "open", "not_paid"),
    Line(("overpaid",), ("no", "gone"), _NO_GRANT, "close", "closed",
         "recovered"),
    Line(("overpaid",), ("no", "gone"), ("claimed",), "suspend", "suspended", "granted"),
    Line(("overpaid",), _IN_DOUBT, MONEY, "suspend", "suspended"),
    Line(("overpaid",), ("done",), MONEY, "close", "closed"),
)  # fmt: skip


@dataclass(frozen=True)
class Act:
    """What a person may do with a case: from which states, and to which (empty: it stays)."""

    states: tuple[str, ...]
    to: str = ""


#: Everything else follows from rows received. A person decides with name and reason.
ACTS = {
    "dismiss": Act(("open", "reported", "suspended", "overpaid"), "dismissed"),
    "reported": Act(("open",), "reported"),
    "object": Act(("open", "reported", "suspended", "closed", "overpaid")),
    "settle": Act(("open", "reported", "suspended", "dismissed", "closed", "overpaid")),
}

#: What an open objection holds back (G9).
HELD_BY_OBJECTION = ("suspend", "withdraw", "overpaid")


def steps() -> Iterator[tuple[str, str, str, Line]]:
    """Every combination of state, signal and money with its line."""
    for line in LINES:
        for state, signal, money in product(line.states, line.signals, line.money):
            yield state, signal, money, line
