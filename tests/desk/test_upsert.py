"""Do proposals become cases exactly once, and what a person has ended stays ended?"""

from __future__ import annotations

import threading

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction
from tests.desk.office import DAY, REASONS, person, proposal

from zhiban.errors import DataError, UsageError
from zhiban_desk.audit.models import Event
from zhiban_desk.audit.verify import verify
from zhiban_desk.cases.actions import act
from zhiban_desk.cases.models import Case, Held, Notice
from zhiban_desk.cases.upsert import release, upsert


@pytest.fixture(autouse=True)
def day(monkeypatch):
    for module in ("actions", "upsert"):
        monkeypatch.setattr(f"zhiban_desk.cases.{module}.today", lambda: DAY)


@pytest.fixture
def worker(office):
    person("zg01", "supervisor")
    return person("jb03", "worker", "500109001")


def state() -> str:
    return Case.objects.get().state


def test_a_proposal_opens_a_case_with_an_owner_and_a_date(worker):
    assert upsert([proposal()]) == {"open": 1}
    case = Case.objects.get()
    assert (case.owner, case.state, case.amount_fen) == (worker, "open", 841_600)
    # Ten working days after Tuesday 10 March 2026, weekends left out.
    assert str(case.due_on) == "2026-03-24"
    assert [(e.verb, e.about) for e in Event.objects.all()][-1] == ("open", f"case:{case.pk}")
    assert Notice.objects.get().to == worker


def test_the_same_scan_twice_changes_nothing(worker):
    rows = [proposal(), proposal("overpaid", subject="E2"), proposal(subject="E3", amount_fen=None)]
    assert upsert(rows) == {"open": 2, "overpaid": 1}
    before = [list(model.objects.order_by("pk").values()) for model in (Case, Event, Notice)]
    assert upsert(rows) == {"unchanged": 3}
    assert before == [list(m.objects.order_by("pk").values()) for m in (Case, Event, Notice)]


@pytest.mark.parametrize(("first", "second", "expected"), [
    ("open", "suspend", "suspended"), ("open", "withdraw", "withdrawn"),
    ("open", "close", "closed"), ("open", "overpaid", "overpaid"), ("open", "resume", "open"),
])  # fmt: skip
def test_a_later_scan_moves_the_case(worker, first, second, expected):
    upsert([proposal(first)])
    done = upsert([proposal(second, scan=2)])
    assert state() == expected
    assert done == ({"unchanged": 1} if expected == "open" else {second: 1})


def test_what_was_suspended_withdrawn_or_closed_is_taken_up_again(worker):
    upsert([proposal()])
    for scan, kind in ((2, "suspend"), (4, "withdraw"), (6, "close")):
        assert upsert([proposal(kind, scan=scan)]) == {kind: 1}
        assert upsert([proposal("resume", scan=scan + 1)]) == {"resume": 1}
        assert state() == "open" and Case.objects.get().due_on is not None


def test_a_kind_that_needs_a_case_makes_none(worker):
    rows = [proposal(kind, subject=kind) for kind in ("resume", "suspend", "withdraw", "close")]
    assert upsert(rows) == {"unchanged": 4}
    assert not Case.objects.exists()


def test_another_sum_is_taken_over(worker):
    upsert([proposal()])
    assert upsert([proposal(amount_fen=900_000, reason="amount", scan=2)]) == {"open": 1}
    assert Case.objects.get().amount_fen == 900_000


def test_dismissed_stays_dismissed_until_its_inputs_change(worker):
    upsert([proposal(pays=False)])
    act(worker, Case.objects.get().pk, "dismiss", REASONS)
    for kind in ("open", "resume", "overpaid"):
        assert upsert([proposal(kind, pays=False, scan=2)]) == {"unchanged": 1}
    assert state() == "dismissed"
    assert upsert([proposal("resume", pays=False, scan=3, inputs="b" * 8)]) == {"resume": 1}
    case = Case.objects.get()
    assert case.state == "open" and case.decided_by is None and case.reasons == ""


def test_an_objection_holds_back_what_takes_away_and_nothing_else(worker):
    upsert([proposal()])
    act(worker, Case.objects.get().pk, "object")
    for kind in ("suspend", "withdraw", "overpaid"):
        assert upsert([proposal(kind, scan=2)]) == {"held": 1}
        assert state() == "open" and Held.objects.get().why == "objection"
    assert upsert([proposal("close", scan=3)]) == {"close": 1}
    assert not Held.objects.exists()


def test_what_is_too_much_at_once_waits_for_a_person(worker):
    rows = [proposal(subject=f"E{i}") for i in range(3)]
    upsert(rows)
    wave = [row | {"kind": "withdraw", "held": "brake", "scan": 2} for row in rows]
    assert upsert(wave) == {"held": 3} == upsert(wave)
    assert Held.objects.count() == 3
    assert set(Case.objects.values_list("state", flat=True)) == {"open"}
    rule = rows[0]["rule"]
    with pytest.raises(PermissionDenied):
        release(worker, rule, "500109001")
    supervisor = person("zg02", "supervisor")
    act(worker, Case.objects.order_by("pk")[0].pk, "object")
    assert release(supervisor, rule, "500109") == {"withdraw": 2, "held": 1}
    assert Event.objects.filter(actor="zg02", verb="withdraw").count() == 2
    assert Held.objects.get().why == "objection"
    verify()


def test_what_the_next_scan_proposes_no_more_cannot_be_released(worker):
    """A delivery was missing and came late: the wave it made must not be let through afterwards."""
    supervisor = person("zg02", "supervisor")
    upsert([proposal(), proposal(subject="E2")])
    upsert([proposal("withdraw", held="brake", scan=2)])
    assert upsert([], scan=3) == {}
    assert release(supervisor, proposal()["rule"], "500109") == {}
    upsert([proposal("withdraw", held="brake", scan=4)])
    upsert([proposal(subject="E3", scan=5)])
    assert not Held.objects.exists()
    assert set(Case.objects.values_list("state", flat=True)) == {"open"}


def test_an_older_scan_that_arrives_late_undoes_nothing(worker):
    upsert([proposal()])
    upsert([proposal("suspend", scan=3)])
    assert upsert([proposal("resume", scan=2)]) == {"unchanged": 1}
    assert state() == "suspended"


def test_a_scan_taken_again_does_not_undo_what_a_person_did_since(worker):
    supervisor = person("zg02", "supervisor")
    upsert([proposal()])
    upsert([proposal("overpaid", scan=2)])
    pk = Case.objects.get().pk
    act(supervisor, pk, "waive", REASONS)
    act(supervisor, pk, "undo", REASONS)
    assert upsert([proposal("overpaid", scan=2)]) == {"unchanged": 1}
    assert state() == "open"


def test_what_is_released_by_the_next_scan_waits_no_more(worker):
    upsert([proposal()])
    upsert([proposal("withdraw", held="brake", scan=2)])
    upsert([proposal("suspend", scan=3)])
    assert not Held.objects.exists() and state() == "suspended"


def test_the_database_refuses_a_second_case_and_one_without_an_owner(worker):
    upsert([proposal()])
    case = Case.objects.get()
    for wrong in ({}, {"subject": "E9", "owner": None}, {"subject": "E9", "due_on": None},
                  {"subject": "E9", "state": "lost"},
                  {"subject": "E9", "amount_fen": -1}):  # fmt: skip
        copy = Case.objects.get(pk=case.pk)
        copy.pk, copy._state.adding = None, True
        for name, value in wrong.items():
            setattr(copy, name, value)
        with pytest.raises((IntegrityError, ValueError)), transaction.atomic():
            copy.save(force_insert=True)
    assert Case.objects.count() == 1


def test_all_that_is_wrong_with_a_frame_is_said_and_nothing_is_done(worker):
    broken = proposal("fly")
    del broken["inputs"]
    with pytest.raises(DataError) as caught:
        upsert([proposal(), proposal(), broken])
    assert {p.code for p in caught.value.problems} == {
        "proposal-columns", "proposal-kind", "proposal-twice",
    }  # fmt: skip
    with pytest.raises(DataError, match="proposal-scans"):
        upsert([proposal(), proposal(subject="E2", scan=2)])
    assert not Case.objects.exists()


def test_an_office_with_nobody_in_it_takes_nothing_in(office):
    with pytest.raises(UsageError, match="case-ownerless"):
        upsert([proposal()])
    assert not Case.objects.exists()


def test_two_scans_that_arrive_together_make_one_case_each(worker):
    rows = [proposal(subject=f"E{i}") for i in range(20)]
    done, failed = [], []

    def take(mine):
        try:
            done.append(upsert(mine))
        except BaseException as error:
            failed.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=take, args=(part,)) for part in (rows, rows[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert sorted(map(str, done)) == ["{'open': 20}", "{'unchanged': 20}"]
    assert Case.objects.count() == 20
    verify()


def test_a_file_of_proposals_is_taken_in_by_command(worker, tmp_path, capsys):
    file = tmp_path / "proposals.parquet"
    pl.DataFrame([proposal(), proposal(subject="E2", amount_fen=None)]).write_parquet(file)
    call_command("take_proposals", str(file))
    assert capsys.readouterr().out == "已收下 taken: open 2\n"
    (tmp_path / "no.parquet").write_text("no")
    with pytest.raises(DataError, match="proposal-file"):
        call_command("take_proposals", str(tmp_path / "no.parquet"))
