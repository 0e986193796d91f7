"""G1 on the desk: no path ends adversely unless a person decided it and wrote down why."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from tests.desk.office import DAY, REASONS, person, proposal

from zhiban.errors import UsageError
from zhiban_desk.audit.models import Event
from zhiban_desk.cases.actions import act, chase
from zhiban_desk.cases.models import Case
from zhiban_desk.cases.states import ADVERSE, LIVE, STATES, STEPS
from zhiban_desk.cases.upsert import KINDS, upsert


@pytest.fixture
def worker(office):
    person("zg01", "supervisor")
    return person("jb03", "worker")


def put(state: str) -> Case:
    """The case in a state, as only a test may put it there."""
    decided = {"decided_by": None, "decided_at": None, "reasons": ""}
    if state in ADVERSE:
        by = Case.objects.get().owner
        decided = {"decided_by": by, "decided_at": dt.datetime.now(dt.UTC), "reasons": REASONS}
    Case.objects.update(state=state, due_on=DAY, is_disputed=False, inputs="b" * 8, **decided)
    return Case.objects.get()


def test_whatever_the_machine_does_in_whatever_state_it_ends_nothing_adversely(worker):
    upsert([proposal()])
    scan = 1
    for state, kind, amount in itertools.product(STATES, KINDS, (None, 0, 500)):
        put(state)
        scan += 1
        upsert([proposal(kind, scan=scan, amount_fen=amount, inputs=f"{scan}")])
        after = Case.objects.get().state
        assert after not in ADVERSE or after == state, (state, kind)
    for state in LIVE:
        put(state)
        chase(DAY + dt.timedelta(days=4000))
        assert Case.objects.get().state == state


def test_every_step_without_the_right_or_without_reasons_is_refused(worker):
    upsert([proposal()])
    supervisor = person("zg02", "supervisor")
    adverse = {name for name, step in STEPS.items() if step.to in ADVERSE}
    assert adverse
    for state, name in itertools.product(STATES, adverse):
        case = put(state)
        events = Event.objects.count()
        for by, reasons in ((worker, REASONS), (supervisor, ""), (supervisor, "不符合")):
            with pytest.raises((PermissionDenied, UsageError)):
                act(by, case.pk, name, reasons)
        assert Case.objects.get().state == state and Event.objects.count() == events


def test_who_is_owed_something_is_turned_away_by_no_lesser_step(worker):
    upsert([proposal()])
    for state in LIVE:
        case = put(state)
        with pytest.raises(UsageError):
            act(worker, case.pk, "dismiss", REASONS)
        assert Case.objects.get().state == state


@pytest.mark.parametrize("state", ADVERSE)
def test_the_database_itself_refuses_an_adverse_end_without_a_person(worker, state):
    upsert([proposal()])
    reasons = (("decided_by_id = NULL", "reasons = 'x'"), (f"decided_by_id = {worker.pk}",
               "decided_at = CURRENT_TIMESTAMP", "reasons = ''"))  # fmt: skip
    for written in ((), *reasons):
        sets = ", ".join((f"state = '{state}'", *written))
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE cases_case SET {sets}")
    assert Case.objects.get().state == "open"


def test_what_a_person_decides_carries_name_reasons_and_record(worker):
    supervisor = person("zg02", "supervisor")
    upsert([proposal()])
    case = act(supervisor, Case.objects.get().pk, "refuse", REASONS)
    assert (case.state, case.decided_by, case.reasons) == ("refused", supervisor, REASONS)
    event = Event.objects.last()
    assert (event.actor, event.verb, event.details["reasons"]) == ("zg02", "refuse", REASONS)
