"""G10: nobody answers for a year: every case stands as it was, and is told upwards each time."""

from __future__ import annotations

import datetime as dt

from tests.desk.office import DAY, person, proposal

from zhiban_desk.audit.verify import verify
from zhiban_desk.cases.actions import chase
from zhiban_desk.cases.models import Case, Notice
from zhiban_desk.cases.upsert import upsert


def test_a_year_of_silence_ends_nothing(office, monkeypatch):
    monkeypatch.setattr("zhiban_desk.cases.upsert.today", lambda: DAY)
    supervisor, _ = person("zg01", "supervisor"), person("jb03", "worker")
    upsert([proposal(subject="E1"), proposal("overpaid", subject="E2")])
    kept = ("state", "amount_fen", "owner", "is_paying")
    before = list(Case.objects.order_by("pk").values_list(*kept))
    days = [DAY + dt.timedelta(days=n) for n in range(365)]
    told = sum(chase(day) for day in days)
    assert list(Case.objects.order_by("pk").values_list(*kept)) == before
    times = list(Case.objects.order_by("pk").values_list("late_times", flat=True))
    # Every ten and every twenty working days, of about 250.
    assert times[0] > 20 and times[1] > 10 and sum(times) == told
    late = Notice.objects.filter(step="late")
    assert late.count() == told and {notice.to for notice in late} == {supervisor}
    assert chase(DAY) == 0
    verify()
