"""Does every step of a person pass the one door: right, state, reasons, record, notice?"""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.core.exceptions import PermissionDenied
from tests.desk.office import DAY, REASONS, person, proposal

from zhiban.errors import UsageError
from zhiban_desk.accounts.actions import be_away
from zhiban_desk.audit.models import Event
from zhiban_desk.audit.verify import verify
from zhiban_desk.cases.actions import act, chase
from zhiban_desk.cases.models import Case, Held, Notice
from zhiban_desk.cases.routes import Routes
from zhiban_desk.cases.states import DATA, STATES, STEPS
from zhiban_desk.cases.upsert import upsert
from zhiban_desk.rights.table import ROLES, TABLE


@pytest.fixture(autouse=True)
def day(monkeypatch):
    for module in ("actions", "upsert"):
        monkeypatch.setattr(f"zhiban_desk.cases.{module}.today", lambda: DAY)


@pytest.fixture
def people(office):
    return {role: person(role, role) for role in ROLES}


def case_in(state: str, **changed) -> Case:
    """The case, put into a state as only a test may."""
    upsert([proposal(pays=False)])
    case = Case.objects.get()
    decided = {"decided_by": None, "decided_at": None, "reasons": "",
               "is_disputed": False, "due_on": DAY}  # fmt: skip
    if STATES[state].is_adverse:
        other = person("other", "supervisor") if not _there("other") else _there("other")
        decided |= {"decided_by": other, "decided_at": dt.datetime.now(dt.UTC), "reasons": REASONS}
    Case.objects.filter(pk=case.pk).update(**{"state": state} | decided | changed)
    return Case.objects.get()


def _there(login):
    from zhiban_desk.accounts.models import User

    return User.objects.filter(login=login).first()


def code_of(by, pk, *given, **more) -> str:
    with pytest.raises(UsageError) as caught:
        act(by, pk, *given, **more)
    return caught.value.problems[0].code


def test_every_step_from_every_state_does_what_the_table_says(people):
    supervisor, worker = people["supervisor"], people["worker"]
    for state, (name, step) in itertools.product(STATES, STEPS.items()):
        case = case_in(state, is_disputed=name == "settle")
        events = Event.objects.count()
        if state not in step.froms:
            assert code_of(supervisor, case.pk, name, REASONS, to=worker) == "case-step"
            assert Case.objects.get().state == state and Event.objects.count() == events
            continue
        after = act(supervisor, case.pk, name, REASONS, to=worker)
        assert after.state == (step.to or state), (state, name)
        last = Event.objects.last()
        assert (last.verb, last.actor) == (name, "supervisor")
        assert last.details["before"] == state and last.details["after"] == after.state
    verify()


def test_every_role_does_what_its_rights_say_and_no_more(people):
    for role, (name, step) in itertools.product(ROLES, STEPS.items()):
        case = case_in(step.froms[0], is_disputed=name == "settle", owner=people["worker"])
        is_allowed = step.pen in TABLE[role]
        if is_allowed:
            act(people[role], case.pk, name, REASONS, to=people["worker"])
            continue
        refused = PermissionDenied if "see_cases" in TABLE[role] else Case.DoesNotExist
        with pytest.raises(refused):
            act(people[role], case.pk, name, REASONS, to=people["worker"])


def test_work_is_done_by_the_owner_or_who_may_hand_it_over(people):
    case = case_in("open", owner=people["worker"])
    with pytest.raises(PermissionDenied):
        act(person("colleague", "worker"), case.pk, "report_done")
    assert act(people["supervisor"], case.pk, "report_done").state == "reported"


def test_a_case_of_another_area_is_not_there(people):
    case = case_in("open")
    for area in ("500108", "500109002"):
        stranger = person("s" + area, "supervisor", area)
        assert not Case.objects.visible_to(stranger).exists()
        with pytest.raises(Case.DoesNotExist):
            act(stranger, case.pk, "report_done")
    assert not Case.objects.visible_to(people["keeper"]).exists()
    assert Case.objects.visible_to(people["leader"]).count() == 1


def test_reasons_are_written_out(people):
    for name, step in STEPS.items():
        if step.needs_reasons:
            case = case_in(step.froms[0], is_disputed=name == "settle")
            for short in ("", "   ", "不符合", "。" + " " * 20):
                given = code_of(people["supervisor"], case.pk, name, short, to=people["worker"])
                assert given == "case-reasons"


def test_who_is_owed_something_is_not_dismissed(people):
    case = case_in("open", is_paying=True)
    assert code_of(people["supervisor"], case.pk, "dismiss", REASONS) == "case-owed"
    with pytest.raises(PermissionDenied):
        act(people["worker"], case.pk, "refuse", REASONS)


def test_nothing_adverse_is_decided_while_an_objection_is_open(people):
    for name in ("refuse", "stop", "claim_back"):
        case = case_in(STEPS[name].froms[0], is_disputed=True)
        assert code_of(people["supervisor"], case.pk, name, REASONS) == "case-disputed"


def test_an_objection_is_settled_by_another_than_who_decided(people):
    case = case_in("open")
    act(people["supervisor"], case.pk, "refuse", REASONS)
    act(people["worker"], case.pk, "object")
    assert code_of(people["supervisor"], case.pk, "settle", REASONS) == "case-own-decision"
    assert not act(person("zg02", "supervisor"), case.pk, "settle", REASONS).is_disputed


def test_a_case_is_handed_over_to_who_works_there(people):
    case = case_in("open", owner=people["worker"])
    supervisor, away = people["supervisor"], person("far", "worker", "500108")
    assert code_of(supervisor, case.pk, "hand_over", REASONS) == "case-new-owner"
    assert code_of(supervisor, case.pk, "hand_over", REASONS, to=away) == "case-new-owner"
    new = person("jb04", "worker")
    Notice.objects.all().delete()
    assert act(supervisor, case.pk, "hand_over", REASONS, to=new).owner == new
    assert [notice.to for notice in Notice.objects.all()] == [new]


# --- owner and date ---------------------------------------------------------------------------


def test_the_nearest_with_least_to_do_is_the_owner(people):
    near = [person(f"near{i}", "worker", "500109001") for i in range(2)]
    upsert([proposal(subject=f"E{i}") for i in range(6)])
    owners = [case.owner for case in Case.objects.order_by("pk")]
    assert owners == near * 3
    upsert([proposal(subject="E9", area="500109002", scan=2)])
    assert Case.objects.get(subject="E9").owner in {people["worker"], people["supervisor"]}


def test_where_nobody_works_it_is_the_supervisors(office):
    city = person("city", "supervisor", "500000")
    worker = person("jb03", "worker", "500109")
    upsert([proposal(area="500108001"), proposal(subject="E2"), proposal(subject="E3", area="")])
    assert [c.owner for c in Case.objects.order_by("subject")] == [city, worker, city]


def test_a_case_of_no_known_area_is_seen_by_who_answers_for_the_largest(office):
    city = person("city", "supervisor", "500000")
    person("zg01", "supervisor", "500109")
    upsert([proposal(area=""), proposal(subject="E2", area="510104"),
            proposal("withdraw", subject="E3", area=None, held="brake")])  # fmt: skip
    assert {(c.owner, c.area) for c in Case.objects.all()} == {(city, "50")}
    assert Case.objects.visible_to(city).count() == 2
    assert Held.objects.get().area == "50"


def test_when_everybody_is_away_the_case_still_has_an_owner(office):
    supervisor = person("zg01", "supervisor")
    be_away(supervisor, DAY, DAY, None)
    upsert([proposal()])
    assert Case.objects.get().owner == supervisor
    assert chase(DAY) == 0


def test_who_is_away_is_stood_in_for(office):
    person("zg01", "supervisor")
    worker, deputy = (person(name, "worker", "500109001") for name in ("jb03", "jb04"))
    be_away(worker, DAY, DAY + dt.timedelta(days=3), deputy)
    with pytest.raises(UsageError, match="absence-days"):
        be_away(worker, DAY, DAY - dt.timedelta(days=1), deputy)
    assert Routes(DAY).there(worker) == deputy
    assert Routes(DAY + dt.timedelta(days=4)).there(worker) == worker
    upsert([proposal()])
    assert Case.objects.get().owner == deputy
    Case.objects.update(owner=worker)
    assert chase(DAY) == 1 and Case.objects.get().owner == deputy
    assert Event.objects.last().verb == "reroute"
    be_away(deputy, DAY, DAY, None)
    assert Routes(DAY).owner("500109001").login == "zg01"


def test_nobody_but_data_closes(people):
    assert not [name for name, step in STEPS.items() if step.to == "closed"]
    assert STATES["reported"].pen == DATA
    case = case_in("open")
    act(people["worker"] if case.owner == people["worker"] else people["supervisor"], case.pk,
        "report_done")  # fmt: skip
    assert upsert([proposal(scan=2, pays=False)]) == {"unchanged": 1}
    assert Case.objects.get().state == "reported"
    upsert([proposal("close", scan=3, pays=False)])
    assert Case.objects.get().state == "closed"
