"""Which months of a running benefit are awarded, and how much each? (SEM 15)"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zhiban.engines.findings import gathered
from zhiban.engines.rowwise.memory import remembered
from zhiban.language.rule_parts import Instalments
from zhiban.law import calendar
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.reasons import Reason, Reasons
from zhiban.model.texts import month_text
from zhiban.model.types import NEVER_MONTH
from zhiban.model.values import LIMIT, and_, compare, exactly, not_, whole

if TYPE_CHECKING:
    from zhiban.engines.rowwise.evaluator import Evaluator

WORDS = {True: "yes", False: "no", None: "unknown"}


def awarded(plan: Instalments, case: Evaluator) -> tuple[int | None, dict[str, Any]]:
    """The sum of all months awarded if every one is known, and the outputs of a running benefit.

    outputs: months (or months_at_least, months_at_most), first_month, due_fen (what is surely due
    up to the month of the judged day), instalments, for an unknown sum amount_at_least,
    amount_at_most and amount_because, and unconfirmed: figures of the months only remembered.
    """
    first, count = case.ends(plan.first), case.ends(plan.months)
    reasons = case.reasons(plan.first) | case.reasons(plan.months)
    this_month = calendar.month_of(case.world.as_of)
    most = plan.longest if count.hi is None else max(min(whole(count.hi), plan.longest), 0)
    least = 0 if count.lo is None else max(min(whole(count.lo), plan.longest), 0)
    if not first.known:
        settled = least == most and not (plan.stops or plan.continues)
        months = {"months": least} if settled else {"months_at_least": 0, "months_at_most": most}
        return None, months | _unpriced(0, None, reasons, case)
    start = whole(first.lo)
    if start == NEVER_MONTH:
        return 0, {"months": 0, "first_month": "never", "due_fen": 0, "instalments": []}
    lines: list[dict[str, Any]] = []
    low, high, due, sure, possible = 0, 0, 0, 0, 0
    open_ended = False
    from_memory: set[str] = set()
    for step in range(most):
        month = start + step
        at = _at_month(case, month)
        exists = True if step < least else None
        verdict, why = _verdict(plan, at, exists, case.reasons(plan.months))
        fen = at.ends(plan.amount)
        line: dict[str, Any] = {"month": month_text(month), "verdict": WORDS[verdict]}
        if verdict is not False:
            line["fen"] = fen.lo if fen.known else None
            why |= at.reasons(plan.amount)
            from_memory |= remembered(at, monthly(plan))
            possible += 1
            sure += verdict is True
            low += whole(fen.lo) if verdict is True and fen.lo is not None else 0
            open_ended = open_ended or fen.hi is None
            high += 0 if fen.hi is None else whole(fen.hi)
            due += whole(fen.lo) if verdict is True and fen.known and month <= this_month else 0
            reasons |= why
            if why:
                line["because"] = [b.as_json() for b in gathered(why, input_reasons(case))]
        if month > this_month:
            line["projected"] = True
        lines.append(line)
    outputs: dict[str, Any] = {"months": sure} if sure == possible else {
        "months_at_least": sure, "months_at_most": possible,
    }  # fmt: skip
    outputs |= {"first_month": month_text(start), "due_fen": due, "instalments": lines}
    if from_memory:
        outputs["unconfirmed"] = sorted(from_memory)
    if sure == possible and not open_ended and low == high:
        if abs(low) <= LIMIT:
            return low, outputs
        reasons |= {Reason("undefined", operation=label(plan.amount))}
    return None, outputs | _unpriced(low, None if open_ended else high, reasons, case)


def monthly(plan: Instalments) -> list[n.Node]:
    """What is asked again in every month."""
    return [plan.amount, *(article.condition for article in plan.continues)]


def month_moves(plan: Instalments, case: Evaluator) -> list[int]:
    """The days on which one more instalment stops being projected."""
    first = case.ends(plan.first)
    if not first.known or first.lo == NEVER_MONTH:
        return []
    return [calendar.first_day(whole(first.lo) + step) for step in range(plan.longest)]


def _at_month(case: Evaluator, month: int) -> Evaluator:
    return replace(case, instalment_month=month)


def _verdict(
    plan: Instalments, at: Evaluator, exists: bool | None, months_reasons: Reasons
) -> tuple[bool | None, Reasons]:
    verdict = exists
    reasons = months_reasons if exists is None else frozenset()
    month = exactly(whole(at.instalment_month))
    for stop in plan.stops:
        after_stop = compare("<", at.ends(n.MonthOf(stop)), month)
        verdict = and_(verdict, not_(after_stop))
        if after_stop is None:
            reasons |= at.reasons(stop)
    for article in plan.continues:
        verdict = and_(verdict, at.truth(article.condition))
        reasons |= at.reasons(article.condition)
    return verdict, reasons if verdict is None else frozenset()


def _unpriced(low: int, high: int | None, reasons: Reasons, case: Evaluator) -> dict[str, Any]:
    out: dict[str, Any] = {"amount_at_least": low}
    if high is not None:
        out["amount_at_most"] = high
    out["amount_because"] = [b.as_json() for b in gathered(reasons, input_reasons(case))]
    return out


def input_reasons(case: Evaluator) -> dict[str, Reasons]:
    """Why each input is not known, by name."""
    assert case.inputs is not None
    return {
        name: frozenset(replace(r, fact="") for r in given.reasons)
        for name, given in case.inputs.items()
    }
