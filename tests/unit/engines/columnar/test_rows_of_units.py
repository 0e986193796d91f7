"""Which rows belong to a unit: windows, filters and evidence, each of them in doubt too."""

from __future__ import annotations

from typing import Any

from zhiban.engines.coverage import FIRST_DAY
from zhiban.language import between, last_months
from zhiban.language import day as on_day

from .small_world import AS_OF, Months, Payments, Person, day, kinds, month_of, span, told

P = Payments.of(Person)


def paid(on: str | None, **cells: Any) -> dict[str, Any]:
    return {"person": "p", "paid_on": None if on is None else day(on), **cells}


def counted(value: Any, *rows: dict[str, Any], **more: Any) -> tuple[Any, Any]:
    return span(told(value.count(), {"payments": rows}, **more)[0])


def test_a_row_later_than_the_evidence_is_not_seen_unless_scheduled() -> None:
    rows = (paid("2025-06-30"), paid("2025-07-01"))
    covered = {"payments": ((FIRST_DAY, day("2030-01-01")),)}
    assert counted(P, *rows, coverage=covered) == (1, 1)
    assert counted(P.scheduled(), *rows, coverage=covered) == (2, None)  # a hole lies ahead
    assert counted(P, *rows, coverage=covered, as_of=day("2025-07-01")) == (2, 2)


def test_a_row_without_a_day_may_be_seen_and_may_lie_in_the_window() -> None:
    window = between(on_day("2025-01-01"), on_day("2025-03-31"))
    assert counted(P, paid(None)) == (0, 1)
    assert counted(P.during(window), paid(None), paid("2025-03-31"), paid("2025-04-01")) == (1, 2)
    assert counted(P.scheduled(), paid(None), paid("2025-01-01"))[0] == 2


def test_a_window_that_ends_on_an_unknown_day() -> None:
    window = P.until(P.greatest(Payments.paid_on, if_none=on_day("2025-02-01")))
    rows = (paid("2025-01-31"), paid("2025-03-01"), paid(None))
    found = told(window.count(), {"payments": rows})[0]
    assert span(found) == (2, 3)  # the last is 1 March or later, whenever the third was
    assert kinds(found) == [("empty", "paid_on"), ("undated", "paid_on")]


def test_a_filter_that_is_unknown_makes_a_row_possible() -> None:
    rows = [paid("2025-01-01", ok=ok) for ok in (True, False, None)]
    found = told(P.where(Payments.ok).count(), {"payments": rows})[0]
    assert span(found) == (1, 2)
    assert kinds(found) == [("empty", "ok")]


def test_calendar_months_before_the_month_of_the_evidence() -> None:
    of_may = [{"person": "p", "for_month": month_of(m)} for m in ("2025-05", "2025-06", "2024-06")]
    rows = Months.of(Person).during(last_months(12))
    found = told(rows.count(), {"months": of_may})[0]
    assert span(found) == (2, 2)
    # on 1 July May 2024 would leave, June 2024 does, and June 2025 comes in
    assert found["next_change"] == day("2025-07-01")


def test_units_without_rows_and_rows_without_units() -> None:
    rows = [paid("2025-01-01"), {"person": "q", "paid_on": day("2025-01-01")}, {"person": None}]
    found = told(P.count(), {"payments": rows}, ("q", "r", "p", "q"))
    assert [span(cells) for cells in found] == [(1, 1), (0, 0), (1, 1), (1, 1)]


def test_silence_is_no_answer_where_the_register_does_not_cover() -> None:
    holes = {"payments": ((day("2024-01-01"), day("2024-12-31")), (day("2025-02-01"), AS_OF))}
    window = between(on_day("2024-06-01"), on_day("2025-01-31"))
    covered = between(on_day("2024-06-01"), on_day("2024-12-31"))
    found = told(P.during(window).count(), {"payments": []}, coverage=holes)[0]
    assert (span(found), kinds(found)) == ((0, None), [("gap", "")])
    assert counted(P.during(covered), coverage=holes) == (0, 0)
    assert counted(P.during(window), coverage={"payments": ()}) == (0, None)


def test_a_quarantined_row_punctures_the_register_for_its_subject() -> None:
    found = told(P.exists(), {}, ("p", "q"), punctured={"payments": {"q"}})
    assert [cells[""] for cells in found] == [False, None]
    assert kinds(found[1]) == [("quarantined", "")]


def test_a_register_past_its_lag_is_stale() -> None:
    within_lag, beyond = day("2025-07-10"), day("2025-07-11")
    assert told(P.exists(), {}, as_of=within_lag)[0][""] is False
    assert told(P.exists(), {}, as_of=within_lag)[0]["next_change"] == beyond
    found = told(P.exists(), {}, as_of=beyond)[0]
    assert (found[""], kinds(found)) == (None, [("stale", "")])
