"""What follows for money from one finding that was told otherwise than it is known now? (G8)

Pure: what was told, what is known, what was received, which row made the difference, the limits. A
sum is proposed only where everything behind it is sure; else it is said why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhiban.law.calendar import add_months
from zhiban.packs.recovery import Limits
from zhiban.rewind.days import Telling
from zhiban.rewind.late import LateRow
from zhiban.rewind.received import Money
from zhiban.rewind.said import Month, Said

#: Why a line is there: state → 中文, English.
STATES = {
    "owed": ("应补", "owed"),
    "overpaid": ("多发", "overpaid"),
    "settled": ("已两清", "settled"),
    "open": ("现在未知", "now unknown"),
    "unchecked": ("收款不明", "what was received is not known"),
    "barred": ("已享受其他待遇", "other grants leave nothing, or that is not known"),
    "silent": ("只因没有记录", "only silence speaks for it"),
    "beyond": ("超过追回期限", "longer ago than the limit"),
    "small": ("不到起追额", "below the floor"),
}
#: Those that propose a sum.
PROPOSED = ("owed", "overpaid")


@dataclass(frozen=True)
class Case:
    """One finding of a rule that was told otherwise than it is known now.

    `told` with `then`: the last telling that differs, with `now`: what is known of that day.
    `due`: what is known of the last day that is a priced yes, else None; `is_open`: whether it is
    unknown on some day; `told_yes`: whether yes was ever told. `reason`: fact, rule, parameter,
    identity, other; `late`: the rows that made the difference, `late_rows` of how many.
    """

    rule: str
    id: str
    occasion: str
    told: Telling
    then: Said
    now: Said
    due: Said | None
    is_open: bool
    told_yes: bool
    reason: str
    late: Sequence[LateRow] = ()
    late_rows: int = 0


@dataclass(frozen=True)
class Line:
    """What follows, for a whole finding or one month; `fen` proposed, None where nothing is."""

    case: Case
    state: str
    month: int | None = None
    fen: int | None = None
    then_fen: int | None = None
    now_fen: int | None = None
    granted_fen: int | None = None
    received_fen: int | None = None
    beyond_fen: int | None = None


@dataclass(frozen=True)
class _Item:
    """What is weighed at once: one sum, or one month of a running benefit."""

    month: int | None
    then: Month
    now: Month


def weigh(case: Case, money: Money, limits: Limits, as_of: int) -> list[Line]:
    """The lines of one case; at least one."""
    limit_day = None if limits.months is None else add_months(as_of, -limits.months)
    lines = [_line(case, item, money, limit_day) for item in _items(case)]
    overpaid = sum(x.fen or 0 for x in lines if x.state == "overpaid")
    if limits.floor_fen is not None and 0 < overpaid < limits.floor_fen:
        lines = [
            replace(x, state="small", fen=None) if x.state == "overpaid" else x for x in lines
        ]  # fmt: skip
    told = [x for x in lines if x.state != "settled"]
    return told or lines[:1]


def _items(case: Case) -> Iterator[_Item]:
    now = case.due or case.now
    if case.then.months is None and now.months is None:
        yield _Item(None, _whole(case.then), _whole(now))
        return
    before, after = case.then.months or {}, now.months or {}
    for month in sorted({*before, *after}):
        one = _Item(month, _in(case.then, month), _in(now, month))
        if one.then != one.now:
            yield one
    if not {*before, *after}:
        yield _Item(None, _whole(case.then), _whole(now))


def _whole(said: Said) -> Month:
    if not said.is_there:
        return Month("", None)
    return Month(said.word, said.amount_fen if said.verdict is True else None)


def _in(said: Said, month: int) -> Month:
    """What was said of a month; a month beyond those awarded is a no."""
    if not said.is_there:
        return Month("", None)
    if said.months is None:
        return Month("no" if said.verdict is False else "unknown", None)
    return said.months.get(month, Month("no", None))


def _line(case: Case, item: _Item, money: Money, limit_day: int | None) -> Line:
    then = _fen(item.then)
    bare = Line(case, "open", item.month, then_fen=then, now_fen=_fen(item.now))
    if item.now.verdict == "":
        return replace(bare, state="silent")
    due = _fen(item.now)
    if due is None or (case.is_open and case.due is None):
        return replace(bare, now_fen=None)
    unplaced = item.month is not None and any(p.for_month is None for p in money.payments)
    if not money.is_known or unplaced:
        return replace(bare, state="unchecked")
    received = money.received(item.month)
    # Of a running benefit the grant covers the months that were awarded with it.
    granted = money.granted_fen if item.month is None else then or 0
    granted = granted if money.is_granted else 0
    line = replace(bare, granted_fen=granted, received_fen=received)
    if due > max(received, granted):
        if not money.is_granted and (case.due or case.now).payable in ("no", "unknown"):
            return replace(line, state="barred")
        return replace(line, state="owed", fen=due - max(received, granted))
    if received > due and case.told_yes:
        return _overpaid(line, received - due, money, limit_day)
    return replace(line, state="settled")


def _overpaid(line: Line, over: int, money: Money, limit_day: int | None) -> Line:
    """Never from silence alone (G2), never for payments longer ago than the limit."""
    case = line.case
    if case.late and not any(row.speaks for row in case.late):
        return replace(line, state="silent")
    if case.reason in ("fact", "other") and not case.late:  # nobody said anything
        return replace(line, state="silent")
    young = sum(
        p.fen for p in money.payments
        if (line.month is None or p.for_month == line.month)
        and (limit_day is None or p.paid_on >= limit_day)
    )  # fmt: skip
    fen = min(over, young)
    state = "overpaid" if fen else "beyond"
    return replace(line, state=state, fen=fen or None, beyond_fen=over - fen)


def _fen(month: Month) -> int | None:
    if month.verdict == "yes":
        return month.fen
    return 0 if month.verdict == "no" else None
