"""How does a person move a case on? By this door alone: checked, written, recorded, told."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from zhiban.errors import Problem, UsageError
from zhiban_desk.accounts.models import User
from zhiban_desk.audit.actions import MACHINE, record
from zhiban_desk.cases.days import due, today
from zhiban_desk.cases.models import Case, Notice
from zhiban_desk.cases.routes import Routes
from zhiban_desk.cases.states import ADVERSE, DECIDED, LIVE, MACHINE_STEPS, STATES, STEPS, Step

#: Written reasons are a sentence, not a sign.
LEAST_REASONS = 10


@transaction.atomic
def act(by: User, pk: int, step: str, reasons: str = "", to: User | None = None) -> Case:
    """One step of a person with a case that they can see; `to`: the new owner, for `hand_over`.

    Not visible → Case.DoesNotExist; no right → PermissionDenied; a step that does not fit the
    state, or reasons that are missing → UsageError. Refused, nothing is written.
    """
    doing = STEPS.get(step)
    case = Case.objects.visible_to(by).select_for_update(of=("self",)).get(pk=pk)
    if doing is None or not _holds_the_pen(by, case, doing):
        raise PermissionDenied(step)
    _check(by, case, step, doing, reasons.strip(), to)
    before, owner = case.state, case.owner
    if step == "hand_over":
        assert to is not None
        case.owner = to
    if step in ("object", "settle"):
        case.is_disputed = step == "object"
    if doing.to:
        move(case, doing.to, today())
        if doing.to in DECIDED:
            case.decided_by, case.decided_at = by, dt.datetime.now(dt.UTC)
            case.reasons, case.dismissed_inputs = reasons.strip(), case.inputs
    case.save()
    record(
        by.login, step, f"case:{case.pk}", before=before, after=case.state,
        reasons=reasons.strip(), owner=case.owner.login,
    )  # fmt: skip
    tell(case, step, doing, {by, owner} - {case.owner} if step == "hand_over" else {by})
    return case


def _holds_the_pen(by: User, case: Case, doing: Step) -> bool:
    """The right in the case's area; and what moves a case is done by its owner, or by who may hand
    it over. An objection may be brought to anybody who works there."""
    if not by.may(doing.pen, case.area):
        return False
    return (
        doing.pen != "work_cases"
        or not doing.to
        or by == case.owner
        or by.may("hand_over", case.area)
    )


def _check(by: User, case: Case, step: str, doing: Step, reasons: str, to: User | None) -> None:
    def refuse(code: str, what: str, what_en: str, attempt: str, attempt_en: str) -> None:
        raise UsageError(Problem(code, f"case:{case.pk}", what, what_en, attempt, attempt_en))

    state = STATES[case.state]
    if case.state not in doing.froms or (step == "settle" and not case.is_disputed):
        refuse("case-step", f"“{state.zh}”的办件不能“{doing.zh}”",
               f"a case that is “{state.en}” cannot be “{doing.en}”",
               "刷新后再看：也许别人已经办了", "reload: somebody else may have acted")  # fmt: skip
    if doing.only == "unpaid" and case.is_paying:
        refuse("case-owed", "有人应得待遇的办件不能以“不办”了结",
               "a case in which somebody is owed something is not ended by dismissing it",
               "请主管写明理由决定不予",
               "a supervisor may refuse it, with written reasons")  # fmt: skip
    if doing.needs_reasons and len(reasons) < LEAST_REASONS:
        refuse("case-reasons", f"要写理由，至少 {LEAST_REASONS} 个字",
               f"reasons are written out, {LEAST_REASONS} characters at least",
               "写明依据哪一行、哪一条", "say which row and which article")  # fmt: skip
    if case.is_disputed and doing.to in ADVERSE:
        refuse("case-disputed", "异议未决，不能作不利决定",
               "an objection is open: nothing adverse is decided",
               "先答复异议", "settle the objection first")  # fmt: skip
    if step == "settle" and case.decided_by == by:
        refuse("case-own-decision", "对自己决定的异议由别人答复",
               "an objection to one's own decision is settled by another",
               "请另一位主管", "ask another supervisor")  # fmt: skip
    if step == "hand_over" and (to is None or not to.may("work_cases", case.area)):
        refuse("case-new-owner", "新承办人在这个辖区没有经办岗位",
               "the new owner has no post to work on cases of this area",
               "换一个人，或先给岗位", "another person, or a post first")  # fmt: skip


def move(case: Case, state: str, day: dt.date) -> None:
    """Into a state, its time limit beginning on a day.

    A decision that no longer stands is not shown as if it did; the chain of events keeps it.
    """
    case.state, case.late_times, case.due_on = state, 0, due(state, day)
    if state not in DECIDED:
        case.decided_by = case.decided_at = None
        case.reasons = case.dismissed_inputs = ""


def tell(
    case: Case, step: str, doing: Step, told_already: set[User], routes: Routes | None = None
) -> None:
    """A notice to whom the table names; nobody is told what they have just done."""
    who = {"owner": case.owner, "supervisor": None, "": None}[doing.tells]
    if doing.tells == "supervisor":
        who = (routes or Routes(today())).supervisor(case.area)
    if who is not None and who not in told_already:
        Notice.objects.create(to=who, case=case, step=step)


@transaction.atomic
def chase(day: dt.date) -> int:
    """Once a day: what is late is told upwards, whose owner is away goes to who stands in.

    How many cases were touched. No state changes: silence ends nothing (G10).
    """
    routes, touched = Routes(day), 0
    live = Case.objects.filter(state__in=LIVE)
    owners = User.objects.filter(pk__in=live.values("owner"))
    away = [owner.pk for owner in owners if routes.there(owner) != owner]
    late = live.filter(Q(due_on__lt=day) | Q(owner__in=away)).select_related("owner")
    for case in late.order_by("pk").select_for_update(of=("self",)):
        steps = []
        if routes.there(case.owner) != case.owner:
            before, case.owner = case.owner, routes.owner(case.area)
            # Everybody is away: it stays where it is.
            steps += ["reroute"] if case.owner != before else []
        assert case.due_on is not None
        if case.due_on < day:
            case.late_times += 1
            case.due_on = due(case.state, day)
            steps.append("late")
        if steps:
            case.save(update_fields=["owner", "due_on", "late_times"])
            touched += 1
        for step in steps:
            record(MACHINE, step, f"case:{case.pk}", owner=case.owner.login, times=case.late_times)
            tell(case, step, MACHINE_STEPS[step], set(), routes)
    return touched
