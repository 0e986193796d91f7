"""G9: an open objection holds back whatever would take something away."""

from __future__ import annotations

import itertools

import pytest
from tests.desk.office import DAY, REASONS, person, proposal

from zhiban.errors import UsageError
from zhiban_desk.cases.actions import act
from zhiban_desk.cases.models import Case, Held
from zhiban_desk.cases.states import ADVERSE, LIVE, STEPS
from zhiban_desk.cases.upsert import upsert


def test_while_an_objection_is_open_nothing_is_taken_away_by_machine_or_person(office):
    supervisor = person("zg01", "supervisor")
    upsert([proposal()])
    pk = Case.objects.get().pk
    act(supervisor, pk, "object")
    taking = ("suspend", "withdraw", "overpaid")
    for scan, (state, kind) in enumerate(itertools.product(LIVE, taking), start=2):
        Case.objects.update(state=state, due_on=DAY)
        assert upsert([proposal(kind, scan=scan, inputs=f"{scan}")]) == {"held": 1}
        assert Case.objects.get().state == state and Held.objects.get().why == "objection"
    for name, step in STEPS.items():
        if step.to in ADVERSE:
            Case.objects.update(state=step.froms[0], due_on=DAY)
            with pytest.raises(UsageError, match="case-disputed"):
                act(supervisor, pk, name, REASONS)
    Case.objects.update(state="open", due_on=DAY)
    act(supervisor, pk, "settle", REASONS)
    assert upsert([proposal("suspend", scan=99)]) == {"suspend": 1}
    assert not Held.objects.exists()
