"""Sets of months on words of bits, beside `zhiban.model.months`: holes, doubts, and no month."""

from __future__ import annotations

from typing import Any

from zhiban.engines.coverage import FIRST_DAY
from zhiban.language import between
from zhiban.language import day as on_day
from zhiban.language.time import month
from zhiban.model.types import NEVER_DAY, NEVER_MONTH

from .small_world import AS_OF, Months, Payments, Person, day, kinds, month_of, span, told

M = Months.of(Person)
P = Payments.of(Person)


def named(*isos: str | None) -> dict[str, Any]:
    rows = [{"person": "p", "for_month": None if m is None else month_of(m)} for m in isos]
    return {"months": rows}


def test_months_named_twice_are_one_month() -> None:
    found = told(M.months(Months.for_month), named("2024-12", "2025-01", "2024-12"))[0]
    assert found["sure"] == [month_of("2024-12"), month_of("2025-01")]
    assert (found["maybe"], found["before"], found["after"], found["loose"]) == ([], None, None, 0)


def test_a_row_without_a_month_could_be_any() -> None:
    found = told(M.months(Months.for_month), named("2024-12", None))[0]
    assert (found["sure"], found["loose"]) == ([month_of("2024-12")], 1)
    assert kinds(found) == [("empty", "for_month"), ("undated", "for_month")]
    count = told(M.months(Months.for_month).count(), named("2024-12", None))[0]
    assert span(count) == (1, 2)


def test_the_longest_run_crosses_the_edges_of_words() -> None:
    # 2024 is month 24288: words of sixty months begin in 2020 and 2025
    held = named(*(f"2024-{m:02d}" for m in range(3, 13)), "2025-01", "2025-02", "2025-04")
    assert span(told(M.months(Months.for_month).longest_run(), held)[0]) == (12, 12)


def test_a_finite_hole_is_named_month_by_month_and_a_long_one_stays_open() -> None:
    short = {"months": ((FIRST_DAY, day("2024-03-15")), (day("2024-06-01"), AS_OF))}
    found = told(M.months(Months.for_month), named("2024-07"), coverage=short)[0]
    assert found["maybe"] == [month_of(m) for m in ("2024-03", "2024-04", "2024-05")]
    window = M.during(between(on_day("2024-05-01"), on_day("2024-12-31")))
    found = told(window.months(Months.for_month).count(), named("2024-07"), coverage=short)[0]
    assert (span(found), kinds(found)) == ((1, 2), [("gap", "")])
    recent = {"months": ((day("2024-06-01"), AS_OF),)}
    found = told(M.months(Months.for_month), named("2024-07"), coverage=recent)[0]
    assert (found["before"], found["maybe"]) == (month_of("2024-05"), [])


def test_within_after_and_overlap() -> None:
    months = M.months(Months.for_month)
    held = named("2024-01", "2024-02", "2024-06", "2025-01")
    half = between(on_day("2024-02-10"), on_day("2024-06-30"))
    assert told(months.within(half), held)[0]["sure"] == [month_of("2024-02"), month_of("2024-06")]
    assert told(months.after(month("2024-02")), held)[0]["sure"] == [
        month_of("2024-06"), month_of("2025-01"),
    ]  # fmt: skip
    other = P.months(Payments.for_month)
    paid = [{"person": "p", "paid_on": day("2024-01-01"), "for_month": month_of("2024-06")}]
    both = told(months.overlap(other), held | {"payments": paid})[0]
    assert (both["sure"], both["maybe"]) == ([month_of("2024-06")], [])


def test_a_cut_from_an_open_end_reaches_months_that_no_row_names() -> None:
    recent = {"months": ((day("2024-06-01"), AS_OF),)}
    year = between(on_day("1998-01-01"), on_day("1998-12-31"))
    found = told(M.months(Months.for_month).within(year), named("2024-07"), coverage=recent)[0]
    assert (len(found["maybe"]), found["sure"], found["before"]) == (12, [], None)


def test_includes() -> None:
    months = M.months(Months.for_month)
    held = named("2024-07", None)
    assert told(months.includes(month("2024-07")), held)[0][""] is True
    assert told(months.includes(month("2024-08")), held)[0][""] is None
    assert told(months.includes(month("2024-08")), named("2024-07"))[0][""] is False


def test_never_costs_one_word_and_no_window_of_ten_thousand_years() -> None:
    rows = [
        {"person": "p", "paid_on": day("2024-01-31"), "for_month": m}
        for m in (NEVER_MONTH, month_of("2024-01"), 12)
    ]
    found = told(P.months(Payments.for_month), {"payments": rows})[0]
    assert found["sure"] == [12, month_of("2024-01"), NEVER_MONTH]
    never = [{"person": "p", "paid_on": NEVER_DAY}]
    assert told(P.scheduled().months(Payments.paid_on), {"payments": never})[0]["sure"] == [
        NEVER_MONTH
    ]


def test_a_run_of_any_length_is_counted_wherever_it_begins() -> None:
    """Every length up to nine years, each beginning in another month of its word."""
    first = month_of("2008-11")
    rows = [
        {"person": f"p{length}", "for_month": first + length % 61 + step}
        for length in range(1, 109)
        for step in (*range(length), length + 1)  # and one month apart
    ]
    units = [f"p{length}" for length in range(1, 109)]
    found = told(M.months(Months.for_month).longest_run(), {"months": rows}, units)
    assert [span(one) for one in found] == [(length, length) for length in range(1, 109)]
